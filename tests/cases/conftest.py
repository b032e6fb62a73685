"""All cases of the book are played once in a run of the tests, by `footguide cases`, however many workers there are."""

import fcntl
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cases.player import CaseResult, VisitResult
from bot.knowledge.models.case import Case
from tests.conftest import ROOT

from .playing import FOLDER, Played


@pytest.fixture(scope="session")
def footguide_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `footguide cases` wrote: `results.json`, one object a line, and `page.md`.

    Workers of one run share it: the first plays, the others wait for its lock.
    """
    base = tmp_path_factory.getbasetemp()
    # A worker's own folder lies in that of the whole run.
    folder = (base.parent if base.name.startswith("popen-") else base) / "footguide-cases"
    folder.mkdir(exist_ok=True)
    results = folder / "results.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not results.exists():
            page, files = folder / "page.md", sorted(FOLDER.glob("*.yaml"))
            played = subprocess.run(
                [sys.executable, "-m", "bot", "cases", *files, "--json", "--report", page],
                cwd=ROOT, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert played.stderr == ""
            results.write_text(played.stdout, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def played(footguide_cases: Path) -> Played:
    """Returns what came of a case of the book."""
    lines = (footguide_cases / "results.json").read_text(encoding="utf-8").splitlines()
    results = {found.case: found for found in map(_result, map(json.loads, lines))}

    def result(case: Case) -> CaseResult:
        return results[case.case]

    return result


def _result(found: dict[str, Any]) -> CaseResult:
    return CaseResult(found["case"], tuple(map(_visit, found["visits"])), tuple(found["faults"]))


def _visit(found: dict[str, Any]) -> VisitResult:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
    return VisitResult(**fields)
