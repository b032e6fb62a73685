"""What stands on the pages: everything in the book, every link good, nothing that anybody wrote taken for a mark."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

import pytest
from pydantic import BaseModel

from bot.knowledge.book import Book
from bot.language.catalogues import shipped_catalogues
from bot.pages.entries import entries
from bot.pages.site import PAGES, make_pages
from tests.pages.parsed import Parsed

Entry = TypeVar("Entry", bound=BaseModel)

WRITTEN_BY_SOMEBODY = '<script>alert(1)</script> & <b>"bold"</b>'


def test_every_entry_has_its_place(book: Book, parsed: dict[str, Parsed]) -> None:
    for entry in entries(book):
        page, _, anchor = entry.link.partition("#")
        assert anchor in parsed[page].ids, f"{entry.kind} {entry.name} does not stand on {page}"


def test_every_name_can_be_read(book: Book, parsed: dict[str, Parsed]) -> None:
    named = {
        "techniques.html": [technique.name for technique in book.techniques.values()],
        "routines.html": [routine.name for routine in book.routines.values()],
        "presentations.html": [presentation.name for presentation in book.presentations.values()],
        "cautions.html": [caution.say for caution in book.cautions.values()],
        "flags.html": [flag.asks for flag in book.red_flags.values()],
        "questions.html": [question.why for question in book.questions.values()],
        "matrix.html": [entry.name for entry in book.classes.values()],
        "faq.html": [faq.question for faq in book.faq.values()],
        "claims.html": [row.claim for row in book.coverage.values()],
        "rulings.html": [ruling.asks for ruling in book.rulings.values()],
        "stopping.html": [sign.text for sign in book.stop_rules.signs],
    }
    for page, names in named.items():
        for name in names:
            assert " ".join(name.replace("**", "").split()) in parsed[page].text, f"{name!r} is not on {page}"


def test_every_source_stands_there_with_who_cites_it(book: Book, parsed: dict[str, Parsed]) -> None:
    page = parsed["sources.html"]
    assert set(book.sources) <= set(page.ids)
    links = Counter(link.get("href") for link in page.all("a"))
    for entry in entries(book):
        assert links[entry.link] >= len(set(entry.sources)), f"{entry.name} does not stand with its sources"


def test_every_order_of_questions_is_drawn(book: Book, parsed: dict[str, Parsed]) -> None:
    drawn = {link.get("href") for link in parsed["screen.html"].all("a")}
    asked = {*book.screen.order, *book.screen.before_every_routine, *book.screen.cramp_path}
    assert asked
    assert {f"questions.html#{name}" for name in asked} <= drawn


def test_every_red_flag_that_stops_shows_what_the_person_reads(book: Book, parsed: dict[str, Parsed]) -> None:
    text = parsed["flags.html"].text
    stops = sum(
        rule.level.value in {"emergency", "urgent"} for flag in book.red_flags.values() for rule in flag.levels
    )
    shown = text.count("What the person reads: emergency") + text.count("What the person reads: urgent")
    assert stops == shown


def test_every_technique_is_shown_by_the_chat_itself(book: Book, parsed: dict[str, Parsed]) -> None:
    page = parsed["techniques.html"]
    assert page.text.count("In the chat") + page.text.count("No healthy person is ever shown") == len(book.techniques)
    for technique in book.techniques.values():
        assert " ".join(technique.feel.split()) in page.text


def test_every_link_leads_somewhere(site: dict[str, bytes], parsed: dict[str, Parsed]) -> None:
    seen = 0
    for name, page in parsed.items():
        for link in page.all("a"):
            target, _, anchor = link.get("href").partition("#")
            assert (target or name) in site, f"{name} links to {link.get('href')}"
            if anchor:
                assert anchor in parsed[target or name].ids, f"{name} links to {link.get('href')}"
            seen += 1
        for image in page.all("img"):
            assert image.get("src") in site, f"{name} shows {image.get('src')}"
    assert seen > len(parsed) * len(PAGES)


def test_pages_are_well_made(parsed: dict[str, Parsed]) -> None:
    assert set(parsed) == {page.file for page in PAGES}
    for name, page in parsed.items():
        assert page.faults == [], name
        assert len(set(page.ids)) == len(page.ids), f"{name}: an anchor stands twice"
        assert [len(page.all(tag)) for tag in ("h1", "main", "nav", "header", "footer")] == [1] * 5, name
        assert page.all("html")[0].get("lang") == "en"
        assert page.all("a")[0].get("href") == "#main", f"{name}: the first link skips to the page"
        assert all(cell.get("scope") for cell in page.all("th")), f"{name}: a head of a table without a scope"
        assert all(image.get("alt") for image in page.all("img")), f"{name}: a picture without words"
        levels = [int(element.tag[1]) for element in page.elements if element.tag in {"h1", "h2", "h3", "h4"}]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert jumps == [], f"{name}: a heading skips a level"


def test_nothing_runs_and_nothing_is_fetched_from_outside(parsed: dict[str, Parsed]) -> None:
    for name, page in parsed.items():
        assert not {element.tag for element in page.elements} & {"script", "iframe", "object", "embed", "form"}, name
        for element in page.elements:
            assert not [attribute for attribute in element.attributes if attribute.startswith("on")], name
            for attribute in ("src", "href", "srcset", "action"):
                assert not element.get(attribute).startswith(("http:", "https:", "//", "javascript:")), name


@pytest.fixture(scope="module")
def hostile(book: Book) -> dict[str, Parsed]:
    """The pages of a book in which somebody wrote marks wherever words may stand."""

    def first(found: Mapping[str, Entry], **fields: str) -> Mapping[str, Entry]:
        name, entry = next(iter(found.items()))
        return MappingProxyType({**found, name: entry.model_copy(update=fields)})

    bad = WRITTEN_BY_SOMEBODY
    changed = replace(
        book,
        techniques=first(book.techniques, name=bad, feel=bad, why=bad, note=bad),
        routines=first(book.routines, name=bad, expect=bad),
        red_flags=first(book.red_flags, because=bad, asks=bad, suggests=bad, note=bad),
        cautions=first(book.cautions, name=bad, say=bad, note=bad),
        questions=first(book.questions, ask=bad, why=bad),
        presentations=first(book.presentations, name=bad, likeness=bad),
        sources=first(book.sources, title=bad, where="javascript:alert(1)"),
        rulings=first(book.rulings, name=bad, does=bad),
    )
    made = make_pages(changed, shipped_catalogues())
    return {name: Parsed(content) for name, content in made.items() if name.endswith(".html")}


def test_marks_in_words_are_words(hostile: dict[str, Parsed]) -> None:
    for name in ("techniques", "routines", "flags", "cautions", "questions", "presentations", "sources", "rulings"):
        page = hostile[f"{name}.html"]
        assert WRITTEN_BY_SOMEBODY in page.text, f"{name} lost words"
    for name, page in hostile.items():
        assert page.all("script") == [], name
        assert page.faults == [], name
        assert not [link for link in page.all("a") if link.get("href").startswith("javascript:")], name


def test_the_same_book_gives_the_same_bytes(book: Book, site: dict[str, bytes]) -> None:
    assert make_pages(book, shipped_catalogues()) == site
