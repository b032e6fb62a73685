"""The server starts and stops cleanly inside a running loop."""

import asyncio
import signal

import aiohttp
import pytest
from telegram import Bot

from bot.trial.server import PortInUse, TrialServer

from .conftest import SECRET, TOKEN


async def test_any_free_port_is_taken(server: TrialServer) -> None:
    port = int(server.root_url.rpartition(":")[2])
    assert port > 0
    assert server.page_url == f"http://127.0.0.1:{port}/{SECRET}/"


async def test_a_secret_that_looks_like_a_bot_is_still_the_page() -> None:
    server = TrialServer(token=TOKEN, secret="bot-secret", port=0)  # noqa: S106
    await server.start()
    try:
        async with aiohttp.ClientSession() as session, session.get(f"{server.page_url}chats/1") as response:
            assert (await response.json())["messages"] == []
    finally:
        await server.stop()


async def test_a_port_in_use_is_named_with_the_remedy(server: TrialServer) -> None:
    port = int(server.root_url.rpartition(":")[2])
    second = TrialServer(token=TOKEN, secret=SECRET, port=port)
    with pytest.raises(PortInUse) as raised:
        await second.start()
    assert str(raised.value) == (
        f"Port {port} is in use by another program; stop that one, or choose a free port with --port."
    )
    await second.stop()


async def test_signals_stay_with_the_program() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    server = TrialServer(token=TOKEN, secret=SECRET, port=0)
    await server.start()
    try:
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
    finally:
        await server.stop()


async def test_stopping_lets_polls_and_pages_go_and_frees_the_port() -> None:
    server = TrialServer(token=TOKEN, secret=SECRET, port=0)
    await server.start()
    port = int(server.root_url.rpartition(":")[2])
    async with (
        Bot(TOKEN, base_url=f"{server.root_url}/bot") as bot,
        aiohttp.ClientSession() as session,
        session.get(f"{server.page_url}chats/{server.chat_id}/news") as news,
    ):
        poll = asyncio.create_task(bot.get_updates(timeout=50))
        assert (await news.content.readline()).startswith(b"id: ")
        async with asyncio.timeout(10):
            while server.exchange.inbox._poll == 0:  # noqa: ASYNC110  counted from inside, with nothing to wait on
                await asyncio.sleep(0.001)
        await asyncio.wait_for(server.stop(), 10)
        assert await poll == ()
        assert b"snapshot" in await news.content.read()
    again = TrialServer(token=TOKEN, secret=SECRET, port=port)
    await again.start()
    await again.stop()
    await again.stop()
