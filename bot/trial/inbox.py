"""The updates that wait for the bot; they stay until it confirms them with a higher offset."""

import time
from collections import deque
from typing import Final

from bot.trial.bell import Bell
from bot.trial.refusal import SECOND_POLLER, Refusal

_MOST_AT_ONCE: Final = 100


class Inbox:
    """One bot's queue of updates, with Telegram's long polling."""

    def __init__(self, first_id: int) -> None:
        self._next_id = first_id
        self._waiting: deque[tuple[int, dict[str, object]]] = deque()
        self._allowed: frozenset[str] | None = None
        self._bell = Bell()
        self._poll = 0
        self._closed = False

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, kind: str, body: dict[str, object]) -> None:
        """Put an update into the queue, unless the bot asked not to get this kind.

        Args:
            kind: The field of the update, such as `message`.
            body: What stands in that field.
        """
        if self._allowed is not None and kind not in self._allowed:
            return
        self._waiting.append((self._next_id, {"update_id": self._next_id, kind: body}))
        self._next_id += 1
        self._bell.ring()

    def close(self) -> None:
        """Let all polls end at once, now and from now on."""
        self._closed = True
        self._bell.ring()

    def clear(self) -> None:
        """Drop everything that waits."""
        self._waiting.clear()

    async def take(
        self, offset: int | None, limit: int, seconds: int, allowed: frozenset[str] | None
    ) -> list[dict[str, object]]:
        """Answer `getUpdates`.

        Args:
            offset: Updates below it are confirmed and go away; below zero it counts from the end of the queue.
            limit: How many at most, 1 to 100.
            seconds: How many seconds to wait for the first.
            allowed: Kinds that the bot wants from now on; None keeps what it said before.

        Raises:
            Refusal: Another poll began while this one waited.
        """
        if allowed is not None:
            self._allowed = allowed or None
        self._poll += 1
        this_poll = self._poll
        self._bell.ring()
        self._confirm(offset)
        limit = min(max(limit, 1), _MOST_AT_ONCE)
        deadline = time.monotonic() + seconds
        while not self._waiting and not self._closed and (left := deadline - time.monotonic()) > 0:
            await self._bell.wait(left)
            if self._poll != this_poll:
                raise Refusal(409, SECOND_POLLER)
        return [update for _, update in list(self._waiting)[:limit]]

    def _confirm(self, offset: int | None) -> None:
        if offset is None:
            return
        if offset < 0:
            while len(self._waiting) > -offset:
                self._waiting.popleft()
            return
        while self._waiting and self._waiting[0][0] < offset:
            self._waiting.popleft()
