"""The clock on the wall: gaps, overlaps, dates that a zone left out, days that end after midnight."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.timetable.wall_clock import instant_of, local_date

LONDON, BERLIN, LORD_HOWE = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        pytest.param(LONDON, date(2026, 7, 1), time(7), datetime(2026, 7, 1, 6, tzinfo=UTC), id="summer"),
        pytest.param(LONDON, date(2026, 12, 1), time(7), datetime(2026, 12, 1, 7, tzinfo=UTC), id="winter"),
        pytest.param(
            BERLIN, date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, tzinfo=UTC), id="gap: right after it"
        ),
        pytest.param(
            BERLIN, date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="overlap: the first"
        ),
        pytest.param(
            LORD_HOWE, date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 30, tzinfo=UTC), id="gap of 30 minutes"
        ),
        pytest.param(
            ZoneInfo("America/Sao_Paulo"), date(2018, 11, 4), time(0, 10), datetime(2018, 11, 4, 3, tzinfo=UTC),
            id="gap at midnight",
        ),
        pytest.param(LONDON, date(2028, 2, 29), time(9), datetime(2028, 2, 29, 9, tzinfo=UTC), id="February 29"),
    ],
)  # fmt: skip
def test_a_time_on_the_wall_is_one_instant(zone: ZoneInfo, day: date, at: time, expected: datetime) -> None:
    assert instant_of(day, at, zone) == expected


def test_a_date_that_a_zone_left_out_has_no_moment() -> None:
    assert instant_of(date(2011, 12, 30), time(9), ZoneInfo("Pacific/Apia")) is None
    assert instant_of(date(2011, 12, 31), time(9), ZoneInfo("Pacific/Apia")) is not None


def test_one_at_night_still_counts_for_yesterday_where_the_day_begins_later() -> None:
    one_at_night = datetime(2026, 11, 22, 1, tzinfo=LONDON)
    assert local_date(one_at_night, LONDON) == date(2026, 11, 22)
    assert local_date(one_at_night, LONDON, day_begins=time(4)) == date(2026, 11, 21)
    assert local_date(datetime(2026, 11, 22, 4, tzinfo=LONDON), LONDON, day_begins=time(4)) == date(2026, 11, 22)
