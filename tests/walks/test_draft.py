"""A draft is tried: what the rules make of the chat stands beside it, and a saved file is read at once."""

import shutil
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.conftest import ROOT
from tests.trial.browser import DESKTOP, open_page
from tests.walks.program import Footguide
from tests.walks.visitor import PATIENCE, Visitor
from tests.walks.ways import HEEL_PAIN

pytestmark = [pytest.mark.browser, pytest.mark.processes]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the book, to be edited."""
    folder = tmp_path / "draft"
    shutil.copytree(ROOT / "knowledge", folder)
    return folder


async def address_of(program: Footguide) -> str:
    """Waits until the program says where its page is."""
    return (await program.prints(r"http://127\.0\.0\.1:\S+")).group()


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Saves a file in which something stands otherwise."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


async def test_the_panel_follows_the_chat_and_the_file_that_is_saved(draft: Path, tmp_path: Path) -> None:
    program = Footguide(tmp_path, "try", "--knowledge", str(draft))
    async with program, open_page(await address_of(program), size=DESKTOP) as page:
        panel = page.locator("aside.beside")
        await expect(panel).to_contain_text("Nothing is kept about this chat yet.")
        visitor = Visitor(page)
        await visitor.begins()
        await visitor.taps("I agree: me, 18 or older", "Heel or sole")
        await expect(panel).to_contain_text("On the screenquestion: life_threat")
        await visitor.taps(*HEEL_PAIN[2:])
        await expect(panel).to_contain_text("Outcome: selfcare")
        await expect(panel.locator("details", has_text="In the plan")).to_contain_text("plantar_fascia_stretch")
        await says(page, draft, "name: Ankle pumps", "name: Pumps of the ankle")
        await visitor.types("/routine")
        await visitor.reads("Pumps of the ankle")
        edit(draft, "techniques/ankle_pumps.yaml", "classes: [", "classes: [jumping, ")
        await expect(panel.locator(".faults")).to_contain_text("techniques/ankle_pumps.yaml:", timeout=PATIENCE)
        await expect(panel.locator(".faults")).to_contain_text("jumping")
        await visitor.types("/routine")
        await visitor.reads("Pumps of the ankle")
        edit(draft, "techniques/ankle_pumps.yaml", "classes: [jumping, ", "classes: [")
        await expect(panel.locator(".faults")).to_have_count(0, timeout=PATIENCE)


async def says(page: Page, draft: Path, old: str, new: str) -> None:
    """Saves another name and waits until the edition is another one."""
    edition = page.locator("aside.beside .fine")
    before = await edition.inner_text()
    edit(draft, "techniques/ankle_pumps.yaml", old, new)
    await expect(edition).not_to_have_text(before, timeout=PATIENCE)


async def test_without_a_draft_there_is_no_panel(tmp_path: Path) -> None:
    program = Footguide(tmp_path, "try")
    async with program, open_page(await address_of(program), size=DESKTOP) as page:
        await expect(page.locator("button[name=beside]")).to_be_hidden()
        await expect(page.locator("aside.beside")).to_be_hidden()
