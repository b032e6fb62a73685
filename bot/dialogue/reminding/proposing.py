"""What the book proposes for the reminder of a routine: its name, its days, its times, and how often a day."""

from datetime import time

from bot.dialogue.reminding.messages import MOST_OF_ONE_ROUTINE
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.turning import Turning
from bot.knowledge.models.routine import ReminderDefault

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def new_schedule(turning: Turning, routine: str) -> Schedule:
    """Returns a reminder of a routine that is not set yet: on the days that its book proposes, at seven."""
    numbers = [schedule.number for schedule in turning.session.reminders.schedules]
    proposed = _default(turning, routine)
    days = tuple(WEEKDAYS.index(day) for day in proposed.days) if proposed is not None else tuple(range(7))
    return Schedule(number=max(numbers, default=0) + 1, routine=routine, times=(time(7),), days=days)


def proposed_times(turning: Turning, draft: Schedule | None) -> tuple[str, ...]:
    """Returns the times of day that the book proposes for a reminder, such as 07:00; none where it proposes none."""
    proposed = None if draft is None else _default(turning, draft.routine)
    return () if proposed is None else proposed.times


def most_times(turning: Turning, schedule: Schedule) -> int:
    """Returns how often a day a routine may be reminded of: as its book says, and never more than the cap."""
    proposed = _default(turning, schedule.routine)
    return 1 if proposed is None else min(proposed.most_a_day, MOST_OF_ONE_ROUTINE)


def routine_name(turning: Turning, routine: str) -> str:
    """Returns the name of a routine, also of one that the book has no longer."""
    found = turning.book.routines.get(routine)
    return turning.say("a routine that I no longer have") if found is None else turning.read(found.name)


def _default(turning: Turning, routine: str) -> ReminderDefault | None:
    found = turning.book.routines.get(routine)
    return None if found is None else found.reminder
