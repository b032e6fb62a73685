"""What a store can do: whole operations, each one transaction, so that no caller can commit half of something."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.dialogue.events import ChatId
from bot.dialogue.turn import Message, Outgoing, Slot, Turn

SEEN_FOR = timedelta(hours=48)
"""How long the numbers of worked updates are kept; Telegram keeps an update for 24 hours."""

OFFSET_FOR = timedelta(hours=24)
"""How long a poll offset holds. Telegram keeps an update no longer, and may start its numbers anew after a week."""

PARKED_TEXT_FOR = timedelta(days=7)
"""How long the content of a parked update is kept."""


@dataclass(frozen=True, slots=True)
class ChatMemory:
    """What the store holds about one chat before a batch is worked.

    Attributes:
        session: The session as text, or None where there is none.
        unsettled: Whether an earlier failure still has to be told to the conversation before anything else.
    """

    session: str | None = None
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that a chat's work began with: an update, or something else that can be parked.

    Attributes:
        content: What to keep if it has to be parked, as text.
        number: The update's number, or None where it was no update.
    """

    content: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class DueTimer:
    """A timer whose moment has come.

    Attributes:
        chat: The chat.
        name: Its name within the chat.
        payload: What the turn that set it wrote with it.
        due: The moment it was set for; a timer that has been set anew since has another one.
        tries: How often a process began to work it before.
    """

    chat: ChatId
    name: str
    payload: str
    due: datetime
    tries: int = 0


@dataclass(frozen=True, slots=True)
class ChatWork:
    """All that one batch does to one chat; committed whole or not at all.

    Attributes:
        chat: The chat.
        turns: The turns, in order.
        session: The session that the last turn left, as text; None where it is erased.
        edition: The edition of the book that the turns were made with.
        arrivals: What the turns answer.
        fired: Timers that the turns answer.
        parked: Arrivals that could not be worked, each with the reason in words.
        here: True or False where the person came or left, else None.
        unsettled: Whether the conversation still has to be told of a failure.
        by_person: Whether the person did something, so that the chat counts as active.
        replaces: An outgoing row that must go because these turns make its screen anew, or None.
        retried: Rows of the parked that these turns answer.
    """

    chat: ChatId
    turns: tuple[Turn, ...]
    session: str | None
    edition: str
    arrivals: tuple[Arrival, ...] = ()
    fired: tuple[DueTimer, ...] = ()
    parked: tuple[tuple[Arrival, str], ...] = ()
    here: bool | None = None
    unsettled: bool = False
    by_person: bool = False
    replaces: int | None = None
    retried: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What one commit writes.

    Attributes:
        bot: Telegram's id of the bot.
        now: The moment.
        work: The work of each chat.
        ignored: Numbers of updates that lead to nothing and are done with.
        offset: The number that the next poll asks for, or None to leave it.
        apology: What a chat is told whose work the database refuses.
    """

    bot: int
    now: datetime
    work: tuple[ChatWork, ...]
    apology: Message
    ignored: tuple[int, ...] = ()
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """Something to show, claimed by the sender.

    Attributes:
        id: Its number; rows of one chat go out in the order of their numbers.
        chat: The chat.
        content: What to show.
        nudge: Whether it must rather be lost than come twice.
        anew: Whether it was made because an earlier row was held back at the last moment.
        tries: How often it has been claimed, this time included.
    """

    id: int
    chat: ChatId
    content: Outgoing
    nudge: bool
    anew: bool
    tries: int


@dataclass(frozen=True, slots=True)
class LastLook:
    """What holds just before a row is sent.

    Attributes:
        session: The present session as text, or None.
        unsettled: Whether the conversation still has to be told of a failure.
    """

    session: str | None
    unsettled: bool


class HeldMessage(Protocol):
    """The message that lives in a slot, as the sender describes it."""

    @property
    def message(self) -> int:
        """Telegram's id of the message."""

    @property
    def photo(self) -> bool:
        """Whether it is a photo with a caption."""

    @property
    def content(self) -> str:
        """A hash of all that it shows."""


@dataclass(frozen=True, slots=True)
class SlotHeld:
    """The message that lives in a slot, as it was written down; a `HeldMessage`."""

    message: int
    photo: bool
    content: str


@dataclass(frozen=True, slots=True)
class ParkedUpdate:
    """Something that could not be worked.

    Attributes:
        id: Its number among the parked.
        chat: The chat.
        content: What arrived, or None once it has been emptied.
        reason: Why it was parked, in words without anything the person wrote.
        at: When.
    """

    id: int
    chat: ChatId
    content: str | None
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier processes did with some updates.

    Attributes:
        seen: Numbers of updates whose effects are committed.
        tries: How often a process began to work the others, where it did.
    """

    seen: frozenset[int]
    tries: dict[int, int]


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

    # Operating

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

    async def counts(self) -> dict[str, int]:
        """Counts chats, rows that wait, timers and parked updates."""

    async def backup(self, file: Path) -> None:
        """Writes a copy of the whole database to a file that does not exist yet."""

    @property
    def trouble(self) -> str | None:
        """Why the database cannot be used at this moment, in words, or None."""

    def hurry(self) -> None:
        """Waits no trouble out from now on, because the process is about to end."""

    async def close(self) -> None:
        """Finishes what is under way and lets the file go."""
