"""What is known about one person, and how fresh it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pydantic import AwareDatetime

from bot.knowledge.models.base import Entry

Value = str | int
"""`yes`, `no`, `unsure`, the id of a choice, or a number."""

BY_WORDS = "words"
"""Told by typed words, and confirmed or not yet answered."""

BY_UNLOCK = "unlock"
"""Told while a lock was taken off."""

HOLDS = {BY_WORDS: timedelta(days=30), BY_UNLOCK: timedelta(days=90)}
"""How long something told otherwise than by a question holds: typed words as long as a medicine, what a clinician
said as long as a condition (design choices)."""

STRICTEST_FIRST = ("yes", "unsure", "no")


class Telling(Entry):
    """One answer: who asked, what was said, when.

    The same fact may be told by several questions. A `no` to one of them never undoes a `yes` to another.
    """

    by: str
    value: Value
    at: AwareDatetime


class Facts(Entry):
    """Everything that was told about one person, by fact."""

    told: Mapping[str, tuple[Telling, ...]] = {}

    def tell(self, by: str, at: datetime, values: Mapping[str, Value]) -> "Facts":
        """Returns the facts with these answers; earlier answers to the same question are replaced."""
        told = dict(self.told)
        for fact, value in values.items():
            others = tuple(telling for telling in told.get(fact, ()) if telling.by != by)
            told[fact] = (*others, Telling(by=by, value=value, at=at))
        return Facts(told=told)

    def forget(self, by: Iterable[str]) -> "Facts":
        """Returns the facts without the answers to these questions."""
        gone = frozenset(by)
        kept = {
            fact: tuple(telling for telling in tellings if telling.by not in gone)
            for fact, tellings in self.told.items()
        }
        return Facts(told={fact: tellings for fact, tellings in kept.items() if tellings})

    def without(self, facts: Iterable[str], by: str | None = None) -> "Facts":
        """Returns the facts without these, or without what typed words told of them."""
        gone = frozenset(facts)
        kept: dict[str, tuple[Telling, ...]] = {}
        for fact, tellings in self.told.items():
            left = tellings if fact not in gone else tuple(t for t in tellings if by is not None and t.by != by)
            if left:
                kept[fact] = left
        return Facts(told=kept)

    def said(self, fact: str, by: str) -> Value | None:
        """Returns what a question was answered for a fact, however old, or None."""
        return next((telling.value for telling in self.told.get(fact, ()) if telling.by == by), None)
