"""`footguide new` begins an entry: filled in, it passes; before that, `check` names all that is left."""

import re
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from bot.knowledge.reading import read_with_faults
from bot.knowledge.starting import FORMS, started
from tests.conftest import ROOT

FILLED = {
    "a person calls it": "Calf shake",
    "one of massage_stroke": "mobility",
    "every class of": "movement",
    "every place that": "calf",
    "the goals that": "circulation",
    "how to sit": "Sit with your feet on the floor.",
    "the first thing": "Let one leg hang loosely.",
    "what is held": "Shake it gently and keep it loose.",
    "how it ends": "Let it come to rest.",
    "each or both": "each",
    "what it should feel": "Loose and light, never sharp.",
    "how to do it easier": "Shake it less.",
    "a goal from above": "circulation",
    "how well it is": "expert_advice",
    "what it may do": "Foot specialists sometimes suggest this. It may help you to let go.",
    "ids of sources": "freshfoot",
    "one sentence of 30": "Somebody sits on a chair and shakes one leg that hangs loosely.",
}


def fill(file: Path) -> None:
    """Writes words in place of every TODO of a file."""

    def words(match: re.Match[str]) -> str:
        return next(text for start, text in FILLED.items() if start in match[1])

    in_braces, alone = r'(TODO [^"]*(?=")|TODO [^",}\]:]*)', r"(TODO .*)"
    lines = (
        re.sub(in_braces if re.search(r"[\[{]", line) else alone, words, line)
        for line in file.read_text().splitlines()
    )
    file.write_text("\n".join(lines) + "\n")


def test_a_technique_and_its_picture_pass_once_they_are_filled_in(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("technique", "picture"):
        assert main(["new", kind, "calf_shake", "--knowledge", str(copy)]) == 0
    told = capsys.readouterr().out
    assert "Write what is marked TODO" in told
    assert "Draw its picture (footguide new picture calf_shake)" in told
    begun = copy / "techniques" / "calf_shake.yaml"
    text = begun.read_text()
    assert text.startswith(
        "# yaml-language-server: $schema=../schemas/technique.json\n# name: What a person calls it"
    )
    faults = read_with_faults(copy)[1]
    assert {fault.code for fault in faults} == {"todo"}
    in_file = [fault for fault in faults if fault.file == "techniques/calf_shake.yaml"]
    assert len(in_file) == text.count("TODO")
    assert "feel: still to be written; write what it should feel like" in "\n".join(str(fault) for fault in in_file)
    fill(begun)
    fill(copy / "pictures" / "calf_shake.yaml")
    pumps = copy / "techniques" / "ankle_pumps.yaml"
    pumps.write_text(pumps.read_text().replace("easier: {say: Make the movement half as big.}", "easier: calf_shake"))
    assert [fault.in_full() for fault in read_with_faults(copy)[1]] == []


@pytest.mark.parametrize("kind", FORMS)
def test_every_kind_is_begun_with_its_keys_explained(kind: str) -> None:
    text = started(kind, "calf_shake")
    assert "TODO" in text
    assert "calf_shake" in text or FORMS[kind].alone
    keys = [
        line
        for line in text.splitlines()
        if re.match(r"( *)(- )?\w+:" if kind == "source" else r"(- )?\w+:", line) and "calf_shake:" not in line
    ]
    assert keys
    for line in keys:
        key = line.strip().removeprefix("- ").partition(":")[0]
        assert f"# {key}: " in text or line == f"- {key}: calf_shake", f"{key} is not explained"


def test_an_entry_that_shares_a_file_is_printed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: file.read_bytes() for file in copy.rglob("*.yaml")}
    assert main(["new", "caution", "calf_shake", "--knowledge", str(copy)]) == 0
    told = capsys.readouterr().out
    assert "- caution: calf_shake\n" in told
    assert "# It belongs under cautions: of a file in screening/." in told
    assert {file: file.read_bytes() for file in copy.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("techniqe", "calf_shake"), "There is no kind techniqe; did you mean technique?"),
        (("dance", "calf_shake"), "There is no kind dance; the kinds are technique, routine, "),
        (("technique", "Calf Shake"), "Calf Shake is no id: use lower-case letters, digits and underscores, 48 at most, such as calf_shake."),
        (("technique", "../x"), "../x is no id"),
        (("technique", "ankle_pumps"), "There is a technique ankle_pumps already, in techniques/ankle_pumps.yaml; edit it there"),
        (("red_flag", "dvt_possible"), "There is a red flag dvt_possible already, in screening/legs_and_feet.yaml"),
        (("question", "pain_pattern"), "There is a question pain_pattern already, in "),
        (("source", "shoemaker1997"), "There is a source shoemaker1997 already, in sources.yaml"),
        (("source", "Smith 2026"), "Smith 2026 is no id: use letters, digits and underscores"),
        (("case", "healthy: a sore sole worst after standing"), "already, in cases/healthy.yaml"),
        (("case", 'a "quoted" one'), "cannot name a case"),
    ],
)  # fmt: skip
def test_what_cannot_be_begun_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], words: tuple[str, str], told: str
) -> None:
    assert main(["new", *words, "--knowledge", str(ROOT / "knowledge")]) == 1
    assert told in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "faq", "calf_shake", "--knowledge", str(tmp_path / "nowhere")]) == 1
    assert "There is no folder" in capsys.readouterr().err


def test_a_book_with_something_begun_is_not_taken(copy: Path) -> None:
    shutil.rmtree(copy / "cases")
    assert main(["new", "faq", "calf_shake", "--knowledge", str(copy)]) == 0
    assert read_with_faults(copy)[0] is None
