"""Fetches updates and confirms them only once their effects are committed: Telegram is the inbox."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.telegram.api import FootguideBot
from bot.telegram.backoff import Jitter, pause, random_jitter
from bot.telegram.clock import Clock, wait_for
from bot.telegram.errors import Throttled, TokenRefused

_log = logging.getLogger(__name__)

Take = Callable[[Sequence[Mapping[str, Any]], int], Awaitable[None]]
"""Works updates; returns once their effects, and the offset given with them, are committed."""

_LONGEST_PAUSE = 60.0
_CONFLICT_PAUSE = 30.0
_OFFSET_HOLDS = timedelta(hours=24)


class Poller:
    """Asks for updates until it is told to stop.

    Attributes:
        heard_at: When Telegram last answered, or None before the first time.
        trouble: Why Telegram does not answer, in words, or None while it does.
    """

    def __init__(
        self,
        bot: FootguideBot,
        take: Take,
        clock: Clock,
        *,
        offset: int | None = None,
        seconds: int = 25,
        limit: int = 100,
        jitter: Jitter = random_jitter,
    ) -> None:
        """Sets it up; nothing is asked before `run`.

        Args:
            bot: The bot, initialised.
            take: Works a batch.
            clock: Time.
            offset: The number to begin with, or None for the first unconfirmed update.
            seconds: How long Telegram may wait for an update.
            limit: Most updates at once.
            jitter: Spreads the tries after a failure.
        """
        self.heard_at: datetime | None = None
        self.trouble: str | None = None
        self._bot = bot
        self._take = take
        self._clock = clock
        self._offset = offset
        self._moved_at = clock.now()
        self._seconds = seconds
        self._limit = limit
        self._jitter = jitter
        self._failures = 0

    async def run(self, stopping: asyncio.Event) -> None:
        """Polls until `stopping` is set; a batch in work is finished first.

        Raises:
            TokenRefused: Telegram does not know the token.
        """
        while not stopping.is_set():
            updates = await self._poll(stopping)
            if updates:
                offset = int(updates[-1]["update_id"]) + 1
                await self._take(updates, offset)
                self._offset = offset
                self._moved_at = self._clock.now()

    async def _poll(self, stopping: asyncio.Event) -> Sequence[Mapping[str, Any]]:
        """Asks once; gives nothing where it failed, after the pause that is due, or where it is time to stop."""
        asking = asyncio.create_task(self._bot.raw_updates(self._present_offset(), self._seconds, self._limit))
        ending = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait({asking, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                return ()
            updates = asking.result()
        except InvalidToken:
            # Not chained: the library's message may hold the token.
            raise TokenRefused from None
        except TelegramError as error:
            await wait_for(stopping, self._explain(error), self._clock)
            return ()
        finally:
            asking.cancel()
            ending.cancel()
            await asyncio.gather(asking, ending, return_exceptions=True)
        if self.trouble is not None:
            _log.info("Telegram answers again")
        self._failures = 0
        self.trouble = None
        self.heard_at = self._clock.now()
        return updates

    def _present_offset(self) -> int | None:
        """Gives the number to ask from.

        After a week without updates Telegram may go on with any number; an old offset would confirm unseen updates.
        None asks for all that is unconfirmed, and updates that were worked are known by their numbers.
        """
        return None if self._clock.now() - self._moved_at > _OFFSET_HOLDS else self._offset

    def _explain(self, error: TelegramError) -> float:
        """Notes what is wrong, once for each new trouble, and gives the seconds to wait."""
        self._failures += 1
        wait = pause(self._failures, _LONGEST_PAUSE, self._jitter)
        if isinstance(error, Throttled):
            wait = error.seconds
            trouble = f"{error.message}."
        elif isinstance(error, Conflict) and "webhook" in error.message.lower():
            wait = _CONFLICT_PAUSE
            trouble = (
                "This bot has a webhook, so updates cannot be polled. Remove it with deleteWebhook, "
                "or run with BOT_WEBHOOK_URL."
            )
        elif isinstance(error, Conflict):
            wait = _CONFLICT_PAUSE
            trouble = (
                "Another program polls with the same bot token. End the other one, "
                "or make a second bot with BotFather for it."
            )
        else:
            trouble = f"Telegram does not answer: {error.message}."
        if trouble != self.trouble:
            _log.warning("%s Trying again.", trouble)
        self.trouble = trouble
        return wait
