"""The checks of a book, one file each."""

from collections.abc import Callable

from bot.knowledge.book import Book
from bot.knowledge.checks.registry import CHECKS
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions


def run_checks(book: Book, positions: Positions, give_way: Callable[[], None] | None = None) -> list[Fault]:
    """Runs every check and returns all that they found; where names lead nowhere, the other checks wait.

    Args:
        book: The book.
        positions: The places of its entries.
        give_way: Called after each check.
    """
    faults = list(CHECKS["reference"].find(book, positions))
    if faults:
        return faults
    for check in CHECKS.values():
        if give_way is not None:
            give_way()
        if check.code != "reference":
            faults += check.find(book, positions)
    return faults
