"""Each check finds its mistake in a copy of the real book, at its place, with the remedy."""

import shutil
from pathlib import Path

import pytest

from bot.knowledge.checks.registry import CHECKS
from bot.knowledge.explanations import EXPLANATIONS
from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_with_faults
from tests.conftest import ROOT
from tests.knowledge.mistakes import MISTAKES, Change, Mistake


def faults_after(change: Change, folder: Path) -> list[Fault]:
    copy = folder / "knowledge"
    # No check reads the cases, and reading them takes longest.
    shutil.copytree(ROOT / "knowledge", copy, ignore=shutil.ignore_patterns("cases"))
    change(copy)
    return read_with_faults(copy)[1]


def test_the_shipped_book_has_no_fault() -> None:
    assert [fault.in_full() for fault in read_with_faults(ROOT / "knowledge")[1]] == []


def test_every_check_has_a_failing_fixture() -> None:
    assert {mistake.code for mistake in MISTAKES} == set(CHECKS)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.code}: {mistake.wrong[:40]}")
def test_a_check_finds_its_mistake(mistake: Mistake, tmp_path: Path) -> None:
    found = [fault for fault in faults_after(mistake.change, tmp_path) if fault.code == mistake.code]
    fault = next(fault for fault in found if fault.wrong.startswith(mistake.wrong))
    assert fault.file == mistake.file
    assert fault.remedy.startswith(mistake.remedy)
    line = (tmp_path / "knowledge" / mistake.file).read_text().splitlines()[fault.line - 1]
    assert line[fault.column - 1 :].strip("'\"").startswith(mistake.at)
    shown, caret = fault.snippet.splitlines()
    assert shown[caret.index("^") :].strip("'\"").startswith(mistake.at[:40])
    assert fault.rule == EXPLANATIONS[mistake.code].rule
