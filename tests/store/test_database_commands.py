"""What operators do with the database by commands: counts, parked messages, a backup and its way back."""

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.dialogue.turn import Feedback, Tally
from bot.store import Arrival, SqliteStore, StoreUnavailable
from bot.store.restoring import restore
from bot.store.serving import ServingLock
from tests.store.working import NOW, commit, turn, work


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that the commands find: one person, something parked, something counted."""
    file = tmp_path / "bot.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_DATABASE", f"sqlite:///{file}")

    async def fill() -> None:
        async with await SqliteStore.open(file) as store:
            said = turn(
                tallies=(Tally("practice", "heel_pain_morning"),), feedback=(Feedback("ankle_pumps", "hurt"),)
            )
            parked = ((Arrival("my heel hurts", 1), "KeyError in the plan"),)
            await commit(store, work(1, said, parked=parked), now=datetime.now(UTC))

    asyncio.run(fill())
    return file


def people(file: Path) -> list[int]:
    """The chats that a database knows."""
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT chat FROM chat ORDER BY chat")]


def add_chat(file: Path, chat: int) -> None:
    """Somebody else comes."""

    async def come() -> None:
        async with await SqliteStore.open(file) as store:
            await commit(store, work(chat, turn()))

    asyncio.run(come())


def others(file: Path) -> list[str]:
    """What lies beside a database."""
    return sorted(path.name for path in file.parent.iterdir() if path != file and not path.name.endswith("-serving"))


# -- counts --------------------------------------------------------------------------------------------


def test_stats_prints_the_counts_and_names_nobody(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("people: 1\n")
    assert "practice: 1\n  heel_pain_morning: 1\n" in printed
    assert "feedback: 1\n  ankle_pumps: hurt: 1\n" in printed
    assert "my heel hurts" not in printed


def test_stats_as_json_says_the_same(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["now"]["people"] == 1
    assert found["now"]["parked"] == 1
    assert {"what": "practice", "name": "heel_pain_morning", "number": 1} in found["tallies"]
    assert set(found) == {"now", "since", "tallies"}


@pytest.mark.parametrize("words", [["stats"], ["stats", "--json"], ["parked"], ["backup", "copy.db"]])
def test_without_a_database_it_is_said_and_none_is_made(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_DATABASE", "sqlite:///nowhere.db")
    assert main(words) == 1
    assert "There is no database nowhere.db" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# -- parked --------------------------------------------------------------------------------------------


def test_parked_lists_with_the_reason_and_never_with_the_words(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parked"]) == 0
    printed = capsys.readouterr().out
    assert "KeyError in the plan" in printed
    assert "my heel hurts" not in printed


def test_parked_retry_asks_for_it_and_drop_takes_it_away(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parked", "retry", "1"]) == 0
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT again FROM parked").fetchall() == [(1,)]
    assert main(["parked", "drop", "1"]) == 0
    capsys.readouterr()
    assert main(["parked"]) == 0
    assert capsys.readouterr().out == "Nothing is parked.\n"
    # Both are in the trail, as those of a chat are.
    assert main(["editions"]) == 0
    dropped, retried = capsys.readouterr().out.splitlines()[-2:]
    assert re.search(r"console.*: dropped parked update 1$", dropped)
    assert re.search(r"console.*: retried parked update 1$", retried)


@pytest.mark.parametrize(
    ("words", "said"), [(["drop", "9"], "Nothing is parked under 9"), (["retry"], "Say which one")]
)
def test_parked_says_what_is_not_there(
    words: list[str], said: str, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["parked", *words]) == 1
    assert said in capsys.readouterr().err


# -- a backup and its way back -------------------------------------------------------------------------


def test_a_backup_comes_back_and_the_old_file_is_kept(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = database.with_name("copy.db")
    assert main(["backup", str(copy)]) == 0
    add_chat(database, 2)
    assert main(["restore", str(copy)]) == 0
    assert people(database) == [1]
    (kept,) = (name for name in others(database) if "-before-" in name)
    assert people(database.with_name(kept)) == [1, 2]
    assert kept in capsys.readouterr().out
    add_chat(database, 3)
    assert people(database) == [1, 3]


def test_a_backup_never_overwrites_a_file(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.with_name("copy.db").write_text("mine")
    assert main(["backup", "copy.db"]) == 1
    assert "could not be written" in capsys.readouterr().err
    assert database.with_name("copy.db").read_text() == "mine"


def test_what_a_killed_bot_left_in_its_log_is_kept_and_does_not_spoil_the_restored_file(database: Path) -> None:
    copy = database.with_name("copy.db")
    assert main(["backup", str(copy)]) == 0
    with closing(sqlite3.connect(database)) as killed:
        # As after a kill: the last write stands in the log alone.
        killed.execute("PRAGMA wal_autocheckpoint = 0")
        killed.execute("INSERT INTO chat (chat, active_at) VALUES (5, '2026-01-01T00:00:00.000000Z')")
        killed.commit()
        kept = restore(copy, database, NOW)
    assert kept is not None
    assert people(kept) == [1, 5]
    assert people(database) == [1]


def test_while_a_bot_serves_nothing_is_restored(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "copy.db"]) == 0
    add_chat(database, 2)
    with closing(ServingLock(database)):
        assert main(["restore", "copy.db"]) == 1
    assert "already serves" in capsys.readouterr().err
    assert people(database) == [1, 2]
    assert others(database) == ["copy.db"]


def test_what_is_no_sound_backup_is_refused_and_the_database_stays(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = database.read_bytes()
    folder = database.parent
    (folder / "words.db").write_text("no database at all, but long enough to be read as one" * 40)
    with closing(sqlite3.connect(folder / "other.db")) as other:
        other.execute("CREATE TABLE sheep (name TEXT)")
        other.commit()
    assert main(["backup", "newer.db"]) == 0
    with closing(sqlite3.connect(folder / "newer.db")) as newer:
        newer.execute("PRAGMA user_version = 999")
        newer.commit()
    whole = (folder / "newer.db").read_bytes()
    (folder / "half.db").write_bytes(whole[: len(whole) // 2])
    for name, said in (
        ("words.db", "cannot be read"), ("other.db", "not one of footguide"), ("newer.db", "newer footguide"),
        ("missing.db", "There is no file"), ("half.db", "half.db"), (database.name, "the database itself"),
    ):  # fmt: skip
        capsys.readouterr()
        assert main(["restore", name]) == 1, name
        assert said in capsys.readouterr().err, name
    assert database.read_bytes() == before
    assert not [name for name in others(database) if "-before-" in name or "-restoring" in name]


def test_a_backup_is_restored_where_there_was_no_database(database: Path) -> None:
    copy = database.with_name("copy.db")
    assert main(["backup", str(copy)]) == 0
    there = database.with_name("new") / "bot.db"
    assert restore(copy, there, NOW) is None
    assert people(there) == [1]
    with pytest.raises(StoreUnavailable, match="There is no file"):
        restore(database.with_name("gone.db"), there, NOW)


def test_move_is_refused_without_repeating_the_address(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["move", "postgresql://me:secret@host/db"]) == 1
    said = capsys.readouterr().err
    assert "PostgreSQL is not in this edition" in said
    assert "secret" not in said
