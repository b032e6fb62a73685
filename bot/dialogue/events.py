"""What can happen to a chat, in the conversation's own words, so that it knows no Telegram."""

from dataclasses import dataclass
from enum import StrEnum

ChatId = int


class Unreadable(StrEnum):
    """Kinds of message that cannot be read for danger signs."""

    VOICE = "voice"
    PHOTO = "photo"
    STICKER = "sticker"
    VIDEO = "video"
    CONTACT = "contact"
    FILE = "file"
    GAME = "game"
    """A poll, a throw of the dice or a game."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Typed:
    """The person sent words, or edited a message that they had sent.

    Attributes:
        text: The whole text as sent, or the caption of a picture; any length.
        edited: Whether this replaces words that were sent before.
        forwarded: Whether somebody said them elsewhere: they are read for danger, and are no answer.
        under: What the words stood under, such as a photo; None where they stood alone.
    """

    text: str
    edited: bool = False
    forwarded: bool = False
    under: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """The person pressed an inline button.

    Attributes:
        data: The button's data, exactly as a turn made it (`Button.data`).
        answer_to: The id by which the press is answered; None where none is wanted.
    """

    data: str
    answer_to: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The person sent something that is not words.

    Attributes:
        kind: What it was.
    """

    kind: Unreadable


@dataclass(frozen=True, slots=True)
class Located:
    """The person shared a place. The place itself stays outside: only its clock is told.

    Attributes:
        zone: The time zone there; None where it cannot be told.
    """

    zone: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """The person sent a file.

    Attributes:
        file: The name under which it can be fetched.
        name: What it is called; may be empty.
        size: In bytes.
        words: The words that were sent with it; may be empty.
    """

    file: str
    name: str
    size: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class TimerDue:
    """A timer that an earlier turn set has come due.

    Attributes:
        name: Its name within the chat.
        payload: What the turn that set it wrote with it; a timer whose payload no longer fits does nothing.
    """

    name: str
    payload: str


@dataclass(frozen=True, slots=True)
class JobDone:
    """A job that an earlier turn asked for has come to its end.

    Attributes:
        kind: What was to be done.
        payload: What the turn that asked for it wrote with it.
        result: What came of it, in the form that its kind has; None where it could not be done, for good.
    """

    kind: str
    payload: str
    result: str | None


@dataclass(frozen=True, slots=True)
class Parked:
    """An update of this chat could not be worked and was put aside.

    The facts stay; the chat is unsettled until the life-threat list has been answered anew. The words of the
    update, if it had any, are still read for danger signs.

    Attributes:
        text: The words of the update that was parked, if it had any.
    """

    text: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """The person blocked the bot or let it in again.

    Attributes:
        here: False when the bot can no longer write to this chat.
    """

    here: bool


@dataclass(frozen=True, slots=True)
class InGroup:
    """Somebody spoke to the bot in a group, or put it into one. A group is no person: nothing of it is kept.

    Attributes:
        text: The words that were meant for the bot; empty where it was put into the group.
        link: Where the bot is talked to in private.
    """

    text: str
    link: str


Happening = Typed | Pressed | Sent | Located | Document | TimerDue | JobDone | Parked | Membership | InGroup


@dataclass(frozen=True, slots=True)
class Event:
    """One happening in one chat.

    Attributes:
        chat: The chat.
        happening: What happened.
        language: The language that the person's app speaks, as an IETF tag such as `en` or `pt-br`; may be empty.
    """

    chat: ChatId
    happening: Happening
    language: str = ""
