"""The sums of the check are never below what the screens really hold."""

import pytest

from bot.dialogue.screen import PAIR
from bot.dialogue.stages.practice.step import CAPTION as CAPTION_OF_PRACTICE
from bot.knowledge.book import Book
from bot.knowledge.checks.button_widths import IN_PAIRS
from bot.knowledge.checks.reachability import CLEAR_LEAD as LEAD_OF_CHECK
from bot.knowledge.checks.text_limits import (
    CAPTION,
    MESSAGE,
    longest_caption,
    longest_plan,
    longest_question,
    longest_reasons,
)
from bot.language.catalogues import shipped_catalogues
from bot.pages.as_seen import InTheChat
from bot.safety.likeness import CLEAR_LEAD
from bot.telegram.rendering import MESSAGE_LIMIT


@pytest.fixture(scope="module")
def seen(book: Book) -> InTheChat:
    return InTheChat(book, shipped_catalogues())


def test_a_question_is_never_longer_than_its_sum(book: Book, seen: InTheChat) -> None:
    for name, question in book.questions.items():
        assert len(seen.question(name).text) <= longest_question(question) <= MESSAGE, name


def test_a_step_is_never_longer_than_its_sum(book: Book, seen: InTheChat) -> None:
    shown = {name: seen.technique(name) for name in book.techniques}
    assert sum(screen is not None for screen in shown.values()) > 50
    for name, screen in shown.items():
        if screen is not None:
            assert len(screen.text) <= longest_caption(book.techniques[name]) <= CAPTION, name


@pytest.mark.parametrize("minutes", [5, 15, 30])
def test_a_plan_is_never_longer_than_its_sum(book: Book, seen: InTheChat, minutes: int) -> None:
    shown = {name: seen.plan(name, minutes, first=False) for name in book.routines}
    assert sum(plan is not None for plan in shown.values()) > 20
    for name, plan in shown.items():
        if plan is not None:
            assert len(plan.text) <= longest_plan(book, book.routines[name]) <= MESSAGE, name


def test_the_reasons_hold_every_why_of_a_routine(book: Book) -> None:
    for name, routine in book.routines.items():
        steps = routine.variants.long or routine.variants.standard
        whys = [book.techniques[step.technique].why for step in steps]
        assert sum(map(len, whys)) + len(routine.expect) < longest_reasons(book, routine) <= MESSAGE, name


def test_the_limits_are_those_of_the_screens() -> None:
    assert (CAPTION, MESSAGE, IN_PAIRS) == (CAPTION_OF_PRACTICE, MESSAGE_LIMIT, PAIR)


def test_the_lead_of_a_pattern_is_that_of_the_likeness() -> None:
    assert LEAD_OF_CHECK == CLEAR_LEAD
