"""The store in one SQLite file: each operation of the contract is one function run on the connection's thread."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from typing_extensions import override

from bot.dialogue.events import ChatId
from bot.dialogue.turn import DiaryLine, Message, Slot
from bot.store import arriving, editions, erasing, jobs, notices, operating, sending, statistics
from bot.store.connection import Writer
from bot.store.contract import Store
from bot.store.edition_records import Action, KeptEdition, KeptFiles, KeptProposal, Move, Serving
from bot.store.migrating import migrate, migrations
from bot.store.records import (
    Batch,
    ChatMemory,
    DueJob,
    DueTimer,
    HeldMessage,
    Known,
    LastLook,
    OutgoingRow,
    ParkedUpdate,
    SlotHeld,
    Statistics,
)
from bot.store.serving import ServingLock
from bot.store.trouble import StoreUnavailable

_PATIENCE_SECONDS = 1.0


class SqliteStore(Store):
    """A `Store` in one file. Use `open`, and `close` it or use it as an async context manager."""

    def __init__(self, writer: Writer, file: Path, lock: ServingLock | None) -> None:
        self._writer = writer
        self._file = file
        self._lock = lock

    @classmethod
    async def open(cls, file: Path, *, serving: bool = False) -> Self:
        """Opens the database, makes it where it is missing, and brings it to the newest version.

        Args:
            file: The database file; a missing folder is made.
            serving: Whether this process works updates and sends. Only one at a time may, and once open it waits
                until a full disk has space again instead of failing.

        Raises:
            StoreUnavailable: It cannot be used; the message says why and what to do.
        """
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = (
                f"The folder {file.parent} for the database cannot be made ({error.strerror}). "
                "Make it, or name another."
            )
            raise StoreUnavailable(message) from error
        writer = await Writer.open(file, _PATIENCE_SECONDS if serving else None)
        lock = None
        try:
            if serving:
                lock = ServingLock(file)
            await writer.prepare(partial(migrate, file, migrations()))
        except BaseException:
            await writer.close()
            if lock is not None:
                lock.close()
            raise
        return cls(writer, file, lock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    @override
    def trouble(self) -> str | None:
        return self._writer.trouble

    @override
    def hurry(self) -> None:
        self._writer.hurry()

    @override
    async def close(self) -> None:
        await self._writer.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    # Arriving

    @override
    async def known(self, bot: int, numbers: Collection[int]) -> Known:
        return await self._writer.read(partial(arriving.known, bot, numbers))

    @override
    async def begin(self, bot: int, numbers: Collection[int], timers: Collection[DueTimer], now: datetime) -> None:
        await self._writer.write(partial(arriving.begin, bot, numbers, timers, now))

    @override
    async def poll_offset(self, bot: int, now: datetime) -> int | None:
        return await self._writer.read(partial(arriving.poll_offset, bot, now))

    @override
    async def memories(self, chats: Collection[ChatId]) -> dict[ChatId, ChatMemory]:
        return await self._writer.read(partial(arriving.memories, chats))

    @override
    async def commit(self, batch: Batch) -> frozenset[ChatId]:
        return await self._writer.write(partial(arriving.commit, batch, self._file))

    # Sending

    @override
    async def claim(self, limit: int, skip: Collection[ChatId]) -> Sequence[OutgoingRow]:
        return await self._writer.write(partial(sending.claim, limit, tuple(skip)))

    @override
    async def last_look(self, row: int) -> LastLook | None:
        return await self._writer.read(partial(sending.last_look, row))

    @override
    async def held(self, chat: ChatId, slot: Slot) -> SlotHeld | None:
        return await self._writer.read(partial(sending.held, chat, slot))

    @override
    async def sent(
        self, row: int, chat: ChatId, now: datetime, slot: Slot | None = None, held: HeldMessage | None = None
    ) -> None:
        await self._writer.write(partial(sending.sent, row, chat, now, slot, held))

    @override
    async def release(self, row: int) -> None:
        await self._writer.write(partial(sending.release, row))

    @override
    async def drop(self, row: int, chat: ChatId) -> None:
        await self._writer.write(partial(sending.drop, row, chat))

    @override
    async def recover(self, now: datetime) -> int:
        return await self._writer.write(partial(sending.recover, now))

    @override
    async def gone(self, chat: ChatId) -> None:
        await self._writer.write(partial(sending.gone, chat))

    @override
    async def picture_file(self, bot: int, server: str, picture: str) -> str | None:
        return await self._writer.read(partial(operating.picture_file, bot, server, picture))

    @override
    async def keep_picture_file(self, bot: int, server: str, picture: str, file: str) -> None:
        await self._writer.write(partial(operating.keep_picture_file, bot, server, picture, file))

    @override
    async def forget_picture_file(self, bot: int, server: str, picture: str) -> None:
        await self._writer.write(partial(operating.forget_picture_file, bot, server, picture))

    # Timers

    @override
    async def due_timers(self, now: datetime, limit: int) -> Sequence[DueTimer]:
        return await self._writer.read(partial(operating.due_timers, now, limit))

    @override
    async def next_due(self) -> datetime | None:
        return await self._writer.read(operating.next_due)

    @override
    async def zone_data(self, edition: str, prefix: str, now: datetime) -> int:
        return await self._writer.write(partial(operating.zone_data, edition, prefix, now))

    # Jobs

    @override
    async def due_jobs(
        self, now: datetime, limit: int, skip: Collection[int], without: Collection[str] = ()
    ) -> Sequence[DueJob]:
        return await self._writer.read(partial(jobs.due_jobs, now, limit, tuple(skip), tuple(without)))

    @override
    async def next_job_due(self, skip: Collection[int], without: Collection[str] = ()) -> datetime | None:
        return await self._writer.read(partial(jobs.next_job_due, tuple(skip), tuple(without)))

    @override
    async def begin_job(self, job: int) -> bool:
        return await self._writer.write(partial(jobs.begin_job, job))

    @override
    async def put_off_job(self, job: int, until: datetime) -> None:
        await self._writer.write(partial(jobs.put_off_job, job, until))

    @override
    async def job_waits(self, job: int) -> bool:
        return await self._writer.read(partial(jobs.job_waits, job))

    @override
    async def diary(self, chat: ChatId) -> Sequence[DiaryLine]:
        return await self._writer.read(partial(jobs.diary, chat))

    # Editions of the book

    @override
    async def serving_edition(self) -> Serving | None:
        return await self._writer.read(editions.serving_edition)

    @override
    async def edition_files(self, edition: str) -> Mapping[str, bytes] | None:
        return await self._writer.read(partial(editions.edition_files, edition))

    @override
    async def editions(self) -> Sequence[KeptEdition]:
        return await self._writer.read(editions.editions)

    @override
    async def keep_proposal(self, files: KeptFiles, proposal: KeptProposal, action: Action) -> int:
        return await self._writer.write(partial(editions.keep_proposal, files, proposal, action))

    @override
    async def proposals(self) -> Sequence[KeptProposal]:
        return await self._writer.read(editions.proposals)

    @override
    async def discard_proposal(self, number: int, action: Action) -> bool:
        return await self._writer.write(partial(editions.discard_proposal, number, action))

    @override
    async def move_pointer(self, move: Move) -> bool:
        return await self._writer.write(partial(editions.move_pointer, move))

    @override
    async def set_aside(self, fingerprint: str, why: str, at: datetime) -> None:
        await self._writer.write(partial(editions.set_aside, fingerprint, why, at))

    @override
    async def why_set_aside(self, fingerprint: str) -> str | None:
        return await self._writer.read(partial(editions.why_set_aside, fingerprint))

    @override
    async def note_action(self, action: Action) -> None:
        await self._writer.write(partial(editions.note_action, action))

    @override
    async def actions(self, limit: int) -> Sequence[Action]:
        return await self._writer.read(partial(editions.actions, limit))

    # Operating

    @override
    async def notify(self, chats: Collection[ChatId], subject: str, notice: Message, now: datetime) -> bool:
        return await self._writer.write(partial(notices.notify, tuple(chats), subject, notice, now))

    @override
    async def parked(self) -> Sequence[ParkedUpdate]:
        return await self._writer.read(operating.parked)

    @override
    async def retry_parked(self, number: int) -> bool:
        return await self._writer.write(partial(operating.retry_parked, number))

    @override
    async def claim_parked(self, limit: int) -> Sequence[ParkedUpdate]:
        if not await self._writer.read(operating.any_asked_for):
            # Asked every few seconds; a write would sync the disk each time.
            return ()
        return await self._writer.write(partial(operating.claim_parked, limit))

    @override
    async def drop_parked(self, number: int) -> bool:
        return await self._writer.write(partial(operating.drop_parked, number))

    @override
    async def erase(self, chat: ChatId) -> None:
        await self._writer.write(partial(erasing.erase, chat))

    @override
    async def everything_about(self, chat: ChatId) -> dict[str, list[dict[str, object]]]:
        return await self._writer.read(partial(erasing.everything_about, chat))

    @override
    async def purge(self, now: datetime, idle_for: timedelta) -> None:
        await self._writer.write(partial(erasing.purge, now, idle_for))

    @override
    async def feedback(self) -> dict[str, dict[str, int]]:
        return await self._writer.read(operating.feedback)

    @override
    async def counts(self) -> dict[str, int]:
        return await self._writer.read(operating.counts)

    @override
    async def statistics(self, since: date) -> Statistics:
        return await self._writer.read(partial(statistics.statistics, since))

    @override
    async def backup(self, file: Path) -> None:
        await self._writer.read(partial(operating.backup, file))
