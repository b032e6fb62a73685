"""Answers that make a condition true are found where there are any, and only there."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.knowledge.worlds import Worlds


@pytest.fixture(scope="module")
def worlds(book: Book) -> Worlds:
    return Worlds(book)


@pytest.mark.parametrize(
    ("condition", "possible"),
    [
        ("chest_or_breath_now", True),
        ({"fact": "complaint", "is": "ankle"}, True),
        ({"fact": "complaint", "is": "elbow"}, False),
        ({"fact": "pain_now", "at_least": 8}, True),
        ({"fact": "pain_now", "at_least": 11}, False),
        ({"all": [{"fact": "pain_now", "at_least": 8}, {"fact": "pain_now", "at_most": 3}]}, False),
        ({"all": [{"fact": "complaint", "is": "ankle"}, {"fact": "complaint", "is": "heel_or_sole"}]}, False),
        ({"any": [{"fact": "complaint", "is": "elbow"}, {"fact": "complaint", "is": "ankle"}]}, True),
        ({"all": [{"fact": "who", "is": "child"}, {"not": {"fact": "who", "is": "child"}}]}, False),
        ({"not": {"any": [{"fact": "who", "is": "child"}, {"not": {"fact": "who", "is": "child"}}]}}, False),
        # The side of a sore place is asked in one complaint only, so that nobody tells it in another.
        ({"all": [{"fact": "achilles_where", "is": "on_bone"}, {"fact": "complaint", "is": "ankle"}]}, False),
        ({"all": [{"fact": "achilles_where", "is": "on_bone"}, {"fact": "complaint", "is": "back_of_heel"}]}, True),
    ],
)
def test_whether_anybody_can_be_like_this(worlds: Worlds, condition: Any, possible: bool) -> None:
    assert worlds.can_be(Condition.model_validate(condition)) is possible


def test_a_world_that_is_found_makes_its_condition_true(book: Book, worlds: Worlds) -> None:
    checked = 0
    for caution in book.cautions.values():
        world = next(worlds.where(caution.when), None)
        assert world is not None, caution.caution
        assert worlds.holds(caution.when, world), caution.caution
        checked += 1
    assert checked == len(book.cautions)


def test_a_question_that_only_an_emergency_leads_to_is_asked_of_nobody(book: Book, worlds: Worlds) -> None:
    lethal = book.red_flags["snake_bite"] if "snake_bite" in book.red_flags else next(iter(book.red_flags.values()))
    question = book.questions["pain_now"].model_copy(
        update={"when": Condition.model_validate(lethal.flag), "could_be_emergency": False}
    )
    assert worlds.can_be_asked(book.questions["pain_now"])
    assert lethal.levels[0].level.value in {"emergency", "urgent"}
    assert not worlds.can_be_asked(question)
    assert worlds.can_be_asked(question.model_copy(update={"could_be_emergency": True}))


def test_a_fact_that_no_question_asks_is_never_yes(book: Book) -> None:
    unasked = replace(book, questions=MappingProxyType({k: v for k, v in book.questions.items() if k != "pain_now"}))
    condition = Condition.model_validate({"fact": "pain_now", "at_least": 4})
    assert Worlds(book).can_be(condition)
    assert not Worlds(unasked).can_be(condition)
