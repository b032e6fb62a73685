"""Makes a patient case out of a chat, so that what somebody tried once is tried on every edition from then on."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.cases.player import CaseResult, play
from bot.dialogue.conversation import Conversation
from bot.dialogue.reasoning import Outcome, outcome_of
from bot.dialogue.session import Session
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case, Expectation, Told, Wants
from bot.knowledge.models.question import Question
from bot.safety.facts import Facts

EACH_TIME = frozenset({"who"})
"""Facts that a case tells in a field of its own."""

PEOPLE = ("adult", "16_17", "child", "other_adult")


class NothingToRecord(Exception):
    """The chat tells nothing yet that a case could be made of."""


def recorded_case(session: Session, book: Book, now: datetime, name: str) -> Case:
    """Returns a case with what was told in a chat, and with what came of it as its expectation.

    What somebody typed is not kept, so the case tells facts instead.

    Args:
        session: The chat.
        book: The edition it was held with.
        now: The moment whose answers count.
        name: What the case is called.

    Raises:
        NothingToRecord: Nobody said whom it is about, or nothing came of it yet.
    """
    who = _who(session)
    if who is None:
        message = "nobody has agreed and said whom it is about in that chat; there is nothing to record yet"
        raise NothingToRecord(message)
    outcome = outcome_of(session, book, now)
    if not outcome.plan and outcome.lock is None and who != "child":
        message = "that chat has come to no plan and to no stop yet; answer its questions to the end first"
        raise NothingToRecord(message)
    wants = session.person.wants
    return Case(
        case=name,
        who=who,
        answers=dict(_answers(session, book)),
        wants=Wants(
            minutes=wants.minutes,
            equipment=wants.equipment or tuple(book.words.equipment_at_first),
            time_of_day=None if wants.time_of_day == "any" else wants.time_of_day,
        ),
        expect=_expectation(outcome),
    )


def differences(case: Case, conversation: Conversation) -> tuple[str, ...]:
    """Plays a recorded case and returns in what it comes out otherwise than the chat did."""
    result: CaseResult = play(case, conversation)
    return (*result.faults, *(fault for visit in result.visits for fault in visit.faults))


def written(case: Case) -> str:
    """Returns a case as YAML, in the way in which the book's cases are written."""
    lines = [f"- case: {_plain(case.case)}"]
    if case.who != "adult":
        lines.append(f"  who: {_plain(case.who)}")
    lines.append(f"  answers: {_flow(case.answers)}")
    wants = case.wants.model_dump(exclude_none=True, exclude_defaults=True)
    if wants:
        lines.append(f"  wants: {_flow(wants)}")
    lines.append("  expect:")
    lines += [f"    {key}: {_value(value)}" for key, value in _told_expectation(case.expect)]
    return "\n".join(lines) + "\n"


def _who(session: Session) -> str | None:
    told = session.person.facts.told.get("who", ())
    value = str(told[-1].value) if told else None
    return value if value in PEOPLE else None


def _answers(session: Session, book: Book) -> Iterator[tuple[str, str | int]]:
    """Yields what differs from a person without trouble, and every number and choice."""
    facts = session.person.facts
    for fact, tellings in facts.told.items():
        if fact in EACH_TIME:
            continue
        for telling in tellings:
            asking = next((asked for asked in book.asked_by.get(fact, ()) if asked.question == telling.by), None)
            if asking is not None and fact in _implied(asking, facts):
                continue
            healthy = "no" if asking is None else asking.healthy_value(fact)
            chosen = asking is not None and asking.kind in {"choice", "number"}
            if chosen or telling.value != healthy:
                yield fact, telling.value


def _implied(question: Question, facts: Facts) -> frozenset[str]:
    """Returns the facts that follow from a line that was ticked or an answer that was chosen: those tell enough."""
    ticked = [line for line in question.lines if facts.said(line.line, question.question) in {"yes", "unsure"}]
    means = {fact for line in ticked for fact in line.means} - {line.line for line in ticked}
    return frozenset(means | {fact for choice in question.choices for fact in choice.means})


def _expectation(outcome: Outcome) -> Expectation:
    return Expectation(
        triage=outcome.level,
        presentation=outcome.presentation or "none",
        lock=outcome.lock or "none",
        decided_by=outcome.decided_by,
        offers=tuple(dict.fromkeys(outcome.plan)),
        never=tuple(sorted(name for name, rules in outcome.left_out.items() if rules)),
    )


def _told_expectation(expect: Expectation) -> Iterator[tuple[str, object]]:
    for key, value in expect.model_dump(mode="json", exclude_defaults=True).items():
        if value:
            yield key, value


def _flow(entries: Mapping[str, object] | Told) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in entries.items()) + "}"


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(part) for part in value)}]"
    return str(value) if isinstance(value, int) else _plain(str(value))


def _plain(text: str) -> str:
    """Returns text as YAML: bare where it cannot be taken for anything else."""
    bare = text.replace("_", "").replace("-", "").isalpha() and text.isascii()
    return text if bare else json.dumps(text, ensure_ascii=False)
