"""The list of all checks; one that is not here does not run, and each has a failing fixture in the tests."""

from collections.abc import Callable, Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.references import check_references
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions

Check = Callable[[Book, Positions], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (check_references,)
