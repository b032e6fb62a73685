"""What the bot says with the real transport arrives, and what Telegram would refuse is refused."""

import io

import pytest
from PIL import Image
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import BadRequest, Forbidden, NetworkError

from .page_client import PageClient


def two_frames() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("white", "black")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Go", callback_data="go"), InlineKeyboardButton("Why?", callback_data="why")],
        [InlineKeyboardButton("STOP", callback_data="stop", style="danger")],
    ]
)


async def test_a_formatted_message_with_buttons_arrives(bot: Bot, person: PageClient, chat_id: int) -> None:
    message = await bot.send_message(
        chat_id,
        "<b>Hello</b> &amp; welcome 👣 <i>you</i>",
        parse_mode="HTML",
        reply_markup=BUTTONS,
        disable_notification=True,
        protect_content=True,
    )
    assert message.text == "Hello & welcome 👣 you"
    assert message.text_html == "<b>Hello</b> &amp; welcome 👣 <i>you</i>"
    assert message.chat.id == chat_id
    assert message.chat.type == "private"
    assert message.from_user is not None
    assert message.from_user.is_bot
    assert message.reply_markup == BUTTONS
    shown = (await person.snapshot())["messages"][-1]
    assert shown["id"] == message.message_id
    assert shown["text"] == "Hello & welcome 👣 you"
    assert shown["sounds"] is False
    assert shown["keyboard"][1][0] == {"text": "STOP", "style": "danger", "callback_data": "stop"}


async def test_a_message_rings_unless_told_not_to(bot: Bot, person: PageClient, chat_id: int) -> None:
    await bot.send_message(chat_id, "Time.")
    assert (await person.snapshot())["messages"][-1]["sounds"] is True


async def test_entities_may_be_given_in_place_of_html(bot: Bot, chat_id: int) -> None:
    message = await bot.send_message(chat_id, "bold", entities=[MessageEntity("bold", 0, 4)])
    assert message.text_html == "<b>bold</b>"


async def test_a_picture_is_uploaded_once_and_sent_again_by_its_identifier(
    bot: Bot, person: PageClient, chat_id: int, picture: bytes
) -> None:
    first = await bot.send_photo(chat_id, picture, caption="<b>Step 1</b>", parse_mode="HTML")
    assert (first.photo[-1].width, first.photo[-1].height) == (600, 420)
    assert first.photo[-1].file_size == len(picture)
    assert first.caption_html == "<b>Step 1</b>"
    again = await bot.send_photo(chat_id, first.photo[-1].file_id, reply_markup=BUTTONS)
    assert again.photo[-1].file_id == first.photo[-1].file_id
    assert again.caption is None
    shown = [message["attachment"] for message in (await person.snapshot())["messages"][-2:]]
    assert shown[0] == shown[1]
    assert shown[0]["kind"] == "photo"


async def test_an_animation_is_shown_as_a_picture_is(bot: Bot, person: PageClient, chat_id: int) -> None:
    gif = two_frames()
    first = await bot.send_animation(chat_id, gif, filename="animation.gif", caption="<b>Pump</b>", parse_mode="HTML")
    assert first.animation is not None
    assert (first.animation.width, first.animation.height, first.animation.mime_type) == (30, 20, "image/gif")
    again = await bot.send_animation(chat_id, first.animation.file_id)
    assert again.animation is not None
    assert again.animation.file_id == first.animation.file_id
    shown = (await person.snapshot())["messages"][-1]["attachment"]
    assert (shown["kind"], shown["width"], shown["height"]) == ("animation", 30, 20)
    assert await person.file(shown["address"]) == (gif, "image/gif")


async def test_what_is_no_gif_is_no_animation(bot: Bot, chat_id: int, picture: bytes) -> None:
    with pytest.raises(BadRequest, match=r"(?i)the trial chat shows animations that are GIFs"):
        await bot.send_animation(chat_id, picture, filename="a.png")
    photo = await bot.send_photo(chat_id, picture)
    with pytest.raises(BadRequest, match="Can't use a file of photos"):
        await bot.send_animation(chat_id, photo.photo[-1].file_id)


