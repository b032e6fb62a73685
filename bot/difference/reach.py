"""What limits reach: which classes at which places on which side, cell by cell of the matrix."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from bot.difference.both import Both
from bot.knowledge.book import Book
from bot.knowledge.models.base import Place, Side
from bot.knowledge.models.caution import Caution, Change
from bot.knowledge.models.red_flag import Where
from bot.proof.plain_reading import where_it_holds
from bot.safety.facts import Value
from bot.safety.limits import LOOKING

Cell = tuple[str, Place | None, Side]
"""One class at one place (or at none) on one side."""

SIDES: tuple[Value, ...] = ("left", "right", "both")


@dataclass(frozen=True, slots=True)
class Cap:
    """What a caution leaves of a cell.

    Attributes:
        allowed: Whether anything is left.
        pressure: The most pressure, 0-10.
        minutes: The most minutes, or None.
        says: What a person is told about it.
    """

    allowed: bool = True
    pressure: int = 10
    minutes: int | None = None
    says: str = ""


FREE = Cap()


def told_sides(*places: Where) -> Iterator[Mapping[str, Value]]:
    """Yields what can be told of the facts that tell the sides of some places."""
    facts = tuple(dict.fromkeys(where.side_of for where in places if where.side_of is not None))
    for values in product(SIDES, repeat=len(facts)):
        yield dict(zip(facts, values, strict=True))


def reached(where: Where, sides: Mapping[str, Value]) -> frozenset[tuple[Place | None, Side]]:
    """Returns the places and sides of a rule.

    Args:
        where: What the rule says.
        sides: What was told of the facts that tell sides.
    """
    places, on = where_it_holds(where, sides.get(where.side_of) if where.side_of is not None else None)
    return frozenset(product(places, on))


def caps(book: Book, caution: Caution, sides: Mapping[str, Value]) -> dict[Cell, Cap]:
    """Returns what a caution leaves of each cell that it speaks of.

    Args:
        book: The edition, for its classes.
        caution: The caution.
        sides: What was told of the facts that tell sides.
    """
    here = reached(caution.where, sides)
    everything = caution.forbid == "everything"
    forbidden = (name for name in book.classes if name != LOOKING) if everything else caution.forbid
    found = {(name, place, side): Cap(allowed=False) for name in forbidden for place, side in here}
    for change in caution.change:
        cap = _cap(change)
        for name in change.classes:
            found |= {(name, place, side): cap for place, side in here}
    return found


def _cap(change: Change) -> Cap:
    pressure = 10 if change.pressure is None else change.pressure
    return Cap(pressure=pressure, minutes=change.minutes, says=change.say)


@dataclass(frozen=True, slots=True)
class CapChange:
    """How what is left of one class changed, at all the places at which it did so alike.

    Attributes:
        name: The class.
        old: What was left.
        new: What is left.
        cells: Where.
    """

    name: str
    old: Cap
    new: Cap
    cells: frozenset[tuple[Place | None, Side]]


def compare_caps(both: Both, old: Caution, new: Caution) -> tuple[CapChange, ...]:
    """Returns how what two cautions leave differs, each difference once.

    Args:
        both: The editions.
        old: The caution as it was.
        new: The caution as it is.
    """
    found: dict[tuple[str, Cap, Cap], set[tuple[Place | None, Side]]] = {}
    for sides in told_sides(old.where, new.where):
        before, after = caps(both.old, old, sides), caps(both.new, new, sides)
        for cell in before.keys() | after.keys():
            one, other = before.get(cell, FREE), after.get(cell, FREE)
            if one != other:
                found.setdefault((cell[0], one, other), set()).add(cell[1:])
    ordered = sorted(found.items(), key=lambda item: (item[0][0], str(item[0])))
    return tuple(CapChange(name, one, other, frozenset(cells)) for (name, one, other), cells in ordered)


def in_places(cells: frozenset[tuple[Place | None, Side]]) -> str:
    """Returns places in words, or nothing where they are many."""
    places = sorted({place.value.replace("_", " ") for place, _ in cells if place is not None})
    return f" at the {', '.join(places)}" if 0 < len(places) <= 3 else ""
