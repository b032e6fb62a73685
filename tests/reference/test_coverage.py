"""What the first articles claim: every row there, honestly graded, living somewhere, and the page up to date."""

from collections.abc import Mapping

import pytest

from bot.knowledge.book import Book
from bot.knowledge.coverage_page import KNOWLEDGE, coverage_page

from .conftest import ROOT
from .product_tables import GRADES, ProductRow
from .test_faq import INVITATION

PAGE = ROOT / "docs" / "coverage.md"

FOUND_BESIDES = frozenset({"A23", "B70", "B71", "B72", "B73"})
"""Rows for claims that the reference's table passed over."""


@pytest.mark.reference
def test_every_row_of_the_reference_is_there(claims: Mapping[str, ProductRow], book: Book) -> None:
    assert len(claims) == 91
    assert set(book.coverage) == set(claims) | FOUND_BESIDES
    assert set(claims) & FOUND_BESIDES == set()


@pytest.mark.reference
def test_every_source_of_a_row_is_cited(claims: Mapping[str, ProductRow], book: Book) -> None:
    missing = {name: row.cites - set(book.coverage[name].sources) for name, row in claims.items()}
    assert {name: cites for name, cites in missing.items() if cites} == {}


@pytest.mark.reference
def test_no_verdict_is_kinder_than_the_reference(claims: Mapping[str, ProductRow], book: Book) -> None:
    kinder = {}
    for name, row in claims.items():
        evidence = book.coverage[name].evidence
        if row.grades and (evidence is None or GRADES.index(evidence) < min(map(GRADES.index, row.grades))):
            kinder[name] = evidence
    assert kinder == {}


def test_rows_that_only_refer_to_another_have_its_grade(book: Book) -> None:
    other = {
        name: row.verdict.removeprefix("As ").rstrip(".")
        for name, row in book.coverage.items()
        if row.verdict.startswith("As ")
    }
    assert other
    apart = {name for name, same in other.items() if book.coverage[name].evidence != book.coverage[same].evidence}
    assert apart == set()


def test_what_is_told_under_learn_invites_to_nothing(book: Book) -> None:
    inviting = {
        name: found[0]
        for name, row in book.coverage.items()
        if row.told_in is not None and (found := INVITATION.search(row.say))
    }
    assert inviting == {}


def test_every_page_of_claims_fits_a_message(book: Book) -> None:
    for page in book.claim_pages:
        told = [row for row in book.coverage.values() if row.told_in == page]
        assert told, f"the page {page} tells nothing"
        assert sum(len(row.claim) + len(row.say) + 40 for row in told) < 3500, f"split the page {page}"


def test_the_page_is_up_to_date(book: Book) -> None:
    assert PAGE.read_text(encoding="utf-8") == coverage_page(book), (
        "docs/coverage.md is out of date: run `footguide coverage --write docs/coverage.md`"
    )


def test_the_page_has_a_line_for_every_row_and_leads_to_files_that_exist(book: Book) -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    for name in book.coverage:
        line = next(line for line in lines if line.startswith(f"| {name} |"))
        links = [part.partition(")")[0] for part in line.split("](")[1:]]
        assert links, f"{name} leads nowhere"
        for link in links:
            assert link.startswith(KNOWLEDGE)
            assert (PAGE.parent / link).is_file(), f"{name} leads to {link}, which is not there"
