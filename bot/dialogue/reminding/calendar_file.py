"""The schedules as a calendar file (RFC 5545), for people who would rather see them in their own calendar.

Times float: they carry no zone, so that the calendar rings by the clock on the wall wherever its owner is. An entry
names no condition, and nothing in the file tells whose it is. It knows no lock, so it leads to the chat.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.dialogue.reminding.pausing import is_paused
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.turning import Turning
from bot.timetable.rule import next_occurrence

NAME = "stretch.ics"

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST_LINE = 75
"""Octets of a line; a longer one goes on in the next, after a space."""


def calendar_of(turning: Turning) -> str:
    """Returns the calendar with one entry for each time of each schedule that rings."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//footguide//reminders//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]  # fmt: skip
    for schedule in turning.session.reminders.schedules:
        if rings(schedule):
            lines += _entries(turning, schedule)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def rings(schedule: Schedule) -> bool:
    """Returns whether a schedule has a place in a calendar: it fits, and it was not silenced."""
    return not schedule.paused and not schedule.unfit


def _entries(turning: Turning, schedule: Schedule) -> Iterator[str]:
    place, title = turning.session.reminders.place, turning.say("Time for your stretch")
    days = ",".join(_DAYS[day] for day in schedule.days)
    # A pause has an end, and begins the entry there; ringing less after silence is no wish of the person's.
    whole = schedule.model_copy(update={"every_other_since": None})
    if not is_paused(turning, schedule):
        whole = whole.model_copy(update={"paused_until": None})
    for at in schedule.times:
        first = next_occurrence(whole.model_copy(update={"times": (at,)}).rule(), place, turning.now)
        begins = datetime.combine(first.day, at)
        yield from (
            "BEGIN:VEVENT",
            f"UID:{schedule.number}-{at:%H%M}@footguide",
            f"DTSTAMP:{turning.now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART:{begins:%Y%m%dT%H%M%S}",
            "DURATION:PT15M",
            f"RRULE:FREQ=WEEKLY;BYDAY={days}",
            f"SUMMARY:{_escaped(title)}",
            f"DESCRIPTION:{_escaped(turning.say('Start it in the chat: it asks first what is new.'))}",
            "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0M", f"DESCRIPTION:{_escaped(title)}", "END:VALARM",
            "END:VEVENT",
        )  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    part = ""
    for letter in line:
        if len((part + letter).encode()) > _LONGEST_LINE:
            yield part
            part = " "
        part += letter
    yield part
