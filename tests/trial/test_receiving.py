"""What a person does reaches the bot as the update that Telegram would send."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from telegram import (
    Bot,
    ChatMemberBanned,
    ChatMemberMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.error import BadRequest, Conflict

from bot.trial.server import TrialServer

from .conftest import SECRET, TOKEN
from .page_client import PageClient

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])


async def _next_update(bot: Bot) -> Update:
    [update] = await bot.get_updates(timeout=10)
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def test_a_typed_message_is_an_update(bot: Bot, person: PageClient) -> None:
    sent = await person.write("  /start my heel 👣 ")
    update = await _next_update(bot)
    assert update.message is not None
    assert update.message.message_id == sent["id"]
    assert update.message.text == "/start my heel 👣"
    assert [entity.type for entity in update.message.entities] == ["bot_command"]
    assert update.effective_user is not None
    assert not update.effective_user.is_bot
    assert update.effective_user.id == person.chat_id
    assert abs(update.message.date - datetime.now(UTC)) < timedelta(minutes=1)


async def test_a_changed_message_is_an_update(bot: Bot, person: PageClient) -> None:
    sent = await person.write("one")
    await _next_update(bot)
    await person.edit(sent["id"], "two")
    update = await _next_update(bot)
    assert update.edited_message is not None
    assert (update.edited_message.message_id, update.edited_message.text) == (sent["id"], "two")
    assert update.edited_message.edit_date is not None


async def test_a_press_is_an_update_and_its_answer_reaches_the_page(bot: Bot, person: PageClient) -> None:
    await person.write("/start")
    await _next_update(bot)
    message = await bot.send_message(person.chat_id, "Sure?", reply_markup=YES)
    async with person.news() as following:
        await following()
        press = await person.press(message.message_id, "yes")
        update = await _next_update(bot)
        query = update.callback_query
        assert query is not None
        assert (query.id, query.data) == (press, "yes")
        assert isinstance(query.message, Message)
        assert (query.message.message_id, query.message.text) == (message.message_id, "Sure?")
        assert await query.answer("Noted", show_alert=True)
        news = await following()
    assert (news["kind"], news["press"], news["text"], news["alert"]) == ("answer", press, "Noted", True)
    with pytest.raises(BadRequest, match=r"(?i)Query is too old and response timeout expired or query ID is invalid"):
        await query.answer()
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("123")


async def test_an_answer_has_at_most_200_characters(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query("123", text="x" * 201)


async def test_an_answer_comes_too_late_after_a_quarter_of_an_hour() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    server = TrialServer(token=TOKEN, secret=SECRET, port=0, clock=lambda: now)
    await server.start()
    try:
        async with Bot(TOKEN, base_url=f"{server.root_url}/bot") as bot:
            chat = server.exchange.chat(7)
            chat.begun = True
            sent = await bot.send_message(7, "Sure?", reply_markup=YES)
            message = chat.message(sent.message_id)
            assert message is not None
            press = server.exchange.open_press(chat, message)
            now += timedelta(minutes=16)
            with pytest.raises(BadRequest, match="Query is too old"):
                await bot.answer_callback_query(press.id)
    finally:
        await server.stop()


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "location"])
async def test_what_is_not_text_arrives_as_what_it_is(bot: Bot, person: PageClient, kind: str) -> None:
    await person.sample(kind)
    message = (await _next_update(bot)).message
    assert message is not None
    assert message.text is None
    assert getattr(message, kind)


async def test_the_sample_picture_can_be_downloaded(bot: Bot, person: PageClient) -> None:
    await person.sample("photo")
    message = (await _next_update(bot)).message
    assert message is not None
    content = await (await message.photo[-1].get_file()).download_as_bytearray()
    assert content.startswith(b"\x89PNG")
    assert len(content) == message.photo[-1].file_size


async def test_a_file_can_be_downloaded_and_a_pretended_one_cannot(bot: Bot, person: PageClient) -> None:
    await person.document("../medicines.yaml", b"pressure: 3\n")
    message = (await _next_update(bot)).message
    assert message is not None
    assert message.document is not None
    assert message.document.file_name == "medicines.yaml"
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"pressure: 3\n"
    await person.sample("voice")
    message = (await _next_update(bot)).message
    assert message is not None
    assert message.voice is not None
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await message.voice.get_file()


async def test_blocking_is_an_update_once(bot: Bot, person: PageClient) -> None:
    await person.block(True)
    await person.block(True)
    change = (await _next_update(bot)).my_chat_member
    assert change is not None
    assert isinstance(change.old_chat_member, ChatMemberMember)
    assert isinstance(change.new_chat_member, ChatMemberBanned)
    assert change.new_chat_member.user.id == bot.id
    await person.block(False)
    change = (await _next_update(bot)).my_chat_member
    assert change is not None
    assert isinstance(change.new_chat_member, ChatMemberMember)


async def test_chats_do_not_mix(bot: Bot, server: TrialServer, person: PageClient) -> None:
    await person.write("one")
    server.exchange.chat(2002).begun = True
    await bot.send_message(2002, "for somebody else")
    assert [message["text"] for message in (await person.snapshot())["messages"]] == ["one"]


async def test_polls_keep_offset_limit_and_kinds(bot: Bot, person: PageClient) -> None:
    await bot.get_updates(allowed_updates=[Update.MESSAGE])
    first = await person.write("one")
    await person.edit(first["id"], "not wanted")
    await person.write("two")
    [update] = await bot.get_updates(limit=1)
    assert update.message is not None
    assert update.message.text == "one"
    [update] = await bot.get_updates(offset=update.update_id + 1)
    assert update.message is not None
    assert update.message.text == "two"
    assert await bot.get_updates(offset=update.update_id + 1) == ()


async def test_two_pollers_conflict(bot: Bot, person: PageClient) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    async with Bot(TOKEN, base_url=f"{person.page_url.rsplit('/', 2)[0]}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        # Whichever came first is thrown out by the other.
        done, pending = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
        [loser], [winner] = done, pending
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            loser.result()
        await person.write("still heard")
        [update] = await winner
    assert update.message is not None
    assert update.message.text == "still heard"


async def test_a_webhook_is_never_there_and_pending_updates_can_be_dropped(bot: Bot, person: PageClient) -> None:
    await person.write("one")
    information = await bot.get_webhook_info()
    assert (information.url, information.pending_update_count) == ("", 1)
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


@pytest.mark.parametrize("second", [0, 1])
async def test_numbers_begin_at_the_present_second_so_that_they_rise_over_restarts(second: int) -> None:
    now = datetime(2026, 3, 1, 12, 0, second, tzinfo=UTC)
    server = TrialServer(token=TOKEN, secret=SECRET, port=0, clock=lambda: now)
    server.exchange.inbox.add("message", {})
    [update] = await server.exchange.inbox.take(None, 100, 0, None)
    assert update["update_id"] == int(now.timestamp())
