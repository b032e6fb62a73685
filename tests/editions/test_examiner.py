"""An examination runs beside the process that serves, which it can neither stall nor end."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from bot.editions.examination import Played, Proved
from bot.editions.examiner import ExaminationFailed, Examiner
from bot.editions.examining import compared, examine
from bot.editions.memory import Memory
from bot.knowledge.book_files import BookFiles, files_in
from bot.knowledge.reading import read_files
from tests.conftest import ROOT
from tests.editions.examined import NOW

SHIPPED = files_in(ROOT / "knowledge")


@pytest.mark.processes
async def test_a_faulty_edition_comes_back_with_its_faults(tmp_path: Path) -> None:
    files = SHIPPED.replaced("techniques/ankle_pumps.yaml", b"presure: 3\n")
    found = await Examiner((tmp_path,))(files, SHIPPED)
    assert not found.sound
    assert (found.edition, found.against) == (files.edition, SHIPPED.edition)
    fault = next(fault for fault in found.faults if "presure" in fault.wrong)
    assert (fault.file, fault.line, fault.column, fault.remedy) == (
        "techniques/ankle_pumps.yaml", 1, 1, "did you mean pressure?",
    )  # fmt: skip
    assert fault.snippet.splitlines() == ["presure: 3", "^"]
    assert found.proof is None


@pytest.mark.processes
async def test_one_that_takes_too_long_is_ended_with_all_that_it_began(tmp_path: Path) -> None:
    before = processes_of_this_one()
    with pytest.raises(ExaminationFailed, match="took longer than 2 seconds and was ended"):
        await Examiner((tmp_path,), side_by_side=True, longest_seconds=2)(SHIPPED, None)
    assert processes_of_this_one() == before


@pytest.mark.processes
async def test_one_that_dies_is_told_in_words(tmp_path: Path) -> None:
    before = processes_of_this_one()
    examining = asyncio.create_task(Examiner((tmp_path,))(SHIPPED, None))
    os.kill(await started_since(before), signal.SIGKILL)
    with pytest.raises(ExaminationFailed, match="ended by signal 9"):
        await examining


@pytest.mark.processes
async def test_one_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    before = processes_of_this_one()
    examining = asyncio.create_task(Examiner((tmp_path,))(SHIPPED, None))
    await started_since(before)
    examining.cancel()
    with pytest.raises(asyncio.CancelledError):
        await examining
    assert processes_of_this_one() == before


async def started_since(before: set[int]) -> int:
    async with asyncio.timeout(30):
        while not processes_of_this_one() - before:  # noqa: ASYNC110  nobody tells of a new process
            await asyncio.sleep(0.01)
    return (processes_of_this_one() - before).pop()


def processes_of_this_one() -> set[int]:
    found = set()
    for task in Path("/proc/self/task").iterdir():
        # A thread may end while its children are looked up; they then belong to another.
        with suppress(FileNotFoundError, ProcessLookupError):
            found |= {int(number) for number in (task / "children").read_text().split()}
    return found


def test_a_sound_edition_that_was_proved_before_is_not_proved_again(tmp_path: Path) -> None:
    memory = Memory([tmp_path])
    memory.remember(SHIPPED.fingerprint, Proved(worlds=7, pieces={"all": 7}, seconds=1, at=NOW))
    memory.remember(SHIPPED.fingerprint, Played(cases=3, seconds=1, at=NOW))
    found = examine(SHIPPED, None, memory)
    assert found.sound
    assert found.proof is not None
    assert (found.proof.worlds, found.proof.at) == (7, NOW)
    assert found.counts["techniques"] > 50
    assert not found.loosens


def test_where_signatures_are_required_an_unsigned_rule_is_a_fault(tmp_path: Path) -> None:
    found = examine(SHIPPED, None, Memory([tmp_path]), require_signed=True)
    assert not found.sound
    assert found.proof is None


def changed(name: str, old: str, new: str) -> BookFiles:
    text = SHIPPED.contents[name].decode()
    assert old in text
    return SHIPPED.replaced(name, text.replace(old, new, 1).encode())


def test_a_text_loosens_nothing_and_a_rule_taken_away_does() -> None:
    book, _ = read_files(changed("techniques/ankle_pumps.yaml", "feel: ", "feel: Now and then. "))
    assert book is not None
    found = compared(SHIPPED, book)
    assert found.looser == ()
    assert len(found.changes) == 1
    assert "**Stricter: 0. Looser: 0.** No safety rule allows more than before." in found.on_a_phone
    rule = "forbid: [friction, percussion, deep_pressure"
    name = next(name for name in SHIPPED.contents if rule in SHIPPED.contents[name].decode())
    book, _ = read_files(changed(name, rule, "forbid: [percussion, deep_pressure"))
    assert book is not None
    found = compared(SHIPPED, book)
    assert "no longer left out" in found.looser[0]
    assert found.on_a_phone.startswith("**Looser: ")


def test_an_edition_that_serves_and_cannot_be_read_counts_as_looser() -> None:
    book, _ = read_files(SHIPPED)
    assert book is not None
    found = compared(BookFiles.of({"book.yaml": b"of an older program"}), book)
    assert "cannot be read by this program" in found.looser[0]
    assert found.looser[0] in found.on_a_phone


def test_a_case_that_fails_is_told_where_it_stands(tmp_path: Path) -> None:
    name = "cases/pairs.yaml"
    first, rest = SHIPPED.contents[name].decode().split("- case:", 2)[:2]
    wrong = rest.replace("triage: ", "triage: emergency  # was ", 1)
    files = BookFiles.of(
        {
            **{file: text for file, text in SHIPPED.contents.items() if not file.startswith("cases/")},
            name: f"{first}- case:{wrong}".encode(),
        }
    )
    memory = Memory([tmp_path])
    memory.remember(files.fingerprint, Proved(worlds=1, pieces={}, seconds=1, at=NOW))
    (fault,) = examine(files, None, memory).faults
    assert (fault.file, fault.line, fault.code) == (name, first.count("\n") + 1, "case_failed")
    assert "should be emergency" in fault.wrong
    assert "- case:" in fault.snippet
    assert fault.rule
