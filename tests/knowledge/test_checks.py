"""Each check finds its mistake in a copy of the real book, at its place, with the remedy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge.checks.registry import CHECKS
from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_with_faults
from tests.conftest import ROOT

Change = Callable[[Path], None]


def replace(file: str, old: str, new: str) -> Change:
    """Returns a change of one file of the book; the old text must be there."""

    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text()
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1))

    return change


FIXTURES: dict[str, list[tuple[Change, str, str, str]]] = {
    "reference": [
        (
            replace("techniques/ankle_pumps.yaml", "movement", "movment"),
            "techniques/ankle_pumps.yaml", "there is no technique class movment", "did you mean movement?",
        ),
        (
            replace("screening/screen.yaml", "- complaint\n", "- complaind\n"),
            "screening/screen.yaml", "there is no question complaind", "did you mean complaint?",
        ),
    ],
    "question_order": [
        (
            replace("screening/screen.yaml", "  - look_at_feet\n", ""),
            "screening/look_at_feet.yaml", "look_at_feet is never put", "add it to order:",
        ),
        (
            replace("screening/screen.yaml", "  - how_long\n", "  - how_long\n  - how_long\n"),
            "screening/complaint.yaml", "how_long is put 2 times", "name it once",
        ),
    ],
    "rule_size": [
        (
            replace(
                "screening/cautions_cleared_leg.yaml", "when: {all: [cleared_leg,",
                "when: {all: [diabetes, cancer, lymphoedema, circulation, blood_clot, one_leg, hot_foot, hot_joint,",
            ),
            "screening/cautions_cleared_leg.yaml", "a rule reads 9 facts", "read 8 at most",
        ),
    ],
    "banned_class": [
        (
            replace("techniques/ankle_pumps.yaml", "classes: [", "classes: [behind_knee, "),
            "techniques/ankle_pumps.yaml", "ankle_pumps has the class behind_knee", "take that part out",
        ),
    ],
    "text_limit": [
        (
            replace("screening/life_threat.yaml", "key: Black skin", "key: Black and dying skin"),
            "screening/life_threat.yaml", "the button '5 Black and dying skin'", "use 15 at most",
        ),
        (
            replace("techniques/ankle_pumps.yaml", "feel: ", f"feel: {'You feel it well. ' * 50}"),
            "techniques/ankle_pumps.yaml", "ankle_pumps has about", "use 1024 at most",
        ),
    ],
}  # fmt: skip


def faults_after(change: Change, folder: Path) -> list[Fault]:
    copy = folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", copy)
    change(copy)
    return read_with_faults(copy)[1]


def test_the_shipped_book_has_no_fault() -> None:
    assert read_with_faults(ROOT / "knowledge")[1] == []


def test_every_check_has_a_failing_fixture() -> None:
    assert set(FIXTURES) == set(CHECKS)


@pytest.mark.parametrize(
    ("code", "change", "file", "wrong", "remedy"),
    [(code, *fixture) for code, fixtures in FIXTURES.items() for fixture in fixtures],
)
def test_a_check_finds_its_mistake(
    code: str, change: Change, file: str, wrong: str, remedy: str, tmp_path: Path
) -> None:
    faults = [fault for fault in faults_after(change, tmp_path) if fault.code == code]
    assert [fault.file for fault in faults] == [file]
    assert faults[0].wrong.startswith(wrong)
    assert faults[0].remedy.startswith(remedy)
    assert faults[0].line >= 1
