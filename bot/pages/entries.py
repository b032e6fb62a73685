"""Every entry that cites sources or that a clinician signs, with its place on the pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.book import Book
from bot.knowledge.signatures import SignableEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry and its place.

    Attributes:
        kind: What it is, in the plural.
        name: Its id.
        link: Page and anchor.
        sources: What it cites.
        signed: Whether a clinician has signed it as it stands.
    """

    kind: str
    name: str
    link: str
    sources: tuple[str, ...]
    signed: bool


PLACES = {
    "question": ("Questions", "questions.html#"),
    "term": ("Shared conditions", "questions.html#term-"),
    "red_flag": ("Red flags", "flags.html#"),
    "caution": ("Cautions", "cautions.html#"),
    "class": ("Classes", "matrix.html#class-"),
    "screen": ("Order and locks", "stopping.html#locks"),
    "stop_rules": ("When it hurts", "stopping.html#hurts"),
    "technique": ("Techniques", "techniques.html#"),
    "routine": ("Routines", "routines.html#"),
    "presentation": ("Patterns", "presentations.html#"),
    "faq": ("Questions people ask", "faq.html#"),
    "claim": ("Claims", "claims.html#"),
    "scale": ("Scales", "progress.html#"),
    "advice": ("Advice", "progress.html#advice-"),
    "ruling": ("Rulings", "rulings.html#"),
    "open_question": ("Open questions", "rulings.html#question-"),
    "words": ("The words of each level", "index.html#state"),
    "danger_words": ("Danger signs in typed words", "index.html#state"),
}
"""For each kind of entry its heading, and its page with the start of its anchor."""


def entries(book: Book) -> Iterator[Entry]:
    """Yields every entry, kind by kind."""
    by_kind: dict[str, list[SignableEntry]] = {kind: [] for kind in PLACES}
    for entry in book.to_sign:
        by_kind[entry.kind].append(entry)
    for kind, found in by_kind.items():
        heading, link = PLACES[kind]
        alone = kind in {"screen", "stop_rules", "words", "danger_words"}
        for one in found:
            sources: tuple[str, ...] = getattr(one.entry, "sources", ())
            yield Entry(heading, one.name, link if alone else f"{link}{one.name}", sources, signed=one.is_signed())
