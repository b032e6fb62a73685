"""Every patient case of the book comes out as it must."""

from collections import Counter

import pytest

from bot.cases.report import Group, report
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case
from bot.knowledge.reading import read_cases
from tests.conftest import ROOT

from .playing import CASES, FOLDER, Played, faults

PAGE = ROOT / "docs" / "cases.md"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_case_comes_out_as_it_must(case: Case, played: Played) -> None:
    assert faults(played(case)) == ()


def test_every_case_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(case.case for case in CASES).items() if times > 1] == []


def test_the_page_about_them_is_true(book: Book, played: Played) -> None:
    groups = [
        Group(file.stem, [(case, played(case)) for case in read_cases(file)])
        for file in sorted(FOLDER.glob("*.yaml"))
    ]
    assert PAGE.read_text(encoding="utf-8") == report(groups, book), "run: footguide cases --report docs/cases.md"
