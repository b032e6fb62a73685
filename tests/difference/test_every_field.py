"""Every field of every entry has its say which way is looser, so that a new one cannot be forgotten."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import pytest
from pydantic import BaseModel

from bot.difference import (
    answer_words,
    lexicons,
    own_words,
    patterns,
    questions,
    routines,
    screening,
    screens,
    techniques,
)
from bot.difference.both import Both
from bot.difference.comparing import PARTS, changes_of
from bot.difference.every_kind import COMMON_FIELDS, common_of
from bot.difference.fields import FieldRule, Subject, compare_fields
from bot.knowledge.book import Book
from bot.knowledge.models import caution, presentation
from bot.knowledge.models.book_words import BannedClaim, BookWords, LevelWords, TechniqueClass
from bot.knowledge.models.caution import Caution, Term
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.faq import Faq
from bot.knowledge.models.presentation import Presentation, RuledOut
from bot.knowledge.models.question import Choice, GoodFor, Line, Question
from bot.knowledge.models.red_flag import LevelRule, RedFlag, Where
from bot.knowledge.models.routine import ReminderDefault, Routine, RoutineStep, Variants
from bot.knowledge.models.scale import Advice, Scale, ScaleChange, ScaleItem
from bot.knowledge.models.screen import LockRule, Screen, StopRules, StopSign
from bot.knowledge.models.technique import Dose, Step, Technique, Variant
from bot.language.answers.lexicon import AnswerLexicon, AnswerWords
from bot.language.danger.lexicon import Cues, DangerLexicon, Idiom, Sign, Sum
from bot.language.examples import DangerExamples, FlagPhrases
from tests.difference.editing import edited, with_part

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
    (Dose, techniques.FULL_DOSE_FIELDS),
    (Variant, techniques.VARIANT_FIELDS),
    (Routine, routines.ROUTINE_FIELDS),
    (BookWords, own_words.BOOK_FIELDS),
    (LevelWords, own_words.LEVEL_FIELDS),
    (TechniqueClass, own_words.CLASS_FIELDS),
    (Faq, own_words.FAQ_FIELDS),
    (Advice, own_words.ADVICE_FIELDS),
    (Scale, own_words.SCALE_FIELDS),
    (Sign, lexicons.SIGN_FIELDS),
    (AnswerLexicon, answer_words.ANSWER_FIELDS),
)

READ_BY_NAME: Mapping[type[BaseModel], str] = {
    LevelRule: "level when within_days",
    Where: "whole_body places side_of",
    caution.Change: "classes pressure minutes say",
    GoodFor: "when time",
    RuledOut: "classes techniques routines where when say",
    presentation.Sign: "when points because",
    Step: "do seconds classes",
    Variants: "short standard long",
    RoutineStep: "technique seconds from_week until_week reps sets",
    ReminderDefault: "times days window most_a_day review_weeks note",
    BannedClaim: "because words",
    ScaleItem: "item ask",
    ScaleChange: "at_least percent better means say",
    Condition: "any all negated fact equals one_of at_least at_most told_within told_before",
    Term: "term when note reviewed",
    DangerLexicon: "language script everyday_words fillers ordinary_words spellings concepts cues idioms flags"
    " conditions clues sums",
    Idiom: "says unless fact",
    Sum: "gives needs",
    AnswerWords: "patterns guards gives_way",
    DangerExamples: "phrases extras everyday",
    FlagPhrases: "flag triggers harmless",
}
"""What has no table, for it is compared over worlds or one by one: a field that is new here has to be compared too."""

LOOKED_AT_BY_THEMSELVES = {"edition"}


@pytest.mark.parametrize(("model", "table"), TABLES, ids=[model.__name__ for model, _ in TABLES])
def test_a_table_knows_every_field_and_no_other(model: type[BaseModel], table: Mapping[str, FieldRule]) -> None:
    assert set(table) == set(model.model_fields)


@pytest.mark.parametrize("model", READ_BY_NAME, ids=lambda model: model.__name__)
def test_what_has_no_table_has_no_field_that_nobody_compares(model: type[BaseModel]) -> None:
    assert set(model.model_fields) == set(READ_BY_NAME[model].split())


def test_every_part_of_the_book_is_compared() -> None:
    assert {part.name for part in fields(Book)} == {*PARTS, *LOOKED_AT_BY_THEMSELVES}


def test_what_entries_have_in_common_stands_in_one_place() -> None:
    tables = {id(table): table for _, table in TABLES}.values()
    assert all(table.get(name, rule) is rule for table in tables for name, rule in COMMON_FIELDS.items())


class Widened(Caution):
    """A caution with a field that nobody has thought of."""

    from_age: int = 0


def test_a_new_field_of_an_entry_is_not_taken_for_a_common_one() -> None:
    known = set(screening.CAUTION_FIELDS) | set(common_of(Widened))
    assert set(Widened.model_fields) - known == {"from_age"}


def _with_another(entries: Mapping[str, BaseModel], field: str) -> Iterator[tuple[str, object]]:
    """Yields an entry, and what the same field is in the first entry in which it is otherwise."""
    for name, entry in entries.items():
        for other in entries.values():
            if getattr(other, field) != getattr(entry, field):
                yield name, getattr(other, field)
                return


ENTRIES = (
    "questions", "red_flags", "cautions", "presentations", "techniques", "routines", "classes", "faq", "advice", "scales",
)  # fmt: skip


@pytest.mark.parametrize("kind", ENTRIES)
def test_whatever_field_is_otherwise_is_told(book: Book, kind: str) -> None:
    entries = getattr(book, kind)
    silent, tried = [], 0
    for field in type(next(iter(entries.values()))).model_fields:
        for name, value in _with_another(entries, field):
            tried += 1
            edit = edited(book, kind, name, **{field: value})
            if not any(name in change.entry for change in changes_of(Both(book, edit))):
                silent.append(f"{field} of {name}")
    assert tried > 1
    assert not silent


def _otherwise(value: Any) -> Any:
    """Returns another value of the same kind; what is not given stays so."""
    if isinstance(value, BaseModel):
        name, inner = next((name, inner) for name, inner in value if inner)
        return value.model_copy(update={name: _otherwise(inner)})
    if isinstance(value, Mapping):
        return dict(list(value.items())[1:])
    if isinstance(value, tuple):
        return value[1:]
    return f"{value} otherwise" if isinstance(value, str) else value * 2


@pytest.mark.parametrize("part", ["screen", "stop_rules", "words", "danger", "danger_examples", "answers"])
def test_whatever_field_of_a_single_part_is_otherwise_is_told(book: Book, part: str) -> None:
    fields_given = [name for name, value in getattr(book, part) if value]
    edits = {
        name: with_part(book, part, **{name: _otherwise(getattr(getattr(book, part), name))}) for name in fields_given
    }
    assert len(edits) > 2
    assert [name for name, edit in edits.items() if not any(changes_of(Both(book, edit)))] == []


def test_a_difference_that_its_comparison_tells_nothing_of_counts_as_looser(book: Book) -> None:
    old = book.cautions["varicose_veins"]
    new = old.model_copy(update={"when": Condition.model_validate("asthma")})
    subject = Subject("caution varicose_veins", "A person")
    found = list(
        compare_fields(Both(book, book), subject, old, new, screening.CAUTION_FIELDS, beside={("when",): ()})
    )
    assert [(change.verdict, change.in_doubt) for change in found] == [("looser", True)]
    forgotten = list(compare_fields(Both(book, book), subject, old, new, screening.CAUTION_FIELDS))
    assert forgotten == found


def test_cues_are_known_by_name() -> None:
    assert set(lexicons.CUE_WAYS) <= set(Cues.model_fields)


def test_a_field_that_no_table_knows_counts_as_looser(book: Book) -> None:
    old = book.techniques["ball_bottle_roll"]
    new = old.model_copy(update={"pressure": 3})
    found = list(compare_fields(Both(book, book), Subject("technique x", "Ball roll"), old, new, {}))
    assert [change.verdict for change in found] == ["looser"]
    assert found[0].in_doubt
