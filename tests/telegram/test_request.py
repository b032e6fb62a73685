"""Calls go over one pool; what went wrong is told apart; no token shows anywhere."""

import asyncio
import socket

import pytest
from telegram import InputMediaPhoto
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError

from bot.telegram.api import FootguideBot
from bot.telegram.errors import Dropped, ServerTrouble, Throttled, TokenRefused, Unreached
from bot.telegram.request import AiohttpRequest
from tests.telegram.fake_telegram import TOKEN, FakeTelegram
from tests.telegram.telling import everything_told


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ({"status": 429, "retry_after": 7}, Throttled),
        ({"status": 500}, ServerTrouble),
        ({"status": 502}, ServerTrouble),
        ({"status": 403}, Forbidden),
        ({"status": 400}, BadRequest),
        ({"status": 413}, BadRequest),
        ({"status": 409}, Conflict),
        ({"status": 401}, InvalidToken),
        ({"drop": True}, Dropped),
    ],
)
async def test_failures_are_told_apart(
    telegram: FakeTelegram, bot: FootguideBot, how: dict[str, object], kind: type[TelegramError]
) -> None:
    telegram.fail("sendMessage", **how)
    with pytest.raises(TelegramError) as raised:
        await bot.send_message(1, "hello")
    assert type(raised.value) is kind
    assert TOKEN not in everything_told(raised.value)
    assert (await bot.send_message(1, "again")).text == "again"


async def test_a_wait_that_telegram_asks_for_is_told_in_seconds(telegram: FakeTelegram, bot: FootguideBot) -> None:
    telegram.fail("sendMessage", status=429, retry_after=7)
    with pytest.raises(Throttled) as raised:
        await bot.send_message(1, "hello")
    assert raised.value.seconds == 7
    telegram.fail("sendMessage", status=429)
    with pytest.raises(Throttled) as raised:
        await bot.send_message(1, "hello")
    assert raised.value.seconds == 5


async def test_nobody_listening_is_told_apart_from_a_lost_answer() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    bot = FootguideBot(TOKEN, f"http://127.0.0.1:{port}")
    with pytest.raises(Unreached, match=r"No connection to 127\.0\.0\.1") as raised:
        await bot.initialize()
    assert TOKEN not in everything_told(raised.value)
    await bot.shutdown()


async def test_a_silent_server_is_given_up(telegram: FakeTelegram) -> None:
    released = asyncio.Event()

    async def hold(call: object) -> None:
        await released.wait()

    telegram.on_call = hold
    request = AiohttpRequest(read_seconds=0.05)
    async with request:
        with pytest.raises(Dropped) as raised:
            await request.post(f"{telegram.url}/bot{TOKEN}/getMe")
    released.set()
    assert TOKEN not in everything_told(raised.value)


async def test_an_address_that_is_none_is_named_by_its_setting() -> None:
    bot = FootguideBot(TOKEN, "no address")
    with pytest.raises(Unreached, match="BOT_API_URL") as raised:
        await bot.initialize()
    assert TOKEN not in everything_told(raised.value)
    await bot.shutdown()


def test_an_empty_token_is_refused_in_words() -> None:
    with pytest.raises(TokenRefused, match="BOT_TOKEN"):
        FootguideBot("")


async def test_an_answer_that_is_no_json_is_not_quoted(caplog: pytest.LogCaptureFixture) -> None:
    payload = b'{"text": "private words'
    with pytest.raises(Dropped) as raised:
        AiohttpRequest.parse_json_payload(payload)
    assert "private" not in everything_told(raised.value) + caplog.text


async def test_connections_are_used_again(telegram: FakeTelegram, bot: FootguideBot) -> None:
    ports = set()
    runner = telegram._runner
    assert runner is not None
    assert runner.server is not None

    async def note(call: object) -> None:
        for connection in runner.server.connections:  # type: ignore[union-attr]
            assert connection.transport is not None
            ports.add(connection.transport.get_extra_info("peername")[1])

    telegram.on_call = note
    for _ in range(5):
        await bot.send_message(1, "hello")
    assert len(ports) == 1


async def test_files_and_words_arrive_together(telegram: FakeTelegram, bot: FootguideBot) -> None:
    posted = await bot.send_photo(1, b"png bytes", caption="Ünï <b>", reply_markup=None)
    assert telegram.shown(1) == ["Ünï <b>"]
    assert telegram.files == {"file-1": b"png bytes"}
    await bot.edit_message_media(InputMediaPhoto(b"other", "new"), 1, posted.message_id)
    assert telegram.files["file-2"] == b"other"


def test_the_bot_s_own_description_hides_the_token() -> None:
    bot = FootguideBot(TOKEN, "http://127.0.0.1:1/")
    assert TOKEN not in f"{bot!r} {bot}"
    assert "http://127.0.0.1:1" in repr(bot)


async def test_calling_before_it_is_open_says_so() -> None:
    with pytest.raises(RuntimeError, match="initialize"):
        await AiohttpRequest().do_request("http://127.0.0.1/", "GET")
