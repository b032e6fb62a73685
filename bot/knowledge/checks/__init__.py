"""The checks of a book, one file each."""

from bot.knowledge.book import Book
from bot.knowledge.checks.registry import CHECKS
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions


def run_checks(book: Book, positions: Positions) -> list[Fault]:
    """Runs every check and returns all that they found; where names lead nowhere, the other checks wait."""
    faults = list(CHECKS["reference"].find(book, positions))
    if faults:
        return faults
    return [fault for check in CHECKS.values() if check.code != "reference" for fault in check.find(book, positions)]
