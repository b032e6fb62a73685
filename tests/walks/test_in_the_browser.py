"""A person with a browser and the whole bot: the book of this checkout, real pictures, timers and database."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.dialogue.conversation import Conversation
from bot.trial.server import TrialServer
from tests.trial.browser import open_page
from tests.walks.clock import WalkClock
from tests.walks.phone import open_phone
from tests.walks.program import Footguide
from tests.walks.serving import bot_at_the_page
from tests.walks.visitor import Visitor
from tests.walks.ways import CHEST_PAIN, HEEL_PAIN, SWOLLEN_CALF

pytestmark = pytest.mark.browser

BELL = "Time. Let go slowly."


@pytest.fixture
def clock() -> WalkClock:
    return WalkClock()


@pytest.fixture
async def server(conversation: Conversation, tmp_path: Path, clock: WalkClock) -> AsyncIterator[TrialServer]:
    async with bot_at_the_page(conversation, tmp_path, clock) as server:
        yield server


async def shows_a_picture(page: Page) -> str:
    """Checks that the practice shows a picture that is really there; gives its address."""
    picture = page.locator("article.bot img")
    await expect(picture).to_have_count(1)
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") >= 400
    return str(await picture.get_attribute("src"))


async def test_heel_pain_from_start_to_the_diary(server: TrialServer, clock: WalkClock) -> None:
    async with open_page(server.page_url) as page:
        visitor = Visitor(page)
        await visitor.begins()
        await visitor.taps(*HEEL_PAIN)
        await visitor.reads("Nothing you told me is a warning sign.", "That is a likeness, not a diagnosis.")
        plan = await visitor.reads("Your plan: before your first steps, about 10 minutes")
        steps = len(re.findall(r"^\d  ", await plan.locator(".words").inner_text(), re.MULTILINE))
        assert steps >= 3

        await visitor.taps("Start: left is sore")
        first = await visitor.reads(f"Step 1 of {steps}")
        number, picture = await first.get_attribute("data-message-id"), await shows_a_picture(page)
        await visitor.taps("Start timer...")
        await visitor.reads(f"Step 1 of {steps}", "is running. I'll tell you when it is over.")
        await expect(page.get_by_text(BELL)).to_have_count(0)
        clock.move(timedelta(minutes=2))
        bell = await visitor.reads(BELL)
        await expect(bell.locator(".meta")).to_contain_text("with sound")
        await visitor.taps("Next")
        second = await visitor.reads(f"Step 2 of {steps}")
        await expect(bell).to_have_count(0)
        assert await second.get_attribute("data-message-id") == number, "a step is edited in place"
        assert await shows_a_picture(page) != picture

        for side in ("left", "right"):
            await visitor.reads(f"Step 2 of {steps}", f"{side} side")
            await visitor.taps("Start timer...", "Done early")
        for step in range(3, steps + 1):
            await visitor.reads(f"Step {step} of {steps}")
            await visitor.taps("Skip")

        await visitor.reads("Finished.", "How is the pain now?")
        await visitor.taps("3")
        await visitor.reads("It is in your diary.", "Pain before 4, after 3.")
        await visitor.taps("Fine")
        await visitor.reads("Shall I remind you of the next one?")
        await visitor.taps("No, thanks")
        await visitor.reads("Hello again.", "You have done 1 routine with me.")
        await expect(visitor.button("The same routine again")).to_be_visible()


async def test_a_swollen_calf_and_nothing_leads_to_a_technique_any_more(tmp_path: Path) -> None:
    async with Footguide(tmp_path, "try", "--port", "0") as footguide:
        address = (await footguide.prints(r"Open this page to chat: +(http://127\.0\.0\.1:\d+/\S+/)$"))[1]
        async with open_page(address) as page:
            visitor = Visitor(page)
            await visitor.begins()
            await visitor.taps(*SWOLLEN_CALF)
            today = await visitor.reads("This needs a medical check today.", "one leg or calf is swollen")
            await expect(today.locator(".meta")).to_contain_text("with sound")
            await expect(today.locator("button[data-callback]").first).to_be_visible()
            await visitor.has_buttons_on(1)
            await visitor.taps("Why today?")
            await visitor.reads("A clot")
            for words in ("/start", "/routine", "only the other foot then"):
                await visitor.types(words)
                await expect(await visitor.is_answered()).to_contain_text("medical check today")
                # Every older screen has lost its buttons, so none of them is left to press.
                await visitor.has_buttons_on(1)
            await visitor.taps("Write a summary to show")
            await visitor.reads("For the clinician", "No diagnosis.")
            await visitor.is_answered()
            await expect(page.locator("article.bot img")).to_have_count(0)
            await expect(page.get_by_text(re.compile("Step 1 of|Start timer|Your plan"))).to_have_count(0)
        assert await footguide.stopped() == 0, footguide.output


async def test_chest_pain_typed_in_the_middle_of_a_hold(server: TrialServer, clock: WalkClock) -> None:
    async with open_phone(server, server.chat_id) as phone, open_page(server.page_url) as page:
        visitor = Visitor(page)
        await visitor.begins()
        await visitor.taps(*HEEL_PAIN, "Start: left is sore", "Start timer...")
        step = await visitor.reads("Step 1 of", "is running")
        number = await step.get_attribute("data-message-id")
        assert number is not None

        before = len(phone.news)
        await visitor.types(CHEST_PAIN)
        await visitor.reads("Is this happening now?")
        await visitor.is_answered()
        emergency, *behind = [one for one in phone.news[before:] if one.kind != "own"]
        assert emergency.kind == "message"
        assert emergency.sounds
        assert emergency.text.startswith(
            "Please stop here. What you describe can be an emergency. Call your local emergency number"
        )
        assert [(one.kind, one.number) for one in behind[:-1]] == [("edit", int(number))]
        assert behind[-1].text.startswith("Is this happening now?")

        stopped = visitor.message(number)
        await expect(stopped.locator(".words")).to_have_text("Stopped.")
        await expect(stopped.locator("img")).to_be_visible()
        await expect(stopped.locator("button[data-callback]")).to_have_count(0)
        await expect(page.locator("article.own + article.bot").last).to_contain_text("Please stop here.")

        quiet = len(phone.news)
        clock.move(timedelta(minutes=10))
        # Whatever the passing of time brought would stand before the answer to these words.
        await visitor.types("its better now can i finish")
        await phone.until(lambda: len(phone.news) > quiet + 1, "an answer")
        assert phone.news[quiet].kind == "own", "something came by itself after an emergency"
        await visitor.is_answered()
        # The red button under the call line stays for good.
        await visitor.message(str(emergency.number)).get_by_role("button").click()
        await visitor.reads("Type it into your phone's dialler")
        await visitor.types("/routine")
        await visitor.is_answered()
        assert not any("Step " in one.text or BELL in one.text for one in phone.news[quiet:])
        assert await page.locator("article.bot img").count() == 1
