"""The matrix: what every caution and every pattern does to each class of techniques."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.book import Book
from bot.knowledge.models.caution import Caution
from bot.knowledge.models.presentation import Presentation
from bot.pages.places import where_in_words
from bot.safety.limits import LOOKING

Verdict = Literal["forbidden", "changed", "sometimes", "allowed"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one rule does to one class.

    Attributes:
        verdict: `sometimes` is forbidden under a further condition of the rule.
        short: What stands in the cell.
        full: The same in words, for a screen reader and as a title.
    """

    verdict: Verdict
    short: str
    full: str


@dataclass(frozen=True, slots=True)
class Row:
    """One rule.

    Attributes:
        name: Its id.
        words: What a person calls it.
        link: Page and anchor.
        where: Where it holds.
        cells: A cell for each class, in the order of the book.
    """

    name: str
    words: str
    link: str
    where: str
    cells: tuple[Cell, ...]


ALLOWED = Cell("allowed", "", "allowed")
FORBIDDEN = Cell("forbidden", "✕", "forbidden")
SOMETIMES = Cell("sometimes", "(✕)", "forbidden for some")


def rows_of_cautions(book: Book) -> Iterator[Row]:
    """Yields a row for each caution."""
    for name, caution in book.cautions.items():
        cells = _in_order(book, _of_caution(book, caution))
        yield Row(name, caution.name, f"cautions.html#{name}", where_in_words(caution.where), cells)


def rows_of_patterns(book: Book) -> Iterator[Row]:
    """Yields a row for each pattern that rules classes out."""
    for name, presentation in book.presentations.items():
        if any(ruled.classes for ruled in presentation.rules_out):
            places = "; ".join(dict.fromkeys(where_in_words(ruled.where) for ruled in presentation.rules_out))
            cells = _in_order(book, _of_pattern(presentation))
            yield Row(name, presentation.name, f"presentations.html#{name}", places, cells)


def _in_order(book: Book, cells: Mapping[str, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(one, ALLOWED) for one in book.classes)


def _of_caution(book: Book, caution: Caution) -> dict[str, Cell]:
    forbidden = [one for one in book.classes if one != LOOKING] if caution.forbid == "everything" else caution.forbid
    cells = dict.fromkeys(forbidden, FORBIDDEN)
    for change in caution.change:
        caps = [f"≤{change.pressure}"] if change.pressure is not None else []
        caps += [f"{change.minutes}′"] if change.minutes is not None else []
        for one in change.classes:
            cells[one] = Cell("changed", " ".join(caps) or "~", f"changed: {change.say}")
    return cells


def _of_pattern(presentation: Presentation) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for ruled in presentation.rules_out:
        for one in ruled.classes:
            if ruled.when is None:
                cells[one] = FORBIDDEN
            else:
                cells.setdefault(one, SOMETIMES)
    return cells
