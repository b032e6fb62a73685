"""Time as it is handed in, so that a test can move it and nothing waits on a wall clock unseen."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol

from typing_extensions import override


class Clock(Protocol):
    """What the service knows of time."""

    def now(self) -> datetime:
        """Gives the moment, aware."""

    def elapsed(self) -> float:
        """Gives seconds on a scale that never jumps; only differences mean something."""

    async def sleep(self, seconds: float) -> None:
        """Returns after so many seconds."""


class SystemClock(Clock):
    """The computer's clock."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)

    @override
    def elapsed(self) -> float:
        return time.monotonic()

    @override
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def wait_for(event: asyncio.Event, seconds: float | None, clock: Clock) -> bool:
    """Waits until an event is set or time has passed.

    Args:
        event: The event.
        seconds: The longest wait, or None for no end.
        clock: Whose seconds.

    Returns:
        Whether the event is set.
    """
    if event.is_set() or seconds is None:
        return await event.wait()
    waits = {asyncio.create_task(event.wait()), asyncio.create_task(clock.sleep(seconds))}
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
    return event.is_set()
