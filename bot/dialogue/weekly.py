"""The card of the week, sent once a week to those who asked for it; silent, and not after an idle week."""

from datetime import time, timedelta

from bot.dialogue import unasked
from bot.dialogue.jobs import DIARY, WEEKLY
from bot.dialogue.turn import Job
from bot.dialogue.turning import Turning
from bot.timetable.wall_clock import instant_of, local_date

KIND = "weekly"
"""Name of its timer, and of its answers."""

A_WEEK = timedelta(days=7)
SENT_AT = time(10, 0)


def turn_on(turning: Turning) -> None:
    """Sends it from now on, for the first time in a week."""
    turning.change(weekly=True)
    _set_next(turning)


def turn_off(turning: Turning) -> None:
    """Sends it no more."""
    turning.change(weekly=False)
    turning.cancel_timer(KIND)


def ring(turning: Turning, payload: str) -> None:
    """A week has passed: asks for the diary, unless nothing may come now."""
    del payload
    if not turning.session.weekly:
        return
    until = unasked.waits_until(turning)
    if until is not None:
        turning.set_timer(KIND, until - turning.now, "")
        return
    _set_next(turning)
    if unasked.may_come(turning, wanted=True):
        turning.ask_for(Job(DIARY, f"{WEEKLY} {turning.session.screen}"))


def answer(turning: Turning, code: str) -> None:
    """Stops it."""
    if code == "stop":
        turn_off(turning)
        unasked.take_buttons(turning)
        turning.tell_person(turning.say("I don't send it any more. /progress shows it at any time."))


def _set_next(turning: Turning) -> None:
    reminders = turning.session.reminders
    due = turning.now + A_WEEK
    if reminders.zone is not None:
        due = instant_of(local_date(due, reminders.place), SENT_AT, reminders.place) or due
    turning.set_timer(KIND, due - turning.now, "")
