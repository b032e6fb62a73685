"""The way of a typed message: danger first, then commands, the open question, what bothers the person, a question."""

from bot.dialogue import commands, typed_answers, typed_checklist, typed_danger, typed_questions
from bot.dialogue.events import Typed
from bot.dialogue.happenings import unreadable
from bot.dialogue.operating import desk
from bot.dialogue.session import StageName, Understood
from bot.dialogue.stages import stopped
from bot.dialogue.stages.table import TYPED
from bot.dialogue.turning import Turning
from bot.language.answers import Told
from bot.language.danger.reading import Reading

OPEN_ABOUT_DANGER: frozenset[StageName] = frozenset({"confirm", "checklist", "which", "line"})
"""Stages whose question about danger stays open, whatever else is typed."""


def answer(turning: Turning, typed: Typed) -> None:
    """Answers a typed message.

    Args:
        turning: The turn.
        typed: What was typed.
    """
    reading = typed_danger.read(turning, typed.text)
    text = typed.text.strip()
    told = turning.materials.answers.read(text)
    understood = typed_answers.understood_in(turning, told)
    if typed_danger.act_on(turning, reading):
        # What was told beside the danger is not lost: it is shown back when the danger is settled.
        typed_answers.keep(turning, understood)
        return
    if typed_danger.ask_alike(turning, text, reading):
        typed_answers.keep(turning, understood)
        return
    turning.freshly()
    if typed.forwarded:
        turning.tell_person(
            turning.say("I read forwarded words for danger signs only. Please tell me in your own words, or tap.")
        )
        turning.again()
    elif text.startswith("/"):
        commands.obey(turning, text)
    elif typed.edited:
        turning.tell_person(turning.say("I read what you changed. To change an answer, tap My answers or Back."))
        turning.again()
    elif desk.take_words(turning, text):
        # An operator's second message; it was read for danger like any other.
        return
    elif turning.person.lock is not None and turning.stage.name in {"stopped", "too_early"}:
        stopped.insist(turning)
    elif _answers_stage(turning, text) or _read(turning, text, told, reading, understood):
        turning.change(confused=0)
    elif turning.session.consented is None and turning.stage.name not in OPEN_ABOUT_DANGER:
        turning.go("welcome")
    elif typed.under is not None:
        unreadable.answer(turning, typed.under)
    elif not reading.covered:
        turning.tell_person(
            turning.say("I can't read these words. Please use the buttons, so that nothing is missed.")
        )
        turning.again()
    else:
        _not_understood(turning)


def _answers_stage(turning: Turning, text: str) -> bool:
    """Tries the open question, then whatever else the open stage takes."""
    name = turning.stage.name
    if name == "question":
        return typed_answers.answer_pending(turning, text)
    return name in TYPED and turning.session.consented is not None and TYPED[name](turning, text)


def _read(turning: Turning, text: str, told: Told, reading: Reading, understood: Understood | None) -> bool:
    """Tries what words may be beside danger, in its order; returns whether they were one of these."""
    if told.asks and typed_questions.answer(turning, text):
        return True
    if (told.worrying or not reading.covered) and typed_checklist.due(turning):
        typed_answers.keep(turning, understood)
        typed_checklist.ask(turning)
        return True
    return (
        typed_answers.change_plan(turning, told)
        or typed_answers.start(turning, understood)
        or typed_questions.answer(turning, text)
    )


def _not_understood(turning: Turning) -> None:
    """Says so and shows the screen again; never the same sentence twice in a row."""
    confused = turning.session.confused + 1
    turning.change(confused=confused)
    say = turning.say
    about_safety = turning.stage.name in {"question", "why", *OPEN_ABOUT_DANGER}
    if about_safety and confused % 2:
        text = say("For safety questions I need your tap, so that we're both sure. Please read and tap.")
    elif about_safety:
        text = say("Only a tap counts here. Which button is true for you? /help shows how this works.")
    elif confused == 1:
        text = say("I didn't understand that. You can tap a button, or write what hurts in a few words.")
    elif confused % 2:
        text = say("Sorry, I don't know these words either. Is there a button that fits?")
    else:
        text = say("I still don't understand, sorry. /start begins again, /help shows what I know.")
    turning.tell_person(text)
    turning.again()
