"""What a check is: a rule in words, and a function that finds what breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.knowledge.book import Book
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a book.

    Attributes:
        explanation: The rule, under the code of its faults.
        find: Yields a fault for everything in a book that breaks the rule.
    """

    explanation: Explanation
    find: Callable[[Book, Positions], Iterator[Fault]]

    @property
    def code(self) -> str:
        """The code of its faults."""
        return self.explanation.code
