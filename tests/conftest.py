"""What all tests share: the real book, read once, and conversations with it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues

ROOT = Path(__file__).parent.parent

SUNDAY_MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def book() -> Book:
    """The book as it is shipped."""
    return read_book(ROOT / "knowledge")


@pytest.fixture(scope="session")
def conversation(book: Book) -> Conversation:
    """The conversation with the shipped book."""
    return Conversation(book, shipped_catalogues())


@pytest.fixture
def chat(conversation: Conversation) -> Chat:
    """A new chat on a Sunday morning."""
    return Chat(conversation, SUNDAY_MORNING)
