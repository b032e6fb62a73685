"""What the sender needs of a store, so that it knows no database."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.dialogue.turn import Message, Outgoing, Slot


class Held(Protocol):
    """The message that lives in a slot."""

    @property
    def message(self) -> int:
        """Telegram's id of it."""

    @property
    def photo(self) -> bool:
        """Whether it is a photo with a caption."""

    @property
    def content(self) -> str:
        """A hash of all that it shows."""


class Row(Protocol):
    """Something to show, claimed from the outbox."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def chat(self) -> int:
        """The chat."""

    @property
    def content(self) -> Outgoing:
        """What to show."""

    @property
    def nudge(self) -> bool:
        """Whether it must rather be lost than come twice."""

    @property
    def anew(self) -> bool:
        """Whether it was made because an earlier row was held back at the last moment."""

    @property
    def tries(self) -> int:
        """How often it has been claimed, this time included."""

    @property
    def edition(self) -> str:
        """The edition of the book that it was made with."""


class Look(Protocol):
    """What holds just before a row is sent."""

    @property
    def session(self) -> str | None:
        """The present session, as text."""

    @property
    def unsettled(self) -> bool:
        """Whether a failure has still to be told to the conversation."""

    @property
    def overtaken(self) -> bool:
        """Whether a newer screen of the same place waits by now; claiming again takes that one instead."""


class Outbox(Protocol):
    """Rows to be sent and the table of slots. The operations of `bot.store.Store` of the same names."""

    async def claim(self, limit: int, skip: Collection[int]) -> Sequence[Row]:
        """Marks the next row of up to `limit` chats as being sent and gives them."""

    async def last_look(self, row: int) -> Look | None:
        """Gives what holds now, or None where the row has been deleted."""

    async def held(self, chat: int, slot: Slot) -> Held | None:
        """Gives the message that lives in a slot."""

    async def sent(
        self, row: int, chat: int, now: datetime, slot: Slot | None = None, held: Held | None = None
    ) -> None:
        """Marks a row as sent and writes what now lives in the slot."""

    async def release(self, row: int) -> None:
        """Puts a row back among the waiting."""

    async def drop(self, row: int, chat: int) -> None:
        """Takes a row away unsent."""

    async def gone(self, chat: int) -> None:
        """Notes that a chat cannot be written to and drops its rows."""

    async def picture_file(self, bot: int, server: str, picture: str) -> str | None:
        """Gives Telegram's name for a picture."""

    async def keep_picture_file(self, bot: int, server: str, picture: str, file: str) -> None:
        """Remembers Telegram's name for a picture."""

    async def forget_picture_file(self, bot: int, server: str, picture: str) -> None:
        """Forgets it."""


class Screens(Protocol):
    """What the sender asks of the serving conversation."""

    @property
    def edition(self) -> str:
        """Id of its edition."""

    def may_show(self, session: str | None, message: Message, now: datetime) -> bool:
        """Tells whether a screen with a technique may still be shown."""

    def picture(self, name: str) -> bytes | None:
        """Gives what the drawing kit needs for a picture of the book, as bytes."""
