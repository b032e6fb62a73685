"""The presentations and the bans by presentation, row by row against the reference."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.knowledge.book import Book

from .pattern_tables import HELD_BY, HELD_OTHERWISE, PATTERNS, BanRow, ban_rows, banned_by, presentation_rows

pytestmark = pytest.mark.reference

CLINICAL = Path(__file__).parents[3] / "shared" / "clinical"
"""The reference lies beside the checkout, not in it."""


def _file(name: str) -> Path:
    found = CLINICAL / name
    if not found.is_file():
        pytest.skip(f"../shared/clinical/{name} (relative to the repository's root) is not there")
    return found


@pytest.fixture(scope="module")
def bans() -> Mapping[str, BanRow]:
    """The bans by presentation."""
    codes = json.loads(_file("reference.json").read_text(encoding="utf-8"))["class_codes"]
    return ban_rows(_file("technique_classes.md"), codes)


def _not_held(book: Book, bans: Mapping[str, BanRow]) -> set[tuple[str, str, str]]:
    """Returns each row, rule and name that the row bans and the rule does not."""
    found: set[tuple[str, str, str]] = set()
    for name, row in bans.items():
        for rule in HELD_BY[name]:
            classes, techniques = banned_by(book, rule)
            missing = (row.classes - classes) | (row.techniques - techniques)
            found |= {(name, rule, what) for what in missing if (name, what) not in HELD_OTHERWISE}
    return found


def test_all_eighteen_presentations_are_there(book: Book) -> None:
    rows = presentation_rows(_file("safety.md"))
    assert len(rows) == 18
    assert set(rows) == set(PATTERNS)
    assert {name for names in PATTERNS.values() for name in names} <= set(book.presentations)


def test_every_ban_by_presentation_is_held_by_a_rule(book: Book, bans: Mapping[str, BanRow]) -> None:
    assert set(bans) == set(HELD_BY)
    assert _not_held(book, bans) == set()


def test_a_ban_that_a_pattern_loses_is_found(book: Book, bans: Mapping[str, BanRow]) -> None:
    entry = book.presentations["morton_pattern"]
    weak = replace(
        book, presentations={**book.presentations, "morton_pattern": entry.model_copy(update={"rules_out": ()})}
    )
    lost = {what for name, _, what in _not_held(weak, bans) if name == "Morton pattern"}
    assert {"mobilising", "ball_rolling", "trigger_point", "deep_pressure", "toe_extension_stretch"} <= lost


def test_what_is_held_otherwise_is_still_named_by_its_row(book: Book, bans: Mapping[str, BanRow]) -> None:
    for name, what in HELD_OTHERWISE:
        assert what in bans[name].classes | bans[name].techniques, (name, what)
        assert what in {*book.classes, *book.techniques}