async def test_a_document_arrives_and_can_be_sent_again(bot: Bot, person: PageClient, chat_id: int) -> None:
    first = await bot.send_document(chat_id, b'{"a": 1}', filename="data.json", caption="All of it")
    assert first.document is not None
    assert first.document.file_name == "data.json"
    again = await bot.send_document(chat_id, first.document.file_id)
    assert again.document == first.document
    shown = (await person.snapshot())["messages"][-1]["attachment"]
    assert (shown["kind"], shown["name"], shown["bytes"]) == ("document", "data.json", 8)


async def test_the_typing_sign_reaches_the_page(bot: Bot, person: PageClient, chat_id: int) -> None:
    async with person.news() as following:
        await following()
        assert await bot.send_chat_action(chat_id, "typing")
        assert (await following())["kind"] == "typing"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Message text is empty"),
        (" \n ", "Message text is empty"),
        ("<b> </b>", "Message text is empty"),
        ("x" * 4097, "Message is too long"),
        ("👣" * 2049, "Message is too long"),
        ("<b>x", "Can't parse entities"),
    ],
)
async def test_a_text_that_cannot_be_shown_is_refused(bot: Bot, chat_id: int, text: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.send_message(chat_id, text, parse_mode="HTML")


async def test_limits_are_counted_after_the_tags_are_gone(bot: Bot, chat_id: int, picture: bytes) -> None:
    assert (await bot.send_message(chat_id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")).text == "x" * 4096
    caption = f"<b>{'x' * 1024}</b>"
    assert (await bot.send_photo(chat_id, picture, caption=caption, parse_mode="HTML")).caption == "x" * 1024
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(chat_id, picture, caption="x" * 1025)


async def test_other_markups_are_refused_in_words(bot: Bot, chat_id: int) -> None:
    with pytest.raises(BadRequest, match=r'(?i)Unsupported parse_mode "MarkdownV2"'):
        await bot.send_message(chat_id, "*x*", parse_mode="MarkdownV2")


async def test_what_is_no_picture_of_this_server_is_refused(bot: Bot, chat_id: int, picture: bytes) -> None:
    for reference in ("AgACAgIAAxkBAAM", "https://example.org/a.png"):
        with pytest.raises(BadRequest, match=r"(?i)Wrong file identifier/HTTP URL specified"):
            await bot.send_photo(chat_id, reference)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(chat_id, b"no picture")
    document = await bot.send_document(chat_id, picture, filename="a.png")
    assert document.document is not None
    with pytest.raises(BadRequest, match="Can't use a file of documents"):
        await bot.send_photo(chat_id, document.document.file_id)
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_photo(chat_id, picture + bytes(10 * 1024 * 1024))


async def test_a_jpeg_is_a_picture_too(bot: Bot, chat_id: int) -> None:
    head = b"\xff\xd8\xff\xe0\x00\x04ab"
    frame = b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    photo = (await bot.send_photo(chat_id, head + frame)).photo[-1]
    assert (photo.width, photo.height) == (32, 16)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(chat_id, head)


async def test_a_bot_cannot_write_first(bot: Bot, person: PageClient) -> None:
    await person.snapshot()
    for chat in (person.chat_id, 424242, "@somebody"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "Hello?")


async def test_a_bot_cannot_write_to_who_has_blocked_it(bot: Bot, person: PageClient, chat_id: int) -> None:
    await person.block(True)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(chat_id, "Hello?")
    await person.block(False)
    assert (await bot.send_message(chat_id, "Hello.")).text == "Hello."


async def test_parameters_that_the_trial_chat_does_not_know_are_refused(bot: Bot, chat_id: int) -> None:
    with pytest.raises(BadRequest, match=r'(?i)does not know the parameter "message_effect_id" of sendMessage'):
        await bot.send_message(chat_id, "x", message_effect_id="1")
