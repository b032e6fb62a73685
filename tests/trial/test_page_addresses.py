"""The addresses behind the page: guarded by the secret, strict about what they take."""

import io

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.trial.server import TrialServer

from .page_client import PageClient

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])


@pytest.mark.parametrize(
    "path", ["/", "/wrong/", "/wrong/chats/1001", "/static/main.js", "/index.html", "/trial-secret/nothing"]
)
async def test_without_the_secret_there_is_nothing(
    server: TrialServer, session: aiohttp.ClientSession, path: str
) -> None:
    async with session.get(server.root_url + path) as response:
        assert response.status == 404


async def test_the_page_keeps_to_itself(server: TrialServer, session: aiohttp.ClientSession) -> None:
    async with session.get(server.page_url) as response:
        assert response.status == 200
        policy = response.headers["Content-Security-Policy"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        page = await response.text()
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert f'data-chat="{server.chat_id}"' in page


async def test_the_page_opens_another_chat_where_asked(server: TrialServer, session: aiohttp.ClientSession) -> None:
    for asked, opened in (("77", 77), ("0", server.chat_id), ("-5", server.chat_id), ('"><b>', server.chat_id)):
        async with session.get(server.page_url, params={"chat": asked}) as response:
            assert f'data-chat="{opened}"' in await response.text()


async def test_pictures_and_documents_are_given_out(
    bot: Bot, session: aiohttp.ClientSession, person: PageClient, chat_id: int, picture: bytes
) -> None:
    await bot.send_photo(chat_id, picture)
    await bot.send_document(chat_id, b"<script>", filename="page.html")
    photo, document = (message["attachment"] for message in (await person.snapshot())["messages"][-2:])
    async with session.get(person.page_url + photo["address"]) as response:
        assert response.content_type == "image/png"
        assert await response.read() == picture
    async with session.get(person.page_url + document["address"]) as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"
        assert await response.read() == b"<script>"
    async with session.get(person.page_url + "files/unknown") as response:
        assert response.status == 404


async def test_news_are_replayed_after_a_break(bot: Bot, person: PageClient, chat_id: int) -> None:
    async with person.news() as following:
        last = (await following())["id of news"]
    message = await bot.send_message(chat_id, "one", reply_markup=YES)
    await bot.edit_message_text("two", chat_id, message.message_id)
    await bot.delete_message(chat_id, message.message_id)
    async with person.news(after=last) as following:
        missed = [await following() for _ in range(3)]
    assert [news["kind"] for news in missed] == ["message", "edit", "delete"]
    assert missed[0]["message"]["text"] == "one"
    assert missed[2]["id"] == message.message_id


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("messages", {"text": "   "}, 400, "the message is empty"),
        ("messages", {"text": "x" * 4097}, 400, "at most 4096"),
        ("messages", {"text": 5}, 400, "text: "),
        ("messages", {"text": "x", "more": 1}, 400, "more: "),
        ("messages", {}, 400, "text: "),
        ("messages/5", {"text": "x"}, 409, "cannot be changed"),
        ("presses", {"message_id": 5, "data": "yes"}, 409, "button is gone"),
        ("samples", {"sample": "video"}, 400, "sample: "),
    ],
)
async def test_what_makes_no_sense_is_refused_in_words(
    person: PageClient, path: str, body: object, status: int, words: str
) -> None:
    answered, result = await person.post(path, body)
    assert answered == status
    assert words in result["error"]


async def test_only_json_is_taken(session: aiohttp.ClientSession, person: PageClient) -> None:
    async with session.post(f"{person.path}/messages", data='{"text": "x"}') as response:
        assert response.status == 400
        assert (await response.json())["error"] == "Not sent: Bad Request: the body must be JSON"


async def test_a_button_that_was_taken_away_cannot_be_pressed(bot: Bot, person: PageClient, chat_id: int) -> None:
    message = await bot.send_message(chat_id, "Sure?", reply_markup=YES)
    await bot.edit_message_reply_markup(chat_id, message.message_id)
    status, result = await person.post("presses", {"message_id": message.message_id, "data": "yes"})
    assert (status, result["error"]) == (409, "This button is gone.")


async def test_who_has_blocked_the_bot_cannot_write(bot: Bot, person: PageClient, chat_id: int) -> None:
    message = await bot.send_message(chat_id, "Sure?", reply_markup=YES)
    await person.block(True)
    for path, body in (
        ("messages", {"text": "x"}),
        ("presses", {"message_id": message.message_id, "data": "yes"}),
        ("samples", {"sample": "sticker"}),
    ):
        status, result = await person.post(path, body)
        assert (status, result["error"]) == (409, "You have blocked the bot. Unblock it first.")


async def test_a_file_has_content_and_at_most_20_megabytes(
    session: aiohttp.ClientSession, person: PageClient
) -> None:
    for content, status in ((b"", 400), (bytes(20 * 1024 * 1024 + 1), 413)):
        body = io.BytesIO(content)
        async with session.post(f"{person.path}/documents", params={"name": "x"}, data=body) as response:
            assert response.status == status
