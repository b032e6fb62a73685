"""What is left of one technique on one side once all limits are merged. The planner sees permissions, never facts."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.models.base import Side
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.safety.limits import BOTH, Limit

MOST_PRESSURE = 6
"""The most pressure for anybody (`clinical` resolutions B13)."""


@dataclass(frozen=True, slots=True)
class Permission:
    """What is left of a technique on one side.

    Attributes:
        allowed: Whether it may be shown at all.
        pressure: The most pressure, 0-10.
        minutes: The most minutes on this side, or None.
        says: What changes, in words for the person; each once.
        rules: Ids of the rules that forbid it, or that change it.
        barred: Classes that are forbidden here; optional parts that need one are dropped.
    """

    allowed: bool
    pressure: int
    minutes: int | None
    says: tuple[str, ...]
    rules: tuple[str, ...]
    barred: frozenset[str] = frozenset()


def permission(name: str, technique: Technique, sides: frozenset[Side], limits: Iterable[Limit]) -> Permission:
    """Merges limits into what is left of a technique.

    Merging takes the strictest; order, grouping and repetition change nothing, and one more limit never allows more.

    Args:
        name: Id of the technique.
        technique: The technique.
        sides: The sides that it would be done on together.
        limits: All limits of the person.
    """
    places = frozenset(technique.places)
    asks_first = frozenset(technique.ask_first)
    pressure, minutes = min(MOST_PRESSURE, technique.pressure), None
    forbidding: dict[str, None] = {}
    not_asked: dict[str, None] = {}
    changing: dict[str, None] = {}
    says: dict[str, None] = {}
    barred: set[str] = set()
    required = frozenset(technique.classes)
    optional = _optional_classes(technique)
    for limit in limits:
        if not limit.whole_body and not (limit.places & places and limit.sides & sides):
            continue
        if limit.unasked and not limit.unasked & asks_first:
            continue
        if limit.forbids:
            barred |= {part for part in optional if limit.concerns(part)}
            if name in limit.techniques or any(limit.concerns(part) for part in required):
                (not_asked if limit.unasked else forbidding)[limit.rule] = None
        elif any(limit.concerns(part) for part in required):
            changing[limit.rule] = None
            says[limit.say] = None
            if limit.pressure is not None:
                pressure = min(pressure, limit.pressure)
            if limit.minutes is not None:
                minutes = limit.minutes if minutes is None else min(minutes, limit.minutes)
        elif any(limit.concerns(part) for part in optional):
            # An optional part that is changed is shown with what changes; it caps nothing of the rest.
            changing[limit.rule] = None
            says[limit.say] = None
    allowed = not (forbidding or not_asked)
    # What was told is the reason; that something was never asked is one only where nothing else is.
    rules = tuple(sorted(forbidding or not_asked or changing))
    return Permission(allowed, pressure, minutes, tuple(sorted(says)) if allowed else (), rules, frozenset(barred))


def permission_each_side(name: str, technique: Technique, limits: Iterable[Limit]) -> dict[Side, Permission]:
    """Returns what is left on each side; a technique for both sides together needs leave on both."""
    known = tuple(limits)
    if technique.dose.sides == "each":
        return {side: permission(name, technique, frozenset({side}), known) for side in Side}
    together = permission(name, technique, BOTH, known)
    return dict.fromkeys(Side, together)


def _optional_classes(technique: Technique) -> frozenset[str]:
    parts: list[Step | Variant] = [*technique.steps]
    parts += [variant for variant in (technique.easier, technique.harder) if variant is not None]
    return frozenset(name for part in parts for name in part.classes)
