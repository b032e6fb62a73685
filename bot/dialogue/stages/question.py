"""A question of the interview: its answers, Back, Why, and the lines the person is not sure of."""

from datetime import timedelta

from bot.dialogue import flow, interview
from bot.dialogue.picture_name import picture_name
from bot.dialogue.screen import Press, Screen, in_rows, paragraphs
from bot.dialogue.showing_questions import (
    asked_words,
    line_label,
    question_screen,
    shows_how,
    yes_no_rows,
)
from bot.dialogue.stages.likeness import begin_for_somebody_else
from bot.dialogue.turn import Kind, Message
from bot.dialogue.turning import Turning
from bot.dialogue.understood import COMPLAINT
from bot.knowledge.models.question import Line, Question
from bot.safety.facts import Value
from bot.safety.triage import triage

FIRST_VISIT = timedelta(hours=12)
"""How long after consent it is still the first visit."""


def show(turning: Turning) -> Screen:
    """Shows the open question."""
    question = _question(turning)
    screen = question_screen(turning, question)
    if question.could_be_emergency and triage(turning.known()).stops:
        first = turning.say("Please don't rub or stretch that leg for now. One more question because of it.")
        return Screen(paragraphs(first, screen.text), screen.rows)
    return screen


def show_why(turning: Turning) -> Screen:
    """Shows why the open question is asked."""
    question = _question(turning)
    return Screen(turning.read(question.why), ((Press(turning.say("Back to the question"), "question"),),))


def show_which(turning: Turning) -> Screen:
    """Asks which line of a list the person is not sure of."""
    question = _question(turning)
    labels = [Press(line_label(turning, question, line, turning.stage), f"w:{line.line}") for line in question.lines]
    return Screen(
        turning.say("**Which one are you not sure about?**"),
        (*in_rows(labels, 2), (Press(turning.say("Back to the list"), "question"),)),
    )


def show_line(turning: Turning) -> Screen:
    """Puts one line as a plain question."""
    line = _line(_question(turning), turning.stage.line)
    asked = turning.say("**Is this so?** {line}", line=turning.read(line.text))
    return Screen(asked, (*yes_no_rows(turning), (Press(turning.say("Back to the list"), "question"),)))


def press(turning: Turning, code: str) -> None:
    """Takes an answer.

    Args:
        turning: The turn.
        code: What was pressed.
    """
    question = _question(turning)
    kind, _, value = code.partition(":")
    if code == "back":
        _back(turning)
    elif code == "why":
        _aside(turning, "why")
    elif code == "question":
        _aside(turning, "question")
    elif code == "map" and question.picture is not None:
        _show_map(turning, question)
    elif code == "how" and shows_how(turning, question):
        _show_how(turning, question)
    elif code == "unsure":
        _aside(turning, "which")
    elif kind == "w" and value in {line.line for line in question.lines}:
        _aside(turning, "line", line=value)
    elif kind == "t":
        _tick(turning, question, value)
    elif code == "none":
        _none(turning, question)
    elif code == "done":
        _done(turning, question)
    elif kind in {"c", "n"}:
        _answer(turning, question, int(value) if kind == "n" else value)


def press_line(turning: Turning, code: str) -> None:
    """Takes the answer to a line that was asked alone."""
    question, stage = _question(turning), turning.stage
    if code == "question":
        _aside(turning, "question")
        return
    line = _line(question, stage.line)
    ticks = tuple(tick for tick in stage.ticks if tick != line.line)
    unsure = tuple(tick for tick in stage.unsure if tick != line.line)
    if code == "c:yes":
        ticks = (*ticks, line.line)
    elif code == "c:unsure":
        unsure = (*unsure, line.line)
    turning.change(stage=stage.model_copy(update={"ticks": ticks, "unsure": unsure}))
    _note_ticks(turning, question)
    if question.kind == "signs" and code != "c:no":
        flow.advance(turning)
    else:
        _aside(turning, "question")


def time_is_up(turning: Turning) -> None:
    """No answer came to the question that could have raised an urgent outcome: show the outcome."""
    found, lock = triage(turning.known()), turning.person.lock
    if found.stops and (lock is None or lock.checking):
        interview.stop(turning, found)


def answer_typed(turning: Turning, text: str) -> bool:
    """Takes a typed answer to the open question, if it is not one about safety.

    Returns:
        Whether the words answered it.
    """
    question = _question(turning)
    if turning.stage.name != "question" or question.check is not None:
        return False
    words = text.strip().casefold()
    if question.kind == "number" and words.isdecimal() and int(words) <= 10:
        _answer(turning, question, int(words))
        return True
    if question.picture is not None and words.isdecimal() and 1 <= int(words) <= len(question.choices):
        _answer(turning, question, question.choices[int(words) - 1].choice)
        return True
    choice = choice_of_words(question, words)
    if choice is None:
        return False
    _answer(turning, question, choice)
    return True


def choice_of_words(question: Question, text: str) -> str | None:
    """Returns the one choice that typed words mean, or None where they mean none or several."""
    spoken = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    found = [
        choice.choice
        for choice in question.choices
        if spoken and any(f" {word.casefold()} " in f" {spoken} " for word in (*choice.words, choice.label))
    ]
    return found[0] if len(found) == 1 else None


def _question(turning: Turning) -> Question:
    name = turning.stage.question
    return turning.book.questions[name if name is not None else turning.book.screen.life_threat]


