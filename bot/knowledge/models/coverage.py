"""What the articles claim that the product began from: each claim with its verdict and the place where it lives."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.models.base import Entry, Id, Reviewed, Standing, Words
from bot.knowledge.models.technique import Grade

Row = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,3}$")]
"""The number of a row: the letter of the article and a count."""


class CoveredBy(Entry):
    """The entries of the book in which a claim lives."""

    techniques: tuple[Id, ...] = Field((), description="Techniques.")
    routines: tuple[Id, ...] = Field((), description="Routines.")
    presentations: tuple[Id, ...] = Field((), description="Patterns and goals.")
    faq: tuple[Id, ...] = Field((), description="Questions with answers.")
    advice: tuple[Id, ...] = Field((), description="Rules of advice.")
    pictures: tuple[str, ...] = Field((), description="Pictures.")

    @property
    def reaches_people(self) -> bool:
        """Whether a person meets one of them in the chat: advice waits for the screens of progress."""
        return bool(self.techniques or self.routines or self.presentations or self.faq)


class CoverageRow(Entry):
    """One claim, technique, tool or point of an article."""

    row: Row = Field(description="Its number, such as A12.")
    claim: Words = Field(description="What the article says, in our own short words.")
    covered_by: CoveredBy = Field(CoveredBy(), description="Where it is covered.")
    told_in: Id | None = Field(None, description="The page of claims in `/learn` that tells it.")
    evidence: Grade | None = Field(None, description="The grade of the claim; none where it claims no effect.")
    verdict: Words = Field(description="What is known of it, for reviewers.")
    say: Words = Field(description="What a person is told, in plain and honest words.")
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    standing: Standing | None = Field(None, description="How the verdict is known, where no source carries it.")
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _lives_somewhere(self) -> Self:
        if self.told_in is None and not self.covered_by.reaches_people:
            message = "it lives nowhere: name what covers it, or tell it on a page of claims (told_in)"
            raise ValueError(message)
        if not self.sources and self.standing is None:
            message = "a verdict without sources should say its standing: 'general' or 'design_choice'"
            raise ValueError(message)
        return self
