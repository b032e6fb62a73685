"""The short checklist: worrying words that nobody here knows ask the life-threat list, once a visit."""

from datetime import timedelta

from bot.dialogue import flow, interview
from bot.dialogue.screen import Screen, paragraphs
from bot.dialogue.showing_questions import question_screen
from bot.dialogue.stages import question as asking
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.stages.practice.holds import HOLD
from bot.dialogue.turning import Turning

ONCE_IN = timedelta(hours=12)
"""How long a visit is taken to last; in one visit the checklist is asked once."""


def due(turning: Turning) -> bool:
    """Returns whether the checklist may be asked: not in this visit yet, not under a lock, not while it is open."""
    asked = turning.session.checklist_at
    life_threat = turning.book.screen.life_threat
    if turning.person.lock is not None or turning.stage.question == life_threat or turning.stage.name == "confirm":
        return False
    return asked is None or turning.now - asked > ONCE_IN


def ask(turning: Turning) -> None:
    """Asks the life-threat list; an earlier answer to it no longer counts, so that nothing is shown without it."""
    name = turning.book.screen.life_threat
    turning.change_facts(turning.person.facts.forget([name]))
    if turning.session.practice is not None and turning.session.practice.phase == "holding":
        turning.cancel_timer(HOLD)
        turning.change(practice=turning.session.practice.model_copy(update={"phase": "ready", "holds_until": None}))
    turning.change(checklist_at=turning.now)
    turning.freshly()
    turning.go("checklist", question=name)


def show(turning: Turning) -> Screen:
    """Shows the list, and why it comes now."""
    question = turning.book.questions[turning.book.screen.life_threat]
    screen = question_screen(turning, question)
    first = turning.say("I don't know all of these words, so let me ask to be safe.")
    rows = screen.rows[:-1]
    return Screen(paragraphs(first, screen.text), rows, fresh=True)


def press(turning: Turning, code: str) -> None:
    """Takes the answer: a sign stops as always, none of them leads back to where the person was."""
    if code != "none":
        turning.change(stage=turning.stage.model_copy(update={"name": "question"}))
        asking.press(turning, code)
        return
    if turning.session.consented is not None:
        question = turning.book.questions[turning.book.screen.life_threat]
        turning.tell(question.question, dict.fromkeys(question.facts(), "no"))
        turning.change(unsettled=False)
    lead_back(turning)


def lead_back(turning: Turning) -> None:
    """Leads back to what was understood, to the practice, to the plan, or to the interview."""
    session = turning.session
    if session.understood is not None and turning.person.lock is None:
        turning.go("understood")
    elif session.consented is None or turning.person.lock is not None:
        leave_aside(turning)
    elif session.practice is not None:
        flow.resume(turning)
    elif session.plan is not None:
        flow.show_plan(turning)
    elif interview.next_question(turning, turning.known()) is not None and turning.person.facts.told.get("complaint"):
        flow.advance(turning)
    else:
        leave_aside(turning)
