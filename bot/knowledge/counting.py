"""How much a book holds, by kind of entry."""

from collections.abc import Mapping

from bot.knowledge.book import Book


def counts_of(book: Book) -> dict[str, int]:
    """Returns how many entries of each kind a book has."""
    return {
        "techniques": len(book.techniques), "routines": len(book.routines), "presentations": len(book.presentations),
        "questions": len(book.questions), "red_flags": len(book.red_flags), "cautions": len(book.cautions),
        "faq": len(book.faq), "sources": len(book.sources), "cases": len(book.cases), "pictures": len(book.pictures),
    }  # fmt: skip


def in_words(counts: Mapping[str, int]) -> str:
    """Returns counts as a list in words."""
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
