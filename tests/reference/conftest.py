"""The reference's tables and the book, each read once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.knowledge.book import Book
from bot.knowledge.reading import read_with_faults

from .product_tables import ProductRow, read_product_tables
from .tables import Reference, read_reference

ROOT = Path(__file__).parents[2]
TABLES = ROOT.parent / "shared" / "clinical" / "reference.json"
"""The tables lie beside the checkout, not in it."""


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The tables of the reference."""
    if not TABLES.is_file():
        pytest.skip("../shared/clinical/reference.json (relative to the repository's root) is not there")
    return read_reference(TABLES)


@pytest.fixture(scope="session")
def book() -> Book:
    """The book; faults of other checks do not matter here, as long as it can be put together."""
    found, faults = read_with_faults(ROOT / "knowledge")
    assert found is not None, "the book cannot be read: " + "; ".join(map(str, faults))
    return found


@pytest.fixture(scope="session")
def questions(reference: Reference) -> Mapping[int, ProductRow]:
    """The reference's questions that people ask, by row."""
    return read_product_tables(TABLES.with_name("techniques.md"), frozenset(reference.sources))[0]


@pytest.fixture(scope="session")
def claims(reference: Reference) -> Mapping[str, ProductRow]:
    """The reference's claims of the first articles, by row."""
    return read_product_tables(TABLES.with_name("techniques.md"), frozenset(reference.sources))[1]
