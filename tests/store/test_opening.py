"""Opening, migrating, and saying in words what is wrong with a database."""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import bot.store.connection
from bot.store import SqliteStore, StoreUnavailable
from bot.store.connection import Writer
from bot.store.migrating import Migration, migrate, migrations
from bot.store.trouble import explain
from tests.store.working import commit, work


def answer_of(file: Path, question: str) -> object:
    database = sqlite3.connect(file)
    try:
        return database.execute(question).fetchone()[0]
    finally:
        database.close()


async def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "bot.db"
    async with await SqliteStore.open(file) as store:
        await commit(store, work(1, session="kept"))
    assert file.exists()


async def test_the_file_is_written_safely(store: SqliteStore) -> None:
    def settings(database: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        return [database.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await store._writer.read(settings) == ["wal", 2, 5000, 1]


async def test_a_second_opening_finds_what_the_first_left(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    async with await SqliteStore.open(file) as store:
        await commit(store, work(1, session="kept"))
    async with await SqliteStore.open(file) as store:
        assert (await store.memories([1]))[1].session == "kept"
    assert answer_of(file, "PRAGMA user_version") == len(migrations())


async def test_a_newer_database_is_refused_with_both_versions_and_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(StoreUnavailable) as refusal:
        await SqliteStore.open(file)
    for part in (str(file), "version 99", f"knows {len(migrations())}", "Install the newer program"):
        assert part in str(refusal.value)


def test_steps_are_taken_in_order_and_a_broken_one_leaves_the_version_before_it(tmp_path: Path) -> None:
    steps = (
        Migration(1, "CREATE TABLE a (x); -- a comment; with a semicolon\n"),
        Migration(2, "ALTER TABLE a ADD COLUMN y;\nINSERT INTO a (x, y) VALUES (1, 'two; three');\n"),
        Migration(3, "INSERT INTO a (x, y) VALUES (2, 'x');\nINSERT INTO missing VALUES (1);\n"),
    )
    database = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    try:
        migrate(tmp_path / "a.db", steps[:1], database)
        with pytest.raises(sqlite3.OperationalError, match="missing"):
            migrate(tmp_path / "a.db", steps, database)
        assert database.execute("PRAGMA user_version").fetchone() == (2,)
        assert database.execute("SELECT x, y FROM a").fetchall() == [(1, "two; three")]
    finally:
        database.close()


async def test_another_program_s_file_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    file.write_bytes(b"these are no pages of a database, but somebody's notes\n" * 20)
    with pytest.raises(StoreUnavailable, match=f"{file} is no database of footguide"):
        await SqliteStore.open(file)


async def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    async with await SqliteStore.open(file) as store:
        await commit(store, *(work(chat, session="x" * 500) for chat in range(200)))
        await store._writer.read(lambda database: database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    pages = bytearray(file.read_bytes())
    pages[4096:] = b"\xff" * (len(pages) - 4096)
    file.write_bytes(pages)
    with pytest.raises(StoreUnavailable, match=f"{file} is damaged"):
        async with await SqliteStore.open(file) as store:
            await store.memories([1])


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreUnavailable, match=f"folder {tmp_path / 'taken'}.*cannot be made"):
        await SqliteStore.open(tmp_path / "taken" / "bot.db")


async def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=f"{tmp_path} cannot be opened"):
        await SqliteStore.open(tmp_path)


async def make_full(store: SqliteStore) -> None:
    await store._writer.read(
        lambda database: database.execute(
            f"PRAGMA max_page_count = {database.execute('PRAGMA page_count').fetchone()[0]:d}"
        ).fetchone()
    )


async def troubled(store: SqliteStore) -> None:
    async with asyncio.timeout(10):
        while store.trouble is None:  # noqa: ASYNC110  set from inside, with nothing to wait on
            await asyncio.sleep(0.001)


async def make_room(store: SqliteStore) -> None:
    await store._writer.read(lambda database: database.execute("PRAGMA max_page_count = 100000").fetchone())


async def test_a_full_disk_is_named_and_nothing_is_half_written(store: SqliteStore, tmp_path: Path) -> None:
    await commit(store, work(1, session="before"))
    await make_full(store)
    with pytest.raises(StoreUnavailable, match=r"bot\.db is full\. Free some space"):
        await commit(store, work(1, session="after"), work(2, session="x" * 50_000), offset=77)
    assert "is full" in (store.trouble or "")
    assert (await store.memories([1]))[1].session == "before"
    await make_room(store)
    await commit(store, work(1, session="after"))
    assert store.trouble is None
    assert (await store.memories([1]))[1].session == "after"


async def test_a_serving_store_waits_until_a_full_disk_has_room(tmp_path: Path) -> None:
    writer = await Writer.open(tmp_path / "bot.db", patience=0.001)
    store = SqliteStore(writer, tmp_path / "bot.db", None)
    await writer.read(partial(migrate, tmp_path / "bot.db", migrations()))
    try:
        await make_full(store)
        committing = asyncio.create_task(commit(store, work(1, session="x" * 50_000)))
        await troubled(store)
        assert not committing.done()
        await make_room(store)
        assert await committing == frozenset()
        assert (await store.memories([1]))[1].session == "x" * 50_000
    finally:
        await store.close()


async def test_a_disk_that_is_full_at_the_start_ends_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect_without_room(file: Path) -> sqlite3.Connection:
        connection = connect(file)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    connect = bot.store.connection._connect
    monkeypatch.setattr(bot.store.connection, "_connect", connect_without_room)
    async with asyncio.timeout(10):
        with pytest.raises(StoreUnavailable, match=r"bot\.db is full\. Free some space"):
            await SqliteStore.open(tmp_path / "bot.db", serving=True)
    monkeypatch.undo()
    # Nothing half-written stands in the way of the next start, and the lock of the first is gone.
    async with await SqliteStore.open(tmp_path / "bot.db", serving=True) as store:
        await commit(store, work(1, session="kept"))
        assert (await store.memories([1]))[1].session == "kept"


async def test_a_serving_store_in_a_hurry_waits_no_longer(tmp_path: Path) -> None:
    async with await SqliteStore.open(tmp_path / "bot.db", serving=True) as store:
        await make_full(store)
        committing = asyncio.create_task(commit(store, work(1, session="x" * 50_000)))
        await troubled(store)
        store.hurry()
        with pytest.raises(StoreUnavailable, match="is full"):
            await committing


async def test_a_file_that_may_only_be_read_is_named(store: SqliteStore) -> None:
    await store._writer.read(lambda database: database.execute("PRAGMA query_only = ON").fetchall())
    with pytest.raises(StoreUnavailable, match=r"bot\.db may only be read\. Give the user"):
        await commit(store, work(1))


async def test_a_lock_of_another_process_is_named(store: SqliteStore, tmp_path: Path) -> None:
    await store._writer.read(lambda database: database.execute("PRAGMA busy_timeout = 10").fetchall())
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match=r"Another process holds .*bot\.db locked"):
            await commit(store, work(1))
    finally:
        other.close()
    await commit(store, work(1))


async def test_two_processes_cannot_serve_one_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(
        "bot.store.serving.sqlite3.connect", lambda file, **how: connect(file, **how | {"timeout": 0})
    )
    async with await SqliteStore.open(tmp_path / "bot.db", serving=True):
        with pytest.raises(StoreUnavailable, match=r"already serves .*bot\.db"):
            await SqliteStore.open(tmp_path / "bot.db", serving=True)
        async with await SqliteStore.open(tmp_path / "bot.db") as beside:
            await commit(beside, work(1, session="by a command"))
    async with await SqliteStore.open(tmp_path / "bot.db", serving=True) as store:
        assert (await store.memories([1]))[1].session == "by a command"


def _error(code: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite puts it")
    error.sqlite_errorname = code
    return error


@pytest.mark.parametrize(
    ("code", "words", "passing"),
    [
        ("SQLITE_FULL", "is full", True),
        ("SQLITE_IOERR_WRITE", "disk failed", True),
        ("SQLITE_BUSY_SNAPSHOT", "locked", True),
        ("SQLITE_READONLY_DBMOVED", "only be read", False),
        ("SQLITE_CANTOPEN", "cannot be opened", False),
        ("SQLITE_CORRUPT_VTAB", "damaged", False),
    ],
)
def test_each_trouble_has_its_sentence(code: str, words: str, passing: bool) -> None:
    trouble = explain(_error(code), Path("feet.db"))
    assert trouble is not None
    assert "feet.db" in str(trouble)
    assert words in str(trouble)
    assert trouble.passing is passing


def test_an_error_of_one_statement_is_no_trouble_of_the_file() -> None:
    assert explain(_error("SQLITE_CONSTRAINT_CHECK"), Path("feet.db")) is None


async def test_writes_that_wait_together_fail_apart(store: SqliteStore) -> None:
    def write(chat: int, database: sqlite3.Connection) -> int:
        database.execute("INSERT INTO chat (chat, active_at) VALUES (?, 'now')", (chat,))
        if chat == 2:
            message = "the second one has a fault"
            raise LookupError(message)
        return chat

    works: list[Callable[[sqlite3.Connection], int]] = [partial(write, chat) for chat in (1, 2, 3, 1)]
    answers = await asyncio.gather(*(store._writer.write(each) for each in works), return_exceptions=True)
    assert answers[0] == 1
    assert isinstance(answers[1], LookupError)
    assert answers[2] == 3
    assert isinstance(answers[3], sqlite3.IntegrityError)
    assert await store.counts() == (await store.counts()) | {"chats": 2}


async def test_a_write_after_closing_is_an_error_and_not_silence(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "bot.db")
    await store.close()
    with pytest.raises(ValueError, match="closed before this write"):
        await commit(store, work(1))
