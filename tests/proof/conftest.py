"""One reader of danger words for all the books of these tests: compiling it takes time."""

import pytest

from bot.knowledge.book import Book
from bot.language.danger.reader import DangerReader, compile_lexicon


@pytest.fixture(scope="session")
def danger(book: Book) -> DangerReader:
    """The compiled lexicon of the shipped book."""
    return compile_lexicon(book.danger)
