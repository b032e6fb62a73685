"""Piece 1b: what follows from a rule is exactly its level or its limits, and an open rule keeps everything back.

What is gone through: for every red flag, each combination of the four truths of its rules; for every caution and
pattern, each truth and each side that can be told; for every rule, that it alone being open is seen by `open_rules`.

The cut: `finding_of`, `limits` and `open_rules` learn of a person only by the truth of rules and by the facts that
tell a side, so truths and sides are given to them directly (see `forced.py`). That each truth comes out as it is
written is piece 1a.
"""

from itertools import product

from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.red_flag import RedFlag
from bot.proof.collecting import Collecting
from bot.proof.forced import Forced
from bot.proof.plain_reading import (
    LEFT_BY_A_CLINICIAN,
    MOST_SERIOUS_FIRST,
    PLACES,
    Cells,
    Matrix,
    forbidden_cells,
    named_rules,
    where_it_holds,
)
from bot.safety import limits as limiting
from bot.safety import triage as triaging
from bot.safety.facts import Value
from bot.safety.limits import Limit
from bot.safety.truth import Truth

SIDES: tuple[Value | None, ...] = ("left", "right", "both", "unsure", None)


def prove_outcomes_alone(collecting: Collecting, book: Book) -> None:
    """Goes through what each rule leads to.

    Args:
        collecting: Takes what is found.
        book: The edition.
    """
    going = _Outcomes(collecting, book)
    for flag in book.red_flags.values():
        going.level_of(flag)
        going.limits_of_flag(flag)
    for caution in book.cautions:
        going.limits_of_caution(caution)
    for name in book.presentations:
        going.limits_of_pattern(name)
    for said, condition in named_rules(book):
        collecting.world()
        if not limiting.open_rules(Forced(book, {id(condition): Truth.OPEN})):
            collecting.against(
                f"a person of whom {said} is open is offered a routine: open_rules does not see it",
                "open_rules must look at every rule about levels and limits",
            )


