"""A pattern's own routines hold nothing that the pattern rules out, unless something else follows in its place."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.base import KNEE_TO_TOES
from bot.knowledge.models.presentation import Presentation, RuledOut
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.technique import Technique
from bot.knowledge.positions import Positions


def check_own_pattern(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every step that everybody with the routine's own pattern would have to leave out.

    What is ruled out only of some people (`when:`) may stand there: the others keep it.
    """
    for pattern, presentation in book.presentations.items():
        for number, name in enumerate(presentation.routines):
            if any(name in ruled.routines for ruled in presentation.rules_out if ruled.when is None):
                wrong = f"{pattern} offers the routine {name} and rules it out"
                yield _fault(positions.of(presentation, "routines", number), wrong, "take it out of one of the two")
            else:
                yield from _steps(book, pattern, name, positions)


def _steps(book: Book, pattern: str, name: str, positions: Positions) -> Iterator[Fault]:
    presentation, routine = book.presentations[pattern], book.routines[name]
    seen: set[str] = set()
    for step in (*routine.variants.short, *routine.variants.standard, *routine.variants.long):
        ruled = ruled_out(book, presentation, step.technique)
        if ruled is None or step.technique in seen or _has_substitute(book, presentation, routine, step.technique):
            continue
        seen.add(step.technique)
        reason = _reason(book, ruled, step.technique)
        wrong = f"{name} holds {step.technique}, which its own pattern {pattern} rules out ({reason})"
        remedy = "take it out, or name a substitute that this pattern allows"
        yield _fault(positions.of(step, "technique"), wrong, remedy)


def ruled_out(book: Book, presentation: Presentation, technique: str) -> RuledOut | None:
    """Returns what rules a technique out of everybody with a pattern, or None."""
    entry = book.techniques[technique]
    for ruled in presentation.rules_out:
        named = technique in ruled.techniques or bool(set(ruled.classes) & set(entry.classes))
        if named and ruled.when is None and _there(ruled, entry):
            return ruled
    return None


def _there(ruled: RuledOut, technique: Technique) -> bool:
    places = frozenset(ruled.where.places) or KNEE_TO_TOES
    return ruled.where.whole_body or bool(places & frozenset(technique.places))


def _has_substitute(book: Book, presentation: Presentation, routine: Routine, technique: str) -> bool:
    return any(ruled_out(book, presentation, other) is None for other in routine.substitutes.get(technique, ()))


def _reason(book: Book, ruled: RuledOut, technique: str) -> str:
    return ", ".join(sorted(set(ruled.classes) & set(book.techniques[technique].classes))) or "by name"


def _fault(place: tuple[str, int, int], wrong: str, remedy: str) -> Fault:
    return Fault(*place, "own_pattern", wrong, remedy)


CHECK = Check(
    Explanation(
        "own_pattern",
        rule="A pattern's routines hold no technique that the pattern rules out, unless a substitute follows.",
        why=(
            "The step would be left out for everybody for whom the routine was written. Either the routine is wrong "
            "or the rule is, and a reviewer must see which."
        ),
        wrong="presentations/back_of_heel.yaml rules out heel_drop, its routine holds eccentric_heel_drop",
        right="substitutes:\n  eccentric_heel_drop: [heel_raise_double]",
    ),
    check_own_pattern,
)
