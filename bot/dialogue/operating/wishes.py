"""What an operator wants done beside the conversation, and what comes of it: both travel as the text of a job."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, TypeAdapter

from bot.dialogue.turn import Job
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Entry

OPERATING = "operating"
"""The kind of job; its payload is a `Wish`, its end one of the reports."""


class Wish(Entry):
    """One thing that an operator wants."""

    does: Literal[
        "overview", "history", "drafts", "files", "propose", "difference", "publish", "discard", "back",
        "back_difference", "roll_back", "stats", "parked", "retry", "drop",
    ]  # fmt: skip
    number: int = 0
    """Of a proposal, or of a parked update."""
    edition: str = ""
    expected: str = ""
    """The edition that the operator saw serving."""
    why: str = ""
    looser: bool = False
    """Whether the operator has read by what it loosens safety rules, and means it."""
    file: str = ""
    """Telegram's name for a file that was sent."""
    name: str = ""
    """What that file is called."""


class HistoryLine(Entry):
    """One action of an operator."""

    at: AwareDatetime
    who: str
    what: str
    why: str = ""
    edition: str = ""


class Overview(Entry):
    """What serves, and how it stands."""

    report: Literal["overview"] = "overview"
    edition: str
    since: AwareDatetime | None
    by: str = ""
    counts: dict[str, int]
    unsigned: int
    drafts: int = 0
    back_to: str = ""
    """The edition that a rollback leads to."""
    now: dict[str, int]
    proof: Literal["proved", "open", "withheld"] = "proved"
    """Whether the program that serves has proved it."""
    faults: tuple[str, ...] = ()
    """What keeps it from being proved, in full."""
    refused: HistoryLine | None = None
    """The edit that was refused last, where nothing was done since."""


class Draft(Entry):
    """An edition that waits to be published."""

    number: int
    edition: str
    who: str
    at: AwareDatetime
    looser: int


class Drafts(Entry):
    """What waits."""

    report: Literal["drafts"] = "drafts"
    drafts: tuple[Draft, ...]


class History(Entry):
    """What was done to the book, the latest first."""

    report: Literal["history"] = "history"
    lines: tuple[HistoryLine, ...]
    editions: tuple[str, ...]


class Examined(Entry):
    """What was found about a proposed edition."""

    report: Literal["examined"] = "examined"
    number: int | None
    """Under which it waits; None where it is faulty and nothing of it was kept."""
    edition: str
    against: str = ""
    name: str = ""
    """The file that was sent."""
    faults: tuple[str, ...] = ()
    """In full, each with its place and its remedy."""
    shown: tuple[str, ...] = ()
    """The same for a narrow screen."""
    worlds: int = 0
    cases: int = 0
    looser: int = 0
    """By how many things it loosens a safety rule."""
    difference: str = ""
    """What it changes, in words; what loosens stands first."""
    unsigned: int = 0
    now: dict[str, int] = {}
    """How many people are in the middle of something."""


class Difference(Entry):
    """The whole difference of a proposed edition."""

    report: Literal["difference"] = "difference"
    number: int
    edition: str
    text: str


class Back(Entry):
    """Where a rollback leads, so that it can be asked about."""

    report: Literal["back"] = "back"
    edition: str
    expected: str
    """The edition that serves now."""


class BackDifference(Entry):
    """What a rollback changes for people."""

    report: Literal["back_difference"] = "back_difference"
    edition: str
    faults: tuple[str, ...] = ()
    """What the program that serves finds wrong with it; short."""
    difference: str = ""
    """What it changes, in words; what loosens stands first."""


class Done(Entry):
    """The pointer was moved, or a proposal was thrown away."""

    report: Literal["done"] = "done"
    what: Literal["published", "rolled_back", "discarded"]
    edition: str
    before: str = ""
    others: int = 0
    """How many other operators were told."""


class NotDone(Entry):
    """Something was refused; nothing changed."""

    report: Literal["not_done"] = "not_done"
    words: str


class Archive(Entry):
    """The files of the serving edition."""

    report: Literal["archive"] = "archive"
    edition: str
    zip: str
    """The zip, in base64."""


class Numbers(Entry):
    """Counts over all chats."""

    report: Literal["numbers"] = "numbers"
    now: dict[str, int]
    since: date
    tallies: tuple[tuple[str, str, int], ...]


class ParkedLine(Entry):
    """One update that could not be worked. Its words are nobody's business."""

    number: int
    chat: int
    reason: str
    at: AwareDatetime
    kept: bool
    """Whether it can still be worked again."""


class ParkedList(Entry):
    """What could not be worked."""

    report: Literal["parked"] = "parked"
    lines: tuple[ParkedLine, ...]
    said: str = ""


Report = (
    Overview | Drafts | History | Examined | Difference | Back | BackDifference | Done | NotDone | Archive | Numbers
    | ParkedList
)  # fmt: skip

_REPORT: TypeAdapter[Report] = TypeAdapter(Annotated[Report, Field(discriminator="report")])


def ask(turning: Turning, wish: Wish) -> None:
    """Asks for something to be done; its end comes as a report."""
    turning.ask_for(Job(OPERATING, wish.model_dump_json(exclude_defaults=True)))


def read_wish(payload: str) -> Wish:
    """Reads what is wanted."""
    return Wish.model_validate_json(payload)


def read_report(result: str) -> Report:
    """Reads what came of it."""
    return _REPORT.validate_json(result)
