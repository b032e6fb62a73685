"""A clock that runs like the computer's and can be moved on, so that no test waits out a hold."""

import time
from datetime import UTC, datetime, timedelta

from typing_extensions import override

from bot.telegram.clock import Clock
from bot.trial.bell import Bell

SUNDAY_MORNING = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


class WalkClock(Clock):
    """Begins on a Sunday morning."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._moved = 0.0
        self._bell = Bell()

    @override
    def now(self) -> datetime:
        return SUNDAY_MORNING + timedelta(seconds=self.elapsed())

    @override
    def elapsed(self) -> float:
        return time.monotonic() - self._begun + self._moved

    @override
    async def sleep(self, seconds: float) -> None:
        until = self.elapsed() + seconds
        while (left := until - self.elapsed()) > 0:
            await self._bell.wait(left)

    def move(self, time_passed: timedelta) -> None:
        """Lets time pass and wakes whoever slept no longer than until then."""
        self._moved += time_passed.total_seconds()
        self._bell.ring()
