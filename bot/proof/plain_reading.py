"""The expectations of the proof: conditions, the matrix and expiry read once more, from the words of the design.

Nothing here calls the rules that it is compared with. It knows two values only, because a world in which everything
is told needs no more: what is unsure or open is held against every way in which it could be told.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from bot.knowledge.book import Book
from bot.knowledge.models.base import Place, Side
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import Where
from bot.knowledge.models.technique import Technique
from bot.safety.facts import Value

MOST_SERIOUS_FIRST = ("emergency", "urgent", "clinician", "adapted", "selfcare")

BELOW_THE_KNEE = frozenset(
    Place(name)
    for name in (
        "toes", "ball", "arch", "heel", "top", "inner_edge", "outer_edge", "ankle", "achilles", "calf", "shin",
    )
)  # fmt: skip
"""A place or side not known means both legs, knee to toes."""

LEFT_BY_A_CLINICIAN = frozenset({"effleurage", "movement", "paced_breathing", "looking"})
"""What a `clinician` level leaves away from the area (technique classes, rule 1); near it only the last two."""

LONGEST: Mapping[int, timedelta] = {
    1: timedelta(days=7), 2: timedelta(days=7), 3: timedelta(days=7), 4: timedelta(days=14),
    5: timedelta(days=90), 6: timedelta(days=30),
}  # fmt: skip
"""The longest that the answers of a numbered check hold (`clinical` safety 4.4)."""

LONGEST_OF_ALL = timedelta(days=90)
"""No answer about health outlives this (`clinical` safety 4.4)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer in a complete world: what was said and how long ago."""

    value: Value
    age: timedelta = timedelta(0)


World = Mapping[str, Told | bool]
"""Answers by fact, and truths by term."""


def holds(condition: Condition, world: World) -> bool:
    """Returns whether a condition is so in a world in which everything is told.

    Args:
        condition: The condition.
        world: The world; it has every fact and term that the condition names.
    """
    if condition.any is not None:
        return any(holds(part, world) for part in condition.any)
    if condition.all is not None:
        return all(holds(part, world) for part in condition.all)
    if condition.negated is not None:
        return not holds(condition.negated, world)
    told = world[str(condition.fact)]
    if isinstance(told, bool):
        return told == (condition.equals == "yes")
    value = told.value
    if condition.one_of is not None:
        return value in condition.one_of
    if condition.equals is not None:
        return value == condition.equals
    if condition.at_least is not None:
        return isinstance(value, int) and value >= condition.at_least
    if condition.at_most is not None:
        return isinstance(value, int) and value <= condition.at_most
    if condition.told_within is not None:
        return value == "yes" and told.age <= condition.told_within
    return value == "yes" and condition.told_before is not None and told.age > condition.told_before


def comparisons(book: Book) -> Iterator[Condition]:
    """Yields every comparison of a fact that stands anywhere in the rules, terms and questions of a book."""
    for _, condition in named_rules(book):
        yield from leaves(condition)
    for term in book.terms.values():
        yield from leaves(term.when)
    for question in book.questions.values():
        if question.when is not None:
            yield from leaves(question.when)


def leaves(condition: Condition) -> Iterator[Condition]:
    """Yields the comparisons inside a condition."""
    if condition.fact is not None:
        yield condition
    for part in (
        *(condition.any or ()),
        *(condition.all or ()),
        *((condition.negated,) if condition.negated else ()),
    ):
        yield from leaves(part)


def named_rules(book: Book) -> Iterator[tuple[str, Condition]]:
    """Yields every rule about levels and limits, with words that name it."""
    for flag in book.red_flags.values():
        for rule in flag.levels:
            yield f"the red flag {flag.flag} ({rule.level.value})", rule.when
    for caution in book.cautions.values():
        yield f"the caution {caution.caution}", caution.when
    for name, presentation in book.presentations.items():
        yield f"the limits of {name}", presentation.limits_when
        for ruled in presentation.rules_out:
            if ruled.when is not None:
                yield f"what {name} rules out", ruled.when


def where_it_holds(where: Where, side: Value | None) -> tuple[frozenset[Place | None], frozenset[Side]]:
    """Returns the places and sides of a rule; the place None stands for techniques that touch nothing.

    Args:
        where: What the rule says.
        side: What was told of the fact that tells its side, if it names one.
    """
    both = frozenset({Side.LEFT, Side.RIGHT})
    if where.whole_body:
        return frozenset({None, *Place}), both
    only = where.side_of is not None and side in {"left", "right"}
    sides = frozenset({Side(str(side))}) if only else both
    return (frozenset(where.places) if where.places else BELOW_THE_KNEE), sides


Cells = int
"""Cells of the matrix, a bit each: one class at one place (or at none) on one side."""

PLACES: tuple[Place | None, ...] = (None, *Place)
SIDES = tuple(Side)


class Matrix:
    """Counts the cells of the matrix of classes, places and sides."""

    def __init__(self, classes: Iterable[str]) -> None:
        """Prepares.

        Args:
            classes: The ids of the classes.
        """
        self._row = {name: number for number, name in enumerate(classes)}
        self._width = len(PLACES) * len(SIDES)
        self._bit = {
            (place, side): 1 << (PLACES.index(place) * len(SIDES) + SIDES.index(side))
            for place in PLACES for side in SIDES
        }  # fmt: skip

    def cells(self, classes: Iterable[str], places: Iterable[Place | None], sides: Iterable[Side]) -> Cells:
        """Returns the cells of classes at places on sides."""
        here = 0
        for place, side in product(places, tuple(sides)):
            here |= self._bit[place, side]
        found = 0
        for name in classes:
            found |= here << (self._row[name] * self._width)
        return found

    def in_words(self, cells: Cells) -> list[str]:
        """Returns cells in words."""
        return [
            f"{name} at {place or 'no place'} on the {side}"
            for name in self._row for place in PLACES for side in SIDES
            if cells & self.cells((name,), (place,), (side,))
        ]  # fmt: skip

    def of_technique(self, technique: Technique, side: Side) -> Cells:
        """Returns the cells that a technique needs on a side."""
        return self.cells(technique.classes, (None, *technique.places), (side,))


def forbidden_cells(book: Book, matrix: Matrix, caution: str, side: Value | None) -> Cells:
    """Returns what a caution forbids, cell by cell of the matrix.

    Args:
        book: The edition.
        matrix: Counts the cells.
        caution: Id of the caution.
        side: What was told of the fact that tells its side.
    """
    entry = book.cautions[caution]
    classes = set(book.classes) - {"looking"} if entry.forbid == "everything" else set(entry.forbid)
    return matrix.cells(classes, *where_it_holds(entry.where, side))


def lasts(question: Question, applying: Mapping[int, bool]) -> timedelta | None:
    """Returns how long an answer holds: the shortest of the times that apply, or None where none does.

    Args:
        question: The question.
        applying: By place in `good_for`, whether its condition is so.
    """
    times = [good.time for number, good in enumerate(question.good_for) if applying[number]]
    return min(times) if times else None


def healthy_world(book: Book) -> dict[str, Told | bool]:
    """Returns the world in which everything is healthy; no term is so."""
    world: dict[str, Told | bool] = dict.fromkeys((str(leaf.fact) for leaf in comparisons(book)), Told("no"))
    for fact, questions in book.asked_by.items():
        world[fact] = Told(questions[0].healthy_value(fact))
    return world | dict.fromkeys(book.terms, False)


def world_of(book: Book, healthy: World, answers: Mapping[str, Told]) -> dict[str, Told | bool]:
    """Returns answers as a world: everything else is healthy, and terms are worked out.

    Args:
        book: The edition.
        healthy: Its healthy world.
        answers: What was told.
    """
    world = {**healthy, **answers}
    before: dict[str, bool] | None = None
    while (now := {name: holds(term.when, world) for name, term in book.terms.items()}) != before:
        # Terms may read terms, but none reads itself, so this settles.
        before = now
        world |= now
    return world
