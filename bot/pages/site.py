"""All the pages of one book as bytes: what is shown on each is in its template, what it says comes from the book."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.drawing import Drawing
from bot.language.catalogues import Catalogues
from bot.pages.as_seen import InTheChat
from bot.pages.conditions import Saying, in_words, time_in_words
from bot.pages.entries import Entry, entries
from bot.pages.matrix import rows_of_cautions, rows_of_patterns
from bot.pages.naming import FactNames, as_words
from bot.pages.places import places_in_words, where_in_words
from bot.pages.readers import readers_of_questions
from bot.pages.screen_flow import ScreenFlow
from bot.pictures.kit.compose import compose
from bot.safety.triage import worst_level
from bot.telegram.rendering import render


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    Attributes:
        file: Its file; the template has the same name.
        title: Its heading.
        about: One sentence for the contents.
    """

    file: str
    title: str
    about: str


PAGES = (
    Page("index.html", "Start", "What this book is, how to read it, and what is not signed."),
    Page(
        "screen.html", "The screen", "The order of the questions as a diagram: what opens what, and where it stops."
    ),
    Page("questions.html", "Questions", "Every question with its answers, why it is asked, and what reads it."),
    Page(
        "flags.html", "Red flags", "Every danger sign: when it fires, how serious it is, and what the person reads."
    ),
    Page("cautions.html", "Cautions", "Every condition: what it rules out or changes, where, and why."),
    Page("matrix.html", "The matrix", "Cautions and patterns by classes of techniques, on one sheet."),
    Page("stopping.html", "Stops and locks", "What stops a routine, what locks a person, and what ends a lock."),
    Page("presentations.html", "Patterns", "Common patterns: how they are told apart, and what they rule out."),
    Page(
        "techniques.html", "Techniques", "Every technique as the person sees it, with its demands and its evidence."
    ),
    Page("routines.html", "Routines", "Every routine as the person sees it, at each length."),
    Page("faq.html", "Questions people ask", "Short answers, with what they rest on."),
    Page("claims.html", "Claims", "What articles say, what is known of it, and where it is told."),
    Page("progress.html", "Progress", "Scales, and when somebody else should look at it."),
    Page("sources.html", "Sources", "Every source, how it was seen, and who cites it."),
    Page("rulings.html", "Rulings", "What was decided for now, and the questions for the reviewing clinician."),
    Page("unsigned.html", "Unsigned", "Every entry that no clinician has signed."),
)

STANDINGS = {
    "read": "read by the authors",
    "second_hand": "seen second-hand",
    "general": "general knowledge",
    "design_choice": "a design choice, without a published source",
}


def make_pages(book: Book, catalogues: Catalogues) -> dict[str, bytes]:
    """Returns every file of the site by its path. The same book always gives the same bytes.

    Args:
        book: The edition.
        catalogues: The words of the code, for what the chat shows.
    """
    environment = Environment(
        loader=PackageLoader("bot.pages"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["marked"] = marked
    environment.filters["plain_id"] = as_words
    shared = _shared(book, catalogues)
    files = {page.file: environment.get_template(page.file).render(page=page, **shared).encode() for page in PAGES}
    files["style.css"] = (resources.files("bot.pages") / "templates" / "style.css").read_bytes()
    return files | {
        f"pictures/{name}.svg": compose(Drawing.of(name, scene, book.parts, side=None)).encode()
        for name, scene in book.pictures.items()
    }


def marked(text: str) -> Markup:
    """Returns words of the book with their bold; everything else is escaped, just as on the way to the chat."""
    return Markup(render(text))  # noqa: S704 - the one place that escapes made it


def _shared(book: Book, catalogues: Catalogues) -> Mapping[str, Any]:
    """Returns what all templates may use."""
    names = FactNames(book)

    def say(condition: Condition, *, clear: bool = False) -> Saying:
        return in_words(condition, names.of, clear=clear)

    all_entries = tuple(entries(book))
    cited_by: dict[str, list[Entry]] = {name: [] for name in book.sources}
    by_kind: dict[str, list[Entry]] = {}
    for entry in all_entries:
        by_kind.setdefault(entry.kind, []).append(entry)
        for source in entry.sources:
            cited_by[source].append(entry)
    return {
        "book": book,
        "pages": PAGES,
        "picture_titles": {name: scene.shows for name, scene in book.pictures.items()},
        "standings": STANDINGS,
        "chat": InTheChat(book, catalogues),
        "flow": ScreenFlow(book, names),
        "say": say,
        "readers": readers_of_questions(book),
        "entries": all_entries,
        "how_signed": book.how_signed(None),
        "signed_as_it_stands": {id(one.entry) for one in book.to_sign if one.is_signed()},
        "id_of": id,
        "by_kind": by_kind,
        "cited_by": cited_by,
        "caution_rows": tuple(rows_of_cautions(book)),
        "pattern_rows": tuple(rows_of_patterns(book)),
        "time_in_words": time_in_words,
        "where_in_words": where_in_words,
        "places_in_words": places_in_words,
        "worst_level": worst_level,
    }
