"""Every patient case of the book comes out as it must."""

from collections import Counter
from pathlib import Path

import pytest

from bot.knowledge.models.case import Case
from tests.conftest import ROOT

from .playing import CASES, Played, faults

PAGE = ROOT / "docs" / "cases.md"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.case)
def test_case_comes_out_as_it_must(case: Case, played: Played) -> None:
    assert faults(played(case)) == ()


def test_every_case_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(case.case for case in CASES).items() if times > 1] == []


def test_the_page_about_them_is_true(footguide_cases: Path) -> None:
    written = (footguide_cases / "page.md").read_text(encoding="utf-8")
    assert written == PAGE.read_text(encoding="utf-8"), "run: footguide cases --report docs/cases.md"
