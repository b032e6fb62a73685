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

    triage: Level | None = Field(None, description="The level.")
    presentation: Id | None = Field(None, description="Id of the presentation, or `none`.")
    never: tuple[Id, ...] = Field((), description="Techniques that must not be in the plan nor reachable.")
    offers: tuple[Id, ...] = Field((), description="Techniques that must be in the plan.")
    lock: Id | None = Field(None, description="The flag that locks, or `none`.")
    decided_by: tuple[Id, ...] = Field((), description="Rules that must be among those that decided.")
    asked: tuple[Id, ...] = Field((), description="Facts that must have been asked.")
    not_asked: tuple[Id, ...] = Field((), description="Facts that must not have been asked.")


class Wants(Entry):
    """What the person wants of the plan."""

    goal: Id | None = Field(None, description="The goal.")
    minutes: int | None = Field(None, ge=1, le=60, description="How long the routine shall be.")
    equipment: tuple[Id, ...] = Field(("chair", "wall", "towel"), description="What is at hand.")
    time_of_day: Literal["morning", "evening"] | None = Field(
        None, description="When the routine is for; if not told, the evening from 13 minutes on."
    )


class Visit(Entry):
    """A later visit of the same person."""

    after: Duration = Field(description="How long after the visit before.")
    says: str = Field("", description="What is typed first.")
    answers: Told = Field(default_factory=dict, description="Facts that are told.")
    otherwise: Literal["healthy", "unsure"] = Field("healthy", description="What is told of all the rest.")
    wants: Wants = Field(default_factory=Wants, description="What is wished of the plan.")
    practises: bool = Field(False, description=PRACTISES)
    expect: Expectation = Field(description="What must come of it.")


class Case(Entry):
    """One invented person and what must come of what they tell."""

    case: Words = Field(description="What it is about.")
    who: Literal["adult", "16_17", "child", "other_adult"] = Field("adult", description="Who it is.")
    says: str = Field("", description="What is typed first.")
    answers: Told = Field(default_factory=dict, description="Facts that are told.")
    otherwise: Literal["healthy", "unsure"] = Field("healthy", description="What is told of all the rest.")
    wants: Wants = Field(default_factory=Wants, description="What is wished of the plan.")
    practises: bool = Field(False, description=PRACTISES)
    expect: Expectation = Field(description="What must come of it.")
    later: tuple[Visit, ...] = Field((), description="Later visits of the same person.")

    @model_validator(mode="after")
    def _expects_something(self) -> Self:
        for expected in (self.expect, *(visit.expect for visit in self.later)):
            if not expected.model_fields_set:
                message = "a visit that expects nothing proves nothing; fill in expect:"
                raise ValueError(message)
        return self
