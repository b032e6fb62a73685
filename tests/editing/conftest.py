"""What tests of editing share: copies of the book, one of them signed throughout."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.knowledge.book import Book
from tests.conftest import ROOT

CLINICIAN = 'Ada "Ann" Example: podiatrist, ČR'
"""An invented name with everything that YAML could stumble over."""

DUE = date(2060, 1, 31)


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
