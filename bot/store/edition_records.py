"""What the store keeps of editions, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

EDITIONS_KEPT = 20
"""Published editions that can be rolled back to; the one that serves is kept beside them."""

PROPOSAL_FOR = timedelta(days=30)
"""How long a proposal waits for somebody to publish it."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Which edition serves.

    Attributes:
        edition: Its id.
        since: Since when.
    """

    edition: str
    since: datetime


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The files of an edition on their way into the database.

    Attributes:
        edition: Its id.
        fingerprint: Hash of all names and contents.
        contents: Bytes by name.
    """

    edition: str
    fingerprint: str
    contents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition that can be served.

    Attributes:
        edition: Its id.
        fingerprint: Hash of all names and contents.
        published_at: When it was published for the last time.
        files: How many files it has.
        serves: Whether it serves now.
    """

    edition: str
    fingerprint: str
    published_at: datetime
    files: int
    serves: bool


@dataclass(frozen=True, slots=True)
class KeptProposal:
    """A sound edition that waits for somebody.

    Attributes:
        number: Its number.
        edition: The edition that is proposed.
        compared_with: The edition that served when it was examined; None where none did.
        who: Who proposed it.
        made_at: When.
        examination: What was found about it, as text.
    """

    number: int
    edition: str
    compared_with: str | None
    who: str
    made_at: datetime
    examination: str


@dataclass(frozen=True, slots=True)
class Action:
    """What an operator does to the book.

    Attributes:
        at: When.
        who: Who: an operator, or the part of the program that acts by itself.
        what: One word, such as `published`.
        why: The reason in words; may be empty.
        from_edition: The edition that served before, where there was one.
        to_edition: The edition that it is about.
    """

    at: datetime
    who: str
    what: str
    why: str = ""
    from_edition: str | None = None
    to_edition: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A move of the pointer.

    Attributes:
        to: The edition that is to serve.
        expected: The edition that must serve at this moment; None where none may.
        action: What is written down about it.
        files: The edition's files, where they may not be kept yet.
        back: Whether the edition that served so far is set aside: not proposed again by itself.
    """

    to: str
    expected: str | None
    action: Action
    files: KeptFiles | None = None
    back: bool = False
