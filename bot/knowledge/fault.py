"""A fault in the book, as an operator sees it: where it is, what is wrong, what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with the book.

    Attributes:
        file: Path below the book's folder, with forward slashes.
        line: Line, from 1; 0 where the fault has no place.
        column: Column, from 1; 0 where the fault has no place.
        code: Code of the check that found it.
        wrong: What is wrong.
        remedy: What to do.
    """

    file: str
    line: int
    column: int
    code: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.wrong}; {self.remedy} [{self.code}]"


class BookUnusable(Exception):
    """The book cannot be used. Its text lists all the faults, one a line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        count = len(self.faults)
        lines = "\n".join(str(fault) for fault in self.faults)
        super().__init__(f"The book has {count} fault{'' if count == 1 else 's'} and was not taken:\n{lines}")
