"""The site of the shipped book, made once."""

import pytest

from bot.knowledge.book import Book
from bot.language.catalogues import shipped_catalogues
from bot.pages.site import make_pages
from tests.pages.parsed import Parsed


@pytest.fixture(scope="session")
def site(book: Book) -> dict[str, bytes]:
    """Every file of the site."""
    return make_pages(book, shipped_catalogues())


@pytest.fixture(scope="session")
def parsed(site: dict[str, bytes]) -> dict[str, Parsed]:
    """Every page, read."""
    return {name: Parsed(content) for name, content in site.items() if name.endswith(".html")}
