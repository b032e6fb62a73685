"""Scales by which people follow their own progress, and the advice that a lack of progress leads to."""

from typing import Literal, Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Duration, Entry, Id, Level, Reviewed, Standing, Words


class ScaleItem(Entry):
    """One number that is asked for."""

    item: Id = Field(description="Its id.")
    ask: Words = Field(description="The question.")


class ScaleChange(Entry):
    """What a difference between two answers means."""

    at_least: float = Field(gt=0, description="The difference in points, in the direction of `better`.")
    percent: int | None = Field(None, ge=1, le=100, description="The same as a share of the first answer.")
    better: bool = Field(description="Whether the person got better or worse by it.")
    means: Literal["small", "medium", "real", "large", "worse"] = Field(description="How large the change is.")
    say: Words = Field(description="What the person is told about it.")


class Scale(Entry):
    """One scale."""

    scale: Id = Field(description="Its id.")
    name: Words = Field(description="What a person calls it.")
    items: tuple[ScaleItem, ...] = Field(min_length=1, description="The numbers that are asked for.")
    named_by_person: int = Field(
        0, ge=0, description="How many things the person names first; then the item is asked for each."
    )
    usual: dict[Id, Words] = Field(
        {}, description="What a person may name by a tap, by id, where the person names things."
    )
    lowest: int = Field(description="The lowest answer.")
    highest: int = Field(description="The highest answer.")
    lowest_means: Words = Field(description="What the lowest answer means.")
    highest_means: Words = Field(description="What the highest answer means.")
    lower_is_better: bool = Field(description="Whether a lower answer is better.")
    times: int = Field(1, ge=1, description="The total is the sum of the items times this.")
    ask_in_weeks: tuple[int, ...] = Field(description="Weeks after the start in which it is asked; 0 is the start.")
    optional: bool = Field(False, description="Whether it is asked only of those who want it.")
    changes: tuple[ScaleChange, ...] = Field(min_length=1, description="The largest change first.")
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    standing: Standing = Field(description="How the meaning of the changes is known.")
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.lowest >= self.highest:
            message = "the lowest answer should be below the highest; mend lowest: or highest:"
            raise ValueError(message)
        for better in (True, False):
            sizes = [change.at_least for change in self.changes if change.better is better]
            if sizes != sorted(sizes, reverse=True):
                message = "the changes are not in order, and the first that fits is taken; put the largest first"
                raise ValueError(message)
        return self


class Advice(Entry):
    """One rule of when somebody else should look at it."""

    advice: Id = Field(description="Its id.")
    when: Words = Field(description="What must be so, in words that a program and a reviewer read alike.")
    after: Duration | None = Field(None, description="How long since the start, where that counts.")
    leads_to: Level | None = Field(description="The level it leads to; none where it only changes the routine.")
    rests: Duration | None = Field(None, description="How long loading and stretching of that place rest.")
    say: Words = Field(description="What the person is told.")
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    standing: Standing = Field(description="How the rule is known.")
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")
