"""What tests of editing share: copies of the book, one of them signed throughout."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands import sign
from bot.knowledge import reading
from bot.knowledge.book import Book
from bot.knowledge.book_files import BookFiles
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions
from bot.knowledge.read_before import ReadBefore
from tests.conftest import ROOT

CLINICIAN = 'Ada "Ann" Example: podiatrist, ČR'
"""An invented name with everything that YAML could stumble over."""

DUE = date(2060, 1, 31)

MOST_KEPT = 8
"""How many books are kept at a time."""


Read = tuple[Book | None, list[Fault], Positions]


@pytest.fixture(scope="package", autouse=True)
def _read_once() -> Iterator[None]:
    """Reads the same bytes once: what comes of them depends on nothing else, and many tests begin with the same copy."""
    really = reading.read_with_positions
    found: dict[tuple[str, tuple[Fault, ...]], Read] = {}

    def read(files: BookFiles, before: ReadBefore | None = None, give_way: Callable[[], None] | None = None) -> Read:
        key = (files.fingerprint, files.faults)
        if key not in found:
            while len(found) >= MOST_KEPT:
                found.pop(next(iter(found)))
            found[key] = really(files, before, give_way)
        book, faults, positions = found[key]
        return book, list(faults), positions

    with pytest.MonkeyPatch.context() as patch:
        for module in (reading, sign):
            patch.setattr(module, "read_with_positions", read)
        yield


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped book."""
    return Path(shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge"))


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Path:
    """A copy of the shipped book in which every entry is signed. Tests copy it before they change it."""
    folder = tmp_path_factory.mktemp("signed") / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    entries = [str(entry) for entry in book.to_sign]
    assert main(["sign", "--knowledge", str(folder), *entries, "--by", CLINICIAN, "--due", str(DUE)]) == 0
    return folder
