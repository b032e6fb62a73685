"""From facts to limits: what each caution, red flag and pattern forbids or changes, where and on which side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.knowledge.models.base import KNEE_TO_TOES, Level, Place, Side
from bot.knowledge.models.red_flag import Where
from bot.safety.known import Known, leaf_facts
from bot.safety.likeness import patterns_that_hold
from bot.safety.triage import finding_of
from bot.safety.truth import Truth

BOTH = frozenset(Side)
LOOKING = "looking"
BREATHING = "paced_breathing"
LIGHT_CLASSES = frozenset({"effleurage", "movement", BREATHING, LOOKING})
"""What a `clinician` level leaves, outside the area (`clinical` safety 1, technique classes rule 1)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What one rule does to some classes at some places.

    Attributes:
        rule: Id of the rule that set it.
        classes: The classes; None means every class but `spared`.
        places: The places; empty with `whole_body` also means techniques that touch no place.
        sides: The sides.
        whole_body: Whether it holds everywhere.
        pressure: None forbids; else the most pressure, 0-10.
        minutes: The most minutes of one technique on one side, or None.
        say: What the person is told.
        spared: Classes that a limit on everything leaves alone.
        techniques: Techniques that are meant by name, beside the classes.
    """

    rule: str
    classes: frozenset[str] | None
    places: frozenset[Place]
    sides: frozenset[Side]
    whole_body: bool
    forbids: bool
    say: str
    pressure: int | None = None
    minutes: int | None = None
    spared: frozenset[str] = frozenset({LOOKING})
    techniques: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()
    """Facts that were never asked; such a limit holds only for techniques that name one of them in ask_first."""

    def concerns(self, name: str) -> bool:
        """Returns whether it speaks of a class."""
        return name not in self.spared if self.classes is None else name in self.classes


def limits(known: Known, holds: Iterable[str] = ()) -> tuple[Limit, ...]:
    """Returns every limit that holds for a person.

    Args:
        known: What is known of the person.
        holds: Red flags of earlier `clinician` outcomes whose block has not ended.
    """
    return (*_of_cautions(known), *_of_flags(known, frozenset(holds)), *_of_patterns(known))


def open_rules(known: Known) -> bool:
    """Returns whether some rule about levels or limits hangs on a question that is still open.

    Nothing may be offered while this is so.
    """
    return any(known.truth(rule) is Truth.OPEN for rule in known.book.rules)


def _of_cautions(known: Known) -> Iterator[Limit]:
    told = known.as_told()
    for caution in known.book.cautions.values():
        if not known.truth(caution.when).fires:
            continue
        asked = told.truth(caution.when).fires
        unasked = frozenset() if asked else frozenset(leaf_facts(known.book, caution.when.reads()))
        places, sides, whole = _where(caution.where, known)
        everything = caution.forbid == "everything"
        if caution.forbid:
            yield Limit(
                caution.caution, None if everything else frozenset(caution.forbid), places, sides, whole,
                forbids=True, say=caution.say, unasked=unasked,
            )  # fmt: skip
        for change in caution.change:
            yield Limit(
                caution.caution, frozenset(change.classes), places, sides, whole,
                forbids=False, say=change.say, pressure=change.pressure, minutes=change.minutes,
                unasked=unasked,
            )  # fmt: skip


def _of_flags(known: Known, holds: frozenset[str]) -> Iterator[Limit]:
    for flag in known.book.red_flags.values():
        finding = finding_of(flag, known)
        if finding is not None and finding.level in {Level.EMERGENCY, Level.URGENT}:
            yield Limit(flag.flag, None, frozenset(), BOTH, whole_body=True, forbids=True, say=flag.because)
        elif flag.flag in holds or (finding is not None and finding.level is Level.CLINICIAN):
            yield Limit(
                flag.flag, None, frozenset(), BOTH, whole_body=True,
                forbids=True, say=flag.because, spared=LIGHT_CLASSES,
            )  # fmt: skip
            places, sides, whole = _where(flag.where, known)
            yield Limit(
                flag.flag, None, places, sides, whole,
                forbids=True, say=flag.because, spared=frozenset({LOOKING, BREATHING}),
            )  # fmt: skip


def _of_patterns(known: Known) -> Iterator[Limit]:
    for name, presentation in patterns_that_hold(known):
        for ruled in presentation.rules_out:
            if known.truth(ruled.when) is Truth.NO:
                continue
            places, sides, whole = _where(ruled.where, known)
            yield Limit(
                name, frozenset(ruled.classes), places, sides, whole,
                forbids=True, say=ruled.say, techniques=frozenset(ruled.techniques),
            )  # fmt: skip


def _where(where: Where, known: Known) -> tuple[frozenset[Place], frozenset[Side], bool]:
    sides = BOTH
    if where.side_of is not None and known.value(where.side_of) in {"left", "right"}:
        sides = frozenset({Side(str(known.value(where.side_of)))})
    return frozenset(where.places) or KNEE_TO_TOES, sides, where.whole_body
