"""What rests for some days after advice that says so: strength and stretching, from the knee down."""

from datetime import datetime

from bot.dialogue.session import Person
from bot.knowledge.models.base import KNEE_TO_TOES
from bot.safety.known import Known
from bot.safety.limits import BOTH, Limit, limits

RESTING = frozenset({"loading", "stretch"})
"""The classes that rest (ruling 2: worse by two for three days)."""


def limits_of(person: Person, known: Known, now: datetime) -> tuple[Limit, ...]:
    """Returns every limit that holds for a person, those of advice that was given included.

    Args:
        person: The person.
        known: What is known of them.
        now: This moment.
    """
    return (*limits(known, (hold.flag for hold in person.holds)), *_of_advice(person, known, now))


def _of_advice(person: Person, known: Known, now: datetime) -> tuple[Limit, ...]:
    given = person.history.advised
    return tuple(
        Limit(
            name, RESTING, KNEE_TO_TOES, BOTH, whole_body=False,
            forbids=True, say=advice.say,
        )
        for name, advice in known.book.advice.items()
        if advice.rests is not None and name in given and now - given[name] < advice.rests
    )  # fmt: skip
