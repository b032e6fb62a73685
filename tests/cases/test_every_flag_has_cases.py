"""Computed from the book: each red flag has a person at each of its levels and a near miss, each lock its ways out.

Whoever adds a red flag, a level or an answer of an unlock without a patient case is told so here.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.case import Case
from bot.safety.known import facts_of_flag

from .playing import CASES, Played, visits

NEAR_MISS = "near miss of "

STOPS = (Level.EMERGENCY, Level.URGENT)


def _is_about(case: Case, flag: str, level: Level) -> bool:
    if level is Level.ADAPTED:
        # What decides is then the caution that belongs to the red flag; the name of the case says what it is about.
        return case.case.startswith(f"{flag}: ") and any(visit.expect.triage is level for visit in visits(case))
    return any(
        visit.expect.triage is level and (flag in visit.expect.decided_by or visit.expect.lock == flag)
        for visit in visits(case)
    )


def _levels(book: Book) -> list[tuple[str, Level]]:
    return [
        (name, level)
        for name, flag in book.red_flags.items()
        for level in dict.fromkeys(rule.level for rule in flag.levels)
    ]


def _without_case(book: Book) -> set[tuple[str, Level]]:
    return {pair for pair in _levels(book) if not any(_is_about(case, *pair) for case in CASES)}


def test_every_level_of_every_red_flag_has_a_case(book: Book) -> None:
    assert _without_case(book) == set()


def test_a_new_red_flag_without_a_case_is_found(book: Book) -> None:
    new = book.red_flags["cellulitis"].model_copy(update={"flag": "a_new_flag"})
    grown = replace(book, red_flags={**book.red_flags, "a_new_flag": new})
    found = _without_case(grown) - _without_case(book)
    assert found == {("a_new_flag", Level.EMERGENCY), ("a_new_flag", Level.URGENT)}


def _asked_for(book: Book, flag: str) -> set[str] | None:
    """Returns the facts that settle a red flag and the lines behind which they are asked; None where only words do."""
    own = set(facts_of_flag(book, flag))
    lines = {line.line for q in book.questions.values() for line in q.lines if own & set(line.leads_to)}
    return own | lines if own & set(book.asked_by) or lines else None


def test_every_red_flag_has_a_near_miss(book: Book, played: Played) -> None:
    without = set(book.red_flags)
    for case in CASES:
        if not case.case.startswith(NEAR_MISS):
            continue
        flag = case.case.removeprefix(NEAR_MISS).partition(":")[0]
        if flag in book.cautions and flag not in book.red_flags:
            continue
        assert flag in book.red_flags, f"{case.case!r} names neither a red flag nor a caution"
        mildest = min((rule.level for rule in book.red_flags[flag].levels), key=lambda level: level.seriousness)
        last = played(case).visits[-1]
        fired = flag in last.decided_by or last.lock == flag
        masked = Level(last.triage).seriousness > mildest.seriousness
        assert not fired, f"{case.case!r}: the red flag fires"
        assert not masked, f"{case.case!r}: something more serious hides whether it fires"
        if (asked_for := _asked_for(book, flag)) is not None:
            assert asked_for & set(last.questions), f"{case.case!r}: nothing of it was asked"
        without.discard(flag)
    assert without == set()


def test_stops_offer_nothing(book: Book, played: Played) -> None:
    stopped = [visit for case in CASES for visit in played(case).visits if visit.triage in STOPS]
    assert len(stopped) > len(book.red_flags)
    assert [visit for visit in stopped if visit.plan or visit.lock == "none"] == []


def _ways_out(conversation: Conversation, flag: str, line: str) -> set[str]:
    """Returns what a clinician may have said, as the conversation offers it under the lock of a red flag."""
    chat = Chat(conversation, datetime(2026, 3, 1, 9, tzinfo=UTC))
    chat.types("/start").presses_code("w:adult").presses_code("c:heel_or_sole").presses_code("none")
    chat.presses_code(f"t:{line}").presses_code("done")
    while chat.session.stage.name == "question":
        chat.presses_code("c:no")
    lock = chat.session.person.lock
    assert lock is not None
    assert lock.flag == flag
    chat.presses_code("checked").presses_code("c:yes")
    return {button.data.partition("s:")[2] for button in chat.buttons if "s:" in button.data}


@pytest.mark.parametrize(("flag", "line"), [("dvt_possible", "one_leg"), ("charcot_foot", "hot_foot")])
def test_every_answer_of_an_unlock_has_a_case(book: Book, conversation: Conversation, flag: str, line: str) -> None:
    kind = book.red_flags[flag].unlock
    told: set[str] = set()
    for case in CASES:
        lock = "none"
        for visit in visits(case):
            if lock in book.red_flags and book.red_flags[lock].unlock == kind:
                told.add(str(visit.answers.get("clinician_said")))
            lock = visit.expect.lock or "none"
    offered = _ways_out(conversation, flag, line)
    assert len(offered) > 2
    assert offered <= told


def test_both_kinds_of_unlock_are_looked_at(book: Book) -> None:
    assert {flag.unlock for flag in book.red_flags.values()} == {"clot", "checked"}
    assert book.red_flags["dvt_possible"].unlock != book.red_flags["charcot_foot"].unlock
