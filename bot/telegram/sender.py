"""Delivers outgoing rows: the most urgent chats first, one row of a chat at a time, as fast as Telegram allows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import Forbidden, InvalidToken, NetworkError, TelegramError

from bot.dialogue.turn import Kind, Message
from bot.telegram.backoff import Jitter, pause, random_jitter
from bot.telegram.clock import Clock
from bot.telegram.delivery import ChatGone, Delivery, HeldBack, Overtaken, Refused, TooLate, Withdrawn
from bot.telegram.errors import Dropped, Throttled, TokenRefused
from bot.telegram.failpoints import Point, Reach
from bot.telegram.outbox import Outbox, Row
from bot.telegram.pacing import Pacing
from bot.telegram.tasks_in_hand import TasksInHand

_log = logging.getLogger(__name__)

Anew = Callable[[Row], Awaitable[None]]
"""Takes a row away that may not be shown any more and makes the present screen in its place, in one transaction."""

_LONGEST_PAUSE = 60.0
_LONGEST_PAUSE_OF_A_STOP = 5.0
_LOOK_AGAIN = 5.0
"""Rows may also be written by a command beside the bot, which cannot wake the sender."""
_ODD_TRIES = 5


class Sender:
    """Claims rows and delivers them until it is told to stop."""

    def __init__(
        self,
        outbox: Outbox,
        delivery: Delivery,
        pacing: Pacing,
        *,
        anew: Anew,
        clock: Clock,
        reach: Reach,
        width: int = 32,
        jitter: Jitter = random_jitter,
    ) -> None:
        """Sets it up.

        Args:
            outbox: The rows.
            delivery: Makes the calls of a row.
            pacing: How much may go.
            anew: What to do where the guard says no.
            clock: Time.
            reach: Told of the points that are passed.
            width: Most chats that are written to at once.
            jitter: Spreads the tries after a failure.
        """
        self._outbox = outbox
        self._delivery = delivery
        self._pacing = pacing
        self._anew = anew
        self._clock = clock
        self._reach = reach
        self._width = width
        self._jitter = jitter
        self._busy = TasksInHand[int](clock)
        self._on_hold: dict[int, float] = {}

    @property
    def at_rest(self) -> bool:
        """Whether it waits for time to pass and for nothing else."""
        return self._busy.at_rest

    def wake(self) -> None:
        """Says that there may be something to send."""
        self._busy.wake()

    async def run(self, stopping: asyncio.Event) -> None:
        """Delivers until `stopping` is set; calls in flight are finished first.

        Raises:
            TokenRefused: Telegram does not know the token.
        """
        await self._busy.run(stopping, self._take_up)

    async def _take_up(self) -> float:
        return 0.0 if await self._claim() else self._next_look()

    async def _claim(self) -> int:
        """Starts what may go now; gives how many rows that were."""
        limit = min(self._pacing.room(), self._width - len(self._busy.keys))
        if limit <= 0:
            return 0
        now = self._clock.elapsed()
        self._on_hold = {chat: until for chat, until in self._on_hold.items() if until > now}
        skip = {*self._busy.keys, *self._on_hold, *self._pacing.resting()}
        rows = await self._outbox.claim(limit, skip)
        for row in rows:
            self._pacing.take(row.chat)
            self._busy.begin(row.chat, self._deliver(row))
        return len(rows)

    def _next_look(self) -> float:
        """Gives the seconds until something may have changed by itself."""
        now = self._clock.elapsed()
        waits = [until - now for until in self._on_hold.values()]
        waits += self._pacing.resting().values()
        if len(self._busy.keys) < self._width and (room := self._pacing.until_room()):
            # Nobody can be written to before there is room again.
            waits = [room]
        return max(0.0, min([_LOOK_AGAIN, *waits]))

    async def _deliver(self, row: Row) -> None:
        self._reach(Point.CLAIMED)
        try:
            await self._delivery.deliver(row)
        except Withdrawn:
            _log.info("A row to chat %s was withdrawn before it went out", row.chat)
        except Overtaken:
            _log.info("A step for chat %s gives way to a newer screen", row.chat)
            await self._outbox.release(row.id)
        except TooLate:
            _log.info("A row to chat %s came too late and is dropped", row.chat)
            await self._outbox.drop(row.id, row.chat)
        except HeldBack:
            _log.info("A technique may not be shown to chat %s any more; its screen is made anew", row.chat)
            await self._anew(row)
        except (Forbidden, ChatGone):
            _log.info("Chat %s can no longer be written to; its rows are dropped", row.chat)
            await self._outbox.gone(row.chat)
        except Refused:
            _log.error("Telegram takes a row to chat %s in no form; it is dropped", row.chat)
            await self._outbox.drop(row.id, row.chat)
        except InvalidToken:
            await self._outbox.release(row.id)
            raise TokenRefused from None
        except TelegramError as trouble:
            await self._put_off(row, trouble)
        except Exception as error:  # noqa: BLE001  one odd row must not end the service, again and again
            if row.tries < _ODD_TRIES:
                self._hold(row.chat, self._pause(row))
                await self._outbox.release(row.id)
            else:
                await self._outbox.drop(row.id, row.chat)
            # Only the type: the exception may quote the message.
            _log.error(
                "Row %s to chat %s failed oddly (%s), try %d", row.id, row.chat, type(error).__name__, row.tries
            )

    async def _put_off(self, row: Row, trouble: TelegramError) -> None:
        """Decides what becomes of a row whose call failed in a way that may pass."""
        if isinstance(trouble, Dropped) and row.nudge:
            # It may have arrived; a reminder rather gets lost than comes twice.
            _log.warning("A reminder to chat %s counts as sent: %s", row.chat, trouble.message)
            await self._outbox.sent(row.id, row.chat, self._clock.now())
            return
        wait = trouble.seconds if isinstance(trouble, Throttled) else self._pause(row)
        level = logging.INFO if isinstance(trouble, Throttled | NetworkError) else logging.ERROR
        _log.log(level, "A row to chat %s waits for %.1f seconds: %s", row.chat, wait, trouble.message)
        self._hold(row.chat, wait)
        await self._outbox.release(row.id)

    def _pause(self, row: Row) -> float:
        stops = isinstance(row.content, Message) and row.content.kind is Kind.STOP
        return pause(row.tries, _LONGEST_PAUSE_OF_A_STOP if stops else _LONGEST_PAUSE, self._jitter)

    def _hold(self, chat: int, seconds: float) -> None:
        self._on_hold[chat] = self._clock.elapsed() + seconds
