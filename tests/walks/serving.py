"""The real bot behind the real trial page in this process, put together as `footguide try` does, with a moved clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.dialogue.conversation import Conversation
from bot.language.catalogues import shipped_catalogues
from bot.pictures.renderer import Renderer
from bot.running import apology, profile
from bot.service import Rates, Service
from bot.store import SqliteStore
from bot.telegram.api import FootguideBot
from bot.trial.server import TrialServer
from tests.walks.clock import WalkClock

TOKEN = "1234567890:a-token-for-walks-and-for-nothing-else-00"  # noqa: S105  no real one
SECRET = "walks"  # noqa: S105  on this machine alone


@asynccontextmanager
async def bot_at_the_page(conversation: Conversation, folder: Path, clock: WalkClock) -> AsyncIterator[TrialServer]:
    """Serves until the block ends; nothing is in hand then.

    Args:
        conversation: The conversation.
        folder: Where the database goes.
        clock: Time, for the bot and for the page.
    """
    words = shipped_catalogues()
    stopping = asyncio.Event()
    async with AsyncExitStack() as stack:
        server = TrialServer(token=TOKEN, secret=SECRET, port=0, clock=clock.now)
        await server.start()
        stack.push_async_callback(server.stop)
        store = await stack.enter_async_context(await SqliteStore.open(folder / "trial.db", serving=True))
        renderer = await stack.enter_async_context(Renderer())
        service = Service(
            FootguideBot(TOKEN, server.root_url),
            store,
            lambda: conversation,
            render=renderer.picture,
            render_chart=renderer.png,
            apology=apology(words.of("")),
            rates=Rates(0, 0),
            profiles=(profile(conversation.book, words, ""),),
            clock=clock,
        )
        running = asyncio.create_task(service.run(stopping))
        try:
            yield server
        finally:
            stopping.set()
            await running
