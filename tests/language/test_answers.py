"""Every phrase of the golden file of answers is read as the file says, with the reader of the chat."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.dialogue.conversation import Conversation
from bot.dialogue.materials import asked_ways
from bot.dialogue.understood import tellable
from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.language.answers import AnswerReader
from bot.language.asked import QuestionFinder
from bot.language.danger.reader import compile_lexicon
from tests.language.conftest import WORDS, load

GOLDEN = load(WORDS / "answers_examples.en.yaml")
NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def answers(book: Book) -> AnswerReader:
    """The reader with the shipped words."""
    return AnswerReader(book.answers, book.danger, compile_lexicon(book.danger))


@pytest.fixture(scope="module")
def asked(book: Book) -> QuestionFinder:
    """The finder with the shipped questions."""
    return QuestionFinder(asked_ways(book))


@pytest.mark.parametrize("row", GOLDEN["understood"], ids=lambda row: str(row["says"]))
def test_answers(answers: AnswerReader, row: dict[str, Any]) -> None:
    told = answers.read(row["says"])
    assert (dict(told.answers), told.about) == (row["answers"], row.get("about", "me"))


@pytest.mark.parametrize("row", GOLDEN["wishes"], ids=lambda row: str(row["says"]))
def test_wishes(answers: AnswerReader, row: dict[str, Any]) -> None:
    wishes = answers.read(row["says"]).wishes
    assert (wishes.minutes, set(wishes.equipment)) == (row.get("minutes"), set(row.get("equipment", ())))


@pytest.mark.parametrize("row", GOLDEN["pending"], ids=lambda row: f"{row['question']}: {row['says']}")
def test_answers_to_a_question_that_was_put(answers: AnswerReader, row: dict[str, Any]) -> None:
    assert answers.answer_to(row["question"], row["says"]) == row.get("answer")


@pytest.mark.parametrize("row", GOLDEN["asked"], ids=lambda row: str(row["says"]))
def test_questions_of_the_book(asked: QuestionFinder, row: dict[str, Any]) -> None:
    assert asked.find(row["says"]) == row.get("faq")


def test_every_question_of_the_book_is_found_by_its_own_words(book: Book, asked: QuestionFinder) -> None:
    lost = [name for name, entry in book.faq.items() if asked.find(entry.question) != name]
    assert lost == []


def test_only_questions_that_are_not_about_safety_can_be_told(book: Book) -> None:
    lexicon = book.answers
    named = {*lexicon.answers, lexicon.durations.question, lexicon.scores.question}
    assert {name for name in named if tellable(book, name) is None} == set()
    safety = [book.screen.life_threat, "which_rest_or_walk", "which_clot", "who", "headache_like", "ankles_puffy"]
    assert [name for name in safety if tellable(book, name) is not None] == []


def test_every_answer_of_the_lexicon_is_a_choice_of_the_book(book: Book) -> None:
    lexicon = book.answers
    choices = {name: {choice.choice for choice in question.choices} for name, question in book.questions.items()}
    unknown = [
        (name, choice) for name, said in lexicon.answers.items() for choice in said if choice not in choices[name]
    ]
    bands = {*lexicon.durations.up_to_days, lexicon.durations.longer}
    assert unknown == []
    assert bands == choices[lexicon.durations.question]
    assert set(lexicon.wishes.equipment) <= set(book.words.equipment)


def test_what_lowers_a_level_cannot_be_told_by_words(book: Book) -> None:
    def denied(condition: Condition, *, under_not: bool) -> set[str]:
        if condition.negated is not None:
            return denied(condition.negated, under_not=not under_not)
        parts = (*(condition.all or ()), *(condition.any or ()))
        found = {condition.fact} if under_not and condition.fact is not None else set()
        return found.union(*(denied(part, under_not=under_not) for part in parts))

    lowering = {fact for rule in book.rules for fact in denied(rule, under_not=False)}
    assert lowering
    # A red flag may stand under "not" in the rule of a lesser one; it raises its own level all the same.
    assert lowering & set(book.danger.conditions) == set()


def test_a_message_that_is_understood_asks_nothing_about_danger(conversation: Conversation) -> None:
    read = conversation.understand("my heels hurt in the morning since 3 weeks, 5 out of 10", NOW)
    assert (read.level, read.asks, read.faq) == ("none", (), None)
    assert read.facts["complaint"] == "heel_or_sole"


@pytest.mark.parametrize(
    "text", ["", " ", "a" * 10_000, "5 " * 5_000, "since 3 weeks " * 800, "\ud800" * 500, "🦶" * 900]
)
def test_any_text_can_be_read(answers: AnswerReader, asked: QuestionFinder, text: str) -> None:
    assert answers.read(text) == answers.read(text)
    assert asked.find(text) is None


def test_a_concept_that_nobody_knows_is_named(book: Book) -> None:
    broken = book.answers.model_copy(update={"concepts": {}})
    with pytest.raises(ValueError, match="there is no concept <trouble>"):
        broken.as_signs(book.danger)
