"""Works jobs beside the bot: what is too slow for a turn, or needs what is stored beside the session.

A job is a row. Its attempt is counted before it is begun, and its row goes in the transaction that commits the turn
of its end; so a job that was cut short is done again, and its end is answered once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.dialogue.events import ChatId
from bot.logs import whereabouts
from bot.service.worker import Worker
from bot.store import DueJob, Store, StoreUnavailable
from bot.telegram.clock import Clock
from bot.telegram.failpoints import Point, Reach
from bot.telegram.tasks_in_hand import TasksInHand

_log = logging.getLogger(__name__)

Work = Callable[[ChatId, str], Awaitable[str]]
"""Does a job for a chat from its payload and gives what came of it. It may be done twice, so it changes nothing."""

MOST_TRIES = 3
"""A job that failed so often, or ended the process so often, is given up."""

_PAUSE = timedelta(seconds=1)
"""Before the second try; twice as long before the third."""
_AT_ONCE = 4
_LONGER_AT_ONCE = 2
"""Of the kinds that may take longer; so that an operator's files never hold up what somebody in pain asked for."""
_LONGEST_SECONDS = 60.0
_LOOK_AGAIN = 5.0


class Jobs:
    """Looks for jobs until it is told to stop, and works several at once."""

    def __init__(
        self,
        store: Store,
        worker: Worker,
        works: Mapping[str, Work],
        *,
        clock: Clock,
        reach: Reach,
        longest_seconds: float = _LONGEST_SECONDS,
        longer: Mapping[str, float] | None = None,
    ) -> None:
        """Sets it up.

        Args:
            store: The database.
            worker: Takes the ends of jobs.
            works: How each kind of job is done.
            clock: Time.
            reach: Told of the points that are passed.
            longest_seconds: How long one try may take.
            longer: Kinds of job that may take longer, with their seconds.
        """
        self._store = store
        self._worker = worker
        self._works = works
        self._clock = clock
        self._reach = reach
        self._longest_seconds = longest_seconds
        self._longer = dict(longer or {})
        self._in_hand = TasksInHand[int](clock)
        self._longer_in_hand: set[int] = set()

    def wake(self) -> None:
        """Says that there may be a job."""
        self._in_hand.wake()

    async def run(self, stopping: asyncio.Event) -> None:
        """Works jobs until `stopping` is set; those in hand are finished first.

        Raises:
            StoreUnavailable: The database cannot be used and waiting does not help.
        """
        await self._in_hand.run(stopping, self._take_up)

    async def _take_up(self) -> float | None:
        while len(self._in_hand.keys) < _AT_ONCE:
            # One at a time, because each may be the last of the longer kinds that there is room for.
            found = await self._store.due_jobs(self._clock.now(), 1, self._in_hand.keys, self._no_room_for())
            if not found:
                break
            (job,) = found
            if job.kind in self._longer:
                self._longer_in_hand.add(job.id)
            self._in_hand.begin(job.id, self._work(job))
        return await self._until_next()

    def _no_room_for(self) -> tuple[str, ...]:
        """Returns the kinds of which no more are begun just now."""
        self._longer_in_hand.intersection_update(self._in_hand.keys)
        return tuple(self._longer) if len(self._longer_in_hand) >= _LONGER_AT_ONCE else ()

    async def _until_next(self) -> float | None:
        if len(self._in_hand.keys) >= _AT_ONCE:
            # The end of one wakes it.
            return None
        due = await self._store.next_job_due(self._in_hand.keys, self._no_room_for())
        if due is None:
            return _LOOK_AGAIN
        return min(_LOOK_AGAIN, max(0.0, (due - self._clock.now()).total_seconds()))

    async def _work(self, job: DueJob) -> None:
        if not await self._store.begin_job(job.id):
            return
        if job.tries >= MOST_TRIES:
            _log.error(
                "Job %s (%s) of chat %s ended the process too often; it is given up", job.id, job.kind, job.chat
            )
            await self._end(job, None)
            return
        tries = job.tries + 1
        self._reach(Point.JOB_BEGUN)
        try:
            async with asyncio.timeout(self._longer.get(job.kind, self._longest_seconds)):
                result = await self._works[job.kind](job.chat, job.payload)
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001  one odd job must not end the service, again and again
            # Only where it happened: the words of the exception may quote what is kept about somebody.
            where = whereabouts(error)
            if tries < MOST_TRIES:
                _log.warning("Job %s (%s) of chat %s failed, try %d: %s", job.id, job.kind, job.chat, tries, where)
                await self._store.put_off_job(job.id, self._clock.now() + _PAUSE * tries)
                return
            _log.error(
                "Job %s (%s) of chat %s is given up after %d tries: %s", job.id, job.kind, job.chat, tries, where
            )
            await self._end(job, None)
            return
        self._reach(Point.JOB_DONE)
        await self._end(job, result)

    async def _end(self, job: DueJob, result: str | None) -> None:
        # A job whose own end killed the process counts as an update on which the process died.
        await self._worker.end_job(job, result, deaths=max(0, job.tries - MOST_TRIES))
