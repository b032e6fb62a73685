"""A person with a browser looks at how it goes and takes their data home: charts and files as they really arrive."""

import json
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.dialogue.conversation import Conversation
from tests.trial.browser import open_page
from tests.walks.clock import WalkClock
from tests.walks.serving import bot_at_the_page
from tests.walks.visitor import PATIENCE, Visitor
from tests.walks.ways import HEEL_PAIN

pytestmark = pytest.mark.browser


async def test_progress_shows_charts_and_export_gives_two_files(conversation: Conversation, tmp_path: Path) -> None:
    async with bot_at_the_page(conversation, tmp_path, WalkClock()) as server, open_page(server.page_url) as page:
        visitor = Visitor(page)
        await visitor.begins()
        await visitor.taps(*HEEL_PAIN)
        await visitor.taps("Start: left is sore", "Start timer...", "Finish now", "3", "Fine")

        await visitor.types("/progress")
        shown = await visitor.reads("Your pain, day by day.", "4 before, 3 after.", "You did 1 of 1 day.")
        number = await shown.get_attribute("data-message-id")
        picture = visitor.message(number).locator("img")
        assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 800
        assert "4 before, 3 after." in str(await picture.get_attribute("alt"))
        for label, words in (("Days", "Habit strength: 5 of 100."), ("My week", "1 of 1 day done.")):
            before = await picture.get_attribute("src")
            await visitor.taps(label)
            shown = await visitor.reads(words)
            assert await shown.get_attribute("data-message-id") == number, "a chart is edited in place"
            await expect(picture).not_to_have_attribute("src", str(before), timeout=PATIENCE)

        await visitor.types("/export")
        await visitor.reads("Here is all I know about you.")
        await visitor.reads("The same for programs, complete.")
        files = page.locator("article.bot a.file")
        await expect(files).to_have_count(2)
        names = [await files.nth(place).get_attribute("download") for place in range(2)]
        assert names == ["footguide-data.html", "footguide-data.json"]
        content = await files.nth(1).evaluate("link => fetch(link.href).then(answer => answer.text())")
        assert [line["pain_before"] for line in json.loads(content)["tables"]["diary"]] == [4]
