"""From the clock on the wall to an instant and back, by a written policy where the clock jumps.

| the clock | and a time inside | means |
|---|---|---|
| jumps forward (a gap) | that never shows | the first moment after the jump |
| jumps forward over midnight, or over a whole day | that never shows on this date | no moment: the date has none |
| jumps back (an overlap) | that shows twice | the first of the two |
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """Returns the instant at which the clock of a zone shows a time on a date, in UTC.

    Args:
        day: The local date.
        at: The local time, naive.
        zone: The zone.

    Returns:
        The instant by the policy above, or None where the date has no such moment.
    """
    wall = datetime.combine(day, at, zone)
    instant = wall.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        instant = _end_of_gap(wall)
    return instant if instant.astimezone(zone).date() == day else None


def local_date(instant: datetime, zone: ZoneInfo, day_begins: time = time(0)) -> date:
    """Returns the local date that an instant counts for.

    Args:
        instant: The instant, aware.
        zone: The zone.
        day_begins: Before this time of the clock it still counts for yesterday.
    """
    wall = instant.astimezone(zone)
    return wall.date() if wall.time() >= day_begins else wall.date() - timedelta(days=1)


def _end_of_gap(wall: datetime) -> datetime:
    """Returns the instant of the jump over a time that never shows, found by halving to the second."""
    zone = wall.tzinfo
    before, after = wall.replace(fold=1).astimezone(UTC), wall.replace(fold=0).astimezone(UTC)
    offset_after = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset_after:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)
