"""What the service asks of the conversation, so that a test may put a scripted one in its place."""

from datetime import datetime
from typing import Protocol

from bot.dialogue.events import Event
from bot.dialogue.turn import Message, Turn


class Conversation(Protocol):
    """One edition of the book, ready to talk. Frozen: a new edition is a new object."""

    @property
    def edition(self) -> str:
        """Id of the edition."""

    def respond(self, session: str | None, event: Event, now: datetime) -> Turn:
        """Gives the turn that an event leads to."""

    def may_show(self, session: str | None, message: Message, now: datetime) -> bool:
        """Tells whether a screen with a technique may still be shown."""

    def show_again(self, session: str | None, chat: int, now: datetime) -> Turn:
        """Makes the present screen anew."""

    def picture(self, name: str) -> bytes | None:
        """Gives what the drawing kit needs for a picture of the book, as bytes."""
