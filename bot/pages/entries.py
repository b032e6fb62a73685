"""Every entry that cites sources or that a clinician signs, with its place on the pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.book import Book, Signable


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry and its place.

    Attributes:
        kind: What it is, in the plural.
        name: Its id.
        link: Page and anchor.
        sources: What it cites.
        signed: Whether a clinician has signed it.
    """

    kind: str
    name: str
    link: str
    sources: tuple[str, ...]
    signed: bool


def entries(book: Book) -> Iterator[Entry]:
    """Yields every entry, kind by kind, in the order of the book."""
    kinds = (
        ("Questions", "questions.html#", book.questions), ("Red flags", "flags.html#", book.red_flags),
        ("Cautions", "cautions.html#", book.cautions), ("Techniques", "techniques.html#", book.techniques),
        ("Routines", "routines.html#", book.routines), ("Patterns", "presentations.html#", book.presentations),
        ("Questions people ask", "faq.html#", book.faq), ("Claims", "claims.html#", book.coverage),
        ("Scales", "progress.html#", book.scales), ("Advice", "progress.html#advice-", book.advice),
        ("Rulings", "rulings.html#", book.rulings), ("Open questions", "rulings.html#question-", book.open_questions),
    )  # fmt: skip
    for kind, page, found in kinds:
        for name, entry in found.items():
            yield _entry(kind, name, f"{page}{name}", entry)


def _entry(kind: str, name: str, link: str, entry: Signable) -> Entry:
    sources: tuple[str, ...] = getattr(entry, "sources", ())
    return Entry(kind, name, link, sources, signed=entry.reviewed is not None)
