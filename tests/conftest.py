"""What all tests share: the real book, read once, and conversations with it."""

import fcntl
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.knowledge import reading
from bot.knowledge.book import Book
from bot.knowledge.read_before import ReadBefore
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues

ROOT = Path(__file__).parent.parent

SUNDAY_MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


SLOW_FIRST = ("walks", "proof", "cases", "cases_conditions", "pages", "faults", "trial")
"""Folders whose files take long: taken first, so that at the end no worker is left alone with one of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts slow files first; within a folder the order stays."""
    rank = {name: place for place, name in enumerate(SLOW_FIRST)}
    items.sort(key=lambda item: rank.get(item.path.relative_to(ROOT / "tests").parts[0], len(rank)))


@pytest.fixture(scope="session", autouse=True)
def _nothing_in_the_users_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps what tests remember out of the home of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _same_files_are_read_once() -> Iterator[None]:
    """Lets whoever reads an edited copy of the book read only the files that are edited."""
    before = ReadBefore()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "ReadBefore", lambda: before)
        yield


@pytest.fixture(scope="session")
def book() -> Book:
    """The book as it is shipped."""
    return read_book(ROOT / "knowledge")


@pytest.fixture(scope="session")
def conversation(book: Book) -> Conversation:
    """The conversation with the shipped book."""
    return Conversation(book, shipped_catalogues())


@pytest.fixture(scope="session")
def ends(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Where every case of the book ended; see `tests.played`.

    Workers of one run share it: the first plays, the others wait for its lock.
    """
    base = tmp_path_factory.getbasetemp()
    # A worker's own folder lies in that of the whole run.
    folder = (base.parent if base.name.startswith("popen-") else base) / "played-cases"
    folder.mkdir(exist_ok=True)
    file = folder / "ends.pickle"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            subprocess.run([sys.executable, "-m", "tests.played", file], cwd=ROOT, check=True)
    found: Mapping[str, Any] = pickle.loads(file.read_bytes())  # noqa: S301  written by this very run
    return found


@pytest.fixture
def chat(conversation: Conversation) -> Chat:
    """A new chat on a Sunday morning."""
    return Chat(conversation, SUNDAY_MORNING)
