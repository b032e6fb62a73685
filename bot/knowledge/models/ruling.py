"""Rulings: what this book does where its drafts disagree, and what a reviewing clinician is asked about it."""

from pydantic import Field

from bot.knowledge.models.base import Entry, Id, Reviewed, Words


class Ruling(Entry):
    """One decision that was taken where the drafts disagree, until a clinician signs or changes it."""

    ruling: Id
    name: Words = Field(description="What it is about, for a heading.")
    drafts: Words = Field(description="Where the drafts disagree.")
    does: Words = Field(description="What the bot does meanwhile.")
    not_yet: str = Field("", description="What of it the program does not do yet, and what holds meanwhile.")
    asks: Words = Field(description="The question for the reviewing clinician.")
    reviewed: Reviewed | None = None


class OpenQuestion(Entry):
    """A question that the drafts leave open."""

    question: Id
    asks: Words
    until_then: Words = Field(description="What the bot does until it is answered.")
    reviewed: Reviewed | None = None


class Rulings(Entry):
    """`rulings.yaml`."""

    rulings: tuple[Ruling, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    stricter: tuple[Words, ...] = Field((), description="Where it is stricter than its drafts, a sentence each.")
