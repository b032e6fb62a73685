"""What the ways to look at the diary show: a chart, and under it the same in plain sentences."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from bot.dialogue.charts import (
    Bar,
    Chart,
    DayCame,
    HabitChart,
    MinutesChart,
    PainChart,
    PainPoint,
    RoutineChart,
    RoutineWeek,
    WeekCard,
    WeekDay,
)
from bot.dialogue.progress import Day, by_week, change_of, done_of, streak, strength, with_pain
from bot.dialogue.reminding.words import date_in_words
from bot.dialogue.screen import paragraphs
from bot.dialogue.turning import Turning

PAIN_SCALE = "nprs"

MOST_DAYS_OF_PAIN = 84
MOST_LABELS = 5
DAYS_OF_MINUTES = 14
MOST_WEEKS_OF_ROUTINE = 12
WEEKS_OF_HABIT = 4

LOOK_LIMIT = 1000
"""A caption holds 1024 letters; what would not fit is left out, the least first."""

Look = tuple[str, Chart | None]


def look_at_pain(turning: Turning, days: Sequence[Day], routine: str | None) -> Look:
    """Shows pain before and after, day by day, what changed, and what sources say to expect."""
    say, numbers = turning.say, with_pain(days)
    if not numbers:
        return say("**There are no pain numbers yet.** I ask for them before and after a routine."), None
    first, last = numbers[0], numbers[-1]
    shown = days[-MOST_DAYS_OF_PAIN:]
    every = max(1, -(-len(shown) // MOST_LABELS))
    chart = PainChart(
        say("Pain, 0 to 10"),
        say("before"),
        say("after"),
        tuple(
            PainPoint(short_date(turning, day.day) if place % every == 0 else "", day.before, day.after)
            for place, day in enumerate(shown)
        ),
    )
    change = None
    if first.before is not None and last.before is not None and first is not last:
        meaning = change_of(turning.book.scales[PAIN_SCALE], first.before, last.before)
        change = turning.read(meaning.say) if meaning is not None else say("That is about the same so far.")
    parts = [
        say("**Your pain, day by day.**"),
        _pain_of(turning, first),
        _pain_of(turning, last) if last is not first else "",
        change or say("One day says little. I compare from the second day on."),
        *_effort(turning, days),
        _expect(turning, routine),
    ]
    return _fitting(parts), chart


def _pain_of(turning: Turning, day: Day) -> str:
    say = turning.say
    if day.after is None:
        return say("· {date}: {before} before.", date=date_in_words(turning, day.day), before=day.before)
    return say(
        "· {date}: {before} before, {after} after.",
        date=date_in_words(turning, day.day),
        before=day.before,
        after=day.after,
    )


def _effort(turning: Turning, days: Sequence[Day]) -> list[str]:
    """Says what was done before any judgement of numbers; a miss is never blamed."""
    done, counted = done_of(days[-28:])
    number = turning.words.count
    if not counted:
        return [turning.say("These were days of rest.")]
    parts = [
        number("You did {done} of {number} day.", "You did {done} of {number} days.", counted, done=done),
    ]
    if counted > done:
        parts[0] += " " + turning.say("A missed day breaks nothing.")
    row = streak(days)
    if row > 1:
        parts.append(number("{number} day in a row.", "{number} days in a row.", row))
    return parts


def _expect(turning: Turning, routine: str | None) -> str:
    entry = turning.book.routines.get(routine or "")
    return "" if entry is None else turning.read(entry.expect)


def look_at_habit(turning: Turning, days: Sequence[Day], routine: str | None) -> Look:
    """Shows how the routine becomes a habit."""
    say, row, strong = turning.say, streak(days), strength(days)
    entry = turning.book.routines.get(routine or "")
    in_a_row = (
        turning.words.count("In a row: {number} day", "In a row: {number} days", row)
        if row
        else say("You can begin again on any day")
    )
    chart = HabitChart(
        say("Your days") if entry is None else say("Your days: {name}", name=turning.read(entry.name)),
        strong,
        say("Habit strength: {number} of 100", number=strong),
        in_a_row,
        _weeks(days),
        short_days(turning),
        (
            ("done", say("done")),
            ("rest", say("rest")),
            ("missed", say("missed")),
            ("open", say("today")),
        ),
    )
    parts = [
        say("**Your days.**"),
        *_effort(turning, days),
        say("Habit strength: {number} of 100. It grows with each day, and one miss takes little.", number=strong),
        say("Rest days, pauses and skips with a reason never count against you."),
        say("A habit takes about two months, for some people five. Tie it to something you do daily."),
    ]
    return _fitting(parts), chart


def _weeks(days: Sequence[Day]) -> tuple[tuple[DayCame | None, ...], ...]:
    by_date = {day.day: day.came for day in days}
    last = days[-1].day
    monday = last - timedelta(days=last.weekday())
    first = days[0].day - timedelta(days=days[0].day.weekday())
    count = min(WEEKS_OF_HABIT, (monday - first).days // 7 + 1)
    return tuple(
        tuple(by_date.get(monday - timedelta(weeks=back) + timedelta(days=column)) for column in range(7))
        for back in reversed(range(count))
    )


def look_at_minutes(turning: Turning, days: Sequence[Day], routine: str | None) -> Look:
    """Shows the minutes of each of the last days."""
    del routine
    say, shown = turning.say, days[-DAYS_OF_MINUTES:]
    every = 1 if len(shown) <= 7 else 3
    bars = tuple(
        Bar(short_date(turning, day.day) if place % every == 0 else "", day.minutes)
        for place, day in enumerate(shown)
    )
    minutes = [day.minutes for day in shown if day.minutes]
    count = turning.words.count
    parts = [
        say("**Minutes a day.**"),
        count("The last {number} day.", "The last {number} days.", len(shown)),
        count("{number} minute in all.", "{number} minutes in all.", sum(minutes)),
        say("On the days you practised: {number} minutes on average.", number=round(sum(minutes) / len(minutes)))
        if minutes
        else say("No practice in these days. You can begin again on any day."),
    ]
    return _fitting(parts), MinutesChart(say("Minutes a day"), bars)


def look_at_week(turning: Turning, days: Sequence[Day], routine: str | None) -> Look:
    """Shows the last seven days as one card."""
    del routine
    say, names = turning.say, short_days(turning)
    by_date = {day.day: day for day in days}
    last = days[-1].day
    shown = [last - timedelta(days=back) for back in reversed(range(7))]
    found = [by_date.get(day) for day in shown]
    there = [day for day in found if day is not None]
    done, counted = done_of(there)
    count = turning.words.count
    lines = [
        count("{done} of {number} day done", "{done} of {number} days done", counted, done=done),
        count("{number} minute in all", "{number} minutes in all", sum(day.minutes for day in there)),
    ]
    numbers = with_pain(there)
    if numbers:
        lines.append(
            say("Pain before: {first}, then {last}", first=numbers[0].before, last=numbers[-1].before)
            if len(numbers) > 1
            else say("Pain before: {first}", first=numbers[0].before)
        )
    card = WeekCard(
        say("{first} to {last}", first=short_date(turning, shown[0]), last=short_date(turning, last)),
        tuple(
            WeekDay(
                names[day.weekday()], None if entry is None else entry.came, 0 if entry is None else entry.minutes
            )
            for day, entry in zip(shown, found, strict=True)
        ),
        tuple(lines),
        say("min"),
    )
    parts = [
        say("**Your week.**"),
        *(f"· {line}." for line in lines),
        say("You showed up. That is what counts.") if done else say("A quiet week. You can begin again on any day."),
    ]
    return _fitting(parts), card


def look_at_routine(turning: Turning, days: Sequence[Day], routine: str | None) -> Look:
    """Shows how the present routine goes, week by week since it began, and what sources say to expect."""
    say, entry = turning.say, turning.book.routines.get(routine or "")
    if not days:
        return say("**There is nothing yet about your present routine.** You can begin on any day."), None
    pains = dict(by_week(days))
    latest = (days[-1].day - days[0].day).days // 7 + 1
    weeks = []
    for number in range(max(1, latest - MOST_WEEKS_OF_ROUTINE + 1), latest + 1):
        of_week = [day for day in days if (day.day - days[0].day).days // 7 + 1 == number]
        weeks.append(RoutineWeek(number, sum(day.came == "done" for day in of_week), pains.get(number)))
    name = say("Your routine") if entry is None else say("Your routine: {name}", name=turning.read(entry.name))
    chart = RoutineChart(name, say("Days done in each week"), say("Pain before, 0 to 10"), say("week"), tuple(weeks))
    expect = _expect(turning, routine)
    told = [_week_of(turning, week) for week in weeks]
    heading = say("**Your routine, week by week.**")
    # What is expected is said in any case; of many weeks the latest are.
    while told and len(paragraphs(heading, *told, expect)) > LOOK_LIMIT:
        told.pop(0)
    return _fitting([heading, *told, expect]), chart


def _week_of(turning: Turning, week: RoutineWeek) -> str:
    count = turning.words.count
    if week.pain is None:
        return count("· Week {week}: {number} day.", "· Week {week}: {number} days.", week.done, week=week.number)
    return count(
        "· Week {week}: {number} day, pain {pain}.",
        "· Week {week}: {number} days, pain {pain}.",
        week.done,
        week=week.number,
        pain=week.pain,
    )


LOOKS: Mapping[str, Callable[[Turning, Sequence[Day], str | None], Look]] = {
    "pain": look_at_pain,
    "habit": look_at_habit,
    "minutes": look_at_minutes,
    "week": look_at_week,
    "routine": look_at_routine,
}
"""The ways to look at the diary."""


def pain_by_week(turning: Turning, days: Sequence[Day]) -> str:
    """Returns one line for a clinician: the pain before the first practice of each week."""
    say = turning.say
    weeks = by_week(days)
    shown = weeks if len(weeks) <= 6 else (*weeks[:2], *weeks[-4:])
    told = " · ".join(say("week {week}: {pain}", week=week, pain=pain) for week, pain in shown)
    done, counted = done_of(days)
    return say(
        "Pain before the routine, 0 to 10: {told}. Days done: {done} of {counted}.",
        told=told, done=done, counted=counted,
    )  # fmt: skip


def short_days(turning: Turning) -> tuple[str, ...]:
    """Returns short names of the days, Monday first."""
    say = turning.say
    return (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))


def short_date(turning: Turning, day: date) -> str:
    """Returns a date such as '9 Nov'."""
    say = turning.say
    months = (
        say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("May"), say("Jun"), say("Jul"), say("Aug"), say("Sep"),
        say("Oct"), say("Nov"), say("Dec"),
    )  # fmt: skip
    return say("{day} {month}", day=day.day, month=months[day.month - 1])


def _fitting(parts: Sequence[str]) -> str:
    """Joins parts as long as they fit under a picture."""
    kept: list[str] = []
    for part in parts:
        if len(paragraphs(*kept, part)) <= LOOK_LIMIT:
            kept.append(part)
    return paragraphs(*kept)
