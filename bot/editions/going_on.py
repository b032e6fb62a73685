"""Lets work beside the bot go on until the service ends, and ends an examination under way with it."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def go_on_until(stopping: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Lets work go on until `stopping` is set; it is then cancelled wherever it is.

    Args:
        stopping: Set by whoever wants the service to end.
        work: What goes on; whatever it raises by itself is raised here.
    """
    going_on = asyncio.create_task(work)
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({going_on, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    going_on.cancel()
    done = await asyncio.gather(going_on, stop, return_exceptions=True)
    if isinstance(done[0], Exception):
        raise done[0]
