"""The safety case names only what exists, and lists the rulings as the book has them."""

import re

import pytest

from bot.cli import COMMANDS
from bot.knowledge.book import Book
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "safety.md"
NAMED = re.compile(r"`((?:bot|tests|knowledge|docs)/[^`\s]*)`")


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def missing(named: str) -> str | None:
    """Returns what is wrong with a name such as `tests/x.py::test_y`, or None."""
    path, _, test = named.partition("::")
    file = ROOT / path
    if not file.exists():
        return f"{path} does not exist"
    if test and not re.search(rf"^(?:async )?def {re.escape(test)}\(", file.read_text("utf-8"), re.MULTILINE):
        return f"{path} has no {test}"
    return None


def test_everything_that_it_names_exists(page: str) -> None:
    names = NAMED.findall(page)
    assert len(names) > 40
    assert [fault for name in names if (fault := missing(name)) is not None] == []


def test_a_name_that_leads_nowhere_would_be_found() -> None:
    assert missing("tests/safety/test_nothing.py") == "tests/safety/test_nothing.py does not exist"
    assert missing("tests/safety/test_truth.py::test_nothing") == "tests/safety/test_truth.py has no test_nothing"
    assert missing("tests/safety/test_truth.py::test_unknown_is_never_taken_for_no") is None


def test_every_claim_is_shown_by_a_test(page: str) -> None:
    claims = page.partition("## Claims")[2].partition("\n## ")[0].split("\n### ")[1:]
    assert len(claims) == 9
    for claim in claims:
        shown = claim.partition("*Shown by.*")[2]
        assert any(name.startswith("tests/") for name in NAMED.findall(shown)), claim.splitlines()[0]


def test_every_command_that_it_names_is_one(page: str) -> None:
    named = set(re.findall(r"`footguide ([a-z]+)[^`]*`", page))
    assert named == {"check", "cases", "pages"}
    assert named <= set(COMMANDS)


def test_it_lists_the_rulings_and_questions_of_the_book(page: str, book: Book) -> None:
    flat = " ".join(page.split())
    said = [
        text for ruling in book.rulings.values() for text in (ruling.name, ruling.drafts, ruling.does, ruling.asks)
    ]
    said += [ruling.not_yet for ruling in book.rulings.values()]
    said += [text for question in book.open_questions.values() for text in (question.asks, question.until_then)]
    said += book.stricter
    assert len(said) > 40
    assert [text for text in said if " ".join(text.split()) not in flat] == []


def test_nothing_is_called_signed_that_is_not(page: str, book: Book) -> None:
    signed = [ruling for ruling in book.rulings.values() if ruling.reviewed is not None]
    assert ("No clinician has signed any of this" in page) == (not signed)
