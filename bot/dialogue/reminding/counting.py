"""How many messages came unasked on a day, and when the next good moment for one is: asked at the last moment.

Quiet hours hold back what nobody chose a time for, and a day holds only so many messages that came unasked, of
whatever kind. What a person chose a time for asks `room_today` alone.
"""

from datetime import date, datetime, timedelta

from bot.dialogue.turning import Turning
from bot.timetable.quiet import first_loud
from bot.timetable.wall_clock import instant_of

MOST_A_DAY = 6
"""The most messages that come unasked on one day, reminders and follow-ups together (`clinical` techniques 4.2)."""

ONE_DAY = timedelta(days=1)


def today(turning: Turning) -> date:
    """Returns the date where the owner of the chat is."""
    return turning.now.astimezone(turning.session.reminders.place).date()


def sent_today(turning: Turning) -> tuple[str, ...]:
    """Returns what came unasked on the owner's present date: the routine of each reminder, the name of the rest."""
    reminders = turning.session.reminders
    return reminders.sent if reminders.sent_on == today(turning) else ()


def room_today(turning: Turning) -> bool:
    """Returns whether the day holds one more message."""
    return len(sent_today(turning)) < MOST_A_DAY


def note_sent(turning: Turning, what: str) -> None:
    """Counts a message that goes out unasked.

    Args:
        turning: The turn.
        what: The routine of a reminder, or the name of another kind of message.
    """
    sent = (*sent_today(turning), what)
    changed = turning.session.reminders.model_copy(update={"sent_on": today(turning), "sent": sent})
    turning.change(reminders=changed)


def good_moment(turning: Turning) -> datetime:
    """Returns now, or the next moment that is not quiet and on a day with room for one more message.

    Where no zone is known nobody can say what is night there, so that only the count holds a message back.
    """
    reminders, moment = turning.session.reminders, turning.now
    if not room_today(turning):
        tomorrow = instant_of(today(turning) + ONE_DAY, reminders.quiet_until, reminders.place)
        moment = max(moment, tomorrow or moment + ONE_DAY)
    return moment if reminders.zone is None else first_loud(moment, reminders.place, reminders.quiet)


def may_come_now(turning: Turning, timer: str, payload: str) -> bool:
    """Returns whether a follow-up may be sent now, and counts it; else its timer is set for a better moment.

    Args:
        turning: The turn.
        timer: The name of the timer that has just come due, which also names the message in the count.
        payload: What the timer gives back.
    """
    moment = good_moment(turning)
    if moment > turning.now:
        turning.set_timer(timer, moment - turning.now, payload)
        return False
    note_sent(turning, timer)
    return True
