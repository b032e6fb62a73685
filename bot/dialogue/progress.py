"""How it goes, worked out of the diary and of what each day came to: kind to misses, honest about numbers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dialogue.charts import DayCame
from bot.dialogue.reminding.schedules import DAYS_KEPT, Pause, Reminders
from bot.dialogue.turn import DiaryLine
from bot.knowledge.models.scale import Scale, ScaleChange
from bot.timetable.wall_clock import local_date

ONE_DAY = timedelta(days=1)

GRACE = timedelta(days=7)
"""One miss in so many days breaks nothing (`clinical` techniques 4.3)."""

HALF_STRENGTH = 13
"""After so many days done in a row the strength is half of what there is (a design choice; habits take about 66)."""

NOT_A_MISS = frozenset({"busy", "sore", "ill", "rest", "travelling", "other"})
"""What a day may come to without counting for or against anybody."""

LATEST = 3
"""How many of the last days with a number are looked at together, so that one odd day decides nothing."""

NO_BETTER = "no_better_after_two_weeks"
LITTLE_BETTER = "little_better_after_six_weeks"
STILL_SORE = "still_sore_after_twelve_weeks"
WORSE = "worse_for_three_days"
"""Entries of the book: when somebody else should look at it."""

_STILL_SORE_FROM = 4
_WORSE_BY = 2
_WORSE_DAYS = 3


@dataclass(frozen=True, slots=True)
class Day:
    """One day on the person's own calendar.

    Attributes:
        day: The date.
        came: What it came to.
        minutes: How long was practised on it.
        before: Pain before the first practice of the day, or None.
        after: Pain after the last practice of the day, or None.
    """

    day: date
    came: DayCame
    minutes: int = 0
    before: int | None = None
    after: int | None = None


def days_of(lines: Sequence[DiaryLine], reminders: Reminders, today: date) -> tuple[Day, ...]:
    """Returns every day from the first practice to today.

    Args:
        lines: The diary, the oldest line first.
        reminders: Whose past days say why nothing was done, and whose zone says which day a line belongs to.
        today: Today's date where the person is.
    """
    by_day: dict[date, list[DiaryLine]] = {}
    for line in lines:
        by_day.setdefault(local_date(line.at, reminders.place, reminders.day_begins), []).append(line)
    if not by_day:
        return ()
    came: dict[date, set[str]] = {}
    for past in reminders.past:
        came.setdefault(past.day, set()).add(past.came)
    days: list[Day] = []
    day = min(by_day)
    while day <= max(today, *by_day):
        practised = by_day.get(day, [])
        befores = [line.pain_before for line in practised if line.pain_before is not None]
        afters = [line.pain_after for line in practised if line.pain_after is not None]
        days.append(
            Day(
                day,
                "done" if practised else _came(day, came.get(day, set()), reminders, today, by_day),
                sum(line.minutes for line in practised),
                befores[0] if befores else None,
                afters[-1] if afters else None,
            )
        )
        day += ONE_DAY
    return tuple(days)


def _came(
    day: date, noted: set[str], reminders: Reminders, today: date, practised: dict[date, list[DiaryLine]]
) -> DayCame:
    """Returns what a day without a practice came to."""
    if "said_done" in noted or "done" in noted:
        return "done"
    if (
        noted & NOT_A_MISS
        or _forgotten(day, reminders)
        or any(_holds(pause, day, practised) for pause in reminders.pauses)
    ):
        return "rest"
    if reminders.schedules and not any(schedule.rule().days & {day.weekday()} for schedule in reminders.schedules):
        return "rest"
    return "open" if day >= today else "missed"


def _forgotten(day: date, reminders: Reminders) -> bool:
    """Whether a day is so long ago that its reason is kept no more; it may have been a good one."""
    return len(reminders.past) >= DAYS_KEPT and day < min(past.day for past in reminders.past)


def _holds(pause: Pause, day: date, practised: dict[date, list[DiaryLine]]) -> bool:
    """Whether a day lies in a pause; one without an end lasts until the next practice."""
    if day < pause.first:
        return False
    if pause.until is not None:
        return day < pause.until
    return not any(pause.first <= other <= day for other in practised)


def streak(days: Sequence[Day]) -> int:
    """Returns how many days were done in a row.

    One miss in seven days is a grace day. Rest, a pause and a skip with a reason neither add nor break.
    """
    count, last_miss = 0, None
    for day in days:
        if day.came == "done":
            count += 1
        elif day.came == "missed":
            if last_miss is not None and day.day - last_miss < GRACE:
                count = 0
            last_miss = day.day
    return count


def strength(days: Sequence[Day]) -> int:
    """Returns how strong the habit is, 0 to 100: it grows with each day done, and a miss takes only a little."""
    keeps: float = 0.5 ** (1 / HALF_STRENGTH)
    strong = 0.0
    for day in days:
        if day.came == "done":
            strong = 1 - (1 - strong) * keeps
        elif day.came == "missed":
            strong *= keeps
    return round(strong * 100)


def done_of(days: Sequence[Day]) -> tuple[int, int]:
    """Returns how many days were done, out of how many that count: rest, reasons and today while open do not."""
    done = sum(day.came == "done" for day in days)
    return done, done + sum(day.came == "missed" for day in days)


def with_pain(days: Sequence[Day]) -> tuple[Day, ...]:
    """Returns the days that have a number of pain before the routine."""
    return tuple(day for day in days if day.before is not None)


def change_of(scale: Scale, first: float, last: float) -> ScaleChange | None:
    """Returns what the way from one number to another means by a scale, or None where it means nothing."""
    gain = first - last if scale.lower_is_better else last - first
    for change in scale.changes:
        size = gain if change.better else -gain
        share = change.percent is not None and size > 0 and first > 0 and size * 100 >= change.percent * first
        if size >= change.at_least or share:
            return change
    return None


def latest_pain(days: Sequence[Day]) -> float | None:
    """Returns the mean of the last few numbers, so that one odd day decides nothing; None where there is none."""
    numbers = [day.before for day in days if day.before is not None][-LATEST:]
    return sum(numbers) / len(numbers) if numbers else None


def advice_due(days: Sequence[Day], told: frozenset[str], *, task_better: bool = False) -> str | None:
    """Returns the advice to see a clinician that is due and was not given yet, the most serious first, or None.

    Args:
        days: Every day since the programme began.
        told: The advice that was given since it began.
        task_better: Whether the hardest task goes better after six weeks, which counts as less pain does.
    """
    numbers = with_pain(days)
    if len(numbers) < 2:
        return None
    if WORSE not in told and worse_for_days(days):
        return WORSE
    first, now = float(numbers[0].before or 0), latest_pain(days) or 0.0
    since = numbers[-1].day - numbers[0].day
    if since >= timedelta(weeks=12):
        due = STILL_SORE if now >= _STILL_SORE_FROM else None
    elif since >= timedelta(weeks=6):
        due = LITTLE_BETTER if first - now < 2 and now > 0 and not task_better else None
    elif since >= timedelta(weeks=2):
        due = NO_BETTER if first - now < 1 and now > 0 else None
    else:
        due = None
    return due if due not in told else None


def worse_for_days(days: Sequence[Day]) -> bool:
    """Returns whether the last three days with a number are all worse by two than the day before them."""
    numbers = [day.before for day in days if day.before is not None]
    if len(numbers) <= _WORSE_DAYS:
        return False
    earlier, latest = numbers[-_WORSE_DAYS - 1], numbers[-_WORSE_DAYS:]
    return all(number >= earlier + _WORSE_BY for number in latest)


def by_week(days: Sequence[Day]) -> tuple[tuple[int, int], ...]:
    """Returns each week since the start, from 1, with the pain before the first practice in it that has a number."""
    found: dict[int, int] = {}
    for day in with_pain(days):
        found.setdefault((day.day - days[0].day).days // 7 + 1, day.before or 0)
    return tuple(found.items())
