"""Dates and days in typed words."""

from datetime import date

import pytest

from bot.language.date_words import date_in, days_in

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("two weeks", date(2026, 12, 5)), ("for 10 days", date(2026, 12, 1)), ("a month", date(2026, 12, 21)),
        ("until 3 May", date(2027, 5, 3)), ("till the 3rd of may", date(2027, 5, 3)), ("May 3", date(2027, 5, 3)),
        ("Dec. 24", date(2026, 12, 24)), ("24 dec 2027", date(2027, 12, 24)), ("2027-01-02", date(2027, 1, 2)),
        ("tomorrow", date(2026, 11, 22)), ("until monday", date(2026, 11, 23)), ("saturday", date(2026, 11, 28)),
        ("29 February", date(2028, 2, 29)), ("next week", date(2026, 11, 28)), ("a fortnight", date(2026, 12, 5)),
    ],
)  # fmt: skip
def test_dates_and_lengths_of_time(typed: str, expected: date) -> None:
    assert date_in(typed, SATURDAY) == expected


@pytest.mark.parametrize(
    "typed", ["", "soon", "3/5", "31 June", "2026-11-21", "2026-02-30", "30 february", "0 days", "x" * 9999]
)
def test_what_names_no_coming_date(typed: str) -> None:
    assert date_in(typed, SATURDAY) is None


def test_a_month_from_its_last_day_ends_on_the_last_day_of_a_shorter_one() -> None:
    assert date_in("one month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert date_in("one month", date(2028, 1, 31)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("every day", set(range(7))), ("weekdays", set(range(5))), ("on working days", set(range(5))),
        ("weekends", {5, 6}), ("Mon, Wed and Fri", {0, 2, 4}), ("monday to friday", set(range(5))),
        ("fri - mon", {4, 5, 6, 0}), ("Sundays", {6}),
    ],
)  # fmt: skip
def test_days_of_the_week(typed: str, expected: set[int]) -> None:
    assert days_in(typed) == frozenset(expected)


@pytest.mark.parametrize("typed", ["", "7:30", "never", "money", "the sunny ones"])
def test_what_names_no_day(typed: str) -> None:
    assert days_in(typed) is None
