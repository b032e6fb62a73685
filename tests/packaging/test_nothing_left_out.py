"""Where nothing may be left out, a skipped test fails the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

TESTS = """
import pytest

def test_tool():
    pytest.skip("the tool is not installed")

@pytest.mark.reference
def test_tables():
    pytest.skip("the tables are not there")

def test_other():
    assert 1 + 1 == 2
"""


@pytest.mark.parametrize(
    ("asked", "summary"), [("all", "1 failed, 1 passed, 1 skipped"), ("", "1 passed, 2 skipped")], ids=["all", "some"]
)
def test_a_skipped_test(asked: str, summary: str, tmp_path: Path) -> None:
    (tmp_path / "test_skipping.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    reference: tables\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.nothing_left_out",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
    ]
    environment = {**os.environ, "FOOTGUIDE_TESTS": asked, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert summary in run.stdout
    assert ("the tool is not installed" in run.stdout) == (asked == "all")
