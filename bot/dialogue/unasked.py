"""What comes without being asked for: never under a lock, never in quiet hours, within the messages of a day.

A reminder rings at a time that the person chose, and has rules of its own (`reminding`). Everything else that nobody
asked for goes through here: it is silent, its first line names no condition, and its buttons hold whatever is open.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue.charts import Chart
from bot.dialogue.reminding.counting import note_sent, room_today
from bot.dialogue.reminding.pausing import is_paused
from bot.dialogue.reminding.ringing import NOT_AGAIN_WITHIN
from bot.dialogue.turn import Button, Kind, Message, Slot, TakeButtons
from bot.dialogue.turning import Turning
from bot.timetable.quiet import first_loud

PRESSES = "unasked"
"""The first part of the data of its buttons, in place of the number of a screen."""

NAME = "unasked"
"""What stands among the messages of a day for one of these."""

GOOD_FOR = timedelta(hours=12)
"""What could not be delivered for so long is not sent any more."""

Choices = Sequence[Sequence[tuple[str, str]]]
"""Rows of buttons, each its label and its code."""


def waits_until(turning: Turning) -> datetime | None:
    """Returns until when it has to wait: for the end of quiet hours, of a practice or of a visit; None for now."""
    reminders, session = turning.session.reminders, turning.session
    busy = session.practice is not None and session.practice.ended is None
    lately = session.last_at is not None and turning.now - session.last_at < NOT_AGAIN_WITHIN
    wish = turning.now + NOT_AGAIN_WITHIN if session.about_other or (busy and lately) else turning.now
    if reminders.zone is not None:
        wish = first_loud(wish, reminders.place, reminders.quiet)
    return wish if wish > turning.now else None


def may_come(turning: Turning, *, wanted: bool = False) -> bool:
    """Returns whether it may come at all: not under a lock, not beyond the messages of a day, not in a pause.

    Args:
        turning: The turn.
        wanted: Whether the person asked for this message, so that a pause of the reminders does not hold it.
    """
    session = turning.session
    locked = session.owner.lock is not None or turning.person.lock is not None
    silent = not wanted and _paused(turning)
    return session.consented is not None and not locked and not silent and room_today(turning)


def _paused(turning: Turning) -> bool:
    """Whether every reminder is paused: who wants silence hears nothing else either."""
    schedules = turning.session.reminders.schedules
    return bool(schedules) and all(is_paused(turning, schedule) for schedule in schedules)


def send(turning: Turning, kind: str, text: str, choices: Choices, *, chart: Chart | None = None) -> None:
    """Sends it, silently, and counts it among the messages of the day.

    Args:
        turning: The turn.
        kind: What it is; its answers come back under this name.
        text: The words. The first line names no condition.
        choices: The buttons.
        chart: A chart to be drawn above the words, or None.
    """
    note_sent(turning, NAME)
    rows = tuple(tuple(Button(label, press_data(kind, code)) for label, code in row) for row in choices)
    turning.send(
        Message(
            Kind.NUDGE, text, rows, Slot.FOLLOW_UP, fresh=True, chart=chart, not_after=turning.now + GOOD_FOR
        )
    )  # fmt: skip


def edit(turning: Turning, kind: str, text: str, choices: Choices = ()) -> None:
    """Changes the message in place, after it was answered."""
    rows = tuple(tuple(Button(label, press_data(kind, code)) for label, code in row) for row in choices)
    turning.send(Message(Kind.ANSWER, text, rows, Slot.FOLLOW_UP))


def take_buttons(turning: Turning) -> None:
    """Takes the buttons off the message."""
    turning.send(TakeButtons(Slot.FOLLOW_UP))


def press_data(kind: str, code: str) -> str:
    """Returns the data of a button that holds whatever screen is open."""
    return f"{PRESSES}.{kind}.{code}"
