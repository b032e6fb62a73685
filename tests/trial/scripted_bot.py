"""A tiny bot with the real transport, to try the trial chat with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram import Bot, Update

Script = Callable[[Bot, Update], Awaitable[None]]


@asynccontextmanager
async def scripted_bot(bot: Bot, script: Script) -> AsyncIterator[None]:
    """Poll and answer every update with the script, until the block ends."""

    async def poll() -> None:
        offset = None
        while True:
            for update in await bot.get_updates(offset=offset, timeout=20):
                await script(bot, update)
                offset = update.update_id + 1

    polling = asyncio.create_task(poll())
    try:
        yield
        if polling.done():
            polling.result()
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
