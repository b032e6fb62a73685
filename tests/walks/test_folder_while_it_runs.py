"""Somebody edits the folder of a running bot while people chat: half a file changes nothing, a sound edit is served."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.editions.examination import Played, Proved
from bot.editions.memory import Memory, memory_folders
from bot.knowledge.book_files import files_in
from tests.conftest import ROOT
from tests.walks.phone import open_phone
from tests.walks.running import Installation
from tests.walks.ways import HEEL_PAIN

pytestmark = pytest.mark.processes

OPERATOR = 77
FIRST_STEP = "techniques/ankle_pumps.yaml"

EXAMINED = 120
"""Seconds; another process does it, and others go first."""


def save(file: Path, text: str) -> None:
    """Saves a file as an editor does: beside it, then in its place."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, "utf-8")
    beside.replace(file)


async def test_half_a_file_is_told_and_changes_nothing_and_a_sound_edit_is_served(installation: Installation) -> None:
    folder = installation.folder / "book"
    shutil.copytree(ROOT / "knowledge", folder)
    first = files_in(folder).edition
    file = folder / FIRST_STEP
    whole = file.read_text("utf-8")
    old, new = "name: Ankle pumps", "name: Slow ankle pumps"
    assert old in whole
    settings = {"BOT_KNOWLEDGE": str(folder), "BOT_OPERATORS": str(OPERATOR)}
    async with (
        open_phone(installation.telegram, OPERATOR) as operator,
        open_phone(installation.telegram, 11) as heel,
        installation.run(**settings) as footguide,
    ):
        await footguide.prints("Serving as")
        await operator.writes("/start")
        await heel.writes("/start")
        await heel.taps(*HEEL_PAIN[:4])

        # The editor writes the file itself, and has come to its middle.
        file.write_text(whole[: whole.index("steps:") + 4], "utf-8")
        refused = await operator.reads("An edit of the book was refused, and the edition before", within=EXAMINED)
        assert f"{FIRST_STEP}:" in refused.text
        assert not refused.sounds
        await heel.taps(*HEEL_PAIN[4:])
        await heel.reads("Ankle pumps")
        await operator.writes("/knowledge")
        await operator.reads(f"Knowledge, edition {first}", "by the start", "The last edit was refused: 1 fault")
        assert "refused" not in " ".join(heel.arrived())

        # The rest of it is written, with another name. The proof of just this book is remembered, as after `check`.
        shutil.copytree(folder, installation.folder / "draft")
        save(installation.folder / "draft" / FIRST_STEP, whole.replace(old, new))
        files = files_in(installation.folder / "draft")
        memory = Memory(memory_folders(installation.database)[:1])
        memory.remember(files.fingerprint, Proved(worlds=1, pieces={"all": 1}, seconds=1, at=datetime.now(UTC)))
        memory.remember(files.fingerprint, Played(cases=1, seconds=1, at=datetime.now(UTC)))
        save(file, whole.replace(old, new))
        await operator.reads(f"Edition {files.edition} serves now; it loosens nothing.", within=EXAMINED)
        await footguide.prints(f"switching: Edition {files.edition} serves now")
        await heel.taps("Start: both are sore")
        await heel.reads("Slow ankle pumps")
        await operator.writes("/knowledge")
        await operator.reads(f"Knowledge, edition {files.edition}", "by the watched folder")
        assert await footguide.stopped() == 0
    assert installation.in_hand() == []
