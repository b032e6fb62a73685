"""Rulings: what this book does where its drafts disagree, and what a reviewing clinician is asked about it."""

from pydantic import Field

from bot.knowledge.models.base import Entry, Id, Reviewed, Words


class Ruling(Entry):
    """One decision that was taken where the drafts disagree, until a clinician signs or changes it."""

    ruling: Id = Field(description="Its id.")
    name: Words = Field(description="What it is about, for a heading.")
    drafts: Words = Field(description="Where the drafts disagree.")
    does: Words = Field(description="What the bot does meanwhile.")
    not_yet: str = Field("", description="What of it the program does not do yet, and what holds meanwhile.")
    asks: Words = Field(description="The question for the reviewing clinician.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")


class OpenQuestion(Entry):
    """A question that the drafts leave open."""

    question: Id = Field(description="Its id.")
    asks: Words = Field(description="The question for the reviewing clinician.")
    until_then: Words = Field(description="What the bot does until it is answered.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")


class Rulings(Entry):
    """`rulings.yaml`."""

    rulings: tuple[Ruling, ...] = Field((), description="What was decided for now.")
    questions: tuple[OpenQuestion, ...] = Field((), description="What is open.")
    stricter: tuple[Words, ...] = Field((), description="Where it is stricter than its drafts, a sentence each.")
