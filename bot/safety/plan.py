"""A routine fitted to one person: what is done, for how long, and what was left out and why."""

from typing import Literal

from bot.knowledge.models.base import Entry, Side


class Item(Entry):
    """One technique of a plan."""

    technique: str
    sides: tuple[Side, ...] = ()
    """The sides it is done on one after the other; empty: both together, or no side at all."""
    seconds: int
    """Guided seconds of one side, or of all where there are no sides."""
    pressure: int = 0
    """The most pressure, 0-10."""
    sets: int | None = None
    """Sets of a loading technique, whose repetitions are never scaled; None where time tells the dose."""
    reps: int | None = None
    """Repetitions in one set of a loading technique."""
    says: tuple[str, ...] = ()
    """What is changed for this person."""
    barred: tuple[str, ...] = ()
    """Classes whose optional parts are dropped."""

    @property
    def total(self) -> int:
        """Seconds in all."""
        return self.seconds * max(1, len(self.sides))


Reason = Literal[
    "limit", "equipment", "week", "new_strong", "minutes", "hurt", "ask_first", "rest", "time_of_day", "better_first"
]


class LeftOut(Entry):
    """One technique that the routine holds and the plan does not."""

    technique: str
    reason: Reason
    rules: tuple[str, ...] = ()
    instead: str | None = None
    """The technique that stands in for it."""


class Plan(Entry):
    """A routine fitted to one person."""

    routine: str
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...] = ()
    asked_minutes: int
    eased: bool = False
    """Whether a limit or the ceiling of a dose made a step shorter than it is written."""

    @property
    def seconds(self) -> int:
        """Seconds in all, with the pauses between steps."""
        return sum(item.total + GAP_SECONDS for item in self.items)

    @property
    def minutes(self) -> int:
        """Whole minutes, at least one."""
        return max(1, round(self.seconds / 60))


GAP_SECONDS = 8
"""The pause between two steps (`clinical` techniques, section 3)."""
