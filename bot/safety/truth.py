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
        return self >= Truth.UNSURE

    def negated(self) -> "Truth":
        """Returns the opposite; open stays open and unsure stays unsure."""
        return {Truth.NO: Truth.YES, Truth.YES: Truth.NO}.get(self, self)


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
        return Truth.OPEN if value is None else _compare(condition, value, told, now)
    if condition.any is not None:
        found = Truth.NO
        for part in condition.any:
            one = truth_of(part, answer, term, now)
            if one is Truth.YES:
                return one
            found = max(found, one)
        return found
    if condition.all is not None:
        found = Truth.YES
        for part in condition.all:
            one = truth_of(part, answer, term, now)
            if one is Truth.NO:
                return one
            found = min(found, one)
        return found
    assert condition.negated is not None, "a condition has one of its four shapes"  # noqa: S101 - the model holds it
    return truth_of(condition.negated, answer, term, now).negated()


def _compare(condition: Condition, value: Value, told: datetime | None, now: datetime) -> Truth:
    equals = condition.equals
    if equals is not None:
        if value == equals:
            return Truth.YES
        return Truth.UNSURE if value == "unsure" else Truth.NO
    listed = condition.one_of or ()
    if value == "unsure" and "unsure" not in listed:
        return Truth.UNSURE
    if condition.told_within is not None or condition.told_before is not None:
        if value != "yes":
            return Truth.NO
        age = timedelta(0) if told is None else now - told
        recent = condition.told_within is not None and age <= condition.told_within
        old = condition.told_before is not None and age > condition.told_before
        return Truth.YES if recent or old else Truth.NO
    if condition.at_least is not None or condition.at_most is not None:
        if not isinstance(value, int):
            return Truth.NO
        high = condition.at_least is not None and value >= condition.at_least
        low = condition.at_most is not None and value <= condition.at_most
        return Truth.YES if high or low else Truth.NO
    return Truth.YES if value in listed else Truth.NO
