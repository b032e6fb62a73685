"""The red flags against the reference's rows."""

import pytest

from bot.knowledge.book import Book
from bot.knowledge.models.base import Level

from .comparison import claims_too_much, flag_faults
from .deviations import FLAGS_THAT_ARE_TERMS, LED_BY_ANOTHER_FLAG, MILDER_RULE_BESIDE
from .later import NEW_FLAGS
from .tables import Reference

pytestmark = pytest.mark.reference


def test_every_row_is_a_red_flag_or_a_term(reference: Reference, book: Book) -> None:
    assert {name for name, row in reference.red_flags.items() if not row.levels} == FLAGS_THAT_ARE_TERMS
    assert set(reference.red_flags) - set(book.red_flags) <= FLAGS_THAT_ARE_TERMS
    assert set(book.terms) | set(book.red_flags) >= FLAGS_THAT_ARE_TERMS


def test_no_red_flag_is_milder_than_its_row(reference: Reference, book: Book) -> None:
    faults = [
        fault
        for name, row in reference.red_flags.items()
        if name not in FLAGS_THAT_ARE_TERMS
        for fault in flag_faults(name, row, book.red_flags)
        if not (name in LED_BY_ANOTHER_FLAG and "at most" in fault)
        if not (name in MILDER_RULE_BESIDE and "at least" in fault)
    ]
    assert faults == []


def test_signs_that_raise_another_flag_lead_to_its_level_by_themselves(reference: Reference, book: Book) -> None:
    for name, leader in LED_BY_ANOTHER_FLAG.items():
        worst = max(reference.red_flags[name].levels, key=lambda level: level.seriousness)
        assert worst is Level.EMERGENCY
        assert worst in {rule.level for rule in book.red_flags[leader].levels}, (name, leader)


def test_red_flags_cite_what_their_rows_cite(reference: Reference, book: Book) -> None:
    beyond = {
        name: set(flag.sources) - reference.red_flags[name].cites
        for name, flag in book.red_flags.items()
        if name in reference.red_flags and set(flag.sources) - reference.red_flags[name].cites
    }
    assert beyond == {}


def test_red_flags_claim_no_more_than_their_rows(reference: Reference, book: Book) -> None:
    too_much = {
        name
        for name, flag in book.red_flags.items()
        if name in reference.red_flags and claims_too_much(flag.standing, reference.red_flags[name].standing)
    }
    assert too_much == set()


@pytest.mark.parametrize(("name", "worst"), NEW_FLAGS.items())
def test_red_flags_of_the_amendments_are_there(book: Book, name: str, worst: Level) -> None:
    assert name in book.red_flags
    assert worst in {rule.level for rule in book.red_flags[name].levels}
