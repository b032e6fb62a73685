"""Techniques: one exercise or stroke each, with what it demands of the body."""

from typing import Any, Literal

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id, Place, Reviewed, Words

Grade = Literal["strong", "moderate", "limited", "expert_advice", "traditional_only", "contradicted"]


class Step(Entry):
    """One thing to do. Written as a sentence, or with `do:` and more."""

    do: Words = Field(description="What to do, in one short sentence.")
    seconds: int | None = Field(None, ge=1, description="How long to hold, in seconds.")
    classes: tuple[Id, ...] = Field(
        (), description="Classes of this step alone; it is dropped where one is forbidden."
    )

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"do": value} if isinstance(value, str) else value


class Dose(Entry):
    """How much."""

    sides: Literal["each", "both_together", "none"] = Field(
        description="`each`: first one side, then the other; `both_together`: both at once; `none`: no side."
    )
    seconds: int = Field(ge=5, description="Guided time in seconds: of one side where sides is `each`, else of all.")
    hold_seconds: int | None = Field(None, ge=1, description="How long one hold or stroke lasts.")
    reps: int | None = Field(None, ge=1, description="How often it is repeated in a set.")
    sets: int = Field(1, ge=1, description="How many sets.")
    per_day: tuple[int, int] = Field((1, 1), description="Least and most times a day.")
    days_a_week: int = Field(7, ge=1, le=7, description="On how many days of a week.")


class Variant(Entry):
    """An easier or harder way: another technique, or words about this one."""

    use: Id | None = Field(None, description="Another technique in its place.")
    say: str = Field("", description="How to do this one easier or harder.")
    classes: tuple[Id, ...] = Field((), description="Classes that it adds; it is not offered where one is forbidden.")
    pressure: int | None = Field(None, ge=0, le=10, description="Its own most pressure, 0 to 10.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"use": value} if isinstance(value, str) else value


class Technique(Entry):
    """One exercise or stroke. Its id is the name of its file."""

    name: Words = Field(description="What a person calls it, for plans and lists.")
    kind: Literal[
        "massage_stroke",
        "pressure_point",
        "stretch",
        "strength",
        "mobility",
        "thermal",
        "tool",
        "relaxation",
        "check",
    ] = Field(description="What it is; each kind brings a class of its own.")
    classes: tuple[Id, ...] = Field(min_length=1, description="Everything that it always asks of the body.")
    places: tuple[Place, ...] = Field(description="The places that it touches, loads or moves.")
    pressure: int = Field(0, ge=0, le=7, description="The most pressure by hand or tool, 0 to 10; 7 is the limit.")
    goals: tuple[Id, ...] = Field((), description="What it is used for; each needs a grade under evidence.")
    equipment: tuple[Id, ...] = Field((), description="What is needed; all of it.")
    time_of_day: Literal["any", "morning", "evening"] = Field(
        "any", description="Left out of a plan that is for the other time of day."
    )
    position: Words = Field(description="How to sit, lie or stand, before the first step.")
    steps: tuple[Step, ...] = Field(min_length=1, description="What to do, one thing at a time.")
    dose: Dose = Field(description="How much, how long and how often.")
    feel: Words = Field(description="What it should feel like.")
    stop_if: str = Field("", description="Signs to stop at that are its own, beyond those of every technique.")
    easier: Variant | None = Field(None, description="An easier way.")
    harder: Variant | None = Field(None, description="A harder way.")
    ask_first: tuple[Id, ...] = Field(
        (), description="Facts that are asked before the first plan that would hold it."
    )
    evidence: dict[Id, Grade] = Field(description="A grade for each goal it is used for.")
    why: Words = Field(description="What it may do and how well that is known, in plain and honest words.")
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    picture: Id | None = Field(None, description="A scene in pictures/, such as `ankle_pumps`.")
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")
