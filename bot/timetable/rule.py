"""The rule of a reminder, and its next occurrence: recomputed each time from the rule and the zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.timetable.wall_clock import instant_of

ALL_DAYS = frozenset(range(7))
_ONE_DAY = timedelta(days=1)
_LONGEST_SEARCH_DAYS = 32
"""Four weeks always hold an occurrence, also of one weekday every other week, with a date that a zone skipped."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When somebody wants to be reminded.

    Attributes:
        times: Local times of the day, naive; at least one.
        days: Days of the week, Monday is 0; at least one.
        not_before: The first local date, such as the end of a pause; None from now on.
        every_other_since: Only every second day, counted from this date; None on all its days.
    """

    times: tuple[time, ...]
    days: frozenset[int] = ALL_DAYS
    not_before: date | None = None
    every_other_since: date | None = None

    def __post_init__(self) -> None:
        if not self.times or not self.days or not self.days <= ALL_DAYS:
            message = f"a rule needs times and days of the week from 0 to 6, not {self.times} on {sorted(self.days)}"
            raise ValueError(message)

    def holds_on(self, day: date) -> bool:
        """Returns whether a local date is one of its days."""
        if day.weekday() not in self.days or (self.not_before is not None and day < self.not_before):
            return False
        return self.every_other_since is None or (day - self.every_other_since).days % 2 == 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One moment of a rule.

    Attributes:
        day: The local date that it belongs to, also when it is answered after midnight.
        at: The local time that was chosen.
        due: The instant, in UTC.
    """

    day: date
    at: time
    due: datetime


def next_occurrence(rule: Rule, zone: ZoneInfo, after: datetime) -> Occurrence:
    """Returns the first occurrence that is due later than an instant.

    Args:
        rule: The rule.
        zone: The person's zone.
        after: The instant, aware.

    Raises:
        LookupError: None of the next days has one: the days of the rule and its every other day never meet.
    """
    # The day before is over: where a clock goes back over midnight, the first of two equal times was earlier still.
    today = after.astimezone(zone).date()
    first = today if rule.not_before is None else max(today, rule.not_before)
    for offset in range(_LONGEST_SEARCH_DAYS):
        for occurrence in occurrences_on(rule, zone, first + offset * _ONE_DAY):
            if occurrence.due > after:
                return occurrence
    message = f"{rule} has no occurrence in the {_LONGEST_SEARCH_DAYS} days from {first}"
    raise LookupError(message)


def occurrences_on(rule: Rule, zone: ZoneInfo, day: date) -> Iterator[Occurrence]:
    """Yields the occurrences of one local date in their order; two that a clock change makes one are one."""
    if not rule.holds_on(day):
        return
    last: datetime | None = None
    for at in sorted(set(rule.times)):
        due = instant_of(day, at, zone)
        if due is not None and due != last:
            last = due
            yield Occurrence(day, at, due)
