"""The three lengths of a routine are about 5, 10 to 15 and 20 to 30 minutes, as the choice of minutes promises."""

from collections.abc import Iterator, Sequence

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.routine import RoutineStep
from bot.knowledge.positions import Positions

LEAST_AND_MOST = {"short": (2 * 60, 5.5 * 60), "standard": (4 * 60, 16.5 * 60), "long": (18 * 60, 33 * 60)}
"""Seconds of the guided time in the fullest week: never more than a tenth over what was asked (ruling 7)."""


def check_routine_minutes(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every variant of a routine that is longer or shorter than its name says."""
    for name, routine in book.routines.items():
        before = 0.0
        for variant, (least, most) in LEAST_AND_MOST.items():
            steps: Sequence[RoutineStep] = getattr(routine.variants, variant)
            if not steps:
                continue
            seconds = fullest_week(steps)
            place = positions.of(routine.variants, variant)
            if not least <= seconds <= most:
                wrong = f"{name}: the {variant} variant lasts {seconds / 60:.1f} minutes"
                remedy = f"make it {least / 60:g} to {most / 60:g} minutes by the steps that it has or their seconds"
                yield Fault(*place, "minutes", wrong, remedy)
            elif seconds <= before:
                wrong = f"{name}: the {variant} variant is no longer than the one before it"
                yield Fault(*place, "minutes", wrong, "add to it, or leave it out")
            before = seconds


def fullest_week(steps: Sequence[RoutineStep]) -> int:
    """Returns the seconds of the week that holds the most."""
    weeks = {step.from_week for step in steps}
    return max(sum(step.seconds for step in steps if step.is_of(week)) for week in weeks)


CHECK = Check(
    Explanation(
        "minutes",
        rule="A routine's variants last about 5, 10 to 15 and 20 to 30 minutes, each longer than the one before.",
        why=(
            "A person asks for minutes and gets the variant of that length. One that is too long is cut from its "
            "end, and what calms a foot down stands there."
        ),
        wrong="short:\n  - {technique: plantar_fascia_stretch, seconds: 900}",
        right="short:\n  - {technique: plantar_fascia_stretch, seconds: 260}",
    ),
    check_routine_minutes,
)
