"""The page in a real browser, with a small scripted bot behind it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.trial.server import TrialServer

from .browser import COLOURS, DESKTOP, PHONE, Colours, open_page
from .conftest import SECRET, TOKEN
from .scripted_bot import scripted_bot

pytestmark = pytest.mark.browser

ASK = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Heel", callback_data="heel"), InlineKeyboardButton("Calf", callback_data="calf")],
        [InlineKeyboardButton("STOP", callback_data="stop", style="danger")],
    ]
)
STEP = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="next")]])


@pytest.fixture
def pictures(picture: bytes, other_picture: bytes) -> tuple[bytes, bytes]:
    return picture, other_picture


@pytest.fixture
async def talking(bot: Bot, pictures: tuple[bytes, bytes]) -> AsyncIterator[Bot]:
    """The bot answers: /start asks, a press on an answer shows a step, Next changes its picture."""

    async def script(bot: Bot, update: Update) -> None:
        assert update.effective_chat is not None
        chat_id = update.effective_chat.id
        query, message, edited = update.callback_query, update.message, update.edited_message
        if query is not None and query.data == "heel":
            await query.answer("You chose the heel")
            await query.edit_message_text("<b>Heel</b> it is.", parse_mode="HTML")
            await bot.send_photo(chat_id, pictures[0], caption="Step 1", reply_markup=STEP, disable_notification=True)
        elif query is not None and query.data == "stop":
            await query.answer("Everything is stopped.", show_alert=True)
        elif query is not None:
            await query.answer()
            await query.delete_message()
        elif edited is not None:
            await bot.send_message(chat_id, f"Now it says: {edited.text}", disable_notification=True)
        elif message is not None and message.text in {"/start", "/help"}:
            await bot.send_message(
                chat_id,
                "<b>Where</b> does it <i>hurt</i>?\n<blockquote>Tap one.</blockquote>\nOr /help, "
                '<a href="https://example.org/">more</a>, 1 &lt; 2',
                parse_mode="HTML",
                reply_markup=ASK,
                disable_notification=True,
            )
        elif message is not None and message.text == "ring":
            await bot.send_message(chat_id, "⏱ Time. Let go slowly.")
        elif message is not None and message.text == "type":
            await bot.send_chat_action(chat_id, "typing")
        elif message is not None and message.text is not None:
            await bot.send_message(chat_id, f"You wrote: {message.text}", disable_notification=True)
        elif message is not None:
            kinds = [kind for kind in ("photo", "voice", "sticker", "location", "document") if message[kind]]
            await bot.send_message(chat_id, f"That was: {kinds[0]}", disable_notification=True)

    await bot.set_my_commands([("start", "Begin, or go on"), ("stop", "End what is running"), ("help", "Help")])
    await bot.set_my_description("I help with sore feet.")
    async with scripted_bot(bot, script):
        yield bot


async def _begin(page: Page) -> None:
    await page.click("button[name=start]")
    await expect(page.locator("button[data-callback=heel]")).to_be_visible()


async def _send(page: Page, text: str) -> None:
    await page.fill("textarea[name=message]", text)
    await page.click("button[name=send]")


async def test_an_empty_chat_introduces_the_bot_and_starts(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await expect(page.get_by_text("I help with sore feet.")).to_be_visible()
        await expect(page.locator("textarea[name=message]")).to_be_hidden()
        await page.click("button[name=start]")
        own = page.locator("article.own")
        await expect(own.locator(".words")).to_have_text("/start")
        await expect(page.locator("button[name=start]")).to_be_hidden()
        await expect(page.locator("textarea[name=message]")).to_be_visible()
        assert await page.title() == "footguide"


async def test_words_are_formatted_and_never_read_as_markup(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        words = page.locator("article.bot .words")
        await expect(words.locator("b")).to_have_text("Where")
        await expect(words.locator("i")).to_have_text("hurt")
        await expect(words.locator("blockquote")).to_have_text("Tap one.")
        await expect(words.locator("a")).to_have_attribute("rel", "noopener noreferrer")
        await expect(words).to_contain_text("1 < 2")
        await words.locator("button.command", has_text="/help").click()
        await expect(page.locator("article.own .words").last).to_have_text("/help")
        await _send(page, "<b>&amp;</b><img src=x>")
        await expect(page.locator("article.bot .words").last).to_have_text("You wrote: <b>&amp;</b><img src=x>")
        assert await page.locator("article img").count() == 0


async def test_a_press_is_answered_over_the_chat_and_changes_it_in_place(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        question = page.locator("article.bot").first
        number = await question.get_attribute("data-message-id")
        await page.click("button[data-callback=heel]")
        await expect(page.locator("[role=status].toast")).to_have_text("You chose the heel")
        same = page.locator(f'article[data-message-id="{number}"]')
        await expect(same.locator(".words")).to_have_text("Heel it is.")
        await expect(same.locator("button[data-callback]")).to_have_count(0)
        await expect(page.locator("button.waiting")).to_have_count(0)


async def test_a_picture_has_its_words_and_can_be_enlarged(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await page.click("button[data-callback=heel]")
        picture = page.locator("article.bot img")
        await expect(picture).to_have_attribute("alt", "Step 1")
        assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 600
        await page.click("article.bot button.picture")
        await expect(page.locator("dialog.viewer")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog.viewer")).to_be_hidden()


async def test_an_alert_waits_to_be_closed_and_a_danger_button_is_red(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        stop = page.locator("button[data-callback=stop]")
        assert await stop.evaluate("button => getComputedStyle(button).backgroundColor") == "rgb(194, 60, 33)"
        await stop.click()
        alert = page.get_by_role("alertdialog")
        await expect(alert).to_contain_text("Everything is stopped.")
        await alert.get_by_role("button").click()
        await expect(alert).to_be_hidden()


async def test_a_deleted_message_vanishes(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await page.click("button[data-callback=calf]")
        await expect(page.locator("article.bot")).to_have_count(0)
        await expect(page.locator("article.own")).to_have_count(1)


async def test_buttons_of_a_row_share_its_whole_width(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        boxes = [await page.locator(f"button[data-callback={name}]").bounding_box() for name in ("heel", "stop")]
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert boxes[0]["width"] == pytest.approx((boxes[1]["width"] - 4) / 2, abs=1)
        assert boxes[1]["height"] >= 44
        assert boxes[1]["width"] > PHONE[0] * 0.85


async def test_commands_are_listed_and_filtered(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        listed = page.locator("#commands button")
        await page.click("button[name=commands]")
        await expect(listed).to_have_count(3)
        await page.keyboard.press("Escape")
        await expect(page.locator("#commands")).to_be_hidden()
        await page.fill("textarea[name=message]", "/st")
        await expect(listed).to_have_text(["/startBegin, or go on", "/stopEnd what is running"])
        await page.fill("textarea[name=message]", "/h")
        await expect(listed).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(page.locator("article.own .words").last).to_have_text("/help")
        await expect(page.locator("textarea[name=message]")).to_have_value("")


async def test_the_last_own_message_can_be_changed(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await _send(page, "my hell hurts")
        await expect(page.locator("article.bot .words").last).to_have_text("You wrote: my hell hurts")
        box = page.locator("textarea[name=message]")
        await box.press("ArrowUp")
        await expect(box).to_have_value("my hell hurts")
        await box.press("Escape")
        await expect(box).to_have_value("")
        await page.click("button[name=change]")
        await box.fill("my heel hurts")
        await box.press("Enter")
        await expect(page.locator("article.own").last.locator(".words")).to_have_text("my heel hurts")
        await expect(page.locator("article.own").last.locator(".meta")).to_contain_text("changed")
        await expect(page.locator("article.bot .words").last).to_have_text("Now it says: my heel hurts")


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location"])
async def test_what_is_not_text_can_be_sent(server: TrialServer, talking: Bot, kind: str) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await page.click("button[name=attach]")
        await page.click(f"button[data-sample={kind}]")
        await expect(page.locator("article.bot .words").last).to_have_text(f"That was: {kind}")


async def test_a_file_can_be_sent(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await page.click("button[name=attach]")
        async with page.expect_file_chooser() as chooser:
            await page.click("button[name=document]")
        await (await chooser.value).set_files({"name": "book.yaml", "mimeType": "text/yaml", "buffer": b"title: x"})
        await expect(page.locator("article.own a.file")).to_contain_text("book.yaml")
        await expect(page.locator("article.bot .words").last).to_have_text("That was: document")


async def test_a_ringing_message_is_told_at_once_and_the_typing_sign_shows(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
        await _send(page, "ring")
        await expect(page.locator("[aria-live=assertive]")).to_have_text("⏱ Time. Let go slowly.")
        await expect(page.locator("article.bot").last.locator(".meta")).to_contain_text("with sound")
        await _send(page, "type")
        await expect(page.locator(".typing")).to_be_visible()
        await expect(page.locator("[data-place=state]")).to_have_text("typing…")
        await _send(page, "hello")
        await expect(page.locator("article.bot .words").last).to_have_text("You wrote: hello")
        await expect(page.locator(".typing")).to_be_hidden()


async def test_a_ringing_message_makes_a_sound_unless_muted(server: TrialServer, talking: Bot) -> None:
    count_notes = """() => {
        const counted = document.documentElement.dataset;
        const start = OscillatorNode.prototype.start;
        counted.notes = 0;
        OscillatorNode.prototype.start = function (...when) {
            counted.notes = Number(counted.notes) + 1;
            start.apply(this, when);
        };
    }"""
    async with open_page(server.page_url) as page:
        await page.evaluate(count_notes)
        document = page.locator("html")
        await _begin(page)
        await expect(document).to_have_attribute("data-notes", "0")
        await _send(page, "ring")
        await expect(document).to_have_attribute("data-notes", "2")
        await page.click("button[name=sound]")
        await expect(page.locator("button[name=sound]")).to_have_attribute("aria-pressed", "false")
        await _send(page, "ring")
        await expect(page.locator("article.bot", has_text="Time.")).to_have_count(2)
        await expect(document).to_have_attribute("data-notes", "2")


async def test_a_tall_message_is_shown_from_its_first_line(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await talking.send_message(server.chat_id, "First line" + "\nmore" * 60, reply_markup=STEP)
        tall = page.locator("article.bot").last
        await expect(tall.locator(".words")).to_contain_text("First line")
        box, bar = await tall.bounding_box(), await page.locator("header").bounding_box()
        assert box is not None
        assert bar is not None
        assert 0 <= box["y"] - bar["height"] < 20
        await expect(page.locator("main")).to_have_class("below")
        await page.locator("button[data-callback=next]").scroll_into_view_if_needed()
        await expect(page.locator("main")).to_have_class("")


async def test_who_reads_further_up_stays_there_and_is_told_of_news(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        for number in range(20):
            await talking.send_message(server.chat_id, f"Message {number}", disable_notification=True)
        down = page.locator("button[name=down]")
        await expect(page.get_by_text("Message 19")).to_be_in_viewport()
        await expect(down).to_be_hidden()
        await page.locator("article.own").scroll_into_view_if_needed()
        await expect(page.locator("main")).to_have_class("below")
        await talking.send_message(server.chat_id, "The newest", disable_notification=True)
        await expect(down.locator(".count")).to_have_text("1")
        await expect(page.get_by_text("The newest")).not_to_be_in_viewport()
        await down.click()
        await expect(page.get_by_text("The newest")).to_be_in_viewport()
        await expect(down).to_be_hidden()


async def test_blocking_and_unblocking(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await page.click("button[name=more]")
        await page.click("button[name=block]")
        await expect(page.locator("textarea[name=message]")).to_be_hidden()
        await page.click("button[name=unblock]")
        await expect(page.locator("textarea[name=message]")).to_be_visible()


async def test_somebody_else_has_a_chat_of_their_own(server: TrialServer, talking: Bot) -> None:
    async with open_page(server.page_url) as page:
        await _begin(page)
        await page.click("button[name=more]")
        await page.click("button[name=another]")
        await page.wait_for_url("**/?chat=*")
        await _begin(page)
        await expect(page.locator("article")).to_have_count(2)


@pytest.mark.parametrize(("size", "name"), [(PHONE, "phone"), (DESKTOP, "desktop")])
async def test_dark_and_light_differ_and_nothing_sticks_out(
    server: TrialServer, talking: Bot, tmp_path: Path, size: tuple[int, int], name: str
) -> None:
    brightness: dict[Colours, int] = {}
    for colours in COLOURS:
        async with open_page(f"{server.page_url}?chat={len(brightness) + 1}", size=size, colours=colours) as page:
            await _begin(page)
            await page.click("button[data-callback=heel]")
            await expect(page.locator("article.bot img")).to_be_visible()
            bubble = page.locator("article.bot .bubble").first
            background = await bubble.evaluate("element => getComputedStyle(element).backgroundColor")
            brightness[colours] = sum(int(part) for part in background[4:-1].split(","))
            root = "document.documentElement"
            assert await page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
            await page.screenshot(path=tmp_path / f"{name}-{colours}.png")
    assert brightness["dark"] < 300
    assert brightness["light"] > 700


async def test_the_page_comes_back_by_itself_and_shows_what_it_missed() -> None:
    server = TrialServer(token=TOKEN, secret=SECRET, port=0)
    await server.start()
    port = int(server.root_url.rpartition(":")[2])
    async with open_page(server.page_url, expected_errors=("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE")) as page:
        await page.click("button[name=start]")
        await expect(page.locator("article.own")).to_have_count(1)
        await server.stop()
        await expect(page.locator("[data-place=state]")).to_have_text("connecting…")
        await _send(page, "lost?")
        await expect(page.locator("[role=status].toast")).to_contain_text("Is it still running?")
        await expect(page.locator("textarea[name=message]")).to_have_value("lost?")
        again = TrialServer(token=TOKEN, secret=SECRET, port=port)
        again.exchange.chat(again.chat_id).begun = True
        await again.start()
        try:
            async with Bot(TOKEN, base_url=f"{again.root_url}/bot") as bot:
                await bot.send_message(again.chat_id, "Here again")
            await expect(page.locator("article .words")).to_have_text(["Here again"])
        finally:
            await again.stop()
