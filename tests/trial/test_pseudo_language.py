"""Whatever the trial chat shows in a browser, reads aloud or prints is marked, in a language that marks every message."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.trial.server import TrialServer
from bot.trial.transcript import News, Transcript
from bot.trial.wording import page_words

from .browser import open_page
from .conftest import SECRET, TOKEN
from .marking import ALL_MARKED, MARKED, mark, not_said

# All that is written anywhere in the page, hidden or not; without JavaScript there would be more.
READ = """() => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node instanceof Text) {
            if (!node.parentElement.closest("noscript, script")) found.push(node.data);
        } else {
            for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt", "value"]) {
                if (node.hasAttribute(name)) found.push(node.getAttribute(name));
            }
        }
    }
    return found;
}"""
NEVER_IN_A_BROWSER_WITH_JAVASCRIPT = {"needs_javascript"}


@pytest.fixture
async def server() -> AsyncIterator[TrialServer]:
    server = TrialServer(token=TOKEN, secret=SECRET, port=0, catalogues=ALL_MARKED)
    await server.start()
    yield server
    await server.stop()


class Reader:
    """Reads the page again and again, and keeps what stood in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: set[str] = set()

    async def reads(self) -> None:
        texts = await self.page.evaluate(READ)
        assert [text for text in texts if not_said(text)] == []
        self.seen |= {text.strip() for text in texts}

    async def sees(self, selector: str, words: str) -> None:
        """Waits until the words are there, then reads everything."""
        await expect(self.page.locator(selector).last).to_contain_text(mark(words))
        await self.reads()

    async def presses(self, name: str) -> None:
        await self.page.click(f"button[name={name}]")

    async def writes(self, text: str) -> None:
        await self.page.fill("textarea[name=message]", text)
        await self.presses("send")

    def never_saw(self) -> set[str]:
        """The names of the page's words that never stood in it; what is in braces may be anything."""
        patterns = {
            name: re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(text))) for name, text in page_words(MARKED).items()
        }
        return {name for name, pattern in patterns.items() if not any(map(pattern.fullmatch, self.seen))}


@pytest.mark.browser
async def test_no_unmarked_word_is_ever_on_the_page(server: TrialServer, bot: Bot, picture: bytes) -> None:
    failures = ("500", "409", "ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE")
    async with open_page(server.page_url, expected_errors=failures) as page:
        reader = Reader(page)
        await reader.sees("[data-place=state]", "bot · trial chat")
        await reader.presses("start")
        await reader.sees(".day", "Today")
        await reads_commands(reader, bot)
        await reads_what_the_bot_sends(reader, bot, server.chat_id, picture)
        await reads_what_a_person_sends(reader)
        await reads_menus_and_refusals(reader, server)
        await server.stop()
        await reader.sees("[aria-live=polite][data-place]", "The connection is lost. Trying again.")
        await reader.writes(mark("lost?"))
        await reader.sees(".toast", "Not sent: the program does not answer. Is it still running?")
    assert reader.never_saw() == NEVER_IN_A_BROWSER_WITH_JAVASCRIPT


async def reads_commands(reader: Reader, bot: Bot) -> None:
    await reader.presses("commands")
    await reader.sees("#commands", "The bot has not told its commands yet.")
    await reader.page.keyboard.press("Escape")
    await bot.set_my_commands([("start", mark("Begin")), ("stop", mark("End"))])
    await expect(reader.page.locator("#commands")).to_be_hidden()
    await reader.page.fill("textarea[name=message]", "/sto")
    await reader.sees("[data-place=polite]", "Commands: 1, first stop")
    await reader.page.fill("textarea[name=message]", "")


