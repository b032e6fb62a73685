"""What was proved is not proved twice by the same program; whatever is damaged, changed or failed is."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.editions.examination import Played, Proved
from bot.editions.memory import MOST_KEPT, Memory, memory_folders
from bot.proof.result import CounterExample, Piece, Proof
from tests.conftest import ROOT
from tests.editions.examined import NOW

PROVED = Proved(worlds=7, pieces={"all": 7}, seconds=2.5, at=NOW)
BOOK = "ab" * 32


def test_what_was_proved_is_remembered_by_book_program_and_kind(tmp_path: Path) -> None:
    memory = Memory([tmp_path], "program one")
    memory.remember(BOOK, PROVED)
    assert memory.recall(BOOK, Proved) == PROVED
    assert memory.recall("cd" * 32, Proved) is None
    assert memory.recall(BOOK, Played) is None
    assert Memory([tmp_path], "program two").recall(BOOK, Proved) is None


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"seal": 1, "found": {}}', "\x00\xff"])
def test_a_damaged_memory_is_none(tmp_path: Path, damage: str) -> None:
    memory = Memory([tmp_path], "one")
    memory.remember(BOOK, PROVED)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage.encode("latin-1"))
    assert memory.recall(BOOK, Proved) is None


def test_a_memory_that_somebody_wrote_for_another_book_does_not_count(tmp_path: Path) -> None:
    memory = Memory([tmp_path], "one")
    memory.remember(BOOK, PROVED)
    (file,) = tmp_path.iterdir()
    # The same beginning, so the same name of file.
    other = BOOK[:30] + "0" * 34
    assert memory.recall(other, Proved) is None
    sealed = json.loads(file.read_text())
    file.write_text(json.dumps({**sealed, "found": sealed["found"].replace("7", "8")}))
    assert memory.recall(BOOK, Proved) is None


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    memory = Memory([blocked / "sub", tmp_path / "good"], "one")
    memory.remember(BOOK, PROVED)
    assert memory.recall(BOOK, Proved) == PROVED
    assert Memory([], "one").recall(BOOK, Proved) is None


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    memory = Memory([tmp_path], "one")
    for number in range(MOST_KEPT + 5):
        memory.remember(f"{number:03}" + "0" * 61, PROVED)
    assert len(list(tmp_path.iterdir())) == MOST_KEPT


def proof(*found: CounterExample) -> Proof:
    return Proof("e", (Piece("all", "proof_rule", 7, found, 0.1),), 0.1)


def test_check_proves_an_unchanged_book_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    runs: list[str] = []

    def prove(book: object, *, side_by_side: bool) -> Proof:
        runs.append("proved")
        return proof()

    monkeypatch.setattr("bot.proof.proving.prove", prove)
    command = ["check", str(ROOT / "knowledge")]
    assert main(command) == 0
    assert "proved before" not in capsys.readouterr().out
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "7 worlds, proved before, at 20" in said
    assert "No faults. Edition" in said
    assert main([*command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["proof"]["proved_before"].startswith("20")
    assert runs == ["proved"]
    assert main([*command, "--anew"]) == 0
    assert runs == ["proved", "proved"]
    (file,) = (tmp_path / "footguide").iterdir()
    file.write_text("damaged")
    assert main(command) == 0
    assert len(runs) == 3


def test_a_proof_that_failed_is_found_anew_each_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    failed = proof(CounterExample("A person with diabetes: scraping is offered.", "mend the caution"))
    monkeypatch.setattr("bot.proof.proving.prove", lambda book, *, side_by_side: failed)
    for _ in range(2):
        assert main(["check", str(ROOT / "knowledge")]) == 1
        assert "scraping is offered" in capsys.readouterr().out
    assert not (tmp_path / "footguide").exists()


def test_it_lies_in_the_users_cache_and_beside_a_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert memory_folders(tmp_path / "bot.db") == (tmp_path / "bot.db-proved", tmp_path / "footguide")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert memory_folders() == (tmp_path / "home" / ".cache" / "footguide",)
