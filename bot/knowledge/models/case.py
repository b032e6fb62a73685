"""Patient cases: an invented person, what they tell, and what must come of it."""

from typing import Literal, Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Duration, Entry, Id, Level, Words

Told = dict[Id, str | int]

PRACTISES = (
    "Whether the plan of this visit is done to its end, so that a later visit finds it in the diary and the weeks of "
    "the programme count. Pain after and effort are the answers `pain_after` and `effort`."
)


class Expectation(Entry):
    """What must come of a visit. What is not named is not looked at."""

    triage: Level | None = None
    presentation: Id | None = Field(None, description="Id of the presentation, or `none`.")
    never: tuple[Id, ...] = Field((), description="Techniques that must not be in the plan nor reachable.")
    offers: tuple[Id, ...] = Field((), description="Techniques that must be in the plan.")
    lock: Id | None = Field(None, description="The flag that locks, or `none`.")
    decided_by: tuple[Id, ...] = Field((), description="Rules that must be among those that decided.")
    asked: tuple[Id, ...] = Field((), description="Facts that must have been asked.")
    not_asked: tuple[Id, ...] = Field((), description="Facts that must not have been asked.")


class Wants(Entry):
    """What the person wants of the plan."""

    goal: Id | None = None
    minutes: int | None = Field(None, ge=1, le=60)
    equipment: tuple[Id, ...] = ("chair", "wall", "towel")
    time_of_day: Literal["morning", "evening"] | None = Field(
        None, description="When the routine is for; if not told, the evening from 13 minutes on."
    )


class Visit(Entry):
    """A later visit of the same person."""

    after: Duration
    says: str = ""
    answers: Told = Field(default_factory=dict)
    otherwise: Literal["healthy", "unsure"] = "healthy"
    wants: Wants = Field(default_factory=Wants)
    practises: bool = Field(False, description=PRACTISES)
    expect: Expectation


class Case(Entry):
    """One invented person and what must come of what they tell."""

    case: Words
    who: Literal["adult", "16_17", "child", "other_adult"] = "adult"
    says: str = ""
    answers: Told = Field(default_factory=dict)
    otherwise: Literal["healthy", "unsure"] = "healthy"
    wants: Wants = Field(default_factory=Wants)
    practises: bool = Field(False, description=PRACTISES)
    expect: Expectation
    later: tuple[Visit, ...] = ()

    @model_validator(mode="after")
    def _expects_something(self) -> Self:
        for expected in (self.expect, *(visit.expect for visit in self.later)):
            if not expected.model_fields_set:
                message = "a visit that expects nothing proves nothing; fill in expect:"
                raise ValueError(message)
        return self
