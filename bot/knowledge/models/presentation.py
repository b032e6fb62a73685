"""Presentations: common patterns, a likeness and never a diagnosis."""

from pydantic import Field

from bot.knowledge.models.base import Entry, Id, Reviewed, Standing, Words
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import Where


class RuledOut(Entry):
    """What a pattern rules out, and where."""

    classes: tuple[Id, ...] = ()
    techniques: tuple[Id, ...] = ()
    routines: tuple[Id, ...] = ()
    where: Where = Field(default_factory=Where)
    when: Condition | None = Field(None, description="Only of people of whom this may be true.")
    say: Words = Field(description="Why, in one short sentence that the person reads.")


class Presentation(Entry):
    """A common pattern. Its id is the name of its file."""

    name: Words = Field(description="What it is like, such as 'a sore sole near the heel'.")
    likeness: Words = Field(description="'Your answers look like ...', never 'you have ...'.")
    when: Condition = Field(description="When the answers are like this pattern.")
    limits_when: Condition = Field(description="When its limits hold: whenever it cannot be told apart from others.")
    questions: tuple[Question, ...] = Field((), description="What tells it apart; asked after the safety screen.")
    rules_out: tuple[RuledOut, ...] = ()
    routines: tuple[Id, ...] = Field(description="Its routines, the first that fits the time of day is taken.")
    expect: str = ""
    clinician_when: Words = Field(description="When to see a clinician, in plain words.")
    sources: tuple[str, ...] = ()
    standing: Standing = Standing.DESIGN_CHOICE
    note: str = ""
    reviewed: Reviewed | None = None
