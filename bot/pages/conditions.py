"""Conditions in plain words, exactly as the rules read them: not sure counts as yes, and as not a clear no."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.knowledge.models.condition import Condition
from bot.pages.naming import FactName

Name = Callable[[str], FactName]


@dataclass(frozen=True, slots=True)
class Saying:
    """A condition in words; what it is made of stands below it.

    Attributes:
        words: The sentence, or the head of a list.
        parts: What the list holds.
        link: Page and anchor that explain it, or empty.
    """

    words: str
    parts: tuple["Saying", ...] = ()
    link: str = ""

    def __str__(self) -> str:
        if not self.parts:
            return self.words
        return f"{self.words} [{'; '.join(str(part) for part in self.parts)}]"


def in_words(condition: Condition, name: Name, *, clear: bool = False) -> Saying:
    """Returns a condition in plain words.

    Args:
        condition: The condition.
        name: Gives the words for a fact.
        clear: Whether only a clear answer counts, as with the signs of a pattern, and not sure counts for nothing.
    """
    return _Wording(name, clear=clear).of(condition)


def time_in_words(time: timedelta) -> str:
    """Returns a length of time in the largest unit that fits it whole, such as '12 weeks' or '36 hours'."""
    minutes = int(time.total_seconds() // 60)
    for unit, size in (("week", 7 * 24 * 60), ("day", 24 * 60), ("hour", 60)):
        # One day reads better as hours, one week as days.
        if minutes % size == 0 and minutes // size > 1:
            return f"{minutes // size} {unit}s"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


class _Wording:
    """Puts conditions into words, with not sure or without it."""

    def __init__(self, name: Name, *, clear: bool) -> None:
        self._name = name
        self._clear = clear
        self._unsure = "" if clear else " or not sure"

    def of(self, condition: Condition) -> Saying:
        if condition.any is not None:
            return self._any(condition.any)
        if condition.all is not None:
            return self._list("All of these:", condition.all)
        if condition.negated is not None:
            return self._negated(condition.negated)
        return self._comparison(condition)

    def _list(self, head: str, parts: tuple[Condition, ...]) -> Saying:
        return Saying(head, tuple(self.of(part) for part in parts))

    def _any(self, parts: tuple[Condition, ...]) -> Saying:
        """Signs that are asked alike share one head, so that the answer is said once."""
        if not all(self._is_plain_sign(part) for part in parts):
            return self._list("Any of these:", parts)
        signs = tuple(Saying(named.words, link=named.link) for named in map(self._named, parts))
        return Saying(f"Yes{self._unsure} to any of these:", signs)

    def _is_plain_sign(self, condition: Condition) -> bool:
        return condition.fact is not None and condition.equals == "yes" and self._named(condition).kind == "sign"

    def _negated(self, inner: Condition) -> Saying:
        if inner.any is not None:
            return self._list(
                "None of these, clearly:" if self._clear else "None of these is a clear yes:", inner.any
            )
        if inner.all is not None:
            return self._list(
                "Clearly not all of these:" if self._clear else "Not all of these are a clear yes:", inner.all
            )
        if inner.negated is not None:
            return self.of(inner.negated)
        named = self._named(inner)
        if inner.equals == "yes" and named.kind == "term":
            return self._said("Clearly not so:" if self._clear else "It is not clear that this is so:", named)
        if inner.equals == "yes":
            return self._said(f"No{self._unsure} to:", named)
        if inner.told_within is not None or inner.told_before is not None:
            return Saying(f"Not so: {self._comparison(inner).words}", link=named.link)
        return self._answered(named, f"anything but {_wanted(inner, named)}")

    def _comparison(self, condition: Condition) -> Saying:
        named = self._named(condition)
        unsure = "" if self._clear else ", or not sure,"
        if condition.told_within is not None:
            return self._said(f"Yes, told in the last {time_in_words(condition.told_within)}{unsure} to:", named)
        if condition.told_before is not None:
            return self._said(f"Yes, told more than {time_in_words(condition.told_before)} ago{unsure} to:", named)
        if named.kind == "term":
            so, not_so = ("Clearly so:", "Clearly not so:") if self._clear else (
                "This is so, or may be:", "It is not clear that this is so:",
            )  # fmt: skip
            return self._said(so if condition.equals == "yes" else not_so, named)
        if named.kind == "sign" and condition.equals in {"yes", "no"}:
            return self._said(f"{str(condition.equals).capitalize()}{self._unsure} to:", named)
        return self._answered(named, _wanted(condition, named), condition)

    def _answered(self, named: FactName, answer: str, condition: Condition | None = None) -> Saying:
        """A number has no button for not sure, and few choices have; where there is one, it counts as asked for."""
        listed = () if condition is None else (condition.one_of or (condition.equals,))
        can_be = named.kind in {"side", "sign"} or "unsure" in named.answers
        unsure = ", or not sure" if can_be and "unsure" not in listed and not self._clear else ""
        return Saying(f"{named.words} Answered: {answer}{unsure}", link=named.link)

    def _said(self, head: str, named: FactName) -> Saying:
        return Saying(f"{head} {named.words}", link=named.link)

    def _named(self, condition: Condition) -> FactName:
        assert condition.fact is not None, "only a comparison is named"  # noqa: S101 - the model holds it
        return self._name(condition.fact)


def _wanted(condition: Condition, named: FactName) -> str:
    """Returns the answers that a comparison asks for."""
    if condition.at_least is not None:
        return f"{condition.at_least} or more"
    if condition.at_most is not None:
        return f"{condition.at_most} or less"
    listed = condition.one_of if condition.one_of is not None else (condition.equals,)
    return " or ".join(f"“{named.answers.get(str(value), str(value))}”" for value in listed)
