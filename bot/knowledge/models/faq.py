"""Questions that people ask, with short and honest answers, and the topics that they are found under."""

from typing import Literal, Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id, Reviewed, Standing, Words
from bot.knowledge.models.technique import Grade

StepAnswer = Literal["hold", "repetitions", "pressure", "why", "feel"]
"""What the technique on the screen can answer better than a general answer does."""


class Faq(Entry):
    """One question with its answer. Its id is the name of its file."""

    question: Words = Field(description="The question in full.")
    short: Words = Field(max_length=30, description="The question as a button says it.")
    topic: Id = Field(description="The topic of `/learn` under which it is found.")
    phrases: tuple[Words, ...] = Field(
        min_length=3, max_length=6, description="Ways in which people type it; for finding it by typed words."
    )
    answer: Words = Field(description="Short, honest and plain; never leave to go on in spite of a condition.")
    evidence: Grade | None = Field(
        None, description="How well the claim in the question is known; none where there is no claim."
    )
    answers_for_step: StepAnswer | None = Field(
        None, description="During a practice this part of the technique on the screen is told instead."
    )
    under_lock: bool = Field(
        False, description="Whether it is offered to a locked person: it invites to no exercise and no touch."
    )
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    standing: Standing | None = Field(
        None, description="How the answer is known, where its sources do not carry all of it or there are none."
    )
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _known_somehow(self) -> Self:
        if not self.sources and self.standing is None:
            message = (
                "an answer needs sources, or a standing; add sources: [...], or standing: general or design_choice"
            )
            raise ValueError(message)
        return self


class Topics(Entry):
    """`topics.yaml`: what `/learn` offers, in its order."""

    topics: dict[Id, Words] = Field({}, max_length=8, description="Topics of questions, with their buttons.")
    claims: dict[Id, Words] = Field({}, description="Pages of claims that people hear, with their headings.")

    @model_validator(mode="after")
    def _fit_on_buttons(self) -> Self:
        for name, label in self.topics.items():
            if len(label) > 30:
                message = f"the button of topic {name} has {len(label)} letters; use 30 at most"
                raise ValueError(message)
        return self
