"""Nobody claims to have read what was not read: an entry's standing is backed by the sources that it cites."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.base import Standing
from bot.knowledge.models.source import Source
from bot.knowledge.positions import Positions

BACKED_BY: Mapping[Standing, frozenset[Standing]] = {
    Standing.READ: frozenset({Standing.READ}),
    Standing.SECOND_HAND: frozenset({Standing.READ, Standing.SECOND_HAND}),
}
"""The standings of sources of which an entry must cite at least one, by its own standing."""


def check_source_standing(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every entry that claims more than its sources carry, and every source of no standing."""
    for name, source in book.sources.items():
        if source.standing is Standing.DESIGN_CHOICE:
            wrong = f"the source {name} has the standing design_choice"
            remedy = "a choice of our own is no source: take it out, and mark the entries that cite it"
            yield Fault(*positions.of(source, "standing"), "source_standing", wrong, remedy)
    for entry in positions.entries():
        if "standing" not in type(entry).model_fields or isinstance(entry, Source):
            continue
        standing = entry.__dict__["standing"]
        needed = BACKED_BY.get(standing)
        if needed is not None and not needed & {book.sources[name].standing for name in _sources(entry)}:
            wrong = f"the entry says {standing.value}, but it cites no source that was seen so"
            remedy = "cite it, or write the standing that is true: general or design_choice"
            yield Fault(*positions.of(entry, "standing"), "source_standing", wrong, remedy)


def _sources(entry: BaseModel) -> tuple[str, ...]:
    sources: tuple[str, ...] = entry.__dict__.get("sources", ())
    return sources


CHECK = Check(
    Explanation(
        "source_standing",
        rule="An entry that says 'read' cites a source that was read; 'second_hand' cites one that was seen at all.",
        why=(
            "A reviewer trusts these marks when deciding what to look up again. A mark without a source behind it is "
            "a claim that nobody can follow."
        ),
        wrong="standing: read\nsources: []",
        right="standing: design_choice\nsources: []",
    ),
    check_source_standing,
)
