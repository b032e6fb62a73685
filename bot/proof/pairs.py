"""Piece 5: all singles and pairs of cautions through the whole real planner, as a check of the cuts.

What is gone through: every caution and every two of them, each on the left, the right and both sides where it has
one, in every routine at its longest, and the singles at every length. Limits come from the real `limits`, permissions
from the real `permission`, plans from the real planner. No technique of a plan may be forbidden by the matrix, read
once more: classes by places by sides.

The cuts: a pair that leaves the same permissions for all techniques of a routine gets the same plan, because the
planner sees permissions only; so each plan is made once. Two cautions that alone leave the same of a technique are
merged with a third one once for that technique (piece 2: what is merged depends on what each leaves alone).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.routine import Routine
from bot.proof.collecting import Collecting
from bot.proof.forced import Forced
from bot.proof.plain_reading import Cells, Matrix, forbidden_cells
from bot.proof.recording import Recording, chat_of
from bot.safety import limits as limiting
from bot.safety import permissions as real
from bot.safety import planner as planning
from bot.safety.doses import Experience
from bot.safety.facts import Value
from bot.safety.limits import Limit
from bot.safety.permissions import Permission
from bot.safety.plan import Plan
from bot.safety.planner import Wishes
from bot.safety.truth import Truth

LENGTHS = (5, 12, 25)
"""Minutes: one for each length that a routine is written in."""

Permissions = Mapping[Side, Permission]


@dataclass(frozen=True, slots=True)
class Held:
    """One caution that holds, on the side that was told."""

    caution: str
    side: Value | None
    limits: tuple[Limit, ...]
    cells: Cells

    @property
    def words(self) -> str:
        """How it is said."""
        return self.caution if self.side is None else f"{self.caution} on the {self.side}"


def prove_pairs(collecting: Collecting, book: Book, recording: Recording) -> None:
    """Goes through all singles and pairs of cautions.

    Args:
        collecting: Takes what is found.
        book: The edition.
        recording: Shows a counter-example as a chat.
    """
    _Pairs(collecting, book, recording).go_through()


class _Pairs:
    def __init__(self, collecting: Collecting, book: Book, recording: Recording) -> None:
        self._collecting = collecting
        self._book = book
        self._recording = recording
        self._matrix = Matrix(book.classes)
        self._needs = {
            (name, side): self._matrix.of_technique(technique, side)
            for name, technique in book.techniques.items() for side in Side
        }  # fmt: skip
        strong = frozenset(name for name, kind in book.classes.items() if kind.strong)
        self._experience = Experience(practices=9, week=13, used=strong)
        self._numbers: dict[tuple[object, ...], int] = {}
        self._permissions: list[Permissions] = []

    def go_through(self) -> None:
        held = tuple(self._all_held())
        alone = [self._vector(one.limits) for one in held]
        pair: dict[tuple[int, int, int], int] = {}
        groups: dict[tuple[int, ...], list[tuple[Held, ...]]] = {}
        for person, vector in zip(held, alone, strict=True):
            groups.setdefault(tuple(vector), []).append((person,))
        names = tuple(self._book.techniques)
        worlds = len(held)
        for one, other in combinations(range(len(held)), 2):
            first, second = held[one], held[other]
            if first.caution == second.caution or "both" in {first.side, second.side}:
                continue
            worlds += 1
            merged = []
            for place, key in enumerate(zip(range(len(names)), alone[one], alone[other], strict=True)):
                if key not in pair:
                    pair[key] = self._number(names[place], (*first.limits, *second.limits))
                merged.append(pair[key])
            groups.setdefault(tuple(merged), []).append((first, second))
        singles: dict[tuple[int, ...], list[tuple[Held, ...]]] = {}
        for person, vector in zip(held, alone, strict=True):
            singles.setdefault(tuple(vector), []).append((person,))
        for name, routine in self._book.routines.items():
            for minutes in LENGTHS[:-1]:
                self._routine(name, routine, minutes, singles)
            self._routine(name, routine, LENGTHS[-1], groups)
            self._collecting.world(worlds + len(held) * (len(LENGTHS) - 1))

    def _all_held(self) -> Iterator[Held]:
        for name, caution in self._book.cautions.items():
            sides: tuple[Value | None, ...] = (
                ("left", "right", "both") if caution.where.side_of is not None else (None,)
            )
            for side in sides:
                values = {} if side is None or caution.where.side_of is None else {caution.where.side_of: side}
                person = Forced(self._book, {id(caution.when): Truth.YES}, values)
                cells = forbidden_cells(self._book, self._matrix, name, side)
                yield Held(name, side, limiting.limits(person), cells)

    def _vector(self, limits: tuple[Limit, ...]) -> list[int]:
        return [self._number(name, limits) for name in self._book.techniques]

    def _number(self, name: str, limits: tuple[Limit, ...]) -> int:
        """Returns a number for what is left of a technique; the same permissions have the same number."""
        found = real.permission_each_side(name, self._book.techniques[name], limits)
        # Rules, words, pressure and parts to drop are passed on and decide nothing about what is chosen (piece 3).
        key = tuple((True, p.minutes) if p.allowed else () for p in found.values())
        if key not in self._numbers:
            self._numbers[key] = len(self._permissions)
            self._permissions.append(found)
        return self._numbers[key]

    def _routine(
        self, name: str, routine: Routine, minutes: int, groups: Mapping[tuple[int, ...], list[tuple[Held, ...]]]
    ) -> None:
        places = {technique: place for place, technique in enumerate(self._book.techniques)}
        variants = routine.variants
        lengths = (variants.short, variants.standard, variants.long or variants.standard)
        candidates = tuple(
            dict.fromkeys(
                technique
                for step in lengths[LENGTHS.index(minutes)]
                for technique in (step.technique, *routine.substitutes.get(step.technique, ()))
            )
        )
        at = [places[technique] for technique in candidates]
        plans: dict[tuple[int, ...], tuple[Plan, Cells]] = {}
        for vector, persons in groups.items():
            key = tuple([vector[place] for place in at])
            if key not in plans:
                plans[key] = self._plan(name, minutes, dict(zip(candidates, key, strict=True)))
            plan, needs = plans[key]
            for held in persons:
                for one in held:
                    if needs & one.cells:
                        self._against(name, plan, held, one.cells)

    def _plan(self, routine: str, minutes: int, numbers: dict[str, int]) -> tuple[Plan, Cells]:
        """Returns the real plan, and all the cells of the matrix that it needs."""
        wishes = Wishes(minutes, frozenset(self._book.words.equipment))
        plan = planning.Planner(
            self._book, lambda name: self._permissions[numbers[name]], wishes, self._experience, look_first=False
        ).plan(routine)
        needs = 0
        for item in plan.items:
            for side in item.sides or tuple(Side):
                needs |= self._needs[item.technique, side]
        return plan, needs

    def _against(self, routine: str, plan: Plan, held: tuple[Held, ...], cells: Cells) -> None:
        item, side = next(
            (item, side)
            for item in plan.items for side in item.sides or tuple(Side)
            if self._needs[item.technique, side] & cells
        )  # fmt: skip
        forbidden = self._matrix.in_words(self._needs[item.technique, side] & cells)[0]
        person = " and ".join(one.words for one in held)
        answers = _answers(self._book, held)
        self._collecting.against(
            f"a person with {person} is offered {item.technique} in {routine}, and {forbidden} is forbidden for them",
            "a class of the technique, a limit of the caution or a merge is lost on the way to the plan",
            lambda: chat_of(self._recording, answers, item.technique),
        )


def _answers(book: Book, held: tuple[Held, ...]) -> dict[str, Value]:
    """Returns what a person tells who has these cautions, for a chat."""
    answers: dict[str, Value] = {}
    for one in held:
        caution = book.cautions[one.caution]
        if caution.when.fact is not None and caution.when.equals is not None:
            answers[caution.when.fact] = caution.when.equals
        for part in caution.when.any or ():
            if part.fact is not None and part.equals is not None:
                answers[part.fact] = part.equals
                break
        if caution.where.side_of is not None and one.side is not None:
            answers[caution.where.side_of] = one.side
    return answers
