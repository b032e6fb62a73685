"""The times of a dose add up: holds fit into the time of a side, and a routine's step keeps to the dose."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.routine import RoutineStep
from bot.knowledge.models.technique import Technique
from bot.knowledge.positions import Positions

FASTEST_REP = 0.8
"""Seconds of the fastest repetition that has no hold, such as a tap or a toe curl."""

SLOWEST_BETWEEN = 12
"""The most seconds that getting into and out of one hold takes, its own length once more aside."""

REST_BETWEEN_SETS = 120

LEAST_SHARE = 0.5
"""Seconds scale down to a half of what is written (ruling 7), so also those of a single long hold."""

MOST_DOSES = 3
"""A routine gives a technique at most so many of its doses; the ceilings of the first weeks cut them further."""

TOLERANCE = 1.02


def check_doses(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every dose whose numbers contradict one another."""
    for name, technique in book.techniques.items():
        for wrong, remedy in _technique(name, technique):
            yield Fault(*positions.of(technique, "dose"), "dose", wrong, remedy)
        longest = technique.dose.seconds
        for number, step in enumerate(technique.steps):
            if step.seconds is not None and step.seconds > longest:
                wrong = f"a step of {name} lasts {step.seconds} seconds, but all of it {longest}"
                yield Fault(*positions.of(technique, "steps", number), "dose", wrong, "mend one of the two")
    for routine_name, routine in book.routines.items():
        variants = routine.variants
        for step_of in (*variants.short, *variants.standard, *variants.long):
            yield from _step(routine_name, step_of, book.techniques[step_of.technique], positions)


def _step(routine: str, step: RoutineStep, technique: Technique, positions: Positions) -> Iterator[Fault]:
    dose = technique.dose
    sides = 2 if dose.sides == "each" else 1
    # Where the routine has repetitions of its own, all of them fit; else half a hold at the least.
    counted = step.reps is not None or step.sets is not None
    times = (step.reps or dose.reps or 1) * (step.sets or dose.sets) if counted else LEAST_SHARE
    least, most = round(sides * times * (dose.hold_seconds or 1)), MOST_DOSES * sides * dose.seconds
    if not least <= step.seconds <= most:
        wrong = f"{routine} gives {step.technique} {step.seconds} seconds"
        fewest = "all its repetitions" if counted else "half a hold a side"
        remedy = f"write {least} to {most}: {fewest} to {MOST_DOSES} doses"
        yield Fault(*positions.of(step, "seconds"), "dose", wrong, remedy)


def _technique(name: str, technique: Technique) -> Iterator[tuple[str, str]]:
    dose = technique.dose
    times = (dose.reps or 1) * dose.sets
    if dose.hold_seconds is not None:
        least = dose.hold_seconds * times
        # A round of several moves holds each of them once in every repetition.
        moves = max(1, len(technique.steps))
        most = (2 * dose.hold_seconds + SLOWEST_BETWEEN) * times * moves + REST_BETWEEN_SETS * (dose.sets - 1)
        if least > dose.seconds * TOLERANCE:
            wrong = f"{name}: {times} x {dose.hold_seconds} seconds are {least}, more than its {dose.seconds} seconds"
            yield wrong, "hold shorter or less often, or give it more seconds"
        elif dose.seconds > most:
            wrong = f"{name}: {times} x {dose.hold_seconds} seconds never fill {dose.seconds} seconds"
            yield wrong, "mend seconds:, hold_seconds: or reps:"
    elif dose.reps is not None:
        each = dose.seconds / times
        if not FASTEST_REP <= each <= 2 * SLOWEST_BETWEEN:
            wrong = f"{name}: {times} repetitions in {dose.seconds} seconds are {each:.1f} seconds each"
            yield wrong, f"between {FASTEST_REP} and {2 * SLOWEST_BETWEEN} seconds can be done well"


CHECK = Check(
    Explanation(
        "dose",
        rule="Holds, repetitions and sets fit into the seconds of a dose, and a routine gives it a fitting time.",
        why=(
            "The timer runs for the seconds, and the words speak of the holds. Where they differ a person hurries a "
            "stretch or waits without knowing for what. The ceilings of a first session count these seconds too."
        ),
        wrong="dose: {sides: each, seconds: 30, hold_seconds: 30, reps: 3}",
        right="dose: {sides: each, seconds: 105, hold_seconds: 30, reps: 3}",
    ),
    check_doses,
)
