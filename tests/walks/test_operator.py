"""Whoever keeps the book does it from a chat: looks at what serves, sends a file, and reads what is wrong with it."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.conftest import ROOT
from tests.trial.browser import DESKTOP, open_page
from tests.walks.program import Footguide
from tests.walks.visitor import PATIENCE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.processes]

TECHNIQUE = "techniques/ankle_pumps.yaml"


async def test_a_faulty_file_is_refused_with_its_line_and_the_book_serves_on(tmp_path: Path) -> None:
    program = Footguide(tmp_path, "try", "--operator")
    async with program:
        address = (await program.prints(r"http://127\.0\.0\.1:\S+")).group()
        async with open_page(address, size=DESKTOP) as page:
            visitor = Visitor(page)
            await visitor.begins()
            await visitor.is_answered()
            await visitor.types("/knowledge")
            shown = await visitor.reads("Knowledge, edition", "techniques")
            await expect(shown.locator("button", has_text="Get the files")).to_be_visible()
            edition = (await page.locator("aside.beside .fine").inner_text()).removeprefix("Edition ")
            await expect(shown).to_contain_text(edition)
            file = tmp_path / "ankle_pumps.yaml"
            text = (ROOT / "knowledge" / TECHNIQUE).read_text("utf-8")
            file.write_text(text.replace("classes: [movement]", "classes: [movemnt]"), "utf-8")
            await page.set_input_files("input[name=chosen]", file)
            refused = page.locator("article.bot", has_text="Not taken. ")
            # It is examined by another process, on a busy machine a while.
            await expect(refused).to_be_visible(timeout=4 * PATIENCE)
            await expect(refused).to_contain_text(f"{TECHNIQUE}:")
            await expect(refused).to_contain_text("movemnt")
            await expect(page.locator("aside.beside .fine")).to_contain_text(edition)
