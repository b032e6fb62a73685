"""What is forbidden for everybody is in no technique, not even as an optional part."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.knowledge.positions import Positions


def check_banned_classes(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every technique with a class that nobody may meet."""
    banned = {name for name, entry in book.classes.items() if entry.banned}
    for name, technique in book.techniques.items():
        variants = [variant for variant in (technique.easier, technique.harder) if variant is not None]
        parts: list[Technique | Step | Variant] = [technique, *technique.steps, *variants]
        for part in parts:
            for found in sorted(banned & set(part.classes)):
                file, line, column = positions.of(part, "classes")
                wrong = f"{name} has the class {found}, which is forbidden for everybody"
                yield Fault(file, line, column, "banned_class", wrong, "take that part out of the technique")


CHECK = Check(
    Explanation(
        "banned_class",
        rule="What is forbidden for everybody is in no technique, not even in an optional part.",
        why="Some touches can harm anybody, such as pressure behind the knee. No answer makes them safe.",
        wrong="classes: [lymph_drainage, behind_knee]",
        right="classes: [lymph_drainage]\nsteps: [Start at the middle of the calf.]",
    ),
    check_banned_classes,
)
