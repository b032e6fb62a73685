"""Phrases that must be read right: golden for the tests, and examples for sentence likeness."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from bot.language.danger.lexicon import Id


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FlagPhrases(_Entry):
    """Phrases about one red flag."""

    flag: Id
    triggers: tuple[str, ...] = Field(min_length=1, description="Give the flag as true now.")
    harmless: tuple[str, ...] = Field((), alias="not", description="Do not give this flag; another may come.")


class DangerExamples(_Entry):
    """`words/danger_examples.<language>.yaml`."""

    phrases: tuple[FlagPhrases, ...]
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
