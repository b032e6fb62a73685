"""What a store can do: whole operations, each one transaction, so that no caller can commit half of something."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.dialogue.events import ChatId
from bot.dialogue.turn import DiaryLine, Message, Slot
from bot.store.edition_records import Action, KeptEdition, KeptFiles, KeptProposal, Move, Serving
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


class Store(Protocol):
    """A database of chats. Every operation raises `StoreUnavailable` where the database cannot be used."""

    # Arriving

    async def known(self, bot: int, numbers: Collection[int]) -> Known:
        """Tells which updates are done with and how often the others were begun."""

    async def begin(self, bot: int, numbers: Collection[int], timers: Collection[DueTimer], now: datetime) -> None:
        """Counts one more attempt at updates and timers; committed before any of them is worked."""

    async def poll_offset(self, bot: int, now: datetime) -> int | None:
        """Gives the number to poll from, or None where it is unknown or too old to hold."""

    async def memories(self, chats: Collection[ChatId]) -> dict[ChatId, ChatMemory]:
        """Loads what is held about chats; every chat asked for is in the answer."""

    async def commit(self, batch: Batch) -> frozenset[ChatId]:
        """Writes a batch in one transaction.

        A chat whose rows the database refuses is rolled back alone: its arrivals are parked, it counts as
        unsettled and gets the apology.

        Returns:
            The chats that were refused.
        """

    # Sending

    async def claim(self, limit: int, skip: Collection[ChatId]) -> Sequence[OutgoingRow]:
        """Marks the next row of up to `limit` chats as being sent and gives them, the most urgent chat first.

        A screen that a later row of the same slot replaces is dropped on the way.
        """

    async def last_look(self, row: int) -> LastLook | None:
        """Gives what holds just before a row is sent, or None where the row has been deleted."""

    async def held(self, chat: ChatId, slot: Slot) -> SlotHeld | None:
        """Gives the message that lives in a slot."""

    async def sent(
        self, row: int, chat: ChatId, now: datetime, slot: Slot | None = None, held: HeldMessage | None = None
    ) -> None:
        """Marks a row as sent, empties it, and writes what now lives in `slot` (None: nothing).

        The slot is written although the row was deleted meanwhile: the message is in the chat all the same.
        """

    async def release(self, row: int) -> None:
        """Puts a row back among the waiting, to be claimed again; nothing happens where it was deleted."""

    async def drop(self, row: int, chat: ChatId) -> None:
        """Takes a row away unsent."""

    async def recover(self, now: datetime) -> int:
        """Settles the rows that were being sent when a process died; gives how many wait again."""

    async def gone(self, chat: ChatId) -> None:
        """Notes that a chat can no longer be written to and drops its unsent rows."""

    async def picture_file(self, bot: int, server: str, picture: str) -> str | None:
        """Gives Telegram's name for a picture that it already has."""

    async def keep_picture_file(self, bot: int, server: str, picture: str, file: str) -> None:
        """Remembers Telegram's name for a picture."""

    async def forget_picture_file(self, bot: int, server: str, picture: str) -> None:
        """Forgets a name that Telegram refused."""

    # Timers

    async def due_timers(self, now: datetime, limit: int) -> Sequence[DueTimer]:
        """Gives timers whose moment has come, the oldest first. They stay until a batch commits them as fired."""

    async def next_due(self) -> datetime | None:
        """Gives the moment of the next timer."""

    async def zone_data(self, edition: str, prefix: str, now: datetime) -> int:
        """Notes which data about time zones serve; where they are others than before, timers come due now.

        Args:
            edition: The name of the data.
            prefix: How the names of the timers begin that were worked out with them.
            now: The moment.

        Returns:
            How many timers come due because of it.
        """

    # Jobs

    async def due_jobs(
        self, now: datetime, limit: int, skip: Collection[int], without: Collection[str] = ()
    ) -> Sequence[DueJob]:
        """Gives jobs whose moment has come, but for those to skip and some kinds. They stay until their end."""

    async def next_job_due(self, skip: Collection[int], without: Collection[str] = ()) -> datetime | None:
        """Gives the moment of the next job, but for those to skip and some kinds."""

    async def begin_job(self, job: int) -> bool:
        """Counts one more attempt at a job, committed before it is worked; False where it is not wanted any more."""

    async def put_off_job(self, job: int, until: datetime) -> None:
        """Lets a job wait until a moment."""

    async def job_waits(self, job: int) -> bool:
        """Tells whether a job is still wanted: erasing a chat takes its jobs."""

    async def diary(self, chat: ChatId) -> Sequence[DiaryLine]:
        """Gives the diary of a chat, the oldest line first."""

    # Editions of the book

    async def serving_edition(self) -> Serving | None:
        """Tells which edition serves, or None where none ever did."""

    async def edition_files(self, edition: str) -> Mapping[str, bytes] | None:
        """Gives the files of an edition by name, or None where it is not kept."""

    async def editions(self) -> Sequence[KeptEdition]:
        """Lists the editions that can be served, the one that was published last first."""

    async def keep_proposal(self, files: KeptFiles, proposal: KeptProposal, action: Action) -> int:
        """Keeps a sound edition until somebody publishes or discards it; gives its number."""

    async def proposals(self) -> Sequence[KeptProposal]:
        """Lists what waits, the oldest first."""

    async def discard_proposal(self, number: int, action: Action) -> bool:
        """Takes a proposal away and sets its content aside; False where it is not there."""

    async def move_pointer(self, move: Move) -> bool:
        """Lets an edition serve from now on.

        Nothing happens where another edition serves than was expected, or where the edition is neither kept nor
        brought along; then False is given.
        """

    async def set_aside(self, fingerprint: str, why: str, at: datetime) -> None:
        """Notes that a content of the folder is not to be proposed again by itself."""

    async def why_set_aside(self, fingerprint: str) -> str | None:
        """Tells why a content is not proposed again by itself; None where it may be."""

    async def note_action(self, action: Action) -> None:
        """Writes an operator's action down."""

    async def actions(self, limit: int) -> Sequence[Action]:
        """Lists what was done to the book, the latest first."""

    # Operating

    async def notify(self, chats: Collection[ChatId], subject: str, notice: Message, now: datetime) -> bool:
        """Writes a notice to the chats of operators, unless one of the same subject was written within a day.

        Returns:
            Whether it was written.
        """

    async def parked(self) -> Sequence[ParkedUpdate]:
        """Lists what was parked and not yet dropped, the oldest first."""

    async def retry_parked(self, number: int) -> bool:
        """Asks for a parked update to be worked again; False where it is not there or its content is gone."""

    async def claim_parked(self, limit: int) -> Sequence[ParkedUpdate]:
        """Gives parked updates that somebody asked to be worked again, and notes that it was done.

        They stay parked until a batch commits them as retried; where the process dies on one, it is not tried again
        by itself.
        """

    async def drop_parked(self, number: int) -> bool:
        """Takes a parked update away; False where it is not there."""

    async def erase(self, chat: ChatId) -> None:
        """Takes every row about a chat away."""

    async def everything_about(self, chat: ChatId) -> dict[str, list[dict[str, object]]]:
        """Gives every row about a chat, by table."""

    async def purge(self, now: datetime, idle_for: timedelta) -> None:
        """Forgets what is past its time, and the chats that were idle for longer than `idle_for`."""

    async def feedback(self) -> dict[str, dict[str, int]]:
        """Counts what was said of each technique: helped, no_use, hurt; names nobody."""

    async def counts(self) -> dict[str, int]:
        """Counts chats, rows that wait, timers and parked updates."""

    async def statistics(self, since: date) -> Statistics:
        """Counts over all chats what holds now and what happened since a day, in UTC."""

    async def backup(self, file: Path) -> None:
        """Writes a copy of the whole database to a file that does not exist yet."""

    @property
    def trouble(self) -> str | None:
        """Why the database cannot be used at this moment, in words, or None."""

    def hurry(self) -> None:
        """Waits no trouble out from now on, because the process is about to end."""

    async def close(self) -> None:
        """Finishes what is under way and lets the file go."""
