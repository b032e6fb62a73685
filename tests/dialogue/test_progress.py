"""What is worked out of the diary: kind to misses and rest, exact about numbers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.dialogue.charts import DayCame
from bot.dialogue.progress import (
    LITTLE_BETTER,
    NO_BETTER,
    STILL_SORE,
    WORSE,
    Day,
    advice_due,
    change_of,
    days_of,
    done_of,
    streak,
    strength,
    worse_for_days,
)
from bot.dialogue.reminding.schedules import Came, Reminders, Schedule
from bot.dialogue.turn import DiaryLine
from bot.knowledge.book import Book

START = date(2026, 11, 2)
"""A Monday."""

SIGNS: dict[str, DayCame] = {"x": "done", "-": "rest", "o": "missed", "?": "open"}


def after(days: int) -> date:
    return START + timedelta(days=days)


def row(signs: str) -> list[Day]:
    """Days in a row: x done, - rest, o missed, ? not over."""
    return [Day(after(number), SIGNS[sign]) for number, sign in enumerate(signs)]


def hurting(*pains: int | None, every: int = 1) -> list[Day]:
    """Days with these numbers, every so many days."""
    return [Day(after(number * every), "done", 10, pain, pain) for number, pain in enumerate(pains)]


def line(day: int, before: int | None = None, after_: int | None = None, hour: int = 7) -> DiaryLine:
    at = datetime.combine(after(day), time(hour), UTC)
    return DiaryLine(at, "heel", 10, ("a",), before, after_)


@pytest.mark.parametrize(
    ("signs", "long"),
    [
        ("", 0),
        ("xxx", 3),
        ("xxxoxxx", 6),
        ("xxxoxxxxxxo", 9),
        ("xxxoxxxxxox", 1),
        ("xoo", 0),
        ("xx-x--x", 4),
        ("xx?", 2),
        ("o-------o", 0),
        ("xoxxxxxxoxxxxxxo", 13),
    ],
)
def test_one_miss_in_seven_days_breaks_nothing_and_rest_neither_adds_nor_breaks(signs: str, long: int) -> None:
    assert streak(row(signs)) == long


@given(some.text("x-o", max_size=60))
def test_rest_days_change_no_strength_and_no_share(signs: str) -> None:
    kept = signs.replace("-", "")
    assert strength(row(signs)) == strength(row(kept))
    assert done_of(row(signs)) == done_of(row(kept))


@given(some.text("x-o?", max_size=60))
def test_a_day_done_never_weakens_and_a_miss_never_takes_all(signs: str) -> None:
    before = strength(row(signs))
    assert before <= strength(row(signs + "x")) <= 100
    assert before * 0.94 - 1 <= strength(row(signs + "o")) <= before
    assert streak(row(signs + "x")) == streak(row(signs)) + 1


def test_half_of_the_strength_is_there_after_thirteen_days() -> None:
    assert strength(row("x" * 13)) == 50


def test_days_without_a_practice_are_named_by_what_they_came_to() -> None:
    schedule = Schedule(number=1, routine="heel", times=(time(7),), days=(0, 1, 2, 3, 4, 5))
    came: list[tuple[int, Came]] = [
        (1, "sore"),
        (2, "unanswered"),
        (3, "said_done"),
        (4, "missed"),
        (5, "travelling"),
    ]
    reminders = Reminders(zone="UTC", schedules=(schedule,))
    for day, what in came:
        reminders = reminders.with_day(1, after(day), what)
    days = days_of([line(0, 4, 3), line(9)], reminders, after(10))
    assert [day.came for day in days] == [
        "done", "rest", "missed", "done", "missed", "rest", "rest", "missed", "missed", "done", "open",
    ]  # fmt: skip


def test_a_pause_counts_neither_for_nor_against_anybody_also_after_it_has_ended() -> None:
    reminders = Reminders().with_pause(after(1), after(4))
    days = days_of([line(0), line(6)], reminders, after(6))
    assert [day.came for day in days] == ["done", "rest", "rest", "rest", "missed", "missed", "done"]


def test_a_pause_without_an_end_lasts_until_the_next_practice() -> None:
    days = days_of([line(0), line(4)], Reminders().with_pause(after(2)), after(5))
    assert [day.came for day in days] == ["done", "missed", "rest", "rest", "done", "open"]


def test_a_day_whose_reason_is_forgotten_is_not_taken_for_a_miss() -> None:
    reminders = Reminders()
    for day in range(1, 80):
        reminders = reminders.with_day(1, after(day), "sore")
    assert reminders.past[0].day > after(1)
    days = days_of([line(0), line(79)], reminders, after(79))
    assert {day.came for day in days} == {"done", "rest"}
    assert streak(days) == 2


def test_a_practice_after_midnight_belongs_to_the_day_before_where_the_person_is() -> None:
    reminders = Reminders(zone="Europe/Berlin")
    late = DiaryLine(datetime(2026, 11, 3, 1, 30, tzinfo=UTC), "heel", 5, ())
    (day, _) = days_of([late], reminders, date(2026, 11, 3))
    assert day.day == date(2026, 11, 2)


def test_several_practices_of_a_day_add_up_and_pain_is_that_before_the_first_and_after_the_last() -> None:
    (day,) = days_of([line(0, 5, 4), line(0, 3, 2, hour=19)], Reminders(), START)
    assert (day.minutes, day.before, day.after) == (20, 5, 2)


@pytest.mark.parametrize(
    ("first", "last", "means"),
    [
        (6, 4, "real"),
        (3, 2, "real"),
        (5, 4, "small"),
        (4, 3, "small"),
        (10, 9, "small"),
        (5, 5, None),
        (0, 0, None),
        (4, 5, None),
        (4, 6, "worse"),
        (0, 2, "worse"),
    ],
)
def test_two_points_or_thirty_percent_is_real_and_one_is_small(
    book: Book, first: int, last: int, means: str | None
) -> None:
    change = change_of(book.scales["nprs"], first, last)
    assert (None if change is None else change.means) == means


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (hurting(4, 4, 4, 4, 4), None),
        (hurting(4, 4, 4, every=7), NO_BETTER),
        (hurting(4, 4, 2, 2, 2, every=4), None),
        (hurting(6, 5, 5, 5, 5, 5, 5, every=7), LITTLE_BETTER),
        (hurting(6, 5, 4, 4, 4, 4, 4, every=7), None),
        (hurting(8, 8, 8, 5, 5, 5, 5, every=14), STILL_SORE),
        (hurting(8, 8, 8, 5, 3, 3, 3, every=14), None),
        (hurting(0, 0, 0, every=7), None),
        (hurting(None, None, 4), None),
        ([], None),
    ],
)
def test_advice_comes_after_two_six_and_twelve_weeks(days: list[Day], due: str | None) -> None:
    assert advice_due(days, frozenset()) == due
    assert advice_due(days, frozenset({NO_BETTER, LITTLE_BETTER, STILL_SORE})) is None


def test_worse_by_two_for_three_days_comes_first() -> None:
    assert advice_due(hurting(3, 3, 5, 6, 5), frozenset()) == WORSE
    assert advice_due(hurting(3, 3, 5, 6, 5), frozenset({WORSE})) is None
    assert not worse_for_days(hurting(3, 3, 5, 4, 5))
    assert not worse_for_days(hurting(5, 5, 5))
