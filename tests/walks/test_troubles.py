"""What goes wrong at an operator's: one clear sentence on the console, and never a traceback or a token."""

import asyncio
import re
import shutil
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing

import aiohttp
import pytest

from bot.store.migrating import migrations
from tests.conftest import ROOT
from tests.walks.phone import open_phone
from tests.walks.program import Footguide
from tests.walks.running import TOKEN, Installation

pytestmark = pytest.mark.processes

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="takes rights and room away in Linux's own way")

WITHOUT_THE_RIGHTS_OF_ROOT = """
import ctypes
# Takes the right to pass over permissions away from this process (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE).
ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)
"""
WITH_A_FULL_DISK = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
"""


@pytest.fixture
def taken_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        yield listener.getsockname()[1]


async def refused(footguide: Footguide) -> str:
    """Lets it run to its end; gives the one sentence with which it refused to start."""
    async with footguide:
        assert await footguide.ended() == 1, footguide.output
    assert len(footguide.lines) == 1, footguide.output
    return footguide.lines[0]


async def test_a_wrong_token(installation: Installation) -> None:
    wrong = TOKEN.replace("AAE", "AAF")
    said = await refused(installation.run(BOT_TOKEN=wrong))
    assert said.startswith("Telegram refuses the bot token. Check BOT_TOKEN")


async def test_a_port_in_use(installation: Installation, taken_port: int) -> None:
    said = await refused(installation.run(BOT_LISTEN=f"127.0.0.1:{taken_port}"))
    assert said.startswith(f"Cannot listen at 127.0.0.1:{taken_port}")
    assert said.endswith("Choose another address in BOT_LISTEN.")
    said = await refused(Footguide(installation.folder, "try", "--port", str(taken_port)))
    assert said.startswith(f"Port {taken_port} is in use by another program;")
    assert "--port" in said


async def test_a_database_of_a_newer_version(installation: Installation) -> None:
    installation.database.parent.mkdir()
    with closing(sqlite3.connect(installation.database)) as database:
        database.execute("PRAGMA user_version = 99")
    said = await refused(installation.run())
    assert f"database version 99; this program knows {len(migrations())}" in said
    assert said.endswith("restore a backup made before the upgrade.")


@LINUX_ONLY
async def test_a_folder_that_may_only_be_read(installation: Installation) -> None:
    folder = installation.database.parent
    folder.mkdir(mode=0o555)
    said = await refused(installation.run(WITHOUT_THE_RIGHTS_OF_ROOT))
    assert said.startswith(f"{installation.database} cannot be opened.")
    assert "right to write to the file and its folder" in said


async def test_a_disk_that_is_full_from_the_start(installation: Installation) -> None:
    said = await refused(installation.run(WITH_A_FULL_DISK))
    assert str(installation.database) in said
    assert "Check the disk" in said


async def test_a_broken_book(installation: Installation) -> None:
    book = installation.folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", book)
    with (book / "book.yaml").open("a", encoding="utf-8") as file:
        file.write("\ncolour_of_the_sofa: green\n")
    line = len((book / "book.yaml").read_text(encoding="utf-8").splitlines())
    async with installation.run(BOT_KNOWLEDGE=str(book)) as footguide:
        assert await footguide.ended() == 1
    assert footguide.lines[0] == "The book has 1 fault and was not taken:"
    assert footguide.lines[1].startswith(f"book.yaml:{line}:1: colour_of_the_sofa")
    snippet, caret, rule = footguide.lines[2:]
    assert snippet.endswith("colour_of_the_sofa: green")
    assert caret.strip() == "^"
    assert rule.strip().startswith("The rule: ")
    assert not installation.database.exists()


async def test_a_second_one_on_the_same_database_and_one_elsewhere_with_the_same_token(
    installation: Installation,
) -> None:
    async with installation.run() as footguide:
        await footguide.prints("Serving as")
        said = await refused(installation.run())
        assert said.startswith(f"Another footguide already serves {installation.database}. End it first")

        elsewhere = asyncio.create_task(polls_for_ever(installation.telegram.root_url))
        await footguide.prints("Another program polls with the same bot token. End the other one")
        # It does not end, because the other one may: at an upgrade the old one is still there for a moment.
        elsewhere.cancel()
        assert await footguide.stopped() == 0
    assert sum("Another program polls" in line for line in footguide.lines) == 1


async def polls_for_ever(server: str) -> None:
    """Asks for updates as another program with the same token does."""
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(f"{server}/bot{TOKEN}/getUpdates", params={"timeout": "20"}) as answer:
                assert answer.status in {200, 409}


@LINUX_ONLY
async def test_a_disk_that_fills_up_and_has_room_again(installation: Installation) -> None:
    async with open_phone(installation.telegram, 11) as phone:
        async with installation.run() as footguide:
            await phone.writes("/start")
            await phone.taps("I agree: me, 18 or older", "Heel or sole")
            await phone.reads("Safety check 1 of 6.")
            trouble = f"The disk .* while {installation.database} was in use"
            footguide.fills_the_disk(True)
            await phone.taps("None of these")
            await footguide.prints(trouble)
            await phone.reads("Safety check 1 of 6.")
            footguide.fills_the_disk(False)
            await phone.reads("Safety check 2 of 6.")
            await footguide.prints(f"{installation.database} can be used again")

            printed = len(footguide.lines)
            footguide.fills_the_disk(True)
            await phone.taps("None of these")
            await footguide.prints(trouble, since=printed)
            assert await footguide.stopped() == 1
        assert re.match(trouble, footguide.lines[-1])
        await phone.reads("Safety check 2 of 6.")
        assert len(installation.telegram.exchange.inbox) == 1, "what could not be kept was confirmed"
