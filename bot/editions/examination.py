"""What was found about a proposed edition, as data that goes between processes and into the database."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.knowledge.fault import Fault


class Proved(BaseModel):
    """A safety proof without counter-examples.

    Attributes:
        worlds: Worlds that it went through.
        pieces: Worlds by the name of the piece.
        seconds: How long it took when it was made.
        at: When it was made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    worlds: int
    pieces: dict[str, int]
    seconds: float
    at: datetime

    def as_object(self) -> dict[str, object]:
        """Returns the figures for a machine, as those of a new proof are, with the moment it was made."""
        pieces = [{"piece": name, "worlds": worlds, "counter_examples": 0} for name, worlds in self.pieces.items()]
        return {"worlds": self.worlds, "seconds": self.seconds, "pieces": pieces, "proved_before": str(self.at)}


class Played(BaseModel):
    """Patient cases that came out as they must.

    Attributes:
        cases: How many.
        seconds: How long it took when they were played.
        at: When they were played.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: int
    seconds: float
    at: datetime


class Examination(BaseModel):
    """What was found about one proposed edition.

    Attributes:
        edition: The edition.
        fingerprint: Hash of all its names and contents.
        against: The edition that it was compared with; None where none served.
        faults: Everything that keeps it from being published: faults of reading, of the proof and of its cases.
        counts: How many entries of each kind it has.
        unsigned: How many entries no clinician has signed.
        proof: The proof; None where there is a fault.
        cases: Its cases; None where there is a fault.
        looser: A sentence for everything by which somebody is allowed more, warned less or asked less.
        changes: The whole difference to the edition that it was compared with, a line each.
        on_a_phone: The difference for a chat, at most 3500 letters.
        in_full: The difference for a file.
        seconds: How long the examination took.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: str
    fingerprint: str
    against: str | None = None
    faults: tuple[Fault, ...] = ()
    counts: dict[str, int] = {}
    unsigned: int = 0
    proof: Proved | None = None
    cases: Played | None = None
    looser: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    on_a_phone: str = ""
    in_full: str = ""
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether it may be published at all."""
        return not self.faults and self.proof is not None and self.cases is not None

    @property
    def loosens(self) -> bool:
        """Whether it takes a second word of an operator to publish it."""
        return bool(self.looser)
