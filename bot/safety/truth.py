"""Conditions over what is known: no, still open, unsure, yes.

Unknown is never taken for no: an unsure answer counts as yes, and an open question keeps everything back.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import IntEnum

from bot.knowledge.models.condition import Condition
from bot.safety.facts import Value


class Truth(IntEnum):
    """How true a condition is. `any` takes the greatest of its parts and `all` the least."""

    NO = 0
    OPEN = 1
    UNSURE = 2
    YES = 3

    @property
    def fires(self) -> bool:
        """Whether a rule with this condition applies: yes, and unsure just as much."""
        return self is _YES or self is _UNSURE

    def negated(self) -> "Truth":
        """Returns the opposite; open stays open and unsure stays unsure."""
        return _YES if self is _NO else _NO if self is _YES else self


# Looked up some hundred times for every message: a name of the module is found sooner than one of an enumeration.
_NO, _OPEN, _UNSURE, _YES = Truth


Answer = tuple[Value | None, datetime | None]
"""The strictest value that was told and when; None where the question is open."""


def truth_of(
    condition: Condition, answer: Callable[[str], Answer], term: Callable[[str], Truth | None], now: datetime
) -> Truth:
    """Works out a condition.

    Args:
        condition: The condition.
        answer: What was told of a fact.
        term: The truth of a named condition, or None where the name is a fact's.
        now: This moment.
    """
    fact = condition.fact
    if fact is not None:
        named = term(fact)
        if named is not None:
            return named if condition.equals == "yes" else named.negated()
        value, told = answer(fact)
        return _OPEN if value is None else _compare(condition, value, told, now)
    if condition.any is not None:
        found = _NO
        for part in condition.any:
            one = truth_of(part, answer, term, now)
            if one is _YES:
                return one
            found = max(found, one)
        return found
    if condition.all is not None:
        found = _YES
        for part in condition.all:
            one = truth_of(part, answer, term, now)
            if one is _NO:
                return one
            found = min(found, one)
        return found
    assert condition.negated is not None, "a condition has one of its four shapes"  # noqa: S101 - the model holds it
    return truth_of(condition.negated, answer, term, now).negated()


def _compare(condition: Condition, value: Value, told: datetime | None, now: datetime) -> Truth:
    equals = condition.equals
    if equals is not None:
        if value == equals:
            return _YES
        return _UNSURE if value == "unsure" else _NO
    listed = condition.one_of or ()
    if value == "unsure" and "unsure" not in listed:
        return _UNSURE
    if condition.told_within is not None or condition.told_before is not None:
        if value != "yes":
            return _NO
        age = timedelta(0) if told is None else now - told
        recent = condition.told_within is not None and age <= condition.told_within
        old = condition.told_before is not None and age > condition.told_before
        return _YES if recent or old else _NO
    if condition.at_least is not None or condition.at_most is not None:
        if not isinstance(value, int):
            return _NO
        high = condition.at_least is not None and value >= condition.at_least
        low = condition.at_most is not None and value <= condition.at_most
        return _YES if high or low else _NO
    return _YES if value in listed else _NO
