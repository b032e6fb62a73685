"""What the bot does about one event: the new session and everything that follows from it, as data."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from bot.dialogue.charts import Chart

if TYPE_CHECKING:
    from bot.dialogue.session import Session


class Slot(StrEnum):
    """A place in the chat that a screen lives in; the sender knows which message it is."""

    INTERVIEW = "interview"
    PRACTICE = "practice"
    REMINDER = "reminder"
    BELL = "bell"
    """The one line that says that a hold is over; taken away at the next press."""
    FOLLOW_UP = "follow_up"
    """What comes without being asked for, beside reminders."""
    ANIMATION = "animation"
    """The movement of a step, shown on request below it; taken away when the step is left."""


class Kind(StrEnum):
    """How an outgoing message is treated on its way: stops overtake everything."""

    STOP = "stop"
    ANSWER = "answer"
    SCREEN = "screen"
    NUDGE = "nudge"


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button.

    Attributes:
        label: What it says, in the person's language.
        data: What comes back when it is pressed; at most 64 bytes.
        danger: Whether the app may show it in red.
    """

    label: str
    data: str
    danger: bool = False


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a message, to be kept or opened by the person.

    Attributes:
        name: What it is called, with its ending.
        content: What stands in it; a text, unless `base64`.
        base64: Whether the content is bytes written in base64.
    """

    name: str
    content: str
    base64: bool = False

    def as_bytes(self) -> bytes:
        """Returns what goes into the file."""
        return b64decode(self.content) if self.base64 else self.content.encode()


@dataclass(frozen=True, slots=True)
class Message:
    """Something to show in the chat.

    Attributes:
        kind: How it is treated on its way.
        text: The words, where `**` opens and closes bold and nothing else is markup. Rendered and escaped by
            `bot.telegram.rendering` alone.
        buttons: Rows of buttons.
        slot: The place it lives in. A screen with a slot is edited in place where it can be; a message without
            a slot is always new and stays.
        fresh: Whether it must be a new message below everything else; the slot's old message then loses its
            buttons.
        picture: Name of a picture of the book, or None.
        chart: A chart to be drawn above the words, or None.
        file: A file that the words stand under, or None. Such a message has no slot: it is never edited.
        sound: Whether the phone may ring.
        technique: The technique that it shows, if it shows one; such a message passes `may_show` once more
            before it is sent.
        not_after: It is dropped when this moment has passed, or None.
    """

    kind: Kind
    text: str
    buttons: Rows = ()
    slot: Slot | None = None
    fresh: bool = False
    picture: str | None = None
    sound: bool = False
    technique: str | None = None
    not_after: datetime | None = None
    chart: Chart | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class TakeButtons:
    """Take the buttons off the message that lives in a slot, and let the slot go.

    Attributes:
        slot: The place.
        text: New words for it in place of the old ones (the caption of a picture), or None to keep them.
    """

    slot: Slot
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete the message that lives in a slot, if there is one.

    Attributes:
        slot: The place.
    """

    slot: Slot


Outgoing = Message | TakeButtons | Remove


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Ask for a `TimerDue` at a moment; a timer of the same name in this chat is replaced.

    Attributes:
        name: Its name within the chat.
        due: The moment, aware.
        payload: Given back with the event.
    """

    name: str
    due: datetime
    payload: str = ""


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """Take a timer of this chat away, if it is there.

    Attributes:
        name: Its name within the chat.
    """

    name: str


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One practice as the diary keeps it.

    Attributes:
        at: When it ended, aware.
        routine: Id of the routine.
        minutes: How long it took, in whole minutes.
        techniques: Ids of the techniques that were done.
        pain_before: 0-10, or None where it was not asked.
        pain_after: 0-10, or None where it was not answered.
        effort: `easy`, `fine` or `hard`, or None.
    """

    at: datetime
    routine: str
    minutes: int
    techniques: tuple[str, ...]
    pain_before: int | None = None
    pain_after: int | None = None
    effort: str | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person said of a technique; the last word counts. Operators see counts alone.

    Attributes:
        technique: Id of the technique.
        said: Whether it helped, was of no use, or hurt.
    """

    technique: str
    said: Literal["helped", "no_use", "hurt"]


@dataclass(frozen=True, slots=True)
class Job:
    """Work that is too slow for a turn, or that needs what is stored beside the session.

    It is worked beside the bot and ends as a `JobDone`, exactly once. The same job of a chat, asked for again while
    it waits, stays one.

    Attributes:
        kind: What is to be done.
        payload: Given to the work and back with its end; short.
    """

    kind: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that happened once more, counted by the day over all chats; it names nobody.

    Attributes:
        what: What is counted, such as `outcome`.
        name: Which of it, such as the rule behind an outcome.
    """

    what: str
    name: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event leads to. Pure data: the same session, event, book and moment give the same turn.

    Attributes:
        session: The session after the event; None where everything about the chat is erased.
        outgoing: What to show, in order.
        timers: Timers to set and to cancel.
        diary: Lines to add to the diary; a line with the same `at` replaces the one before.
        feedback: What was said of techniques; a later word about the same one replaces the earlier.
        jobs: Work to be done beside the bot.
        tallies: What is counted over all chats.
        toast: Small note over the chat in answer to a press, at most 200 characters; never safety advice.
        stop: Whether this is an `emergency` or `urgent` outcome: unsent messages of the chat are deleted and
            `outgoing` goes ahead of everything.
        erase: Whether every row about this chat must go.
    """

    session: "Session | None"
    outgoing: tuple[Outgoing, ...] = ()
    timers: tuple[SetTimer | CancelTimer, ...] = ()
    diary: tuple[DiaryLine, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    jobs: tuple[Job, ...] = ()
    tallies: tuple[Tally, ...] = ()
    toast: str | None = None
    stop: bool = False
    erase: bool = False
