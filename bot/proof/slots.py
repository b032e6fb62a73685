"""Piece 3a: planning sees only permissions: nothing forbidden is in a plan, nothing changed appears unchanged.

What is gone through: every slot (a step of some routine with its substitutes, at most four techniques) with, for
each of its techniques, every permission of each side (forbidden, allowed, changed), its equipment at hand or not, in
a first session and in a later one; and every routine whole at the minutes around which its variants change.

The cut: while one technique of a slot goes through all its permissions, the others are either forbidden or allowed on
both sides. It is sound because of another technique a slot learns only whether it fits.
A slot is planned as a routine of one step by the real planner; what steps do to one another (minutes, ceilings, what
is new) only ever takes away, which the whole routines show.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.routine import Routine, RoutineStep, Variants
from bot.proof.collecting import Collecting
from bot.safety import planner as real
from bot.safety.doses import Experience
from bot.safety.permissions import Permission
from bot.safety.plan import Item, Plan
from bot.safety.planner import Wishes

LONG_ENOUGH = 30
"""Minutes in which every slot fits."""

MINUTES = (4, 5, 7, 8, 10, 12, 17, 18, 20, 30)
"""Around the places at which the length of a routine changes."""

CHANGED_PRESSURE, CHANGED_MINUTES, CHANGED_WORDS, CHANGED_PART = 1, 1, "Only lightly.", "oil"

SideState = str
"""`forbidden`, `allowed` or `changed`, of one side."""

Given = Mapping[str, tuple[SideState, SideState]]

ALLOWED: tuple[SideState, SideState] = ("allowed", "allowed")
FORBIDDEN: tuple[SideState, SideState] = ("forbidden", "forbidden")


@dataclass(frozen=True, slots=True)
class Slot:
    """One step of a routine and what may stand in for it."""

    routine: str
    step: RoutineStep
    substitutes: tuple[str, ...]

    @property
    def techniques(self) -> tuple[str, ...]:
        """All that may come of it, in order."""
        return (self.step.technique, *self.substitutes)


def prove_slots(collecting: Collecting, book: Book) -> None:
    """Goes through every slot and every routine.

    Args:
        collecting: Takes what is found.
        book: The edition.
    """
    strong = frozenset(name for name, kind in book.classes.items() if kind.strong)
    later = Experience(practices=9, week=13, used=strong)
    for slot in _slots(book):
        _slot(collecting, book, slot, later)
    for name in book.routines:
        _routine(collecting, book, name, later)


def _slots(book: Book) -> Iterator[Slot]:
    """Yields each step with its substitutes once, at the longest that it is written."""
    found: dict[tuple[object, ...], Slot] = {}
    for name, routine in book.routines.items():
        for step in (*routine.variants.short, *routine.variants.standard, *routine.variants.long):
            substitutes = routine.substitutes.get(step.technique, ())
            key = (step.technique, substitutes)
            if key not in found or found[key].step.seconds < step.seconds:
                found[key] = Slot(name, step, substitutes)
    yield from found.values()


def _slot(collecting: Collecting, book: Book, slot: Slot, later: Experience) -> None:
    routine = book.routines[slot.routine]
    alone = (slot.step,)
    one: Routine = routine.model_copy(
        update={
            "variants": Variants(short=alone, standard=alone, long=alone),
            "substitutes": {slot.step.technique: slot.substitutes} if slot.substitutes else {},
        }
    )
    small = replace(book, routines=MappingProxyType({slot.routine: one}))
    everything = frozenset(book.words.equipment)
    for given in _all_given(book, slot):
        for focus_missing in (False, True):
            lacking = frozenset(book.techniques[given.focus].equipment) if focus_missing else frozenset()
            if focus_missing and not lacking:
                continue
            for experience in (Experience(), later) if given.plain else (later,):
                wishes = Wishes(LONG_ENOUGH, everything - lacking)
                plan = _planned(small, slot.routine, given.states, wishes, experience)
                collecting.world()
                _check(collecting, book, slot, plan, given.states, wishes, experience)


@dataclass(frozen=True, slots=True)
class _Given:
    focus: str
    states: Given
    plain: bool


def _all_given(book: Book, slot: Slot) -> Iterator[_Given]:
    for focus in slot.techniques:
        others = [name for name in slot.techniques if name != focus]
        for rest in product((ALLOWED, FORBIDDEN), repeat=len(others)):
            for own in _sides(book, focus):
                states = {**dict(zip(others, rest, strict=True)), focus: own}
                yield _Given(focus, states, plain="changed" not in own)


def _sides(book: Book, name: str) -> Iterator[tuple[SideState, SideState]]:
    kinds = ("forbidden", "allowed", "changed")
    if book.techniques[name].dose.sides == "each":
        yield from product(kinds, kinds)
    else:
        yield from ((kind, kind) for kind in kinds)


def permission_of(book: Book, name: str, state: SideState) -> Permission:
    """Returns a permission as it is given in a world."""
    written = min(6, book.techniques[name].pressure)
    if state == "forbidden":
        return Permission(allowed=False, pressure=written, minutes=None, says=(), rules=("a_rule",))
    if state == "allowed":
        return Permission(allowed=True, pressure=written, minutes=None, says=(), rules=())
    return Permission(
        allowed=True, pressure=min(written, CHANGED_PRESSURE), minutes=CHANGED_MINUTES, says=(CHANGED_WORDS,),
        rules=("a_rule",), barred=frozenset({CHANGED_PART}),
    )  # fmt: skip


def _planned(book: Book, routine: str, given: Given, wishes: Wishes, experience: Experience) -> Plan:
    def permit(name: str) -> Mapping[Side, Permission]:
        left, right = given.get(name, ALLOWED)
        return {Side.LEFT: permission_of(book, name, left), Side.RIGHT: permission_of(book, name, right)}

    return real.Planner(book, permit, wishes, experience, look_first=False).plan(routine)


def _check(  # noqa: PLR0917 - one world
    collecting: Collecting, book: Book, slot: Slot, plan: Plan, given: Given, wishes: Wishes, experience: Experience
) -> None:
    for item in plan.items:
        wrong = _wrong(book, item, given.get(item.technique, ALLOWED), wishes, frozenset(slot.techniques))
        if wrong:
            said = ", ".join(f"{name} {left} left and {right} right" for name, (left, right) in given.items())
            collecting.against(
                f"a person in {slot.routine} with {said} is offered {item.technique}: {wrong}",
                "the planner may take only what a permission leaves, with all that it changes",
            )
    step = slot.step
    reasons = [out.reason for out in plan.left_out if out.technique == step.technique]
    if given[step.technique] == FORBIDDEN and step.from_week <= experience.week and reasons not in (["limit"], []):
        collecting.against(
            f"a person in {slot.routine} is told that {step.technique} was left out because of {reasons}",
            "what a limit forbids is named with the limit as its reason",
        )
    if given[step.technique] == FORBIDDEN and not reasons and _is_now(step, experience):
        collecting.against(
            f"a person in {slot.routine} is not told that {step.technique} was left out for their sake",
            "everything that is left out is named with its reason",
        )


def _is_now(step: RoutineStep, experience: Experience) -> bool:
    until: int | None = getattr(step, "until_week", None)
    return step.from_week <= experience.week and (until is None or experience.week <= until)


def _wrong(book: Book, item: Item, states: tuple[SideState, SideState], wishes: Wishes, may: frozenset[str]) -> str:
    technique = book.techniques[item.technique]
    by_side = dict(zip(Side, states, strict=True))
    done_on = item.sides or tuple(Side)
    if item.technique not in may:
        return "it is neither the step nor what may stand in for it"
    forbidden = [side.value for side in done_on if by_side[side] == "forbidden"]
    if forbidden:
        return f"it is forbidden on the {' and '.join(forbidden)}"
    if not frozenset(technique.equipment) <= wishes.equipment:
        return "what it needs is not at hand"
    if "changed" in {by_side[side] for side in done_on}:
        if item.pressure > CHANGED_PRESSURE:
            return f"pressure {item.pressure} where {CHANGED_PRESSURE} is the most"
        if item.seconds > 60 * CHANGED_MINUTES:
            return f"{item.seconds} seconds where {CHANGED_MINUTES} minute is the most"
        if CHANGED_WORDS not in item.says:
            return "what changes is not said"
        if CHANGED_PART not in item.barred:
            return "a forbidden part of it is not dropped"
    if item.pressure > min(6, technique.pressure):
        return f"pressure {item.pressure} is more than is written"
    return ""


def _routine(collecting: Collecting, book: Book, name: str, later: Experience) -> None:
    everything = frozenset(book.words.equipment)
    for minutes, experience, look in product(MINUTES, (Experience(), later), (False, True)):
        wishes = Wishes(minutes, everything)

        def permit(technique: str) -> Mapping[Side, Permission]:
            return dict.fromkeys(Side, permission_of(book, technique, "allowed"))

        plan = real.Planner(book, permit, wishes, experience, look_first=look).plan(name)
        collecting.world()
        seconds = sum(item.seconds * max(1, len(item.sides)) + 8 for item in plan.items)
        if seconds > minutes * 60 * 1.1:
            collecting.against(
                f"a person who asks for {minutes} minutes of {name} gets {seconds / 60:.1f}",
                "never more than 10 % over what was asked (ruling 7)",
            )
