"""A question three days after advice to see a clinician, once, because the person asked for it; refused for good."""

from datetime import time, timedelta

from bot.dialogue import unasked
from bot.dialogue.turning import Turning
from bot.timetable.wall_clock import instant_of, local_date

KIND = "appointment"
"""Name of its timer, and of its answers."""

AFTER_DAYS = 3
ASKED_AT = time(10, 0)


def may_offer(turning: Turning) -> bool:
    """Returns whether to offer it: not for somebody else, not while it is set, and never after it was refused."""
    history = turning.session.owner.history
    return not turning.session.about_other and not history.appointment_asked and not history.no_appointment_question


def remind(turning: Turning) -> None:
    """Sets the question, three days from now in the morning."""
    reminders = turning.session.reminders
    due = turning.now + timedelta(days=AFTER_DAYS)
    if reminders.zone is not None:
        due = instant_of(local_date(due, reminders.place), ASKED_AT, reminders.place) or due
    _change(turning, appointment_asked=True)
    turning.set_timer(KIND, due - turning.now, "")
    turning.tell_person(turning.say("I'll ask once, in three days: Did you get an appointment?"))


def ring(turning: Turning, payload: str) -> None:
    """Asks, unless nothing may come now."""
    del payload
    until = unasked.waits_until(turning)
    if until is not None:
        turning.set_timer(KIND, until - turning.now, "")
        return
    _change(turning, appointment_asked=False)
    if unasked.may_come(turning, wanted=True):
        say = turning.say
        choices = [[(say("Yes"), "yes"), (say("Not yet"), "not_yet")], [(say("Don't ask again"), "never")]]
        unasked.send(turning, KIND, say("Hello. Did you get an appointment?"), choices)


def answer(turning: Turning, code: str) -> None:
    """Thanks, or never asks again."""
    say = turning.say
    texts = {
        "yes": say("Good. After the visit, tell me what they said, and I fit the plan to it."),
        "not_yet": say("Please call when you can. I won't ask a second time."),
        "never": say("I won't ask that again."),
    }
    if code == "never":
        _change(turning, no_appointment_question=True)
    if code in texts:
        unasked.edit(turning, KIND, texts[code])


def _change(turning: Turning, **fields: bool) -> None:
    owner = turning.session.owner
    turning.change(owner=owner.model_copy(update={"history": owner.history.model_copy(update=fields)}))
