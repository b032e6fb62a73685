"""What is remembered of reminders: the schedules, the last message about one, and what each day came to."""

from datetime import date, time
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from bot.knowledge.models.base import Entry
from bot.timetable.quiet import QuietHours
from bot.timetable.rule import Rule

Came = Literal["done", "said_done", "busy", "sore", "ill", "rest", "travelling", "other", "unanswered", "missed"]
"""What one day of a schedule came to."""

DAYS_KEPT = 60
"""How many days of the past are kept with what they came to."""

PAUSES_KEPT = 20


class Schedule(Entry):
    """When one routine is rung for."""

    number: int
    routine: str
    times: tuple[time, ...]
    """Local times, as they were chosen; they ring inside the quiet hours too."""
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    """Days of the week, Monday is 0; the others are days of rest."""
    paused_until: date | None = None
    paused: bool = False
    """Paused without an end, after a week without any answer."""
    every_other_since: date | None = None
    """Since two days without any answer it rings every other day only."""
    unanswered: int = 0
    """Whole days in a row without any answer."""
    unfit: bool = False
    """Whether the person was told that its routine does not fit them any more; it is silent until it does again."""
    back: bool = False
    """Whether a pause has an end to come, after which the first message asks whether to go on."""

    def going(self) -> "Schedule":
        """Returns it without any pause, as if every message had been answered."""
        return self.model_copy(
            update={
                "paused": False,
                "paused_until": None,
                "unanswered": 0,
                "every_other_since": None,
                "back": False,
            }
        )

    def rule(self) -> Rule:
        """Returns the rule that its next occurrence is worked out from."""
        return Rule(self.times, frozenset(self.days), self.paused_until, self.every_other_since)


class Nudge(Entry):
    """The last message about an occurrence; it belongs to the day of the occurrence, also after midnight."""

    schedule: int
    day: date
    at: time
    sent: AwareDatetime
    answered: bool = False


class PastDay(Entry):
    """What one day of a schedule came to."""

    schedule: int
    day: date
    came: Came


class Pause(Entry):
    """A time in which nothing rings; its days count neither for nor against anybody."""

    first: date
    until: date | None = None
    """The first day after it; None where it lasts until the next practice."""


class Reminders(Entry):
    """All that is remembered of the reminders of one person."""

    zone: str | None = None
    """Name of the time zone; the place itself is never kept."""
    schedules: tuple[Schedule, ...] = ()
    quiet_from: time = time(21, 30)
    quiet_until: time = time(7, 0)
    day_begins: time = time(4, 0)
    """Before this time of the clock it still counts for yesterday."""
    nudge: Nudge | None = None
    """The last message about any of them; its buttons are the ones in the chat."""
    earlier: tuple[Nudge, ...] = ()
    """The last message about each other schedule."""
    past: tuple[PastDay, ...] = ()
    pauses: tuple[Pause, ...] = ()
    sent_on: date | None = None
    sent: tuple[str, ...] = ()
    """What came unasked on that date: the routine of each reminder, the name of any other message."""
    offered: bool = False
    """Whether reminders were offered before."""

    @property
    def place(self) -> ZoneInfo:
        """The time zone; UTC as long as none was told, and nothing rings until then."""
        return ZoneInfo(self.zone or "UTC")

    @property
    def quiet(self) -> QuietHours:
        """The quiet hours."""
        return QuietHours(self.quiet_from, self.quiet_until)

    def schedule(self, number: int) -> Schedule | None:
        """Returns the schedule of a number, or None."""
        return next((schedule for schedule in self.schedules if schedule.number == number), None)

    def nudge_of(self, number: int) -> Nudge | None:
        """Returns the last message about one schedule, or None."""
        return next((nudge for nudge in (self.nudge, *self.earlier) if nudge and nudge.schedule == number), None)

    def with_nudge(self, nudge: Nudge) -> "Reminders":
        """Returns the reminders with a new last message, or with the same one changed."""
        others = (self.nudge, *self.earlier)
        kept = tuple(other for other in others if other is not None and other.schedule != nudge.schedule)
        newest = self.nudge is None or nudge.sent >= self.nudge.sent
        if newest:
            return self.model_copy(update={"nudge": nudge, "earlier": kept})
        return self.model_copy(update={"nudge": kept[0], "earlier": (nudge, *kept[1:])})

    def with_schedule(self, changed: Schedule) -> "Reminders":
        """Returns the reminders with one schedule put in place of the one of its number, or added."""
        others = tuple(schedule for schedule in self.schedules if schedule.number != changed.number)
        ordered = tuple(sorted((*others, changed), key=lambda schedule: schedule.number))
        return self.model_copy(update={"schedules": ordered})

    def without(self, number: int) -> "Reminders":
        """Returns the reminders without one schedule."""
        left = tuple(schedule for schedule in self.schedules if schedule.number != number)
        return self.model_copy(update={"schedules": left})

    def with_pause(self, first: date, until: date | None = None) -> "Reminders":
        """Returns the reminders with one more pause noted."""
        kept = [*self.pauses, Pause(first=first, until=until)][-PAUSES_KEPT:]
        return self.model_copy(update={"pauses": tuple(kept)})

    def with_pauses_ended(self, today: date) -> "Reminders":
        """Returns the reminders with every pause that still lasts cut off today."""
        kept = tuple(
            pause if pause.until is not None and pause.until <= today else pause.model_copy(update={"until": today})
            for pause in self.pauses
        )
        return self.model_copy(update={"pauses": kept})

    def came_of(self, schedule: int, day: date) -> Came | None:
        """Returns what is noted of a day of a schedule, or None."""
        return next((past.came for past in self.past if (past.schedule, past.day) == (schedule, day)), None)

    def with_day(self, schedule: int, day: date, came: Came) -> "Reminders":
        """Returns the reminders with what a day came to; a later word about the same day replaces the earlier."""
        others = [past for past in self.past if (past.schedule, past.day) != (schedule, day)]
        kept = [*others, PastDay(schedule=schedule, day=day, came=came)][-DAYS_KEPT:]
        return self.model_copy(update={"past": tuple(kept)})
