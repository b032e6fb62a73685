"""Tapped by mistake: the very words again, alone; only a fresh No takes the sign back, and only once."""

from bot.dialogue import flow
from bot.dialogue.screen import Screen
from bot.dialogue.showing_questions import yes_no_rows
from bot.dialogue.turning import Turning
from bot.knowledge.models.question import Line, Question
from bot.safety.facts import BY_WORDS, Telling, Value
from bot.safety.known import facts_of_flag


def show(turning: Turning) -> Screen:
    """Asks the exact question again, alone."""
    flag = turning.book.red_flags[_flag(turning)]
    found = _sign(turning)
    line = None if found is None else _line_of(turning, *found)
    asked = turning.read(flag.asks if line is None else line[1].text)
    return Screen(f"**{asked}**", yes_no_rows(turning), fresh=True)


def press(turning: Turning, code: str) -> None:
    """Takes a fresh No, once; Yes and Not sure leave the lock."""
    if not code.startswith("c:"):
        return
    turning.change(mistakes=(*turning.session.mistakes, _flag(turning)))
    if code != "c:no":
        turning.go("stopped")
        return
    _take_back(turning)
    turning.change_person(lock=None)
    flow.advance(turning)


def _flag(turning: Turning) -> str:
    name = turning.stage.flag
    if name is None:
        message = "the question about a mistake was reached without a red flag"
        raise RuntimeError(message)
    return name


def _sign(turning: Turning) -> tuple[str, Telling] | None:
    """Returns the answer that made the red flag fire: its own fact, else the latest of those it reads."""
    told = turning.person.facts.told
    own = [
        (_flag(turning), telling) for telling in told.get(_flag(turning), ()) if telling.value in {"yes", "unsure"}
    ]
    if own:
        return own[-1]
    read = [
        (fact, telling)
        for fact in facts_of_flag(turning.book, _flag(turning))
        for telling in told.get(fact, ())
        if telling.value != "no"
    ]
    return max(read, key=lambda pair: pair[1].at, default=None)


def _line_of(turning: Turning, fact: str, telling: Telling) -> tuple[Question, Line] | None:
    question = turning.book.questions.get(telling.by)
    for line in question.lines if question is not None else ():
        said = turning.person.facts.said(line.line, telling.by)
        if question is not None and fact in {line.line, *line.means} and said in {"yes", "unsure"}:
            return question, line
    return None


def _take_back(turning: Turning) -> None:
    """Takes back what made the red flag fire: every telling of its own fact, else the one that was asked about."""
    found = _sign(turning)
    while found is not None:
        _undo(turning, *found)
        again = _sign(turning)
        found = again if again is not None and again[0] == _flag(turning) else None


def _undo(turning: Turning, fact: str, telling: Telling) -> None:
    """Makes one answer a no; a choice or a number is asked anew."""
    facts = turning.person.facts
    line = _line_of(turning, fact, telling)
    if line is not None:
        values: dict[str, Value] = dict.fromkeys((line[1].line, *line[1].means), "no")
        turning.change_facts(facts.tell(line[0].question, telling.at, values))
    elif telling.by == BY_WORDS:
        turning.change_facts(facts.without([fact], by=BY_WORDS))
    else:
        turning.change_facts(facts.forget([telling.by]))
