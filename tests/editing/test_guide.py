"""The steps of the guide do what the guide says: they are made and run as they stand on the page."""

import re
import shlex
from pathlib import Path

import pytest

from bot.cli import main
from bot.knowledge.reading import read_book, read_with_faults
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "editing.md").read_text()
STEPS = GUIDE.partition("\n## Step by step\n")[2].partition("\n## ")[0].split("\n### ")[1:]


def follow(step: str, folder: Path) -> None:
    """Makes the edits of a step in their files and runs its commands, in order."""
    file = None
    for found in re.finditer(r"In `([^`]+)`|```(diff|sh)\n(.*?)```", step, re.DOTALL):
        if found[1]:
            file = folder / found[1]
        elif found[2] == "diff":
            assert file is not None
            old = "\n".join(line[1:] for line in found[3].splitlines() if not line.startswith("+"))
            new = "\n".join(line[1:] for line in found[3].splitlines() if not line.startswith("-"))
            text = file.read_text()
            assert text.count(old) == 1, old
            file.write_text(text.replace(old, new))
        else:
            for line in found[3].splitlines():
                program, *words = shlex.split(line)
                assert program == "footguide"
                assert main(words) == 0, line


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.partition("\n")[0])
def test_a_step_of_the_guide_works(step: str, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_KNOWLEDGE", str(copy))
    before = read_book(copy).edition
    follow(step, copy)
    assert [fault.in_full() for fault in read_with_faults(copy)[1]] == []
    assert read_book(copy).edition != before
