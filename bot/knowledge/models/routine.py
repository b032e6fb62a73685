"""Routines: ordered sets of techniques with doses, for a presentation or a goal."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.models.base import Entry, Id, Reviewed, Words

ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A local time of day, such as `07:00`."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

EVERY_DAY: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class RoutineStep(Entry):
    """One technique of a routine with its time."""

    technique: Id = Field(description="The technique.")
    seconds: int = Field(ge=5, description="Guided time in seconds, both sides together.")
    from_week: int = Field(1, ge=1, description="The first week of the programme in which it is offered.")
    until_week: int | None = Field(None, ge=1, description="The last week of the programme in which it is offered.")
    reps: int | None = Field(None, ge=1, description="Repetitions of a set here, where they are not the technique's.")
    sets: int | None = Field(None, ge=1, description="Sets here, where they are not the technique's.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, str):
            technique, _, seconds = value.partition(": ")
            return {"technique": technique, "seconds": seconds}
        return value

    @model_validator(mode="after")
    def _weeks_in_order(self) -> Self:
        if self.until_week is not None and self.until_week < self.from_week:
            message = f"until_week {self.until_week} comes before from_week {self.from_week}; mend one of the two"
            raise ValueError(message)
        return self

    def is_of(self, week: int) -> bool:
        """Returns whether it belongs to a week of the programme."""
        return self.from_week <= week and (self.until_week is None or week <= self.until_week)


class Variants(Entry):
    """The same routine at three lengths: about 5, 10 to 15, and 20 to 30 minutes."""

    short: tuple[RoutineStep, ...] = Field(min_length=1, description="About 5 minutes.")
    standard: tuple[RoutineStep, ...] = Field(min_length=1, description="About 10 to 15 minutes.")
    long: tuple[RoutineStep, ...] = Field((), description="About 20 to 30 minutes; may be left out.")


class ReminderDefault(Entry):
    """When a reminder of a routine is proposed; the person changes all of it. Times are local."""

    times: tuple[ClockTime, ...] = Field((), description="Times of day; none where it waits for an occasion.")
    days: tuple[Weekday, ...] = Field(EVERY_DAY, min_length=1, description="The days; the others are days of rest.")
    window: tuple[ClockTime, ClockTime] = Field(description="Never earlier and never later than this.")
    most_a_day: int = Field(1, ge=1, le=4, description="The most reminders of this routine on one day.")
    review_weeks: tuple[int, ...] = Field((), description="The weeks in which the person is asked how it goes.")
    note: str = Field("", description="For operators: the occasion it waits for, and what differs by week.")

    @model_validator(mode="after")
    def _inside_the_window(self) -> Self:
        begins, ends = self.window
        outside = [time for time in self.times if not begins <= time <= ends]
        if begins >= ends or outside:
            message = f"the window {begins} to {ends} must hold all times; outside: {', '.join(outside) or 'none'}"
            raise ValueError(message)
        if len(self.times) > self.most_a_day:
            message = f"{len(self.times)} times a day, but {self.most_a_day} reminders a day at most"
            raise ValueError(message)
        return self


class Routine(Entry):
    """An ordered set of techniques. Its id is the name of its file."""

    name: Words = Field(description="For the plan's heading, such as 'before your first steps'.")
    presentations: tuple[Id, ...] = Field((), description="The patterns that it is for.")
    goals: tuple[Id, ...] = Field((), description="The goals that it serves.")
    time_of_day: tuple[Literal["morning", "evening", "any"], ...] = Field(("any",), description="When it is done.")
    variants: Variants = Field(description="Its steps at each length.")
    substitutes: dict[Id, tuple[Id, ...]] = Field(
        default_factory=dict,
        description="What may stand in for a technique that is left out; at most three each.",
    )
    intro: str = Field("", description="One sentence above the steps, such as where to sit.")
    expect: Words = Field(description="What sources say to expect, without a promise.")
    progression: str = Field("", description="How it grows over the weeks, as the person reads it.")
    stop_if: str = Field("", description="Signs to stop at that are its own.")
    pain: bool = Field(True, description="Whether pain is asked before and after.")
    reminder: ReminderDefault | None = Field(None, description="When a reminder is proposed.")
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _at_most_three(self) -> "Routine":
        for technique, substitutes in self.substitutes.items():
            if len(substitutes) > 3:
                message = f"{technique} has {len(substitutes)} substitutes; write three at most"
                raise ValueError(message)
        return self
