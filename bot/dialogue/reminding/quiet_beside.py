"""Quiet hours that leave the times of a reminder out."""

from datetime import date, datetime, time, timedelta

from bot.timetable.quiet import QuietHours

BY_DAY = QuietHours(time(9), time(16))
"""Quiet hours of who is up at night and sleeps by day."""

MIDST = timedelta(hours=4)
"""Whoever is up for longer than this within the quiet hours sleeps at another time."""

AWAY_FROM_RING = timedelta(minutes=30)


def quiet_beside(quiet: QuietHours, times: tuple[time, ...]) -> QuietHours | None:
    """Returns quiet hours that leave chosen times out, moved as little as can be; None where they do already.

    Who is up in the middle of the night is offered quiet hours by day.

    Args:
        quiet: The quiet hours as they are.
        times: The times that ring.
    """
    moved = quiet
    for at in times:
        if not moved.cover(at):
            continue
        after, before = _until(moved.begin, at), _until(at, moved.end)
        if min(after, before) > MIDST:
            moved = BY_DAY
        elif after <= before:
            moved = QuietHours(_plus(at, AWAY_FROM_RING), moved.end)
        else:
            moved = QuietHours(moved.begin, at)
    return None if moved == quiet or any(moved.cover(at) for at in times) else moved


def _until(begin: time, end: time) -> timedelta:
    minutes = (end.hour - begin.hour) * 60 + end.minute - begin.minute
    return timedelta(minutes=minutes % (24 * 60))


def _plus(at: time, length: timedelta) -> time:
    return (datetime.combine(date(2000, 1, 1), at) + length).time()
