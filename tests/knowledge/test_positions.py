"""Every entry is pointed at where it stands, however deep, and a part that is missing at what it is missing from."""

from pathlib import Path

import pytest

from bot.knowledge.book_files import files_in
from bot.knowledge.models.technique import Technique
from bot.knowledge.positions import Positions
from bot.knowledge.reading import BookReader
from bot.knowledge.yaml_reading import Document
from tests.conftest import ROOT

TECHNIQUE = """\
name: Pumps
kind: mobility
classes: [movement, standing]
places: [ankle]
position: Sit.
steps:
  - Pull your toes up.
  - {do: Hold., seconds: 5}
dose:
  sides: each
  seconds: 60
feel: Easy.
easier: ankle_circles
harder: {say: Faster., classes: [loading]}
evidence: {relax: limited}
why: It may help.
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("classes",), (3, 1)),
        (("classes", 1), (3, 21)),
        (("steps", 0, "do"), (7, 5)),
        (("steps", 1, "seconds"), (8, 26)),
        (("dose", "seconds"), (11, 12)),
        (("easier", "use"), (13, 9)),
        (("harder", "classes", 0), (14, 34)),
        (("evidence", "relax"), (15, 19)),
        (("reviewed", "by"), (1, 1)),
        (("dose", "reps"), (9, 1)),
        (("progress", "seconds"), (1, 1)),
        (("classes", "tuple[constrained-str, ...]", 1), (3, 21)),
    ],
)
def test_a_part_stands_where_it_is_written(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert Document("pumps.yaml", TECHNIQUE).position(path) == place


def test_the_key_that_a_plain_file_does_not_write_is_passed_over() -> None:
    text = "movement: {name: moving, meaning: Moving.}\n"
    assert Document("classes.yaml", text, "classes").position(("classes", "movement", "name")) == (1, 18)
    assert Document("cases.yaml", "- {case: one}\n", "cases").position(("cases", 0, "case")) == (1, 10)
    assert Document("classes.yaml", text).position(("classes", "movement", "name")) == (1, 1)


def test_the_entries_inside_an_entry_have_their_own_places() -> None:
    document, positions = Document("pumps.yaml", TECHNIQUE), Positions()
    technique = Technique.model_validate(document.data)
    positions.learn(document, technique)
    assert technique.harder is not None
    assert positions.of(technique.steps[1]) == ("pumps.yaml", 8, 5)
    assert positions.of(technique.steps[0], "do") == ("pumps.yaml", 7, 5)
    assert positions.of(technique.harder, "say") == ("pumps.yaml", 14, 15)


def test_every_entry_of_the_book_stands_in_its_file() -> None:
    reader = BookReader(files_in(ROOT / "knowledge"))
    assert reader.book() is not None
    lines: dict[str, int] = {}
    for entry in reader.positions.entries():
        file, line, column = reader.positions.of(entry)
        if file not in lines:
            lines[file] = len(Path(ROOT / "knowledge" / file).read_text().splitlines())
        assert 1 <= line <= lines[file]
        assert column >= 1
    assert len(lines) > 100
