"""Every field of every entry has its say which way is looser, so that a new one cannot be forgotten."""

from collections.abc import Mapping

import pytest
from pydantic import BaseModel

from bot.difference import lexicons, own_words, patterns, questions, screening, screens, techniques
from bot.difference.both import Both
from bot.difference.fields import FieldRule, Subject, compare_fields
from bot.knowledge.book import Book
from bot.knowledge.models.book_words import BookWords, LevelWords, TechniqueClass
from bot.knowledge.models.caution import Caution
from bot.knowledge.models.faq import Faq
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Choice, Line, Question
from bot.knowledge.models.red_flag import RedFlag
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.scale import Advice, Scale
from bot.knowledge.models.screen import LockRule, Screen, StopRules, StopSign
from bot.knowledge.models.technique import Dose, Technique, Variant
from bot.language.danger.lexicon import Cues, Sign

TABLES: tuple[tuple[type[BaseModel], Mapping[str, FieldRule]], ...] = (
    (RedFlag, screening.FLAG_FIELDS),
    (Caution, screening.CAUTION_FIELDS),
    (Question, questions.QUESTION_FIELDS),
    (Line, questions.LINE_FIELDS),
    (Choice, questions.CHOICE_FIELDS),
    (Screen, screens.SCREEN_FIELDS),
    (LockRule, screens.LOCK_FIELDS),
    (StopRules, screens.STOP_RULE_FIELDS),
    (StopSign, screens.STOP_SIGN_FIELDS),
    (Presentation, patterns.PATTERN_FIELDS),
    (Technique, techniques.TECHNIQUE_FIELDS),
    (Dose, techniques.DOSE_FIELDS),
    (Dose, techniques.STRONG_DOSE_FIELDS),
    (Variant, techniques.VARIANT_FIELDS),
    (Routine, techniques.ROUTINE_FIELDS),
    (BookWords, own_words.BOOK_FIELDS),
    (LevelWords, own_words.LEVEL_FIELDS),
    (TechniqueClass, own_words.CLASS_FIELDS),
    (Faq, own_words.FAQ_FIELDS),
    (Advice, own_words.ADVICE_FIELDS),
    (Scale, own_words.SCALE_FIELDS),
    (Sign, lexicons.SIGN_FIELDS),
)


@pytest.mark.parametrize(("model", "table"), TABLES, ids=[model.__name__ for model, _ in TABLES])
def test_a_table_knows_every_field_and_no_other(model: type[BaseModel], table: Mapping[str, FieldRule]) -> None:
    assert set(table) == set(model.model_fields)


def test_cues_are_known_by_name() -> None:
    assert set(lexicons.CUE_WAYS) <= set(Cues.model_fields)


def test_a_field_that_no_table_knows_counts_as_looser(book: Book) -> None:
    old = book.techniques["ball_bottle_roll"]
    new = old.model_copy(update={"pressure": 3})
    found = list(compare_fields(Both(book, book), Subject("technique x", "Ball roll"), old, new, {}))
    assert [change.verdict for change in found] == ["looser"]
    assert found[0].in_doubt
