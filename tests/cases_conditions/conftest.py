"""The cases of the conditions, each played once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case
from bot.knowledge.reading import read_cases
from bot.language.catalogues import shipped_catalogues
from tests.conftest import ROOT

from .playing import Played, Twins, healthy_plans, play_remembering

CASES = ROOT / "knowledge" / "cases"


def cases_of(*patterns: str) -> tuple[Case, ...]:
    """Returns the cases of the files with these names."""
    files: Iterator[Path] = (file for pattern in patterns for file in sorted(CASES.glob(pattern)))
    return tuple(case for file in files for case in read_cases(file))


@pytest.fixture(scope="session")
def remembering(book: Book) -> Conversation:
    """The conversation in which the cases are played."""
    return Conversation(book, shipped_catalogues())


@pytest.fixture(scope="session")
def conditions(remembering: Conversation) -> tuple[Played, ...]:
    """The cases of the cautions."""
    return tuple(play_remembering(case, remembering) for case in cases_of("conditions_*.yaml"))


@pytest.fixture(scope="session")
def pairs(remembering: Conversation) -> tuple[Played, ...]:
    """The cases of several conditions at once."""
    return tuple(play_remembering(case, remembering) for case in cases_of("pairs.yaml"))


@pytest.fixture(scope="session")
def patterns(remembering: Conversation) -> tuple[Played, ...]:
    """The cases of the patterns."""
    return tuple(play_remembering(case, remembering) for case in cases_of("presentations.yaml"))


@pytest.fixture(scope="session")
def twins(remembering: Conversation) -> Twins:
    """The same people without their conditions."""
    return Twins(remembering)


@pytest.fixture(scope="session")
def first_session(remembering: Conversation) -> frozenset[str]:
    """Every technique that a healthy person can meet in a first session."""
    return healthy_plans(remembering)
