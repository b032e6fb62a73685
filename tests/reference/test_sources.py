"""The sources against the reference's sources."""

import pytest

from bot.knowledge.book import Book

from .comparison import claims_too_much
from .deviations import SOURCES_ADDED
from .tables import Reference

pytestmark = pytest.mark.reference


def test_no_source_is_invented(reference: Reference, book: Book) -> None:
    known = set(reference.sources) | reference.screening_sources
    assert set(book.sources) - known == {name for name in SOURCES_ADDED if name in book.sources}
    assert known & set(SOURCES_ADDED) == set()


def test_sources_claim_no_more_than_the_reference(reference: Reference, book: Book) -> None:
    too_much = {
        name
        for name, source in book.sources.items()
        if name in reference.sources and claims_too_much(source.standing, reference.sources[name])
    }
    assert too_much == set()


def test_every_source_that_a_row_cites_is_in_the_book(reference: Reference, book: Book) -> None:
    cited = [row.cites for row in reference.conditions.values()] + [row.cites for row in reference.red_flags.values()]
    assert frozenset().union(*cited) - set(book.sources) == set()
