"""`footguide diff`: folders and git revisions, the exit codes, and what it says of a name that is nothing."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A copy of the book in a git repository, in a folder `book` of it."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "book")
    _git(tmp_path, "init", "-q")
    _commit(tmp_path, "as shipped")
    return tmp_path


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", message)


def _edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "book" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_folder_against_a_revision(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(kept / "book")
    assert main(["diff", "HEAD", book, "--knowledge", book]) == 0
    assert "Nothing differs" in capsys.readouterr().out
    _edit(kept, "techniques/ball_bottle_roll.yaml", "pressure: 4\n", "pressure: 6\n")
    assert main(["diff", "HEAD", book, "--knowledge", book, "--format", "json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert "pressure 6 (was 4)" in told["looser"][0]["says"]
    _commit(kept, "harder")
    assert main(["diff", "HEAD", "HEAD~1", "--knowledge", book, "--format", "phone"]) == 0
    assert "**Stricter: 1. Looser: 0.**" in capsys.readouterr().out


def test_a_name_that_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(tmp_path / "nowhere"), str(ROOT / "knowledge")]) == 1
    assert "Name one of these" in capsys.readouterr().err


def test_a_name_that_would_be_an_option_of_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--", "--output=x", str(ROOT / "knowledge")]) == 1
    assert "Name one of these" in capsys.readouterr().err


def test_a_book_with_faults_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "knowledge", tmp_path / "book")
    (tmp_path / "book" / "classes.yaml").unlink()
    assert main(["diff", str(ROOT / "knowledge"), str(tmp_path / "book")]) == 1
    assert "classes.yaml" in capsys.readouterr().err
