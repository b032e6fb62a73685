"""A whole service at work against the fake Telegram."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.service import Conversation, Rates, Service
from bot.store import SqliteStore
from bot.telegram.api import FootguideBot
from tests.service.scripted import APOLOGY, Scripted
from tests.telegram.fake_telegram import TOKEN, FakeTelegram


async def draw(svg: bytes) -> bytes:
    return b"PNG of " + svg


class Serving:
    def __init__(
        self, service: Service, store: SqliteStore, stopping: asyncio.Event, running: asyncio.Task[None]
    ) -> None:
        self.service = service
        self.store = store
        self.stopping = stopping
        self.running = running

    async def end(self) -> None:
        self.stopping.set()
        await self.running


@asynccontextmanager
async def serving(
    telegram: FakeTelegram, folder: Path, conversation: Scripted | Callable[[], Conversation], **more: Any
) -> AsyncIterator[Serving]:
    """Runs a service until the block ends."""
    async with await SqliteStore.open(folder / "bot.db", serving=True) as store:
        serves = (lambda: conversation) if isinstance(conversation, Scripted) else conversation
        service = Service(
            FootguideBot(TOKEN, telegram.url),
            store,
            serves,
            render=draw,
            apology=APOLOGY,
            rates=Rates(0, 0),
            retention=timedelta(days=365),
            poll_seconds=5,
            **more,
        )
        stopping = asyncio.Event()
        running = asyncio.create_task(service.run(stopping))
        try:
            yield Serving(service, store, stopping, running)
        finally:
            stopping.set()
            await asyncio.gather(running, return_exceptions=True)
    # A failure that the block did not look at must not pass unseen.
    if not running.cancelled() and running.exception() is not None:
        await running
