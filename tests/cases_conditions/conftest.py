"""The cases of the conditions, with what the rules knew at their end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case
from bot.knowledge.reading import read_cases
from tests.played import FOLDER, Ends

from .playing import Played, Twins, healthy_plans, played_of


def cases_of(*patterns: str) -> tuple[Case, ...]:
    """Returns the cases of the files with these names."""
    files: Iterator[Path] = (file for pattern in patterns for file in sorted(FOLDER.glob(pattern)))
    return tuple(case for file in files for case in read_cases(file))


@pytest.fixture(scope="session")
def conditions(book: Book, ends: Ends) -> tuple[Played, ...]:
    """The cases of the cautions."""
    return tuple(played_of(case, book, ends) for case in cases_of("conditions_*.yaml"))


@pytest.fixture(scope="session")
def pairs(book: Book, ends: Ends) -> tuple[Played, ...]:
    """The cases of several conditions at once."""
    return tuple(played_of(case, book, ends) for case in cases_of("pairs.yaml"))


@pytest.fixture(scope="session")
def patterns(book: Book, ends: Ends) -> tuple[Played, ...]:
    """The cases of the patterns."""
    return tuple(played_of(case, book, ends) for case in cases_of("presentations.yaml"))


@pytest.fixture(scope="session")
def twins(conversation: Conversation) -> Twins:
    """The same people without their conditions."""
    return Twins(conversation)


@pytest.fixture(scope="session")
def first_session(conversation: Conversation) -> frozenset[str]:
    """Every technique that a healthy person can meet in a first session."""
    return healthy_plans(conversation)
