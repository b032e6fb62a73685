"""Phrases that must be read right: golden for the tests, and examples for sentence likeness."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.language.danger.lexicon import Id


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FlagPhrases(_Entry):
    """Phrases about one red flag."""

    flag: Id = Field(description="The red flag.")
    triggers: tuple[str, ...] = Field(min_length=1, description="Give the flag as true now.")
    harmless: tuple[str, ...] = Field((), alias="not", description="Do not give this flag; another may come.")


class DangerExamples(_Entry):
    """`words/danger_examples.<language>.yaml`."""

    phrases: tuple[FlagPhrases, ...] = Field(description="Phrases for each red flag.")
    extras: tuple[Mapping[str, Any], ...] = Field((), description="Traps, for the tests alone.")
    everyday: tuple[str, ...] = Field((), description="What people say without any danger; nothing is asked.")

    @property
    def danger(self) -> dict[str, tuple[str, ...]]:
        """The phrases that mean each red flag."""
        return {row.flag: row.triggers for row in self.phrases}

    @property
    def harmless(self) -> tuple[str, ...]:
        """The phrases that mean no danger, or not the flag that they are written under."""
        return (*self.everyday, *(phrase for row in self.phrases for phrase in row.harmless))


class UnderstoodWords(_Entry):
    """Typed words and every answer that they give."""

    says: str = Field(min_length=1, description="What is typed.")
    answers: Mapping[str, str | int] = Field(description="Exactly these answers, by question.")
    about: Literal["me", "adult", "child"] = Field("me", description="Whom they are about.")


class WishWords(_Entry):
    """Typed words and what they wish of a plan; what is left out is not wished."""

    says: str = Field(min_length=1, description="What is typed.")
    minutes: int | None = Field(None, description="How long.")
    equipment: tuple[str, ...] = Field((), description="What is at hand.")


class PendingWords(_Entry):
    """Typed words while a question stands on the screen."""

    question: str = Field(description="The question on the screen.")
    says: str = Field(min_length=1, description="What is typed.")
    answer: str | int | None = Field(None, description="The answer; none where it must not be guessed.")


class AskedWords(_Entry):
    """Typed words that ask something."""

    says: str = Field(min_length=1, description="What is typed.")
    faq: str | None = Field(None, description="The question of the FAQ that is found; none where none may be.")


class AnswersExamples(_Entry):
    """`words/answers_examples.<language>.yaml`: what typed words must be taken to mean; for the tests alone."""

    understood: tuple[UnderstoodWords, ...] = Field((), description="Answers at the start.")
    wishes: tuple[WishWords, ...] = Field((), description="Minutes and things at hand.")
    pending: tuple[PendingWords, ...] = Field((), description="Answers to the question on the screen.")
    asked: tuple[AskedWords, ...] = Field((), description="Questions of the FAQ.")
