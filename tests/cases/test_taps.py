"""A healthy adult with a sore heel: at most 8 safety taps, 14 taps to the plan, and one safety tap on the day after."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level

from .playing import CASES, Played

SAFETY_TAPS = 8
TAPS = 14
NOT_SAFETY = frozenset({"pain_now", "how_long"})
"""What the screen asks about the trouble itself, for the routine and not for safety (safety 4, section 6)."""

HEALTHY = {
    "complaint": "c:heel_or_sole",
    "pain_now": "n:3",
    "how_long": "c:2_to_6_weeks",
    "anything_new": "c:nothing_new",
}


def _answer(chat: Chat, book: Book) -> str:
    """Gives the healthy answer to the open question.

    Returns:
        The question.
    """
    question = book.questions[str(chat.session.stage.question)]
    chat.presses_code("none" if question.lines else HEALTHY.get(question.question, f"c:{question.healthy}"))
    return question.question


def _to_the_plan(chat: Chat, book: Book) -> list[str]:
    asked: list[str] = []
    while chat.session.stage.name == "question":
        asked.append(_answer(chat, book))
    return asked


def _safety(book: Book, asked: list[str]) -> list[str]:
    placed = {*book.screen.order, *book.screen.before_every_routine} - NOT_SAFETY
    return [name for name in asked if name in placed]


def test_heel_pain_reaches_the_plan_within_its_taps(chat: Chat, book: Book) -> None:
    chat.types("/start")
    chat.taps = 0
    chat.presses_code("w:adult")
    asked = _to_the_plan(chat, book)
    assert len(_safety(book, ["who", *asked])) <= SAFETY_TAPS
    chat.presses_code("p:morning:10")
    assert _to_the_plan(chat, book) == ["ask_first"]
    assert chat.session.stage.name == "plan"
    assert chat.taps <= TAPS
    plan = chat.session.plan
    assert plan is not None
    assert "plantar_fascia_stretch" in [item.technique for item in plan.items]


def test_the_day_after_nothing_new_is_the_one_safety_tap(chat: Chat, book: Book) -> None:
    chat.types("/start").presses_code("w:adult")
    _to_the_plan(chat, book)
    chat.presses_code("p:morning:10")
    _to_the_plan(chat, book)
    chat.waits(timedelta(days=1)).presses_code("start:both")
    asked = _to_the_plan(chat, book)
    assert _safety(book, asked) == ["anything_new"]
    assert chat.session.stage.name == "practice"


@pytest.mark.parametrize("name", [case.case for case in CASES if case.case.startswith("healthy: ") and not case.says])
def test_every_healthy_adult_reaches_the_plan_within_fourteen_taps(name: str, played: Played) -> None:
    (visit,) = played(next(case for case in CASES if case.case == name)).visits
    assert visit.triage == Level.SELFCARE
    assert visit.plan
    assert visit.taps <= TAPS


def test_every_complaint_has_a_healthy_adult(book: Book, played: Played) -> None:
    told = {
        (case.answers.get("complaint", book.questions["complaint"].healthy), case.answers.get("relax_for"))
        for case in CASES
        if case.case.startswith("healthy: ") and case.wants.goal is None
    }
    complaints = {choice.choice for choice in book.questions["complaint"].choices}
    kinds = {choice.choice for choice in book.questions["relax_for"].choices}
    assert {complaint for complaint, _ in told} == complaints
    assert {kind for complaint, kind in told if complaint == "relax"} == kinds
