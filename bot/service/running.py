"""The service as a whole: starts its parts, keeps them together, and ends them with nothing in hand."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.routing import BaseRoute
from telegram.error import InvalidToken, TelegramError

from bot.dialogue.operating.wishes import OPERATING
from bot.dialogue.reminding.messages import TIMER as REMINDS
from bot.dialogue.turn import Kind, Message
from bot.pictures.charts import draw_chart
from bot.service.alarm import Alarm
from bot.service.conversation import Conversation
from bot.service.health import HealthServer, health_app
from bot.service.jobs import Jobs, Work
from bot.service.operating import LONGEST_SECONDS, Operating, OperatorWorks
from bot.service.operator_notices import OperatorNotices
from bot.service.switching import Tell
from bot.service.worker import Worker
from bot.service.works import works_of
from bot.store import Store
from bot.telegram.api import FootguideBot
from bot.telegram.backoff import pause, random_jitter
from bot.telegram.clock import Clock, SystemClock, wait_for
from bot.telegram.delivery import Delivery
from bot.telegram.errors import TokenRefused
from bot.telegram.failpoints import Reach, pass_by
from bot.telegram.pacing import Pacing
from bot.telegram.photos import Photos, Render
from bot.telegram.poller import Poller
from bot.telegram.presses import PressAnswers
from bot.telegram.profile import Profile, register
from bot.telegram.sender import Sender
from bot.timetable.zone_data import zone_data_edition

_log = logging.getLogger(__name__)

_PURGE_EVERY = timedelta(hours=1)
_SILENT_TOO_LONG = timedelta(minutes=3)
_LONGEST_PAUSE = 60.0


Loop = Callable[[asyncio.Event], Awaitable[None]]
"""Runs until the event is set; when it fails, the service ends."""

Beside = Callable[[asyncio.Event, Tell], Awaitable[None]]
"""The same for what tells the operators something now and then."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast the bot writes.

    Attributes:
        overall: Messages a second over all chats; 0 for no limit.
        chat: Messages a second to one chat, on average; 0 for no limit.
        burst: How many one chat may get at once after a rest.
    """

    overall: float = 30
    chat: float = 1
    burst: int = 4


class Service:
    """The bot at work. Make it, then `run` it once.

    Attributes:
        health: The server of health questions, or None where none was asked for.
        notices: Tells the operators what only they can mend.
    """

    def __init__(
        self,
        bot: FootguideBot,
        store: Store,
        conversation: Callable[[], Conversation],
        *,
        render: Render,
        render_chart: Render | None = None,
        drawn_by: str = "",
        apology: str,
        operators: Collection[int] = (),
        rates: Rates | None = None,
        retention: timedelta = timedelta(days=365),
        listen: tuple[str, int] | None = None,
        routes: Sequence[BaseRoute] = (),
        profiles: Sequence[Profile] = (),
        works: Mapping[str, Work] | None = None,
        operating: Operating | None = None,
        beside: Sequence[Beside] = (),
        poll_seconds: int = 25,
        clock: Clock | None = None,
        reach: Reach = pass_by,
    ) -> None:
        """Puts the parts together; nothing is asked of Telegram before `run`.

        Args:
            bot: The bot.
            store: The database, opened for serving. Whoever opened it closes it, after `run`.
            conversation: Gives the edition that serves at this moment; asked anew for each batch and each screen.
            render: Draws a picture of the book as a PNG.
            render_chart: Draws the SVG of a chart; in the same way by default.
            drawn_by: Names the program that draws; what another one drew is drawn and sent anew.
            apology: What a chat is told where the conversation fails altogether, with the emergency line.
            operators: Telegram user ids of those who hear of what only they can mend.
            rates: How fast it writes.
            retention: How long an idle chat is remembered.
            listen: Host and port of health questions, or None for none.
            routes: More that is served there.
            operating: What lets operators keep the book from their chats; without it they cannot.
            works: How each kind of job is done; those of the conversation by default.
            profiles: What people see before they talk to the bot.
            beside: What else runs as long as it serves.
            poll_seconds: How long one question for updates may wait.
            clock: Time; the computer's by default.
            reach: Told of the points that a fault test may end the process at.

        Raises:
            ListenFailed: The address for health questions cannot be used.
        """
        self._bot = bot
        self._store = store
        self._profiles = profiles
        self._beside = beside
        self._retention = retention
        self._poll_seconds = poll_seconds
        self._clock = clock or SystemClock()
        self._presses = PressAnswers(bot)
        self.notices = OperatorNotices(store, operators, clock=self._clock, written=self._committed)
        self._worker = Worker(
            bot,
            store,
            conversation,
            presses=self._presses,
            apology=Message(Kind.ANSWER, apology),
            clock=self._clock,
            reach=reach,
            committed=self._committed,
        )
        self._alarm = Alarm(store, self._worker, self._clock)
        works = dict(works or works_of(store))
        if operating is not None:
            works[OPERATING] = OperatorWorks(
                operating.desk,
                store,
                operating.book,
                fetch=bot.fetch_file,
                tell_others=self.notices.tell_others,
                clock=self._clock,
                standing=operating.standing,
            )
        self._jobs = Jobs(
            store,
            self._worker,
            works,
            clock=self._clock,
            reach=reach,
            longer={OPERATING: LONGEST_SECONDS},
        )
        rates = rates or Rates()
        self._sender = Sender(
            store,
            Delivery(
                bot,
                store,
                Photos(bot, store, render, render_chart, drawn_by=drawn_by),
                screens=conversation,
                charts=draw_chart,
                tell=self.notices.tell,
                clock=self._clock,
                reach=reach,
            ),
            Pacing(rates.overall, rates.chat, self._clock, burst=rates.burst),
            anew=self._worker.anew,
            clock=self._clock,
            reach=reach,
        )
        self._poller: Poller | None = None
        self.health = None if listen is None else HealthServer(health_app(self.troubles, routes), *listen)

    def troubles(self) -> list[str]:
        """Says what keeps the service from its work, in words; nothing when all is well."""
        found = []
        if self._store.trouble is not None:
            found.append(self._store.trouble)
        if self._poller is None or self._poller.heard_at is None:
            found.append("Telegram has not answered yet.")
        elif self._poller.trouble is not None:
            found.append(self._poller.trouble)
        elif self._clock.now() - self._poller.heard_at > _SILENT_TOO_LONG + timedelta(seconds=self._poll_seconds):
            found.append("Updates have not been asked for in a while: the work on a batch takes too long.")
        return found

    async def run(self, stopping: asyncio.Event) -> None:
        """Serves until `stopping` is set, then finishes what is in hand.

        Args:
            stopping: Set by whoever wants the service to end.

        Raises:
            TokenRefused: Telegram does not know the token.
            StoreUnavailable: The database cannot be used and waiting does not help.
        """
        loops = [self._serve, self._hurry]
        if self.health is not None:
            loops.append(self.health.run)
        try:
            await _together(loops, stopping)
        finally:
            await self._presses.finish()
            await self._bot.shutdown()

    async def _serve(self, stopping: asyncio.Event) -> None:
        again = await self._store.recover(self._clock.now())
        if again:
            _log.info("%d messages were on their way when the bot last ended; they go again", again)
        woken = await self._store.zone_data(zone_data_edition(), f"{REMINDS}:", self._clock.now())
        if woken:
            _log.info("The data about time zones are new; the next moment of %d reminders is worked out anew", woken)
        if not await self._introduce(stopping):
            return
        self._poller = Poller(
            self._bot,
            self._worker.take,
            self._clock,
            offset=await self._store.poll_offset(self._bot.id, self._clock.now()),
            seconds=self._poll_seconds,
        )
        await _together(
            [
                self._poller.run,
                self._alarm.run,
                self._jobs.run,
                self._sender.run,
                self._keep_house,
                self._register,
                *(_telling(loop, self.notices.tell) for loop in self._beside),
            ],
            stopping,
        )

    async def _introduce(self, stopping: asyncio.Event) -> bool:
        """Asks Telegram who the bot is until it answers; False where it is time to stop before."""
        tries = 0
        while not stopping.is_set():
            refused = False
            try:
                await self._bot.initialize()
            except InvalidToken:
                refused = True
            except TelegramError as trouble:
                tries += 1
                wait = pause(tries, _LONGEST_PAUSE, random_jitter)
                _log.warning("Telegram cannot be reached: %s. Trying again in %.0f seconds.", trouble.message, wait)
                await wait_for(stopping, wait, self._clock)
                continue
            if refused:
                # Raised here, where nothing stands behind it: the library's own message holds the token.
                raise TokenRefused
            _log.info("Serving as @%s", self._bot.username)
            return True
        return False

    async def _register(self, stopping: asyncio.Event) -> None:
        del stopping
        await register(self._bot, self._profiles)

    async def _keep_house(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            await self._store.purge(self._clock.now(), self._retention)
            await wait_for(stopping, _PURGE_EVERY.total_seconds(), self._clock)

    async def _hurry(self, stopping: asyncio.Event) -> None:
        await stopping.wait()
        self._store.hurry()

    def _committed(self) -> None:
        self._sender.wake()
        self._alarm.wake()
        self._jobs.wake()


def _telling(loop: Beside, tell: Tell) -> Loop:
    return lambda stopping: loop(stopping, tell)


async def _together(loops: Sequence[Loop], stopping: asyncio.Event) -> None:
    """Runs loops until all have ended. When one fails all are told to stop, and the failure is raised at the end."""
    tasks = [asyncio.ensure_future(loop(stopping)) for loop in loops]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        # Either one failed, or all have ended, or this was cancelled from outside.
        stopping.set()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
