"""Routines: ordered sets of techniques with doses, for a presentation or a goal."""

from typing import Any, Literal

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id, Reviewed, Words


class RoutineStep(Entry):
    """One technique of a routine with its time."""

    technique: Id
    seconds: int = Field(ge=5, description="Guided time in seconds, both sides together.")
    from_week: int = Field(1, ge=1, description="The first week of the programme in which it is offered.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, str):
            technique, _, seconds = value.partition(": ")
            return {"technique": technique, "seconds": seconds}
        return value


class Variants(Entry):
    """The same routine at three lengths: about 5, 10 to 15, and 20 to 30 minutes."""

    short: tuple[RoutineStep, ...] = Field(min_length=1)
    standard: tuple[RoutineStep, ...] = Field(min_length=1)
    long: tuple[RoutineStep, ...] = ()


class Routine(Entry):
    """An ordered set of techniques. Its id is the name of its file."""

    name: Words = Field(description="For the plan's heading, such as 'before your first steps'.")
    presentations: tuple[Id, ...] = Field((), description="The patterns that it is for.")
    goals: tuple[Id, ...] = ()
    time_of_day: tuple[Literal["morning", "evening", "any"], ...] = ("any",)
    variants: Variants
    substitutes: dict[Id, tuple[Id, ...]] = Field(
        default_factory=dict,
        description="What may stand in for a technique that is left out; at most three each.",
    )
    intro: str = Field("", description="One sentence above the steps, such as where to sit.")
    expect: Words = Field(description="What sources say to expect, without a promise.")
    progression: str = ""
    stop_if: str = ""
    pain: bool = Field(True, description="Whether pain is asked before and after.")
    sources: tuple[str, ...] = ()
    note: str = ""
    reviewed: Reviewed | None = None

    @model_validator(mode="after")
    def _at_most_three(self) -> "Routine":
        for technique, substitutes in self.substitutes.items():
            if len(substitutes) > 3:
                message = f"{technique} has {len(substitutes)} substitutes; at most three"
                raise ValueError(message)
        return self
