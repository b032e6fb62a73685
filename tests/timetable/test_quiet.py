"""Quiet hours hold back until they end, also over midnight and over a clock change."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.timetable.quiet import QuietHours, first_loud

LONDON = ZoneInfo("Europe/London")
NIGHT = QuietHours(time(21, 30), time(7))


@pytest.mark.parametrize(
    ("at", "loud"),
    [
        ("2026-11-21 21:29", "2026-11-21 21:29"),
        ("2026-11-21 21:30", "2026-11-22 07:00"),
        ("2026-11-22 06:59", "2026-11-22 07:00"),
        ("2026-11-22 07:00", "2026-11-22 07:00"),
        ("2026-03-28 23:00", "2026-03-29 07:00"),
    ],
)
def test_a_message_waits_until_the_quiet_hours_end(at: str, loud: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=LONDON)
    assert first_loud(moment, LONDON, NIGHT) == datetime.fromisoformat(loud).replace(tzinfo=LONDON)


def test_quiet_hours_by_day_for_who_sleeps_by_day() -> None:
    by_day = QuietHours(time(9), time(16))
    noon = datetime(2026, 11, 21, 12, tzinfo=LONDON)
    assert first_loud(noon, LONDON, by_day) == datetime(2026, 11, 21, 16, tzinfo=LONDON)


def test_none_at_all() -> None:
    nothing = QuietHours(time(7), time(7))
    assert not any(nothing.cover(time(hour)) for hour in range(24))
