"""What may not stand in a picture is a fault of the book, at its place: words, loose numbers, foreign colours."""

from pathlib import Path

import pytest

from bot.knowledge.fault import Fault
from tests.knowledge.mistakes import Change, replaced
from tests.knowledge.test_checks import faults_after

PUMPS = "pictures/ankle_pumps.yaml"


def faults_of_pumps(change: Change, folder: Path) -> list[Fault]:
    return [fault for fault in faults_after(change, folder) if fault.file == PUMPS]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  - floor: {y: 690}", "  - text: {words: Pull, at: [400, 90]}\n  - floor: {y: 690}", "text"),
        (
            "  - floor: {y: 690}",
            "  - badge: {digit: 1, at: [400, 90]}\n  - floor: {y: 690}",
            "only a map has numbers",
        ),
        ("fill: prop", "fill: '#FF0000'", "'skin', 'hand', 'prop', 'paper', 'ink' or 'accent'"),
        ("fill: skin", "fill: green", "'skin', 'hand', 'prop', 'paper', 'ink' or 'accent'"),
    ],
)
def test_words_numbers_and_foreign_colours_are_faults(old: str, new: str, said: str, tmp_path: Path) -> None:
    found = faults_of_pumps(replaced(PUMPS, old, new), tmp_path)
    assert found
    assert any(said in fault.in_full() for fault in found), [fault.in_full() for fault in found]
    assert all(fault.line > 0 for fault in found)
