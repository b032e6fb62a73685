"""Presentations: common patterns and goals, a likeness and never a diagnosis."""

from typing import Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id, Reviewed, Standing, Words
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import Where


class RuledOut(Entry):
    """What a pattern rules out, and where."""

    classes: tuple[Id, ...] = Field((), description="Whole classes.")
    techniques: tuple[Id, ...] = Field((), description="Single techniques.")
    routines: tuple[Id, ...] = Field((), description="Whole routines.")
    where: Where = Field(default_factory=Where, description="Where.")
    when: Condition | None = Field(None, description="Only of people of whom this may be true.")
    say: Words = Field(description="Why, in one short sentence that the person reads.")


class Sign(Entry):
    """Something that a person said which makes a pattern likelier. Only a clear answer counts."""

    when: Condition = Field(description="What was said.")
    points: int = Field(ge=1, le=3, description="3: it tells the pattern apart; 1: it fits others nearly as well.")
    because: Words = Field(description="Ends 'because you said that ...', such as 'the first steps hurt most'.")


class Presentation(Entry):
    """A common pattern, or a goal. Its id is the name of its file."""

    name: Words = Field(description="What it is like, such as 'a sore sole near the heel'.")
    likeness: Words = Field(description="'Your answers look like ...', never 'you have ...'.")
    goal: bool = Field(False, description="What the person asked for, and no likeness: it goes before every pattern.")
    general: bool = Field(
        False, description="Stands in where the patterns beside it cannot be told apart; its routines suit them all."
    )
    when: Condition = Field(description="Whom it may fit at all; whether it is likely, its signs say.")
    signs: tuple[Sign, ...] = Field((), description="What makes it likelier than the patterns beside it.")
    limits_when: Condition = Field(description="When its limits hold: whenever it cannot be told apart from others.")
    questions: tuple[Question, ...] = Field((), description="What tells it apart; asked after the safety screen.")
    rules_out: tuple[RuledOut, ...] = Field((), description="What the pattern leaves out.")
    routines: tuple[Id, ...] = Field(description="Its routines, the first that fits the time of day is taken.")
    expect: str = Field("", description="What sources say to expect, without a promise.")
    clinician_when: Words = Field(description="When to see a clinician, in plain words.")
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    standing: Standing = Field(Standing.DESIGN_CHOICE, description="How it is known.")
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not (self.signs or self.goal or self.general):
            message = "a pattern needs signs; without them it would never be likely (or say goal: or general: true)"
            raise ValueError(message)
        return self
