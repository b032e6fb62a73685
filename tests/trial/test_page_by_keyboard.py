"""Everything on the page can be done with the keyboard alone, and the focus stays where the chat goes on."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.trial.server import TrialServer

from .browser import DESKTOP, open_page
from .scripted_bot import scripted_bot

pytestmark = pytest.mark.browser


def _buttons(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in labels])


@pytest.fixture
async def talking(bot: Bot) -> AsyncIterator[Bot]:
    """The bot asks; One changes the question in place, Two asks anew below and takes the old buttons away."""

    async def script(bot: Bot, update: Update) -> None:
        assert update.effective_chat is not None
        chat_id = update.effective_chat.id
        query = update.callback_query
        if query is None:
            await bot.send_message(chat_id, "First?", reply_markup=_buttons("One", "Two"))
        elif query.data == "One":
            await query.answer("Seen")
            await query.edit_message_text("Second?", reply_markup=_buttons("Two", "Three"))
        else:
            await query.answer()
            await query.edit_message_reply_markup(None)
            await bot.send_message(chat_id, "Third?", reply_markup=_buttons("Four"))

    await bot.set_my_commands([("start", "Begin"), ("stop", "End")])
    async with scripted_bot(bot, script):
        yield bot


async def _tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the element has the focus; everything on the page takes fewer presses than this."""
    for _ in range(40):
        if await page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        await page.keyboard.press(key)
    pytest.fail(f"{selector} cannot be reached with {key}")


async def test_a_whole_chat_without_a_mouse(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url, size=DESKTOP) as page:
        await expect(page.locator("button[name=start]")).to_be_visible()
        await _tab_to(page, "button[name=start]")
        await page.keyboard.press("Enter")
        await expect(page.locator("button[data-callback=One]")).to_be_visible()
        await _tab_to(page, "button[data-callback=One]", "Shift+Tab")
        outline = "getComputedStyle(document.activeElement).outlineWidth"
        assert await page.evaluate(outline) == "3px"
        await page.keyboard.press("Enter")
        # Changed in place: the focus stays on the button in the same place.
        await expect(page.locator("article.bot .words")).to_have_text("Second?")
        await expect(page.locator("button[data-callback=Two]")).to_be_focused()
        await page.keyboard.press("Space")
        # Asked anew below: the focus goes on to the new buttons.
        await expect(page.locator("article.bot")).to_have_count(2)
        await expect(page.locator("button[data-callback=Four]")).to_be_focused()


async def test_the_box_and_its_menus(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url, size=DESKTOP) as page:
        await page.click("button[name=start]")
        await expect(page.locator("article.bot")).to_have_count(1)
        box = page.locator("textarea[name=message]")
        await box.focus()
        await page.keyboard.type("one")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("two")
        await page.keyboard.press("Enter")
        await expect(page.locator("article.own .words").last).to_have_text("one\ntwo", use_inner_text=True)
        await page.keyboard.type("/")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await expect(page.locator("button[data-command=stop]")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator("article.own .words").last).to_have_text("/stop")
        await expect(box).to_be_focused()
        await _tab_to(page, "button[name=attach]")
        await page.keyboard.press("Enter")
        await page.keyboard.press("ArrowDown")
        await expect(page.locator("button[data-sample=photo]")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.locator("#attachments")).to_be_hidden()
        await expect(page.locator("button[name=attach]")).to_be_focused()


async def test_every_control_has_a_name(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await page.click("button[name=start]")
        await expect(page.locator("button[data-callback=One]")).to_be_visible()
        for role in ("button", "textbox", "link"):
            for control in await page.get_by_role(role).all():
                tree = await control.aria_snapshot()
                assert '"' in tree, tree