class _Outcomes:
    """Goes through the outcomes of one edition."""

    def __init__(self, collecting: Collecting, book: Book) -> None:
        self._collecting = collecting
        self._book = book
        self._matrix = Matrix(book.classes)
        self._known_cells: dict[tuple[object, ...], Cells] = {}

    def level_of(self, flag: RedFlag) -> None:
        """Every combination of truths of a flag's rules leads to the most serious level among those that fire."""
        for truths in product(Truth, repeat=len(flag.levels)):
            self._collecting.world()
            pairs = tuple(zip(flag.levels, truths, strict=True))
            person = Forced(self._book, {id(rule.when): truth for rule, truth in pairs})
            fired = [rule for rule, truth in pairs if truth in {Truth.UNSURE, Truth.YES}]
            expected = min((rule.level.value for rule in fired), key=MOST_SERIOUS_FIRST.index, default=None)
            days = min((rule.within_days or 0 for rule in fired if rule.level.value == expected), default=0)
            found = triaging.finding_of(flag, person)
            level = None if found is None else found.level.value
            if level != expected or (found is not None and (found.within_days or 0) != days):
                said = ", ".join(f"{rule.level.value} {truth.name}" for rule, truth in pairs)
                self._collecting.against(
                    f"a person with {flag.flag} ({said}) is led to {level} and should be led to {expected}",
                    "the most serious level of the rules that fire holds, with the fewest days",
                )

    def limits_of_flag(self, flag: RedFlag) -> None:
        """A stop forbids everything, a clinician's level all but the light classes, as does a block that stays."""
        book = self._book
        worst = min(flag.levels, key=lambda rule: MOST_SERIOUS_FIRST.index(rule.level.value))
        clinician = next((rule for rule in flag.levels if rule.level.value == "clinician"), None)
        stop = self._whole_body(frozenset(book.classes) - {"looking"})
        for truth, side in product((Truth.UNSURE, Truth.YES), _sides(flag.where.side_of)):
            values = _told(flag.where.side_of, side)
            if worst.level.value in {"emergency", "urgent"}:
                found = limiting.limits(Forced(book, {id(worst.when): truth}, values))
                self._compare(found, stop, f"{flag.flag} at {worst.level.value}")
            area = self._whole_body(frozenset(book.classes) - LEFT_BY_A_CLINICIAN)
            near = frozenset(book.classes) - {"looking", "paced_breathing"}
            area |= self._matrix.cells(near, *where_it_holds(flag.where, side))
            if clinician is not None:
                found = limiting.limits(Forced(book, {id(clinician.when): truth}, values))
                self._compare(found, area, f"{flag.flag} at clinician, {side} side")
            found = limiting.limits(Forced(book, {}, values), [flag.flag])
            self._compare(found, area, f"an earlier {flag.flag} that no clinician has seen yet, {side} side")

    def limits_of_caution(self, name: str) -> None:
        """A caution that fires forbids and changes exactly what is written, where it is written."""
        book, caution = self._book, self._book.cautions[name]
        for truth, side in product(Truth, _sides(caution.where.side_of)):
            values = _told(caution.where.side_of, side)
            fires = truth in {Truth.UNSURE, Truth.YES}
            found = limiting.limits(Forced(book, {id(caution.when): truth}, values))
            expected = forbidden_cells(book, self._matrix, name, side) if fires else 0
            self._compare(found, expected, f"{name} ({truth.name}), {side} side")
            where = where_it_holds(caution.where, side)
            written = {
                (self._matrix.cells(change.classes, *where), change.pressure, change.minutes, change.say)
                for change in caution.change if fires
            }  # fmt: skip
            made = {
                (self._cells(limit), limit.pressure, limit.minutes, limit.say) for limit in found if not limit.forbids
            }
            if written != made:
                lost = (
                    "; ".join(say for *_, say in sorted(written - made, key=str)) or "something that is not written"
                )
                self._collecting.against(
                    f"a person with {name} ({truth.name}), {side} side: what is changed is not as written ({lost})",
                    "each change of a caution is one limit with its pressure, minutes and words",
                )
            asked = limiting.limits(Forced(book, {id(caution.when): truth}, values, told={}))
            if fires and any(not limit.unasked for limit in asked):
                self._collecting.against(
                    f"a person who was never asked about {name} is limited in what does not ask first",
                    "a limit of what was never asked holds for techniques that ask first",
                )

    def limits_of_pattern(self, name: str) -> None:
        """What a pattern rules out holds unless the pattern is ruled out."""
        presentation = self._book.presentations[name]
        for ruled, truth, own in product(presentation.rules_out, Truth, Truth):
            truths = {id(presentation.limits_when): truth}
            if ruled.when is not None:
                truths[id(ruled.when)] = own
            found = [limit for limit in limiting.limits(Forced(self._book, truths)) if limit.rule == name]
            held = truth is not Truth.NO and (ruled.when is None or own is not Truth.NO)
            expected = self._matrix.cells(ruled.classes, *where_it_holds(ruled.where, None)) if held else 0
            cells = 0
            for limit in found:
                cells |= self._cells(limit) if limit.forbids else 0
            techniques = {technique for limit in found for technique in limit.techniques}
            self._collecting.world()
            if expected & ~cells or (held and not set(ruled.techniques) <= techniques):
                self._collecting.against(
                    f"a person of whom {name} may be true ({truth.name}) is not kept from what it rules out",
                    "the limits of every likely pattern hold while it is not ruled out",
                )

    def _compare(self, found: tuple[Limit, ...], expected: Cells, who: str) -> None:
        self._collecting.world()
        cells = 0
        for limit in found:
            cells |= self._cells(limit) if limit.forbids else 0
        if cells == expected:
            return
        missing, more = expected & ~cells, cells & ~expected
        some = self._matrix.in_words(missing or more)
        verb = "may be offered" if missing else "is kept from"
        self._collecting.against(
            f"a person with {who} {verb} {', '.join(some[:4])}{' ...' if len(some) > 4 else ''}",
            "the limits must be the cells of the matrix: its classes, its places, its sides",
        )

    def _cells(self, limit: Limit) -> Cells:
        key = (limit.classes, limit.spared, limit.places, limit.sides, limit.whole_body)
        if key not in self._known_cells:
            kinds = [kind for kind in self._book.classes if limit.concerns(kind)]
            everywhere = limit.whole_body
            self._known_cells[key] = self._matrix.cells(
                kinds, PLACES if everywhere else limit.places, tuple(Side) if everywhere else limit.sides
            )
        return self._known_cells[key]

    def _whole_body(self, classes: frozenset[str]) -> Cells:
        return self._matrix.cells(classes, PLACES, tuple(Side))


def _sides(side_of: str | None) -> tuple[Value | None, ...]:
    return (None,) if side_of is None else SIDES


def _told(side_of: str | None, side: Value | None) -> dict[str, Value]:
    return {} if side is None or side_of is None else {side_of: side}
