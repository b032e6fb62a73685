"""Works what comes in: counts the attempt, folds each chat's events, commits all at once, then answers presses.

One batch at a time, whoever brings it: no two folds can start from the same session.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from bot.dialogue.events import Event, JobDone, Parked, TimerDue
from bot.dialogue.turn import Message
from bot.service.conversation import Conversation
from bot.service.fold import Arrived, Folded, fold, fold_again
from bot.store import Arrival, Batch, DueJob, DueTimer, ParkedUpdate, Store
from bot.telegram.api import FootguideBot
from bot.telegram.clock import Clock
from bot.telegram.failpoints import Point, Reach
from bot.telegram.outbox import Row
from bot.telegram.presses import PressAnswers
from bot.telegram.updates import Incoming, read_update

_log = logging.getLogger(__name__)

_MOST_AT_ONCE = 100


class Worker:
    """Everything that changes a session goes through here."""

    def __init__(
        self,
        bot: FootguideBot,
        store: Store,
        conversation: Callable[[], Conversation],
        *,
        presses: PressAnswers,
        apology: Message,
        clock: Clock,
        reach: Reach,
        committed: Callable[[], None],
    ) -> None:
        """Sets it up.

        Args:
            bot: The bot, initialised before anything is worked.
            store: The database.
            conversation: Gives the edition that serves at this moment.
            presses: Answers presses of buttons.
            apology: What a chat is told where the conversation fails altogether.
            clock: Time.
            reach: Told of the points that are passed.
            committed: Called after each commit.
        """
        self._bot = bot
        self._store = store
        self._conversation = conversation
        self._presses = presses
        self._apology = apology
        self._clock = clock
        self._reach = reach
        self._committed = committed
        self._one_batch = asyncio.Lock()

    async def take(self, updates: Sequence[Mapping[str, Any]], offset: int) -> None:
        """Works updates; returns once all their effects are committed.

        Args:
            updates: The updates as they came, in order.
            offset: The number to poll from next.
        """
        async with self._one_batch:
            incoming = [read_update(update, self._bot) for update in updates]
            known = await self._store.known(self._bot.id, [one.number for one in incoming])
            arrived = [
                Arrived(
                    one.event, Arrival(one.content, one.number), known.tries.get(one.number, 0), unread=one.unread
                )
                for one in incoming
                if one.event is not None and one.number not in known.seen
            ]
            ignored = _without_effect(incoming, known.seen)
            # The offset moves with the last of the groups, or alone where there is none.
            *first, last = list(_groups(arrived)) or [[]]
            for group in first:
                await self._work(group)
            await self._work(last, ignored=ignored, offset=offset)

    async def ring(self) -> bool:
        """Works timers that are due and parked updates that somebody asked to work again.

        Returns:
            Whether there was anything.
        """
        async with self._one_batch:
            timers = await self._store.due_timers(self._clock.now(), _MOST_AT_ONCE)
            arrived = [_of_timer(timer) for timer in timers]
            arrived += [self._of_parked(row) for row in await self._store.claim_parked(_MOST_AT_ONCE)]
            for group in _groups(arrived):
                await self._work(group)
            return bool(arrived)

    async def end_job(self, job: DueJob, result: str | None, *, deaths: int) -> None:
        """Works the end of a job; the job goes in the same transaction. Nothing happens where nobody wants it now.

        Args:
            job: The job.
            result: What came of it, or None where it is given up.
            deaths: How often the process ended while this end was worked.
        """
        async with self._one_batch:
            if not await self._store.job_waits(job.id):
                return
            # What came of it is not kept where it has to be parked: it can be asked for again.
            content = json.dumps({"job": job.kind, "payload": job.payload}, ensure_ascii=False)
            event = Event(job.chat, JobDone(job.kind, job.payload, result))
            await self._work([Arrived(event, Arrival(content), deaths, job=job.id)])

    async def anew(self, row: Row) -> None:
        """Makes the present screen of a chat anew, in the place of a row that may not be shown.

        Args:
            row: The row, which is taken away in the same transaction.
        """
        async with self._one_batch:
            memories = await self._store.memories([row.chat])
            conversation = self._conversation()
            # Another edition may see it otherwise; the same one would contradict itself.
            contradicted = row.anew and row.edition == conversation.edition
            if contradicted:
                _log.error("The screen made anew for chat %s may not be shown either", row.chat)
            work = fold_again(
                memories[row.chat],
                row.chat,
                conversation,
                self._clock.now(),
                self._apology,
                replaces=row.id,
                again=contradicted,
            )
            await self._commit([Folded(work, ())])

    async def _work(
        self, arrived: Sequence[Arrived], *, ignored: Sequence[int] = (), offset: int | None = None
    ) -> None:
        now = self._clock.now()
        numbers = [one.arrival.number for one in arrived if one.arrival.number is not None]
        timers = [one.timer for one in arrived if one.timer is not None]
        if numbers or timers:
            await self._store.begin(self._bot.id, numbers, timers, now)
        folded = await self._fold(arrived, now)
        self._reach(Point.WORKED)
        await self._commit(folded, ignored=ignored, offset=offset)

    async def _fold(self, arrived: Sequence[Arrived], now: datetime) -> list[Folded]:
        by_chat: dict[int, list[Arrived]] = {}
        for one in arrived:
            by_chat.setdefault(one.event.chat, []).append(one)
        memories = await self._store.memories(by_chat)
        conversation = self._conversation()
        folded = []
        for chat, events in by_chat.items():
            folded.append(fold(memories[chat], events, conversation, now, self._apology))
            # A full batch takes a while; the sender must not stand still meanwhile.
            await asyncio.sleep(0)
        return folded

    async def _commit(
        self, folded: Sequence[Folded], *, ignored: Sequence[int] = (), offset: int | None = None
    ) -> None:
        await self._store.commit(
            Batch(
                bot=self._bot.id,
                now=self._clock.now(),
                work=tuple(one.work for one in folded),
                apology=self._apology,
                ignored=tuple(ignored),
                offset=offset,
            )
        )
        self._reach(Point.COMMITTED)
        for one in folded:
            for answer in one.answers:
                self._presses.answer(answer.press, answer.toast)
        self._committed()

    def _of_parked(self, row: ParkedUpdate) -> Arrived:
        raw = json.loads(row.content or "{}")
        event: Event | None
        if "timer" in raw:
            event = Event(row.chat, TimerDue(raw["timer"], raw["payload"]))
        elif "job" in raw:
            event = Event(row.chat, JobDone(raw["job"], raw["payload"], None))
        else:
            event = read_update(raw, self._bot).event
        return Arrived(event or Event(row.chat, Parked()), Arrival(row.content or "{}"), parked=row.id)


def _groups(arrived: Sequence[Arrived]) -> Iterable[list[Arrived]]:
    """Cuts a batch so that everything a process has died on before is worked alone.

    Nobody else's update can then be taken for the one that ended the process.
    """
    for alone, run in groupby(arrived, key=lambda one: one.tries > 0):
        if alone:
            yield from ([one] for one in run)
        else:
            yield list(run)


def _without_effect(incoming: Sequence[Incoming], seen: frozenset[int]) -> list[int]:
    return [one.number for one in incoming if one.event is None and one.number not in seen]


def _of_timer(timer: DueTimer) -> Arrived:
    content = json.dumps({"timer": timer.name, "payload": timer.payload}, ensure_ascii=False)
    return Arrived(Event(timer.chat, TimerDue(timer.name, timer.payload)), Arrival(content), timer.tries, timer=timer)
