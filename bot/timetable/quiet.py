"""Quiet hours: they hold back what nobody chose a time for, and are asked at the last moment."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.timetable.wall_clock import instant_of

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one local time to another; where the first is the later one they go over midnight.

    Attributes:
        begin: Local time at which they begin, naive.
        end: Local time at which they end; the same as `begin` means that there are none.
    """

    begin: time = time(21, 30)
    end: time = time(7, 0)

    def cover(self, at: time) -> bool:
        """Returns whether a local time is quiet."""
        if self.begin <= self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end


def first_loud(instant: datetime, zone: ZoneInfo, quiet: QuietHours) -> datetime:
    """Returns the instant itself, or the end of the quiet hours that it falls into.

    Args:
        instant: When something would be sent, aware.
        zone: The person's zone.
        quiet: The person's quiet hours.
    """
    wall = instant.astimezone(zone)
    if not quiet.cover(wall.time().replace(microsecond=0)):
        return instant
    for offset in range(3):
        end = instant_of(wall.date() + offset * _ONE_DAY, quiet.end, zone)
        if end is not None and end > instant:
            return end
    message = f"the quiet hours {quiet} of {zone.key} do not end within two days of {instant}"
    raise LookupError(message)
