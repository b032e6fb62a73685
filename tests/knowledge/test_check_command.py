"""`footguide check` tells every fault in words, to programs as JSON, and to GitHub as annotations."""

import json
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from tests.conftest import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A book with a misspelt class in one file and a misspelt key in another."""
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder, ignore=shutil.ignore_patterns("cases"))
    for file, old, new in (("ankle_pumps", "kind: mobility", "kind: mobilty"), ("ankle_circles", "feel:", "feels:")):
        path = folder / "techniques" / f"{file}.yaml"
        path.write_text(path.read_text().replace(old, new, 1))
    return folder


def test_in_words(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(copy)]) == 1
    lines = capsys.readouterr().out.splitlines()
    here = lines.index("    kind: mobilty")
    assert lines[here - 1].startswith(
        "techniques/ankle_pumps.yaml:3:7: kind: it should be one of: 'massage_stroke', "
    )
    assert lines[here - 1].endswith("; did you mean mobility? [schema]")
    assert lines[here + 1] == "          ^"
    assert lines[here + 2] == "    The rule: Every entry has the keys of its kind, with values of the right form."
    assert "3 faults. Nothing was taken." in lines
    assert lines[-1] == "`footguide explain CODE` tells why a rule is there, with an example: schema."


def test_as_json(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(copy), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["edition"] is None
    unknown = next(fault for fault in told["faults"] if "feels" in fault["wrong"])
    assert unknown["file"] == "techniques/ankle_circles.yaml"
    assert (unknown["code"], unknown["column"]) == ("schema", 1)
    assert unknown["remedy"] == "did you mean feel?"
    line, caret = unknown["snippet"].splitlines()
    assert line.startswith("feels: ")
    assert caret == "^"
    assert unknown["rule"].startswith("Every entry has the keys of its kind")


def test_as_annotations(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(copy), "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("::error file=techniques/ankle_") for line in lines)
    assert any(
        line.startswith("::error file=techniques/ankle_pumps.yaml,line=3,col=7,title=schema::kind: ")
        for line in lines
    )
