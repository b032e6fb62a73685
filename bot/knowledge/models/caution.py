"""Cautions: rules over facts that set limits, one per condition."""

from typing import Literal, Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id, Reviewed, Standing, Words
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.red_flag import Where


class Change(Entry):
    """Classes that stay allowed, with a change."""

    classes: tuple[Id, ...] = Field(min_length=1, description="The classes that are changed.")
    pressure: int | None = Field(None, ge=0, le=10, description="The most pressure, 0 to 10.")
    minutes: int | None = Field(None, ge=1, description="The most minutes of one technique on one side.")
    say: Words = Field(description="What the person is told about it.")


class Caution(Entry):
    """A condition, and what it forbids and changes where."""

    caution: Id = Field(description="Its id.")
    name: Words = Field(description="The condition in plain words, for the lists 'left out because ...'.")
    when: Condition = Field(description="Of whom it is true.")
    where: Where = Field(default_factory=Where, description="Where its limits hold.")
    forbid: tuple[Id, ...] | Literal["everything"] = Field(
        (), description="Classes that are left out; `everything` is every class but looking."
    )
    change: tuple[Change, ...] = Field((), description="Classes that stay allowed with a change.")
    say: Words = Field(description="Why, in one or two short sentences that the person reads.")
    hides_routines: tuple[Id, ...] = Field((), description="Routines that are not offered at all.")
    note: str = Field("", description="For operators: the note of the reference, and what was made stricter.")
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    standing: Standing = Field(Standing.DESIGN_CHOICE, description="How it is known.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _once(self) -> Self:
        seen: set[str] = set(() if self.forbid == "everything" else self.forbid)
        for change in self.change:
            for name in change.classes:
                if name in seen:
                    message = f"class {name} stands twice; name it once, under forbid: or under one change:"
                    raise ValueError(message)
                seen.add(name)
        return self


class Term(Entry):
    """A name for a condition that several rules share."""

    term: Id = Field(description="Its name, used like a fact.")
    when: Condition = Field(description="What it stands for.")
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")
