"""docs/complaints.md names a test for each complaint, and each of these tests is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| ([CR]\d+) \|.*$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ROWS = {row[1]: NAMED.findall(row[0]) for row in ROW.finditer((ROOT / "docs/complaints.md").read_text("utf-8"))}


def test_the_ten_and_the_runners_up_are_all_there() -> None:
    assert list(ROWS) == [*(f"C{number}" for number in range(1, 11)), *(f"R{number}" for number in range(1, 8))]


@pytest.mark.parametrize("complaint", ROWS)
def test_each_has_a_test_that_exists(complaint: str) -> None:
    assert ROWS[complaint], f"{complaint} names no test"
    for file, name in ROWS[complaint]:
        assert re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), (
            f"{file}::{name}"
        )
