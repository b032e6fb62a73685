"""Nothing lies in the book without being used: sources, classes, pictures and parts, equipment, terms and goals."""

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.drawing import PARTS_OF_KIT, parts_used
from bot.knowledge.models.question import Choice
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.knowledge.positions import Positions


def check_unused(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every entry that no other entry uses."""
    cited: Counter[str] = Counter()
    drawn: Counter[str] = Counter()
    goals: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    for entry in positions.entries():
        cited.update(_listed(entry, "sources"))
        drawn.update(_pictures(entry))
        if isinstance(entry, Choice):
            goals.update(entry.goals)
        if isinstance(entry, Technique | Step | Variant):
            classes.update(entry.classes)
    for technique in book.techniques.values():
        goals.update(technique.goals)
    for routine in book.routines.values():
        goals.update(routine.goals)
    needed = {*book.words.equipment_at_first} | {
        thing for technique in book.techniques.values() for thing in technique.equipment
    }
    for name, source in book.sources.items():
        if not cited[name]:
            yield _fault(positions.of(source), f"nothing cites the source {name}", "cite it, or take it out")
    for name, kind in book.classes.items():
        if not classes[name] and not kind.banned:
            wrong = f"no technique has the class {name}"
            yield _fault(positions.of(kind), wrong, "give it to the techniques that it fits, or take it out")
    for name in book.pictures:
        if not drawn[name]:
            yield _fault(
                positions.of(book.pictures[name]),
                "the picture is shown nowhere",
                "name it under picture:, or delete it",
            )
    composed = PARTS_OF_KIT | parts_used(book.pictures.values(), book.parts)
    for name, part in book.parts.items():
        if name not in composed:
            wrong = f"no picture uses the part {name}"
            yield _fault(positions.of(part), wrong, "use it in a picture, or delete it")
    for thing in book.words.equipment:
        if thing not in needed:
            wrong = f"no technique needs {thing}"
            yield _fault(
                positions.of_key(book.words, "equipment", thing), wrong, "take it out, or name it where it is needed"
            )
    for goal in book.words.goals:
        if not goals[goal]:
            wrong = f"no technique and no routine has the goal {goal}"
            yield _fault(
                positions.of_key(book.words, "goals", goal), wrong, "take it out, or name it where it is meant"
            )
    read = _read_names(book)
    for name, term in book.terms.items():
        if name not in read:
            yield _fault(positions.of(term), f"no rule reads the term {name}", "take it out, or read it in a rule")


def _pictures(entry: BaseModel) -> Iterator[str]:
    if isinstance(picture := entry.__dict__.get("picture"), str):
        yield picture
    yield from _listed(entry, "pictures")


def _listed(entry: BaseModel, key: str) -> tuple[str, ...]:
    value = entry.__dict__.get(key)
    return value if isinstance(value, tuple) else ()


def _read_names(book: Book) -> set[str]:
    conditions = list(book.rules)
    conditions += [term.when for term in book.terms.values()]
    for question in book.questions.values():
        conditions += [good.when for good in question.good_for if good.when is not None]
        conditions += [question.when] if question.when is not None else []
    conditions += [book.screen.look_when] if book.screen.look_when is not None else []
    for presentation in book.presentations.values():
        conditions += [presentation.when, *(sign.when for sign in presentation.signs)]
    return {name for condition in conditions for name in condition.reads()}


def _fault(place: tuple[str, int, int], wrong: str, remedy: str) -> Fault:
    return Fault(*place, "unused", wrong, remedy)


CHECK = Check(
    Explanation(
        "unused",
        rule="Every source is cited, and every class, picture, part of one, thing, goal and term is used.",
        why=(
            "What nobody uses is often what somebody forgot to name: a class without a technique means that some "
            "technique is not held back where it should be."
        ),
        wrong="equipment:\n  foam_roller: a foam roller   (and no technique needs one)",
        right="techniques/foam_roll_calf.yaml with equipment: [foam_roller]",
    ),
    check_unused,
)