async def reads_what_the_bot_sends(reader: Reader, bot: Bot, chat_id: int, picture: bytes) -> None:
    page = reader.page
    await page.context.grant_permissions(["clipboard-write"])
    buttons = [
        InlineKeyboardButton(mark("Tell"), callback_data="tell"),
        InlineKeyboardButton(mark("Copy"), copy_text=CopyTextButton("x")),
    ]
    await bot.send_message(chat_id, mark("Time."), reply_markup=InlineKeyboardMarkup([buttons]))
    await reader.sees("article.bot .meta", "with sound")
    await page.get_by_role("button", name=mark("Copy")).click()
    await reader.sees(".toast", "Copied")
    await page.click("button[data-callback=tell]")
    pressed = (await bot.get_updates(timeout=5))[-1].callback_query
    assert pressed is not None
    await pressed.answer(mark("Told."), show_alert=True)
    await reader.sees("dialog.alert", "Told.")
    await page.click("dialog.alert button")
    await bot.send_chat_action(chat_id, "typing")
    await reader.sees("[data-place=state]", "typing…")
    await bot.send_photo(chat_id, picture)
    await page.click("article.bot button.picture")
    await expect(page.locator("dialog.viewer img")).to_have_attribute("alt", mark("Picture"))
    await reader.reads()
    await page.keyboard.press("Escape")
    for size, words in ((12, "12 bytes"), (3400, "3 kB"), (1_500_000, "1.5 MB")):
        await bot.send_document(chat_id, bytes(size), filename=mark("file"))
        await reader.sees("article.bot a.file small", words)


async def reads_what_a_person_sends(reader: Reader) -> None:
    page = reader.page
    shown = {"voice": "Voice message, 0:14", "sticker": "👣 Sticker", "location": "Location: Vienna"}
    for sample, words in shown.items():
        await reader.presses("attach")
        await page.click(f"button[data-sample={sample}]")
        await reader.sees("article.own .pretended", words)
    await reader.writes(mark("my hell hurts"))
    await reader.sees("article.own .words", "my hell hurts")
    await reader.presses("change")
    await reader.sees(".editing [data-place=old]", "my hell hurts")
    await reader.writes(mark("my heel hurts"))
    await reader.sees("article.own .meta", "changed")


async def reads_menus_and_refusals(reader: Reader, server: TrialServer) -> None:
    page = reader.page
    for now in ("Sound is off", "Sound is on"):
        await reader.presses("sound")
        await expect(page.locator("button[name=sound]")).to_have_attribute("title", mark(now))
        await reader.reads()
    await reader.presses("more")
    await reader.presses("block")
    await reader.sees("button[name=block]", "Unblock the bot")
    await page.evaluate("document.querySelector('.composer').hidden = false")  # as a page that has not heard of it
    await reader.writes(mark("blocked"))
    await reader.sees(".toast", "You have blocked the bot. Unblock it first.")
    await reader.presses("unblock")
    await reader.sees("button[name=block]", "Block the bot")
    await page.route("**/messages", lambda route: route.fulfill(status=500, body="Internal Server Error"))
    await reader.writes(mark("fault"))
    await reader.sees(".toast", "Not sent: the program had a fault. Its log says more.")
    await page.unroute("**/messages")


@pytest.mark.browser
async def test_a_word_planted_in_the_page_is_found(server: TrialServer) -> None:
    async with open_page(server.page_url) as page:
        reader = Reader(page)
        await reader.reads()
        for planted in ("document.body.append('Hello')", "document.querySelector('.down').title = 'Down'"):
            await page.evaluate(planted)
            with pytest.raises(AssertionError, match=r"Hello|Down"):
                await reader.reads()


def test_no_unmarked_word_is_printed_in_the_terminal() -> None:
    def message(number: int, text: str, **more: object) -> News:
        keyboard = [[{"text": mark("Yes"), "callback_data": "yes"}]]
        begun = {"id": number, "from_bot": True, "sounds": False, "text": mark(text), "attachment": None}
        return {**begun, "keyboard": keyboard, **more}

    document = {"kind": "document", "name": mark("file"), "address": "1"}
    transcript = Transcript("http://127.0.0.1:1/", MARKED)
    lines = [
        *transcript.tell({"kind": "snapshot", "name": "footguide", "description": mark("I help."), "messages": []}),
        *transcript.tell({"kind": "message", "message": message(1, "One")}),
        *transcript.tell({"kind": "message", "message": message(2, "Two", sounds=True)}),
        *transcript.tell({"kind": "edit", "message": message(2, "Two again")}),
        *transcript.tell({"kind": "message", "message": message(3, "Three", attachment={"kind": "photo"})}),
        *transcript.tell({"kind": "message", "message": message(4, "Four", attachment=document)}),
        *transcript.tell({"kind": "delete", "id": 4}),
        *transcript.tell({"kind": "answer", "text": mark("Noted")}),
    ]
    lines = [line.replace("http://127.0.0.1:1/1", "") for line in lines]
    assert [line for line in lines if not_said(line)] == []
    assert mark("footguide (changed):") in lines
    assert mark("The numbers press these buttons again:") in lines
