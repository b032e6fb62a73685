"""One connection on one thread; writes that wait together share a transaction, so that a slow disk is synced once."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import aiosqlite

from bot.store.trouble import StoreUnavailable, explain

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")
Work = Callable[[sqlite3.Connection], Answer]

_MOST_TOGETHER = 64
_BUSY_MILLISECONDS = 5000
_CLOSED = "the database was closed before this write; end what writes before closing the store"


class _Connection(aiosqlite.Connection):
    """An aiosqlite connection that runs a whole function in one hop to its thread."""

    async def run(self, work: Work[Answer]) -> Answer:
        return cast("Answer", await self._execute(work, self._conn))  # type: ignore[no-untyped-call]

    async def ended(self) -> None:
        """Waits for the thread; after a failed opening the library leaves it to report to a loop that may be gone."""
        await asyncio.to_thread(self._thread.join)


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, timeout=_BUSY_MILLISECONDS / 1000)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _together(file: Path, works: list[Work[object]], connection: sqlite3.Connection) -> list[object]:
    """Runs works in one transaction, each in a savepoint; gives each one's answer or its exception."""
    answers: list[object] = []
    connection.execute("BEGIN IMMEDIATE")
    try:
        for work in works:
            connection.execute("SAVEPOINT work")
            try:
                answers.append(work(connection))
            except Exception as error:
                # Handed to the one who waits for this work; only trouble with the whole file concerns the others.
                if isinstance(error, sqlite3.Error) and explain(error, file) is not None:
                    raise
                connection.execute("ROLLBACK TO work")
                answers.append(error)
            connection.execute("RELEASE work")
        connection.execute("COMMIT")
    except BaseException:
        # Some failures, such as a full disk, have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return answers


class Writer:
    """The only way to the database file of this process."""

    def __init__(self, connection: _Connection, file: Path, patience: float | None) -> None:
        """Sets it up; use `open`.

        Args:
            connection: The open connection.
            file: The database file.
            patience: Seconds between tries while the disk is full, say, or the file is locked; None raises at once.
        """
        self.trouble: str | None = None
        self._connection = connection
        self._file = file
        self._patience = patience
        self._hurry = asyncio.Event()
        self._waiting: list[tuple[Work[object], asyncio.Future[object]]] = []
        self._flushing: asyncio.Task[None] | None = None
        self._closed = False

    @classmethod
    async def open(cls, file: Path, patience: float | None = None) -> "Writer":
        """Opens the file, or makes it.

        Args:
            file: The database file; its folder exists.
            patience: As for the class.

        Raises:
            StoreUnavailable: The file cannot be used.
        """
        connection = _Connection(partial(_connect, file), iter_chunk_size=_MOST_TOGETHER)
        try:
            await connection
        except sqlite3.Error as error:
            await connection.ended()
            raise _explained(error, file) from error
        return cls(connection, file, patience)

    async def read(self, work: Work[Answer]) -> Answer:
        """Runs a function that only reads.

        Raises:
            StoreUnavailable: The file cannot be used.
        """
        return await self._run(work, self._patience, writes=False)

    async def prepare(self, work: Work[Answer]) -> Answer:
        """Runs a function before anything is served; no trouble is waited out, so that whoever starts it hears of it.

        Raises:
            StoreUnavailable: The file cannot be used.
        """
        return await self._run(work, None, writes=False)

    async def write(self, work: Work[Answer]) -> Answer:
        """Runs a function inside a transaction and returns once that is committed.

        What the function raises undoes what it wrote, and nothing else.

        Raises:
            StoreUnavailable: The file cannot be used; nothing of the function's work is kept.
        """
        if self._closed:
            raise ValueError(_CLOSED)
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, answer))
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush())
        return cast("Answer", await answer)

    def hurry(self) -> None:
        """Waits no trouble out from now on, because the process is about to end."""
        self._hurry.set()

    async def close(self) -> None:
        """Finishes the writes that wait and closes the file."""
        self._closed = True
        self.hurry()
        if self._flushing is not None:
            await self._flushing
        await self._connection.close()

    async def _flush(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:_MOST_TOGETHER], self._waiting[_MOST_TOGETHER:]
            try:
                answers = await self._run(
                    partial(_together, self._file, [work for work, _ in taken]), self._patience, writes=True
                )
            except (StoreUnavailable, sqlite3.Error) as error:
                answers = [error] * len(taken)
            for (_, answer), outcome in zip(taken, answers, strict=True):
                if answer.done():
                    continue
                if isinstance(outcome, BaseException):
                    answer.set_exception(outcome)
                else:
                    answer.set_result(outcome)

    async def _run(self, work: Work[Answer], patience: float | None, *, writes: bool) -> Answer:
        """Runs a function on the connection's thread, again and again while the trouble is one that passes."""
        while True:
            try:
                answer = await self._connection.run(work)
            except sqlite3.Error as error:
                trouble = _explained(error, self._file)
                if not isinstance(trouble, StoreUnavailable):
                    raise
                self._note(trouble)
                if patience is None or not trouble.passing or self._hurry.is_set():
                    raise trouble from error
            else:
                # A full disk can still be read.
                if writes and self.trouble is not None:
                    _log.info("%s can be used again", self._file)
                    self.trouble = None
                return answer
            await self._pause(patience)

    def _note(self, trouble: StoreUnavailable) -> None:
        if str(trouble) != self.trouble:
            _log.error("%s", trouble)
        self.trouble = str(trouble)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._hurry.wait(), seconds)
        except TimeoutError:
            return


def _explained(error: sqlite3.Error, file: Path) -> StoreUnavailable | sqlite3.Error:
    return explain(error, file) or error
