"""A person of whom the truth of each rule is given, so that what follows from it can be looked at by itself."""

from collections.abc import Mapping

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.proof.worlds import NOW
from bot.safety.facts import Facts, Value
from bot.safety.known import Known
from bot.safety.truth import Truth


class Forced(Known):
    """Known facts whose rules come out as given: every rule that is not named is no.

    Rules are told apart by what they are, not by what they say: two rules with the same words are two rules.
    """

    def __init__(
        self,
        book: Book,
        truths: Mapping[int, Truth],
        values: Mapping[str, Value] | None = None,
        *,
        told: Mapping[int, Truth] | None = None,
    ) -> None:
        """Prepares.

        Args:
            book: The edition.
            truths: How each rule comes out, by `id` of its condition.
            values: What was told of the facts that tell sides.
            told: How each rule comes out where what was never asked is taken as no; the same by default.
        """
        super().__init__(book, Facts(), NOW)
        self._given = truths
        self._values = dict(values or {})
        self._if_never_asked = truths if told is None else told

    def truth(self, condition: Condition | None) -> Truth:
        """Returns what was given."""
        return Truth.YES if condition is None else self._given.get(id(condition), Truth.NO)

    def value(self, fact: str) -> Value | None:
        """Returns what was given."""
        return self._values.get(fact)

    def as_told(self) -> "Forced":
        """Returns the same with what was never asked taken as no."""
        return Forced(self.book, self._if_never_asked, self._values)
