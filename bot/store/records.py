"""What goes into the store and comes out of it, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.dialogue.events import ChatId
from bot.dialogue.turn import Message, Outgoing, Turn

SEEN_FOR = timedelta(hours=48)
"""How long the numbers of worked updates are kept; Telegram keeps an update for 24 hours."""

OFFSET_FOR = timedelta(hours=24)
"""How long a poll offset holds. Telegram keeps an update no longer, and may start its numbers anew after a week."""

PARKED_TEXT_FOR = timedelta(days=7)
"""How long the content of a parked update is kept."""


NOTICE_HOLDS_FOR = timedelta(days=1)
"""How long the operators are not told of the same subject again."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over all chats; nobody can be found in them.

    Attributes:
        now: What holds at this moment, by name.
        since: The first day of the tallies, in UTC.
        tallies: What was counted, which of it, and how often; the most frequent of each first.
    """

    now: Mapping[str, int]
    since: date
    tallies: tuple[tuple[str, str, int], ...]


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
class DueJob:
    """A job whose moment has come.

    Attributes:
        id: Its number.
        chat: The chat.
        kind: What is to be done.
        payload: What the turn that asked for it wrote with it.
        tries: How often it was begun before.
    """

    id: int
    chat: ChatId
    kind: str
    payload: str
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
        ended: Numbers of the jobs whose end the turns answer.
        parked: Arrivals that could not be worked, each with the reason in words.
        here: True or False where the person came or left, else None.
        unsettled: Whether the conversation still has to be told of a failure.
        by_person: Whether the person did something, so that the chat counts as active.
        replaces: An outgoing row that must go because these turns make its screen anew, or None.
        retried: Rows of the parked that these turns answer.
        passing: Whether it was said in a group: what the turns show goes out, and nothing about the chat is kept.
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
    ended: tuple[int, ...] = ()
    passing: bool = False


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
        edition: The edition of the book that it was made with.
    """

    id: int
    chat: ChatId
    content: Outgoing
    nudge: bool
    anew: bool
    tries: int
    edition: str


@dataclass(frozen=True, slots=True)
class LastLook:
    """What holds just before a row is sent.

    Attributes:
        session: The present session as text, or None.
        unsettled: Whether the conversation still has to be told of a failure.
        overtaken: Whether a newer screen of the same place waits by now; claiming again takes that one instead.
    """

    session: str | None
    unsettled: bool
    overtaken: bool = False


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
