"""Makes the pictures of what operators see in docs/pictures anew: `python -m tests.walks.operator_screenshots`.

They are taken from `footguide try --operator` as it runs, with a real examination, which takes some minutes.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

from playwright.async_api import Page, expect

from tests.conftest import ROOT
from tests.screenshot_files import FOLDER, write_screenshot
from tests.trial.browser import PHONE, open_page
from tests.walks.program import Footguide
from tests.walks.visitor import Visitor
from tests.walks.ways import HEEL_PAIN

TECHNIQUE = (ROOT / "knowledge" / "techniques" / "ankle_pumps.yaml").read_text("utf-8")

WIDE = (1160, 620)
"""A window that has room for the panel."""

EXAMINED_WITHIN = 600_000
"""Milliseconds; an examination takes a minute or two, on a busy machine more."""


async def _still(page: Page) -> bytes:
    await expect(page.locator(".toast")).to_have_count(0)
    await page.emulate_media(reduced_motion="reduce")
    await page.mouse.move(0, 0)
    return await page.screenshot()


async def _operator(address: str, folder: Path) -> None:
    """The commands of an operator, a file with mistakes, and one that is sound."""
    async with open_page(address, size=PHONE) as page:
        visitor = Visitor(page)
        await visitor.begins()
        await visitor.is_answered()
        await visitor.types("/knowledge")
        await visitor.reads("Knowledge, edition")
        write_screenshot(folder, "knowledge-phone", await _still(page))
        await _sends(page, "name: Ankle pumps", "nmae: Ankle pumps")
        await expect(page.locator("article.bot", has_text="Not taken.")).to_be_visible(timeout=EXAMINED_WITHIN)
        write_screenshot(folder, "mistakes-phone", await _still(page))
        await _sends(page, "seconds: 60", "seconds: 45")
        await expect(page.locator("article.bot", has_text="Checked: no mistakes")).to_be_visible(
            timeout=EXAMINED_WITHIN
        )
        write_screenshot(folder, "proposed-phone", await _still(page))


async def _sends(page: Page, old: str, new: str) -> None:
    """Sends a file of the book in which something stands otherwise."""
    assert old in TECHNIQUE
    content = TECHNIQUE.replace(old, new).encode()
    await page.set_input_files(
        "input[name=chosen]", {"name": "ankle_pumps.yaml", "mimeType": "text/yaml", "buffer": content}
    )


async def _panel(address: str, folder: Path) -> None:
    """What the rules make of a chat, beside it."""
    async with open_page(address, size=WIDE) as page:
        visitor = Visitor(page)
        await visitor.begins()
        await visitor.taps(*HEEL_PAIN)
        await visitor.types("i take warfarin")
        await visitor.taps("Yes")
        await expect(page.locator("aside.beside")).to_contain_text("Decided byblood_thinner_bleeding")
        write_screenshot(folder, "panel-desktop", await _still(page))


async def take_all(folder: Path) -> None:
    """Takes all pictures.

    Args:
        folder: Where the files go.
    """
    with tempfile.TemporaryDirectory() as work:
        book = Path(work) / "book"
        shutil.copytree(ROOT / "knowledge", book)
        async with Footguide(Path(work), "try", "--knowledge", str(book)) as program:
            await _panel((await program.prints(r"http://127\.0\.0\.1:\S+")).group(), folder)
        async with Footguide(Path(work), "try", "--operator") as program:
            address = (await program.prints(r"http://127\.0\.0\.1:\S+")).group()
            await _operator(address, folder)


if __name__ == "__main__":
    asyncio.run(take_all(FOLDER))
