"""How many messages may go now, over all chats and to each, so that Telegram need not ask to wait."""

from collections import deque

from bot.telegram.clock import Clock

_NO_LIMIT = 1 << 30


class Pacing:
    """Counts what goes out. Over all chats never more than the rate in any second; a chat may have a short burst."""

    def __init__(self, overall: float, chat: float, clock: Clock, *, burst: int = 4) -> None:
        """Sets the rates.

        Args:
            overall: Messages a second over all chats; 0 for no limit.
            chat: Messages a second to one chat, on average; 0 for no limit.
            clock: Time.
            burst: How many may go to one chat at once after a rest.

        Raises:
            ValueError: A rate is below zero or the burst below one.
        """
        if overall < 0 or chat < 0 or burst < 1:
            message = "rates are messages a second, 0 for no limit; a burst is at least 1"
            raise ValueError(message)
        self._clock = clock
        # So many in so many seconds: whole numbers for rates below one a second, too.
        self._most = max(1, round(overall)) if overall else _NO_LIMIT
        self._window = self._most / overall if overall else 0.0
        self._gone: deque[float] = deque()
        self._interval = 1 / chat if chat else 0.0
        self._allowance = (burst - 1) * self._interval
        # Until when each chat's rate is used up; a chat may be ahead of it by the allowance.
        self._used_up: dict[int, float] = {}

    def room(self) -> int:
        """Gives how many messages may go now, over all chats."""
        self._forget(self._clock.elapsed())
        return self._most - len(self._gone)

    def take(self, chat: int) -> None:
        """Counts one message to a chat."""
        now = self._clock.elapsed()
        if self._window:
            self._gone.append(now)
        if self._interval:
            self._used_up[chat] = max(now, self._used_up.get(chat, now)) + self._interval

    def resting(self) -> dict[int, float]:
        """Gives the chats that must wait, each with the seconds until it may have a message."""
        now = self._clock.elapsed()
        self._forget(now)
        return {
            chat: until - now - self._allowance
            for chat, until in self._used_up.items()
            if until - now > self._allowance
        }

    def until_room(self) -> float:
        """Gives the seconds until a message may go, over all chats; 0 where one may go now."""
        now = self._clock.elapsed()
        self._forget(now)
        if len(self._gone) < self._most:
            return 0.0
        return self._gone[0] + self._window - now

    def _forget(self, now: float) -> None:
        while self._gone and self._gone[0] + self._window <= now:
            self._gone.popleft()
        if len(self._used_up) > 256:
            self._used_up = {chat: until for chat, until in self._used_up.items() if until > now}
