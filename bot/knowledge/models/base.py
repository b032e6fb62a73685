"""What every entry of the book has in common: it is frozen, knows no unknown keys, and names things the same way."""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=48)]
"""An id: lower-case letters, digits and underscores."""

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Something that a person reads; `**` opens and closes bold."""

_DURATION = re.compile(r"^(\d+) (minute|hour|day|week)s?$")


def _duration(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value
    match = _DURATION.match(str(value))
    if match is None:
        message = "a number and a unit should stand here; write it like 72 hours, 14 days or 12 weeks"
        raise ValueError(message)
    return timedelta(**{f"{match[2]}s": int(match[1])})


Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": r"^\d+ (minute|hour|day|week)s?$"}),
]
"""A length of time, written like `72 hours`, `14 days`, `12 weeks`."""


class Entry(BaseModel):
    """Base of every entry: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Standing(StrEnum):
    """How a fact was checked."""

    READ = "read"
    SECOND_HAND = "second_hand"
    GENERAL = "general"
    DESIGN_CHOICE = "design_choice"


class Level(StrEnum):
    """Triage level, the most serious first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    CLINICIAN = "clinician"
    ADAPTED = "adapted"
    SELFCARE = "selfcare"

    @property
    def seriousness(self) -> int:
        """A number that is higher for a more serious level."""
        return len(Level) - list(Level).index(self)


class Place(StrEnum):
    """A place on the body that a technique touches or moves."""

    TOES = "toes"
    BALL = "ball"
    ARCH = "arch"
    HEEL = "heel"
    TOP = "top"
    INNER_EDGE = "inner_edge"
    OUTER_EDGE = "outer_edge"
    ANKLE = "ankle"
    ACHILLES = "achilles"
    CALF = "calf"
    SHIN = "shin"
    THIGH = "thigh"
    BACK = "back"
    NECK = "neck"


FOOT = frozenset(
    {
        Place.TOES,
        Place.BALL,
        Place.ARCH,
        Place.HEEL,
        Place.TOP,
        Place.INNER_EDGE,
        Place.OUTER_EDGE,
        Place.ANKLE,
    }
)
KNEE_TO_TOES = FOOT | {Place.ACHILLES, Place.CALF, Place.SHIN}
LEG = KNEE_TO_TOES | {Place.THIGH}


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"


class Reviewed(Entry):
    """A clinician's signature under an entry."""

    by: Words = Field(description="Name and profession of the clinician who signed.")
    on: date = Field(description="The day of signing.")
    due: date = Field(description="The day by which it must be looked at again.")
    of: str = Field(description="The hash of the entry as it was signed; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.due <= self.on:
            message = f"due {self.due} should be a day after on {self.on}"
            raise ValueError(message)
        return self
