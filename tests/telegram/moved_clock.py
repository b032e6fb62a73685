"""A clock that stands still until a test moves it."""

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta

from typing_extensions import override

from bot.telegram.clock import Clock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class MovedClock(Clock):
    def __init__(self, start: datetime = NOON) -> None:
        self._start = start
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = itertools.count()

    @override
    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._elapsed)

    @override
    def elapsed(self) -> float:
        return self._elapsed

    @override
    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._number), waking))
        await waking

    def move(self, seconds: float) -> None:
        """Lets time pass and wakes whoever slept no longer than until then."""
        self._elapsed += seconds
        while self._sleepers and self._sleepers[0][0] <= self._elapsed:
            _, _, waking = heapq.heappop(self._sleepers)
            if not waking.done():
                waking.set_result(None)

    @property
    def next_waking(self) -> float | None:
        """Seconds until the next sleeper wakes, or None while nobody sleeps."""
        waits = [moment - self._elapsed for moment, _, waking in self._sleepers if not waking.done()]
        return min(waits, default=None)
