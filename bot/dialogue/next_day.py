"""The day after a session: when its one question is due, and how long it stands open."""

from datetime import datetime, time, timedelta

from bot.dialogue.session import Practice
from bot.dialogue.turning import Turning
from bot.timetable.quiet import first_loud
from bot.timetable.wall_clock import instant_of, local_date

KIND = "next_day"
"""Name of its timer, and of its answers."""

ASKED_AT = time(9, 0)
"""When it is asked, on the clock of the person."""

SLEEP = timedelta(hours=8)
"""The least time between the session and the question."""

LASTS = timedelta(days=3)
"""After so long nobody knows any more which session it was."""


def is_asked_about(turning: Turning, practice: Practice) -> bool:
    """Returns whether a session was the first of its kind or harder than before, so that the next day matters.

    It is asked before the session is recorded. Breathing makes nothing sore, and of somebody else nothing is kept.

    Args:
        turning: The turn.
        practice: The practice that has just ended.
    """
    if turning.session.about_other or practice.cramp:
        return False
    book, history = turning.book, turning.person.history
    done = [book.techniques[name] for name in practice.done if name in book.techniques]
    if not any(technique.places for technique in done) and not practice.holds_made:
        return False
    routine = book.routines.get(practice.plan.routine)
    first = practice.plan.routine not in history.programmes and routine is not None and routine.pain
    strong = {kind for technique in done for kind in technique.classes if book.classes[kind].strong}
    return (
        not history.practices
        or first
        or bool(strong - set(history.strong_first_used))
        or history.stepped_up
        or practice.harder
        or practice.hurt
        or bool(history.worse_sessions)
    )


def set_question(turning: Turning, ended: datetime) -> None:
    """Asks to be woken on the day after a session.

    Where the zone is not known it is the same hour of the next day: the person was awake then.

    Args:
        turning: The turn.
        ended: When the session ended.
    """
    turning.change_person(history=turning.person.history.model_copy(update={"asks_after": ended}))
    turning.set_timer(KIND, due(turning, ended) - turning.now, ended.isoformat())


def due(turning: Turning, ended: datetime) -> datetime:
    """Returns when the question about a session is due, by what is known of the person's clock now."""
    reminders = turning.session.reminders
    if reminders.zone is None:
        return ended + timedelta(days=1)
    tomorrow = local_date(ended, reminders.place, reminders.day_begins) + timedelta(days=1)
    wish = instant_of(tomorrow, ASKED_AT, reminders.place) or ended + timedelta(days=1)
    return first_loud(max(wish, ended + SLEEP), reminders.place, reminders.quiet)


def is_open(turning: Turning) -> bool:
    """Returns whether the question about an earlier day stands open, so that a new session asks it first."""
    if turning.session.about_other:
        return False
    ended, reminders = turning.session.owner.history.asks_after, turning.session.reminders
    if ended is None or turning.now - ended > LASTS:
        return False
    today = local_date(turning.now, reminders.place, reminders.day_begins)
    return local_date(ended, reminders.place, reminders.day_begins) < today
