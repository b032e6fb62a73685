"""Where no folder is named, a command about the book means the book in use."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.choosing import folder_of_book
from bot.shipped_book import shipped_book_folder


def test_check_reads_the_book_in_use(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pumps = copy / "techniques" / "ankle_pumps.yaml"
    pumps.write_text(pumps.read_text().replace("classes: [movement]", "classes: [movment]"))
    monkeypatch.setenv("BOT_KNOWLEDGE", str(copy))
    assert main(["check"]) == 1
    assert "techniques/ankle_pumps.yaml:4:11: there is no technique class movment" in capsys.readouterr().out


def test_a_folder_that_is_named_comes_first_and_the_shipped_book_last(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOT_KNOWLEDGE", raising=False)
    assert folder_of_book(None) == shipped_book_folder()
    monkeypatch.setenv("BOT_KNOWLEDGE", str(copy))
    assert folder_of_book(None) == copy
    assert folder_of_book(tmp_path) == tmp_path
