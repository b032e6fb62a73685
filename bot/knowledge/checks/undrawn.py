"""Every technique has a picture, so that a person can follow it without reading."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions


def check_undrawn(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every technique without a picture."""
    for name, technique in book.techniques.items():
        if technique.picture is None:
            remedy = f"draw pictures/{name}.yaml as docs/pictures.md shows, and write picture: {name}"
            yield Fault(*positions.of(technique), "undrawn", f"{name} has no picture", remedy)


CHECK = Check(
    Explanation(
        "undrawn",
        rule="Every technique has a picture.",
        why="People learn a movement from a picture, and some do not read well or not in this language.",
        wrong="name: Ankle pumps   (and no picture: anywhere below)",
        right="picture: ankle_pumps",
    ),
    check_undrawn,
)
