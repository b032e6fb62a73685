"""Typed words as answers: they may start the interview and answer an open question, never one about safety.

What starts the interview is shown back first; nothing is used before a yes.
"""

from bot.dialogue import flow, interview
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.session import StageName, Understood
from bot.dialogue.stages import question as asking
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.stages.welcome import agree
from bot.dialogue.turning import Turning
from bot.dialogue.understood import COMPLAINT, in_words, kept, tell_understood, tellable
from bot.language.answers import Told

STARTING: frozenset[StageName] = frozenset(
    {"welcome", "kept", "home", "answers", "settle", "understood", "nothing_left"}
)
"""Stages in which words about a trouble begin an interview about it."""

PLANNING: frozenset[StageName] = frozenset({"plan", "change", "preferences"})
"""Stages in which wishes change the plan."""


def understood_in(turning: Turning, told: Told) -> Understood | None:
    """Returns what of a message could begin an interview now, or None.

    Args:
        turning: The turn.
        told: What the message tells.
    """
    if turning.person.lock is not None or not _may_start(turning):
        return None
    return kept(turning.book, told, turning.now)


def keep(turning: Turning, understood: Understood | None) -> None:
    """Keeps what was understood beside something more urgent; it is shown back when that is settled."""
    if understood is not None and turning.person.lock is None:
        turning.change(understood=understood)


def start(turning: Turning, understood: Understood | None) -> bool:
    """Shows back what was understood, for a yes.

    Returns:
        Whether anything was understood.
    """
    if understood is None:
        return False
    turning.change(understood=understood)
    turning.go("understood")
    return True


def answer_pending(turning: Turning, text: str) -> bool:
    """Answers the open question with typed words, if it is not one about safety.

    Returns:
        Whether the words answered it.
    """
    if turning.stage.name != "question" or turning.stage.question is None:
        return False
    question = tellable(turning.book, turning.stage.question)
    if question is None:
        return False
    value = turning.materials.answers.answer_to(question.question, text)
    kind = "n" if question.kind == "number" else "c"
    known = {choice.choice for choice in question.choices}
    if value is not None and (question.kind == "number" or value in known):
        asking.press(turning, f"{kind}:{value}")
        return True
    return asking.answer_typed(turning, text)


def change_plan(turning: Turning, told: Told) -> bool:
    """Changes the plan on the screen to the minutes and things that words wish for.

    Returns:
        Whether there was such a wish.
    """
    if turning.stage.name not in PLANNING or turning.person.lock is not None:
        return False
    understood = kept(turning.book, told, turning.now)
    if understood is None or (understood.minutes is None and not understood.equipment):
        return False
    turning.change(understood=understood.model_copy(update={"answers": {}, "confirmed": True}))
    turning.tell_person(turning.say("I use that: {wish}.", wish=", ".join(in_words(turning, understood))))
    tell_understood(turning)
    flow.show_plan(turning)
    return True


def _may_start(turning: Turning) -> bool:
    name = turning.stage.name
    asked = turning.stage.question if name == "question" else None
    return name in STARTING or asked == COMPLAINT


def show(turning: Turning) -> Screen:
    """Shows back what was understood."""
    say, understood = turning.say, turning.session.understood
    if understood is None:
        return Screen(say("What would you like to do?"), ((Press(say("Go on"), "no"),),), fresh=True)
    heading = {
        "me": say("**I understood:**"),
        "adult": say("**I understood, about another adult:**"),
        "child": say("**I understood, about a child:**"),
    }[understood.about]
    lines = [f"· {line}" for line in in_words(turning, understood)]
    promise = say("I keep nothing until you agree on the next screen.") if _new(turning) else ""
    yes = {
        "me": say("Yes, that's it"), "adult": say("Yes, for another adult"), "child": say("Yes, for a child"),
    }[understood.about]  # fmt: skip
    rows = [(Press(yes, "c:yes"),)]
    if understood.about != "me":
        rows.append((Press(say("No, it is for me"), "c:me"),))
    rows.append((Press(say("Change"), "no"),))
    return Screen(paragraphs(heading, *lines, say("**Right?**"), promise), tuple(rows), fresh=True)


def press(turning: Turning, code: str) -> None:
    """Uses what was understood after a yes; otherwise the buttons ask."""
    understood = turning.session.understood
    if understood is not None and code in {"c:me", "c:yes"}:
        about = "me" if code == "c:me" else understood.about
        understood = understood.model_copy(update={"about": about, "confirmed": True})
        turning.change(understood=understood)
    if code == "no" or understood is None:
        turning.change(understood=None)
        if _new(turning):
            turning.go("welcome")
        else:
            _ask_anew(turning)
    elif _new(turning):
        turning.go("welcome")
    elif understood.about == "me":
        _begin(turning)
    else:
        interview.end_practice_quietly(turning)
        turning.change(plan=None, trail=(), interview_only=(), about_other=False, guest=None)
        agree(turning, "child" if understood.about == "child" else "other_adult")


def _new(turning: Turning) -> bool:
    return turning.session.consented is None or not turning.person.facts.told.get("who")


def _begin(turning: Turning) -> None:
    """Begins an interview with what was told; safety answers stay only as long as they are fresh."""
    understood = turning.session.understood
    interview.end_practice_quietly(turning)
    turning.change(plan=None, trail=(), interview_only=())
    if understood is not None and COMPLAINT in understood.answers:
        interview.reopen(turning, (COMPLAINT,))
    tell_understood(turning)
    flow.advance(turning)


def _ask_anew(turning: Turning) -> None:
    if turning.person.lock is not None:
        leave_aside(turning)
        return
    _begin(turning)
    if turning.person.facts.told.get(COMPLAINT) and turning.stage.name != "stopped":
        interview.ask(turning, turning.book.questions[COMPLAINT])
