"""Every patient case of the book comes out as it must."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import asdict

import pytest

from bot.cases.report import Group, report
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case
from bot.knowledge.reading import read_cases
from tests.conftest import ROOT
from tests.played import FOLDER

from .playing import CASES, Played, faults

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
    assert report(groups, book) == PAGE.read_text(encoding="utf-8"), "run: footguide cases --report docs/cases.md"


def test_the_command_says_the_same(played: Played) -> None:
    file = FOLDER / "pairs.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "bot", "cases", file, "--json"], cwd=ROOT, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert done.stderr == ""
    said = [json.loads(line) for line in done.stdout.splitlines()]
    cases = read_cases(file)
    assert [one["case"] for one in said] == [case.case for case in cases]
    assert [one["visits"] for one in said] == json.loads(json.dumps([asdict(played(c))["visits"] for c in cases]))
    assert all(one["passed"] for one in said)
