"""What a proof comes to: how many worlds each piece went through, and the counter-examples it met."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.fault import Fault

PLACE = "safety proof"
"""What stands where other faults name their file: a world has none."""

MOST_SHOWN = 3
"""How many counter-examples of a piece become faults; one mistake breaks many worlds."""


@dataclass(frozen=True, slots=True)
class CounterExample:
    """One world in which something is not as it must be.

    Attributes:
        sentence: What happens to which person, in words.
        remedy: What to look at.
        transcript: The chat that shows it, or empty where no chat can.
    """

    sentence: str
    remedy: str
    transcript: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What came of one piece.

    Attributes:
        name: Its name, such as `each rule alone`.
        code: The code of its faults.
        worlds: How many worlds it went through.
        counter_examples: Those in which something was wrong.
        seconds: How long it took.
    """

    name: str
    code: str
    worlds: int
    counter_examples: tuple[CounterExample, ...]
    seconds: float

    def faults(self) -> Iterator[Fault]:
        """Yields its counter-examples as faults; they have no place in a file."""
        for found in self.counter_examples[:MOST_SHOWN]:
            wrong = found.sentence if not found.transcript else f"{found.sentence}\n{found.transcript}"
            yield Fault(PLACE, 0, 0, self.code, wrong, found.remedy)
        more = len(self.counter_examples) - MOST_SHOWN
        if more > 0:
            yield Fault(
                "", 0, 0, self.code, f"{more} more worlds like these", "mend the first; they often share a cause"
            )


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of all the pieces.

    Attributes:
        edition: The edition that was proved.
        pieces: One result a piece.
        seconds: How long everything took by the clock; pieces may have run side by side.
    """

    edition: str
    pieces: tuple[Piece, ...]
    seconds: float

    @property
    def worlds(self) -> int:
        """Worlds in all."""
        return sum(piece.worlds for piece in self.pieces)

    def faults(self) -> tuple[Fault, ...]:
        """Returns the counter-examples of all pieces as faults."""
        return tuple(fault for piece in self.pieces for fault in piece.faults())

    def as_object(self) -> dict[str, object]:
        """Returns the figures for a machine."""
        pieces = [
            {
                "piece": piece.name,
                "code": piece.code,
                "worlds": piece.worlds,
                "counter_examples": len(piece.counter_examples),
                "seconds": round(piece.seconds, 2),
            }
            for piece in self.pieces
        ]
        return {"worlds": self.worlds, "seconds": round(self.seconds, 2), "pieces": pieces}

    def in_words(self) -> str:
        """Returns one line a piece, and one about all."""
        lines = [
            f"  {piece.name}: {piece.worlds:,} worlds, {piece.seconds:.1f} s"
            + (f", {len(piece.counter_examples)} counter-examples" if piece.counter_examples else "")
            for piece in self.pieces
        ]
        lines.append(f"proof: {len(self.pieces)} pieces, {self.worlds:,} worlds, {self.seconds:.1f} s")
        return "\n".join(lines)
