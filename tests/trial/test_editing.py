"""What the bot said can be changed and taken back, within Telegram's rules."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
)
from telegram.error import BadRequest

from bot.trial.server import TrialServer

from .conftest import SECRET, TOKEN
from .page_client import PageClient

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])
NO = InlineKeyboardMarkup([[InlineKeyboardButton("No", callback_data="no")]])


async def test_a_text_is_changed_in_place(bot: Bot, person: PageClient, chat_id: int) -> None:
    message = await bot.send_message(chat_id, "One", reply_markup=YES)
    async with person.news() as following:
        await following()
        edited = await bot.edit_message_text("<b>Two</b>", chat_id, message.message_id, parse_mode="HTML")
        news = await following()
    assert isinstance(edited, Message)
    assert edited.message_id == message.message_id
    assert edited.text_html == "<b>Two</b>"
    assert edited.reply_markup is None
    assert edited.edit_date is not None
    assert (news["kind"], news["message"]["text"], news["message"]["keyboard"]) == ("edit", "Two", [])


async def test_the_same_again_is_not_modified(bot: Bot, chat_id: int) -> None:
    message = await bot.send_message(chat_id, "One", reply_markup=YES)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content"):
        await bot.edit_message_text("One", chat_id, message.message_id, reply_markup=YES)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(chat_id, message.message_id, reply_markup=YES)
    assert await bot.edit_message_text("One", chat_id, message.message_id, reply_markup=NO)


async def test_buttons_are_changed_and_taken_away_alone(bot: Bot, chat_id: int) -> None:
    message = await bot.send_message(chat_id, "One", reply_markup=YES)
    changed = await bot.edit_message_reply_markup(chat_id, message.message_id, reply_markup=NO)
    assert isinstance(changed, Message)
    assert (changed.text, changed.reply_markup) == ("One", NO)
    bare = await bot.edit_message_reply_markup(chat_id, message.message_id)
    assert isinstance(bare, Message)
    assert bare.reply_markup is None


async def test_picture_and_caption_change_together(
    bot: Bot, chat_id: int, picture: bytes, other_picture: bytes
) -> None:
    message = await bot.send_photo(chat_id, picture, caption="One", reply_markup=YES)
    media = InputMediaPhoto(other_picture, caption="<i>Two</i>", parse_mode="HTML")
    changed = await bot.edit_message_media(media, chat_id, message.message_id, reply_markup=NO)
    assert isinstance(changed, Message)
    assert changed.photo[-1].file_id != message.photo[-1].file_id
    assert (changed.caption_html, changed.reply_markup) == ("<i>Two</i>", NO)
    back = InputMediaPhoto(message.photo[-1].file_id, caption="One")
    changed = await bot.edit_message_media(back, chat_id, message.message_id)
    assert isinstance(changed, Message)
    assert changed.photo == message.photo
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_media(back, chat_id, message.message_id)
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.edit_message_media(InputMediaPhoto("unknown"), chat_id, message.message_id)


async def test_a_caption_changes_alone(bot: Bot, chat_id: int, picture: bytes) -> None:
    message = await bot.send_photo(chat_id, picture, caption="One")
    changed = await bot.edit_message_caption(chat_id, message.message_id, caption="Two")
    assert isinstance(changed, Message)
    assert (changed.caption, changed.photo) == ("Two", message.photo)


async def test_a_text_becomes_a_picture_but_never_the_other_way(bot: Bot, chat_id: int, picture: bytes) -> None:
    message = await bot.send_message(chat_id, "One")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(chat_id, message.message_id, caption="Two")
    changed = await bot.edit_message_media(InputMediaPhoto(picture, caption="Two"), chat_id, message.message_id)
    assert isinstance(changed, Message)
    assert (changed.text, changed.caption, len(changed.photo)) == (None, "Two", 1)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Three", chat_id, message.message_id)


async def test_a_picture_may_become_a_document(bot: Bot, chat_id: int, picture: bytes) -> None:
    message = await bot.send_photo(chat_id, picture)
    media = InputMediaDocument(b"words", filename="words.txt")
    changed = await bot.edit_message_media(media, chat_id, message.message_id)
    assert isinstance(changed, Message)
    assert changed.document is not None
    assert changed.document.file_name == "words.txt"
    with pytest.raises(BadRequest, match='does not know the type "video"'):
        await bot.edit_message_media(InputMediaVideo("x"), chat_id, message.message_id)


async def test_only_what_the_bot_said_can_be_edited(bot: Bot, person: PageClient, chat_id: int) -> None:
    own = await person.write("mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("yours", chat_id, own["id"])
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("nothing", chat_id, 5)


async def test_messages_are_taken_back(bot: Bot, person: PageClient, chat_id: int) -> None:
    message = await bot.send_message(chat_id, "Time.")
    own = await person.write("done")
    assert await bot.delete_message(chat_id, message.message_id)
    assert await bot.delete_message(chat_id, own["id"])
    assert {shown["text"] for shown in (await person.snapshot())["messages"]} == {"/start"}
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(chat_id, message.message_id)


async def test_after_two_days_a_message_stays() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    server = TrialServer(token=TOKEN, secret=SECRET, port=0, clock=lambda: now)
    await server.start()
    try:
        async with Bot(TOKEN, base_url=f"{server.root_url}/bot") as bot:
            server.exchange.chat(7).begun = True
            message = await bot.send_message(7, "old")
            assert message.date == now
            now += timedelta(hours=48, seconds=1)
            with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
                await bot.delete_message(7, message.message_id)
    finally:
        await server.stop()
