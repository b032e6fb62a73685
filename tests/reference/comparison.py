"""Comparisons of the book with the reference. Each returns what differs; an empty result is agreement."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.models.base import FOOT, KNEE_TO_TOES, LEG, Level, Place, Standing
from bot.knowledge.models.caution import Caution
from bot.knowledge.models.red_flag import RedFlag, Where
from bot.knowledge.models.technique import Technique

from .tables import FIRMEST_FIRST, GLOBAL, ConditionRow, FlagRow, Strictness, TechniqueRow

LOOKING = "looking"


@dataclass(frozen=True, order=True)
class CellDifference:
    """A cell in which book and reference differ."""

    condition: str
    class_id: str
    reference: Strictness
    book: Strictness

    @property
    def weaker(self) -> bool:
        """Whether the book allows more."""
        return self.book < self.reference


@dataclass(frozen=True, order=True)
class GateDifference:
    """A technique that the book leaves more of to people with a condition than its full list does."""

    technique: str
    condition: str
    reference: Strictness
    book: Strictness


def cell(caution: Caution, class_id: str) -> Strictness:
    """Returns what a caution does to a class."""
    if caution.forbid == "everything":
        return Strictness.ALLOWED if class_id == LOOKING else Strictness.FORBIDDEN
    if class_id in caution.forbid:
        return Strictness.FORBIDDEN
    changed = any(class_id in change.classes for change in caution.change)
    return Strictness.CHANGED if changed else Strictness.ALLOWED


def cell_differences(rows: Mapping[str, ConditionRow], cautions: Mapping[str, Caution]) -> Iterator[CellDifference]:
    """Yields every cell that differs, stricter or weaker; a caution that is not there allows everything."""
    for condition, row in rows.items():
        for class_id, expected in row.cells.items():
            caution = cautions.get(condition)
            found = Strictness.ALLOWED if caution is None else cell(caution, class_id)
            if found != expected:
                yield CellDifference(condition, class_id, expected, found)


def gate_differences(
    techniques: Mapping[str, Collection[str]], rows: Mapping[str, TechniqueRow], cautions: Mapping[str, Caution]
) -> Iterator[GateDifference]:
    """Yields each technique and condition for which the cautions give less than the technique's full list.

    Args:
        techniques: The classes that each technique always needs.
        rows: The reference's techniques.
        cautions: Cautions by id.
    """
    for name, classes in techniques.items():
        for condition, expected in (rows[name].full_list if name in rows else {}).items():
            caution = cautions.get(condition)
            strictest = (cell(caution, class_id) for class_id in classes) if caution is not None else ()
            found = max(strictest, default=Strictness.ALLOWED)
            if found < expected:
                yield GateDifference(name, condition, expected, found)


@dataclass(frozen=True)
class Area:
    """The least area that a scope of the reference stands for.

    Attributes:
        places: The places; None means the whole body.
        one_side: Whether the side that was told is enough.
    """

    places: frozenset[Place] | None
    one_side: bool = False


AREAS: Mapping[str, Area] = {
    GLOBAL: Area(None),
    "GLOBAL-LIGHT": Area(None),
    "OILS": Area(None),
    "BOTH LEGS": Area(LEG),
    "LEGS": Area(LEG),
    "WHOLE LEG": Area(LEG),
    "OVER VEINS": Area(LEG),
    "BOTH FEET/LEGS": Area(LEG),
    "BOTH FEET": Area(FOOT),
    "FEET": Area(FOOT),
    "JOINTS": Area(FOOT),
    "AFFECTED AREA + BOTH FEET": Area(FOOT),
    "JOINTS + SKIN": Area(KNEE_TO_TOES),
    "SKIN": Area(KNEE_TO_TOES),
    "IMPLANT SITE": Area(KNEE_TO_TOES),
    "ACHILLES + TENDONS": Area(KNEE_TO_TOES),
    "TOES": Area(frozenset({Place.TOES})),
    "THAT LEG": Area(LEG, one_side=True),
    "THAT LIMB": Area(LEG, one_side=True),
    "LESION + TOE WEBS": Area(FOOT, one_side=True),
    "INJURED AREA": Area(KNEE_TO_TOES, one_side=True),
    "INJECTED SITE": Area(KNEE_TO_TOES, one_side=True),
    "THAT JOINT + 10 CM": Area(KNEE_TO_TOES, one_side=True),
    "THAT JOINT + 10 cm": Area(KNEE_TO_TOES, one_side=True),
    "5 CM AROUND + SOAK WHOLE FOOT": Area(KNEE_TO_TOES, one_side=True),
    "BURN + 5 CM": Area(KNEE_TO_TOES, one_side=True),
    "PATCH": Area(KNEE_TO_TOES, one_side=True),
}
"""What each scope means where the exact place is not asked."""


def is_too_narrow(where: Where, scope: str) -> bool:
    """Returns whether limits hold in less than a scope of the reference stands for."""
    if where.whole_body:
        return False
    area = AREAS[scope]
    if area.places is None or (where.side_of is not None and not area.one_side):
        return True
    return not (frozenset(where.places) or KNEE_TO_TOES) >= area.places


def flag_faults(name: str, row: FlagRow, flags: Mapping[str, RedFlag]) -> Iterator[str]:
    """Yields in words where a red flag is missing, or milder than its row."""
    flag = flags.get(name)
    if flag is None:
        yield f"{name}: the book has no such red flag"
        return
    found = {rule.level for rule in flag.levels}
    most = max(row.levels, key=_seriousness)
    if max(map(_seriousness, found)) < most.seriousness:
        yield f"{name}: leads to {max(found, key=_seriousness)} at most, its row to {most}"
    least = min(row.levels, key=_seriousness)
    if min(map(_seriousness, found)) < least.seriousness:
        yield f"{name}: leads to {min(found, key=_seriousness)} at least, its row to {least}"
    latest = max((rule.within_days or 0 for rule in flag.levels if rule.level is Level.CLINICIAN), default=0)
    if row.within_days is not None and latest > row.within_days:
        yield f"{name}: within {latest} days, its row says {row.within_days}"


def claims_too_much(standing: Standing, firmest: Standing) -> bool:
    """Returns whether an entry claims a firmer standing than the reference allows it."""
    return FIRMEST_FIRST.index(standing) < FIRMEST_FIRST.index(firmest)


def classes_anywhere(technique: Technique) -> frozenset[str]:
    """Returns the classes of a technique, of its steps and of its variants."""
    variants = [variant for variant in (technique.easier, technique.harder) if variant is not None]
    found = [technique.classes, *(step.classes for step in technique.steps), *(part.classes for part in variants)]
    return frozenset(name for classes in found for name in classes)


def _seriousness(level: Level) -> int:
    return level.seriousness
