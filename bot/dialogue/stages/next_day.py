"""The day after a first or harder session: one question, and what its answer leads to.

`clinical` safety 4.5: a little sore is fine if it is gone within a day; worse the next day, and the next session is
halved; worse after two sessions, and the routine stops until a clinician has looked. Anything else opens the screen.
"""

from collections.abc import Mapping
from datetime import datetime

from bot.dialogue import flow, interview, planning, unasked
from bot.dialogue.next_day import KIND, LASTS, due
from bot.dialogue.reminding.words import date_in_words
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.session import StageName
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.summary import summary_for_clinician
from bot.dialogue.turning import Turning

WORSE_TWICE = "worse_after_two_sessions"
"""The advice after two sessions that made it worse."""

ABOUT_A_PLAN: frozenset[StageName] = frozenset({"plan", "change", "practice", "step_why", "hurts", "eased"})
"""Stages that cannot stay open when the routine stops."""


def ring(turning: Turning, payload: str) -> None:
    """The day after has come: asks, unless it was answered meanwhile, or nothing may come now.

    Args:
        turning: The turn.
        payload: When the session ended.
    """
    ended = turning.session.owner.history.asks_after
    if ended is None or datetime.fromisoformat(payload) != ended or turning.now - ended > LASTS:
        return
    # The zone may have been told since the timer was set.
    until = unasked.waits_until(turning) or due(turning, ended)
    if until > turning.now:
        turning.set_timer(KIND, until - turning.now, payload)
    elif unasked.may_come(turning):
        text = paragraphs(turning.say("Hello. One question about the last time."), _question(turning))
        choices = [[(press.label, press.code) for press in row] for row in _rows(turning)]
        unasked.send(turning, KIND, text, choices)


def answer(turning: Turning, code: str) -> None:
    """Takes an answer to the message; the screen that is open stays open, unless the answer leads on.

    Args:
        turning: The turn.
        code: `fine`, `little`, `worse` or `wrong`, or `summary` where the routine was stopped.
    """
    texts = _texts(turning)
    if code == "wrong":
        unasked.take_buttons(turning)
        _look_again(turning)
        turning.change(plan=None)
        turning.freshly()
        flow.advance(turning)
    elif code == "summary":
        turning.tell_person(summary_for_clinician(turning))
    elif code in texts:
        stops = _take(turning, code)
        wrong = [[(turning.say("Something is wrong"), "wrong")]]
        if stops:
            advice = turning.read(turning.book.advice[WORSE_TWICE].say)
            summary = [[(turning.say("Write a summary"), "summary")]]
            unasked.edit(turning, KIND, advice, [*summary, *wrong])
            if turning.stage.name in ABOUT_A_PLAN:
                interview.end_practice_quietly(turning)
                turning.change(plan=None)
                turning.go("home")
        else:
            unasked.edit(turning, KIND, texts[code], () if code == "fine" else wrong)


def show(turning: Turning) -> Screen:
    """Asks before the next session what was not answered on the day after."""
    return Screen(paragraphs(turning.say("**First, about the last time.**"), _question(turning)), _rows(turning))


def press(turning: Turning, code: str) -> None:
    """Takes the answer, and goes on to the session, to the screen, or to the advice."""
    texts = _texts(turning)
    if code == "wrong":
        _look_again(turning)
        flow.begin(turning)
    elif code in texts:
        stops = _take(turning, code)
        if stops:
            turning.change(plan=None)
            turning.go("advised", advice=WORSE_TWICE)
        else:
            turning.tell_person(texts[code])
            flow.begin(turning)


def show_resting(turning: Turning) -> Screen:
    """Says until when a routine is left out, because it made it worse twice."""
    say, plan = turning.say, turning.session.plan
    until = planning.stopped_until(turning, plan.routine) if plan is not None else None
    day = (until or turning.now).astimezone(turning.session.reminders.place).date()
    text = say(
        "It got worse after this routine twice, so I leave it out until {date}, or until a clinician has looked.",
        date=date_in_words(turning, day),
    )
    rows = (
        (Press(say("Something gentle instead"), "gentle"),),
        (Press(say("A clinician looked at it"), "looked"),),
        (Press(say("Something is wrong"), "wrong"),),
        (Press(say("Home"), "home"),),
    )
    return Screen(text, rows)


def press_resting(turning: Turning, code: str) -> None:
    """Leads to something gentle, lets the routine come back, or opens the screen."""
    if code == "gentle":
        flow.show_plan(turning)
    elif code == "looked":
        history = turning.person.history.model_copy(update={"stopped": {}})
        turning.change_person(history=history)
        turning.tell_person(turning.say("Good. It comes back, at half of what it was. Tell me if it is worse again."))
        flow.begin(turning)
    elif code == "wrong":
        _look_again(turning)
        flow.begin(turning)
    elif code == "home":
        turning.change(plan=None)
        leave_aside(turning)


def _question(turning: Turning) -> str:
    return turning.say("**How does it feel today?** A little sore is common after something new.")


def _rows(turning: Turning) -> tuple[tuple[Press, ...], ...]:
    say = turning.say
    return (
        (Press(say("Not sore"), "fine"), Press(say("A little sore"), "little")),
        (Press(say("Worse than before"), "worse"),),
        (Press(say("Something is wrong"), "wrong"),),
    )


def _texts(turning: Turning) -> Mapping[str, str]:
    """Returns what is said to each answer."""
    say = turning.say
    return {
        "fine": say("Good. We go on as planned."),
        "little": say("That is common after something new. It should be gone within a day. Still there? Do less."),
        "worse": say("Thank you for telling me. Rest today. Next time I halve it, and I leave strength out."),
    }


def _take(turning: Turning, code: str) -> bool:
    """Notes an answer about the last session; returns whether the routine stops by it."""
    owner = turning.session.owner
    history, stops = owner.history, False
    changes: dict[str, object] = {"asks_after": None}
    if history.asks_after is None:
        # It was answered before: a second tap is not a second session.
        return False
    if code == "worse":
        changes["worse_sessions"] = history.worse_sessions + 1
        stops = history.worse_sessions > 0 and history.last_routine is not None
        if stops:
            changes["stopped"] = {**history.stopped, str(history.last_routine): turning.now}
            changes["advised"] = {**history.advised, WORSE_TWICE: turning.now}
    else:
        changes["worse_sessions"] = 0
    turning.cancel_timer(KIND)
    turning.change(owner=owner.model_copy(update={"history": history.model_copy(update=changes)}))
    return stops


def _look_again(turning: Turning) -> None:
    """Opens the acute questions again, about the owner: a sign may stand behind what was felt."""
    turning.change(about_other=False, guest=None, trail=(), interview_only=())
    interview.end_practice_quietly(turning)
    history = turning.person.history.model_copy(update={"asks_after": None})
    turning.change_person(history=history)
    turning.cancel_timer(KIND)
    interview.reopen(turning, turning.book.screen.acute)
