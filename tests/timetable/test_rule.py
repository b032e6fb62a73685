"""The next occurrence of a rule, in every zone that there is and over two years of days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.timetable.rule import ALL_DAYS, Rule, next_occurrence
from bot.timetable.wall_clock import instant_of

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
ZONES = sorted(available_timezones() - {"Factory", "localtime"})
TWO_YEARS = 730
BEGIN = datetime(2005, 1, 1, tzinfo=UTC)


def test_every_day_at_seven_follows_summer_time() -> None:
    rule = Rule((time(7),))
    winter = next_occurrence(rule, LONDON, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert (winter.day, winter.due) == (date(2026, 3, 29), datetime(2026, 3, 29, 6, tzinfo=UTC))


def test_weekdays_rest_days_and_several_a_day() -> None:
    rule = Rule((time(20), time(13)), frozenset({0, 2, 4}))
    first = next_occurrence(rule, LONDON, SATURDAY)
    assert (first.day, first.at) == (date(2026, 11, 23), time(13))
    second = next_occurrence(rule, LONDON, first.due)
    assert (second.day, second.at) == (date(2026, 11, 23), time(20))
    assert next_occurrence(rule, LONDON, second.due).day == date(2026, 11, 25)


def test_a_pause_ends_on_its_date() -> None:
    rule = Rule((time(7),), not_before=date(2026, 12, 14))
    assert next_occurrence(rule, LONDON, SATURDAY).day == date(2026, 12, 14)


def test_every_other_day_is_counted_from_its_first() -> None:
    rule = Rule((time(7),), every_other_since=date(2026, 11, 21))
    assert _days(rule, LONDON, SATURDAY, 3) == [
        date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27),
    ]  # fmt: skip


def test_every_other_friday_in_a_zone_that_skipped_one_finds_the_next() -> None:
    apia = ZoneInfo("Pacific/Apia")
    rule = Rule((time(9),), frozenset({4}), every_other_since=date(2011, 12, 16))
    assert next_occurrence(rule, apia, datetime(2011, 12, 17, tzinfo=UTC)).day == date(2012, 1, 13)


def test_a_leap_day_rings_as_any_day() -> None:
    rule = Rule((time(7),))
    assert next_occurrence(rule, LONDON, datetime(2028, 2, 28, 12, tzinfo=UTC)).day == date(2028, 2, 29)
    assert next_occurrence(rule, LONDON, datetime(2028, 2, 29, 12, tzinfo=UTC)).day == date(2028, 3, 1)


def test_times_that_a_clock_change_makes_one_ring_once() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    rule = Rule((time(2, 10), time(2, 40)))
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert _days(rule, berlin, before, 2) == [date(2026, 3, 29), date(2026, 3, 30)]


@pytest.mark.parametrize(("times", "days"), [((), ALL_DAYS), ((time(7),), frozenset()), ((time(7),), frozenset({7}))])
def test_a_rule_without_times_or_days_is_refused(times: tuple[time, ...], days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="a rule needs times and days"):
        Rule(times, days)


def test_in_every_zone_each_day_of_two_years_rings_once(capsys: pytest.CaptureFixture[str]) -> None:
    at, begin = time(2, 30), datetime(2026, 1, 1, tzinfo=UTC)
    rule, checked = Rule((at,)), 0
    for name in ZONES:
        zone, moment = ZoneInfo(name), begin
        day = next_occurrence(rule, zone, moment).day
        for _ in range(TWO_YEARS):
            occurrence = next_occurrence(rule, zone, moment)
            assert occurrence.day == day, (name, occurrence)
            assert occurrence.due.astimezone(zone).date() == day, (name, occurrence)
            assert occurrence.due > moment
            moment, day, checked = occurrence.due, day + timedelta(days=1), checked + 1
    assert checked == len(ZONES) * TWO_YEARS > 400_000
    with capsys.disabled():
        print(f"\n{checked:,} cases: {len(ZONES)} zones, {TWO_YEARS} days each")  # noqa: T201


@settings(max_examples=300, deadline=None)
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    moment=st.integers(0, 30 * 366 * 86_400).map(lambda seconds: BEGIN + timedelta(seconds=seconds)),
    times=st.lists(st.times().map(lambda at: at.replace(microsecond=0)), min_size=1, max_size=4).map(tuple),
    days=st.frozensets(st.integers(0, 6), min_size=1),
)
def test_the_next_occurrence_is_later_on_its_day_and_nothing_lies_between(
    zone: ZoneInfo, moment: datetime, times: tuple[time, ...], days: frozenset[int]
) -> None:
    rule = Rule(times, days)
    found = next_occurrence(rule, zone, moment)
    assert found.due > moment
    assert found.day.weekday() in days
    assert found.due == instant_of(found.day, found.at, zone)
    day = moment.astimezone(zone).date() - timedelta(days=1)
    while day <= found.day:
        if day.weekday() in days:
            for at in times:
                due = instant_of(day, at, zone)
                assert due is None or due <= moment or due >= found.due
        day += timedelta(days=1)


def _days(rule: Rule, zone: ZoneInfo, after: datetime, count: int) -> list[date]:
    days = []
    for _ in range(count):
        occurrence = next_occurrence(rule, zone, after)
        days.append(occurrence.day)
        after = occurrence.due
    return days
