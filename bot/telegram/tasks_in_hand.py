"""Works several things at once until it is told to stop; the sender and the jobs are both such a loop."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, Generic, TypeVar

from bot.telegram.clock import Clock, wait_for

Key = TypeVar("Key")

TakeUp = Callable[[], Awaitable[float | None]]
"""Begins what can be begun; gives the seconds until it is worth another look, or None where a wake will come."""


class TasksInHand(Generic[Key]):
    """Tasks by what they are about, one for each, and the loop that takes new ones up."""

    def __init__(self, clock: Clock) -> None:
        """Sets it up.

        Args:
            clock: Time.
        """
        self._clock = clock
        self._tasks: dict[Key, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._failure: BaseException | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """What is worked on just now."""
        return tuple(self._tasks)

    @property
    def at_rest(self) -> bool:
        """Whether nothing is in hand and nobody said that there may be more."""
        return not self._tasks and not self._woken.is_set()

    def wake(self) -> None:
        """Says that there may be something to do."""
        self._woken.set()

    def begin(self, key: Key, work: Coroutine[Any, Any, None]) -> None:
        """Begins a task; nothing else with this key may be in hand."""
        task = asyncio.create_task(work)
        self._tasks[key] = task
        task.add_done_callback(partial(self._finished, key))

    async def run(self, stopping: asyncio.Event, take_up: TakeUp) -> None:
        """Takes tasks up until `stopping` is set; those in hand are finished first.

        Args:
            stopping: Set to end it.
            take_up: Called again and again.

        Raises:
            BaseException: What the first task that failed has raised.
        """
        stop = asyncio.create_task(self._wake_at(stopping))
        try:
            while not stopping.is_set() and self._failure is None:
                self._woken.clear()
                wait = await take_up()
                if wait is None or wait > 0:
                    await wait_for(self._woken, wait, self._clock)
        finally:
            stop.cancel()
            await asyncio.gather(stop, *self._tasks.values(), return_exceptions=True)
        if self._failure is not None:
            raise self._failure

    async def _wake_at(self, stopping: asyncio.Event) -> None:
        await stopping.wait()
        self.wake()

    def _finished(self, key: Key, task: asyncio.Task[None]) -> None:
        del self._tasks[key]
        if not task.cancelled() and task.exception() is not None:
            self._failure = self._failure or task.exception()
        self.wake()
