"""What a chart shows, as data with all its words said; drawn by `bot.pictures.charts`, never here."""

from dataclasses import dataclass
from typing import Literal

DayCame = Literal["done", "rest", "missed", "open"]
"""What one day came to: done, left out for a reason or planned as rest, missed, or not over yet."""


@dataclass(frozen=True, slots=True)
class PainPoint:
    """One day of a chart of pain; a day without a number is a gap in the lines.

    Attributes:
        label: The day, short; may be empty where there is no room.
        before: Pain before the routine, 0-10, or None.
        after: Pain after it, 0-10, or None.
    """

    label: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class PainChart:
    """Pain over time: two lines, before and after.

    Attributes:
        title: One line above.
        before_name: Name of the line of pain before.
        after_name: Name of the line of pain after.
        points: One for each day, the oldest first; at least one.
    """

    title: str
    before_name: str
    after_name: str
    points: tuple[PainPoint, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        label: What it stands for; may be empty.
        minutes: How high it is.
    """

    label: str
    minutes: int


@dataclass(frozen=True, slots=True)
class MinutesChart:
    """Minutes for each day, as bars.

    Attributes:
        title: One line above.
        bars: One for each day, the oldest first; at least one.
    """

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class HabitChart:
    """How a routine becomes a habit: each day of the last weeks, and how strong the habit is.

    Attributes:
        title: One line above.
        strength: 0-100.
        strength_name: What the strength is called, with its number.
        streak_name: What the streak is called, with its number.
        weeks: Rows of seven days, Monday first, the oldest row first; None for a day that is not shown.
        day_names: Seven short names of days, Monday first.
        meaning: What the sign of each kind of day means, in few words.
    """

    title: str
    strength: int
    strength_name: str
    streak_name: str
    weeks: tuple[tuple[DayCame | None, ...], ...]
    day_names: tuple[str, ...]
    meaning: tuple[tuple[DayCame, str], ...]


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of the card of a week.

    Attributes:
        name: Its short name.
        came: What it came to; None for a day before the start.
        minutes: How long was practised.
    """

    name: str
    came: DayCame | None
    minutes: int


@dataclass(frozen=True, slots=True)
class WeekCard:
    """One week at a glance.

    Attributes:
        heading: One line above.
        days: Seven days, the oldest first.
        lines: A few short lines below.
        minutes_name: The short name of minutes, behind the number of each day.
    """

    heading: str
    days: tuple[WeekDay, ...]
    lines: tuple[str, ...]
    minutes_name: str = ""


@dataclass(frozen=True, slots=True)
class RoutineWeek:
    """One week of a routine.

    Attributes:
        number: Which week since its start, from 1.
        done: On how many days it was done, 0-7.
        pain: Pain before the first time in it, 0-10, or None where there is no number.
    """

    number: int
    done: int
    pain: int | None


@dataclass(frozen=True, slots=True)
class RoutineChart:
    """How a routine goes, week by week since its start: days done above, pain below.

    Attributes:
        routine: Its name.
        done_name: What the bars are.
        pain_name: What the line is.
        week_name: What the numbers along the bottom are.
        by_week: The weeks, the oldest first; at least one.
    """

    routine: str
    done_name: str
    pain_name: str
    week_name: str
    by_week: tuple[RoutineWeek, ...]


Chart = PainChart | MinutesChart | HabitChart | WeekCard | RoutineChart
"""Their required fields differ, so that a stored one is read back as what it was."""
