"""Somebody looked at every picture and wrote down what it says by itself."""

import re
from collections import Counter

from bot.knowledge.book_files import files_in
from bot.knowledge.models.picture import Scene
from bot.knowledge.reading import BookReader
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "picture_notes.md"
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

SCENES = BookReader(files_in(ROOT / "knowledge")).models("pictures", Scene)
ROWS = ROW.findall(PAGE.read_text("utf-8"))


def test_every_picture_of_the_book_has_its_row_and_no_other_has() -> None:
    looked_at = Counter(name for name, *_ in ROWS)
    assert sorted(looked_at.elements()) == sorted(SCENES), "look at it, and write its row in docs/picture_notes.md"


def test_every_row_says_what_somebody_would_do_and_whether_that_is_right() -> None:
    for name, would_do, fits, weak in ROWS:
        assert len(would_do.split()) >= 4, name
        assert fits in {"yes", "nearly"}, f"{name}: draw it anew, so that it shows the technique"
        assert fits == "yes" or weak != "-", f"{name}: say what is missing"