def _show_how(turning: Turning, question: Question) -> None:
    """Shows what is asked for as a message of its own; the question stands below it, with what was ticked."""
    picture = picture_name(question.picture, tone=turning.session.tone)
    turning.send(Message(Kind.ANSWER, asked_words(turning, question), picture=picture))
    turning.again()


def _show_map(turning: Turning, question: Question) -> None:
    """Shows the picture of a choice as a message of its own, because a photo cannot become text again.

    Its numbers are named on the answers below it alone, so that both are in sight on a phone.
    """
    text = turning.say("**Where is it?** Tap its number below, or write it.")
    turning.send(Message(Kind.ANSWER, text, picture=picture_name(question.picture, tone=turning.session.tone)))
    turning.stay(mapped=True)
    turning.again()


def _line(question: Question, name: str | None) -> Line:
    return next(line for line in question.lines if line.line == name)


def _aside(turning: Turning, name: str, line: str | None = None) -> None:
    """Goes to another view of the same question, keeping its ticks."""
    stage = turning.stage.model_copy(update={"name": name, "line": line})
    turning.go("question")
    turning.change(stage=stage)


def _tick(turning: Turning, question: Question, line: str) -> None:
    if line not in {other.line for other in question.lines}:
        return
    stage = turning.stage
    if line in {*stage.ticks, *stage.unsure}:
        ticks = tuple(tick for tick in stage.ticks if tick != line)
        turning.stay(ticks=ticks, unsure=tuple(tick for tick in stage.unsure if tick != line))
    else:
        turning.stay(ticks=(*stage.ticks, line))
    _note_ticks(turning, question)
    if question.kind == "signs":
        flow.advance(turning)
    else:
        turning.set_timer(interview.TIMER_WAITING, interview.WAIT_FOR_MORE, "")


def _note_ticks(turning: Turning, question: Question) -> None:
    """A tick is an answer the moment it is tapped; what is not ticked is still open."""
    turning.change_facts(turning.person.facts.forget([question.question]))
    turning.tell(question.question, _ticked(turning, question))


def _ticked(turning: Turning, question: Question) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for line in question.lines:
        said = "yes" if line.line in turning.stage.ticks else "unsure" if line.line in turning.stage.unsure else None
        for fact in (line.line, *line.means):
            if said is not None and values.get(fact) != "yes":
                values[fact] = said
    return values


def _none(turning: Turning, question: Question) -> None:
    ticked = len(turning.stage.ticks) + len(turning.stage.unsure)
    if ticked:
        turning.toast = turning.words.count(
            "You ticked {number}. Untick it, or tap Done.", "You ticked {number}. Untick them, or tap Done.", ticked
        )
        return
    _send(turning, question)


def _done(turning: Turning, question: Question) -> None:
    if not turning.stage.ticks and not turning.stage.unsure:
        if question.narrows:
            turning.toast = turning.say("Tick what fits, or tap Not sure. If you tapped wrong before, tap Back.")
        else:
            turning.toast = turning.say("Tick what fits, or tap None of these.")
        return
    _send(turning, question)


def _send(turning: Turning, question: Question) -> None:
    """Takes a list as answered: what is not ticked is no."""
    values: dict[str, Value] = dict.fromkeys(question.facts(), "no")
    values.update(_ticked(turning, question))
    _note(turning, question, values)


def _answer(turning: Turning, question: Question, value: Value) -> None:
    if question.fact is None or not _is_answer(question, value):
        return
    if any(choice.about_somebody_else and choice.choice == value for choice in question.choices):
        begin_for_somebody_else(turning, question)
        return
    _note(turning, question, question.settled_by(value))


def _is_answer(question: Question, value: Value) -> bool:
    if question.kind == "number":
        return isinstance(value, int) and 0 <= value <= 10
    if question.kind == "choice":
        return value in {choice.choice for choice in question.choices}
    return value in ({"left", "right", "both", "unsure"} if question.kind == "side" else {"yes", "no", "unsure"})


def _note(turning: Turning, question: Question, values: dict[str, Value]) -> None:
    turning.change_facts(turning.person.facts.forget([question.question]))
    turning.tell(question.question, values)
    trail = tuple(name for name in turning.session.trail if name != question.question)
    turning.change(trail=(*trail, question.question))
    turning.cancel_timer(interview.TIMER_WAITING)
    if question.question == turning.book.screen.life_threat:
        turning.change(unsettled=False)
    if question.only_if_wanted and turning.session.plan is None:
        flow.show_plan(turning)
    else:
        flow.advance(turning)


def _back_from_the_first(turning: Turning) -> None:
    """Nothing was answered before: home, or for somebody who was never there what bothers them, then the welcome."""
    consented, person = turning.session.consented, turning.person
    first_visit = (
        consented is not None
        and turning.now - consented < FIRST_VISIT
        and not person.history.practices
        and not turning.session.about_other
    )
    complaint = turning.book.questions[COMPLAINT]
    if first_visit and turning.stage.question != COMPLAINT and turning.known().applies(complaint):
        interview.ask(turning, complaint)
    else:
        turning.go("welcome" if first_visit or consented is None else "home")


def _back(turning: Turning) -> None:
    trail = turning.session.trail
    if turning.stage.name != "question":
        _aside(turning, "question")
    elif not trail:
        _back_from_the_first(turning)
    else:
        turning.change(trail=trail[:-1])
        interview.ask(turning, turning.book.questions[trail[-1]])
