"""Left and right are treated alike, and whatever speaks of a side has one."""

import re
from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.base import LEG, Side
from bot.knowledge.models.red_flag import Where
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.knowledge.positions import Positions
from bot.knowledge.worlds import TOLD_BY_THE_CONVERSATION

_SIDE = re.compile(
    r"(?<!is )(?<!are )\b(left|right)\b(?! (?:behind|before|after|from|to|now|away|at|under|over|on|in|out|angle))",
    re.IGNORECASE,
)


def check_sides(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every side that is named alone, and every rule whose side nobody tells."""
    for entry in positions.entries():
        if isinstance(entry, Where) and entry.side_of is not None and not _tells_a_side(book, entry.side_of):
            wrong = f"{entry.side_of} tells no side"
            remedy = "name a fact whose answers are left, right and both"
            yield _fault(positions.of(entry, "side_of"), wrong, remedy)
    for name, technique in book.techniques.items():
        dose, places = technique.dose, frozenset(technique.places)
        if dose.sides == "none" and places:
            wrong = f"{name} touches {', '.join(sorted(places))}, but its dose has no side"
            yield _fault(positions.of(technique, "dose"), wrong, "write sides: each or both_together")
        elif dose.sides == "each" and not places & LEG:
            wrong = f"{name} is done on each side, but touches nothing that has two sides"
            yield _fault(positions.of(technique, "places"), wrong, "name its places, or write sides: none")
        touching = any(book.classes[kind].touches for kind in technique.classes)
        if touching and not places:
            wrong = f"{name} touches the body, but names no place"
            yield _fault(positions.of(technique, "places"), wrong, "name every place that it touches, loads or moves")
        if dose.sides == "each":
            yield from _words(name, technique, positions)


def _tells_a_side(book: Book, fact: str) -> bool:
    if fact in TOLD_BY_THE_CONVERSATION:
        return True
    for question in book.asked_by.get(fact, ()):
        if question.kind == "side":
            return True
        if {side.value for side in Side} <= {choice.choice for choice in question.choices}:
            return True
    return False


def _words(name: str, technique: Technique, positions: Positions) -> Iterator[Fault]:
    """A technique is shown once for each side, so that its words must fit both."""
    variants = [variant for variant in (technique.easier, technique.harder) if variant is not None]
    parts: list[tuple[Technique | Step | Variant, str, str]] = [
        (technique, key, getattr(technique, key)) for key in ("position", "feel", "stop_if")
    ]
    parts += [(step, "do", step.do) for step in technique.steps]
    parts += [(variant, "say", variant.say) for variant in variants]
    for entry, key, text in parts:
        named = {found.lower() for found in _SIDE.findall(text)}
        if len(named) == 1:
            wrong = f"{name} is done on each side, but this speaks of the {named.pop()} one alone"
            yield _fault(positions.of(entry, key), wrong, "write 'the foot', 'this leg', 'the other hand'")


def _fault(place: tuple[str, int, int], wrong: str, remedy: str) -> Fault:
    return Fault(*place, "sides", wrong, remedy)


CHECK = Check(
    Explanation(
        "sides",
        rule="Both sides are treated alike: words fit either foot, and a rule's side comes from a question.",
        why=(
            "A technique is shown first for one side and then for the other, or only for the side that may be "
            "touched. Words that name one side would send a hand to the wrong leg."
        ),
        wrong="dose: {sides: each, seconds: 60}\nsteps: [Put your left foot on your knee.]",
        right="dose: {sides: each, seconds: 60}\nsteps: [Put the foot on your other knee.]",
    ),
    check_sides,
)
