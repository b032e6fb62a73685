"""The small boolean language in which rules are written: data that a machine can enumerate, never code."""

from collections.abc import Iterator
from typing import Any, Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Duration, Entry, Id


class Condition(Entry):
    """A condition over facts and terms.

    Written as the id of a fact (it is so when the answer is yes), or as exactly one of `any`, `all`, `not`, or a
    comparison of one fact.
    """

    any: tuple["Condition", ...] | None = Field(None, description="True when at least one of these is.")
    all: tuple["Condition", ...] | None = Field(None, description="True when every one of these is.")
    negated: "Condition | None" = Field(None, alias="not", description="True when this is not.")
    fact: Id | None = Field(None, description="The fact, or the term, that is compared.")
    equals: str | int | None = Field(None, alias="is", description="The answer that makes it true.")
    one_of: tuple[str, ...] | None = Field(None, description="Any of these answers makes it true.")
    at_least: int | None = Field(None, description="The least number that makes it true.")
    at_most: int | None = Field(None, description="The greatest number that makes it true.")
    told_within: Duration | None = Field(None, description="The answer was yes, at most this long ago.")
    told_before: Duration | None = Field(None, description="The answer was yes, more than this long ago.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"fact": value, "is": "yes"} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        shapes = [self.any, self.all, self.negated, self.fact]
        if sum(shape is not None for shape in shapes) != 1:
            message = (
                "a condition is one of: a fact's id, any: [...], all: [...], not: ..., or fact: with a comparison; "
                "to join two, put them into any: [...] or all: [...]"
            )
            raise ValueError(message)
        comparisons = [
            self.equals, self.one_of, self.at_least, self.at_most, self.told_within, self.told_before,
        ]  # fmt: skip
        given = sum(comparison is not None for comparison in comparisons)
        if self.fact is not None and given != 1:
            message = (
                "a comparison needs exactly one of: is, one_of, at_least, at_most, told_within, told_before; "
                "write it like {fact: pain_now, at_least: 8}"
            )
            raise ValueError(message)
        if self.fact is None and given:
            message = "a comparison needs the fact that it compares; add fact: ..."
            raise ValueError(message)
        for parts in (self.any, self.all):
            if parts is not None and not parts:
                message = "any: and all: need at least one condition; write one between the brackets"
                raise ValueError(message)
        return self

    def reads(self) -> Iterator[str]:
        """Yields the ids of the facts and terms that it names, repetitions included."""
        if self.fact is not None:
            yield self.fact
        for part in (*(self.any or ()), *(self.all or ()), *((self.negated,) if self.negated else ())):
            yield from part.reads()
