"""Wakes up for timers: reminders, snoozes, ends of holds. They are rows, so a restart loses none."""

import asyncio

from bot.service.worker import Worker
from bot.store import Store
from bot.telegram.clock import Clock, wait_for

_LOOK_AGAIN = 5.0
"""Parked updates are asked for by a command beside the bot, which cannot wake the alarm."""


class Alarm:
    """Looks for what is due until it is told to stop."""

    def __init__(self, store: Store, worker: Worker, clock: Clock) -> None:
        self._store = store
        self._worker = worker
        self._clock = clock
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Says that the next timer may have become another one."""
        self._woken.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Works what is due until `stopping` is set; a batch in work is finished first."""
        stop = asyncio.create_task(self._wake_at(stopping))
        try:
            while not stopping.is_set():
                self._woken.clear()
                if not await self._worker.ring():
                    await wait_for(self._woken, await self._until_next(), self._clock)
        finally:
            stop.cancel()
            await asyncio.gather(stop, return_exceptions=True)

    async def _wake_at(self, stopping: asyncio.Event) -> None:
        await stopping.wait()
        self.wake()

    async def _until_next(self) -> float:
        due = await self._store.next_due()
        if due is None:
            return _LOOK_AGAIN
        return min(_LOOK_AGAIN, max(0.0, (due - self._clock.now()).total_seconds()))
