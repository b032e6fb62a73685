"""What a page is told about its chat: numbered news that can be replayed after a broken connection."""

import secrets
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Final

from bot.trial.bell import Bell

_KEPT: Final = 500
_HEARTBEAT_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened in a chat.

    Attributes:
        id: Where a page that has read it may go on.
        body: What happened; `kind` says what it is.
    """

    id: str
    body: dict[str, object]


class Feed:
    """The news of one chat. A reader who was away too long gets the whole chat instead."""

    def __init__(self, snapshot: Callable[[], dict[str, object]]) -> None:
        self._snapshot = snapshot
        self._kept: deque[dict[str, object]] = deque(maxlen=_KEPT)
        self._count = 0
        self._life = secrets.token_hex(4)
        self._bell = Bell()
        self._closed = False

    def tell(self, kind: str, **details: object) -> None:
        """Tell all readers.

        Args:
            kind: What happened, such as `message`.
            **details: What belongs to it.
        """
        self._kept.append({"kind": kind, **details})
        self._count += 1
        self._bell.ring()

    def close(self) -> None:
        """Let all readers end."""
        self._closed = True
        self._bell.ring()

    async def read(self, after: str | None) -> AsyncIterator[News | None]:
        """Read for as long as the chat lives.

        Args:
            after: Id of the last news read before, or None to begin with the whole chat.

        Yields:
            News in order; None now and then when there is nothing, so that a dead connection is noticed.
        """
        place = self._place(after)
        while not self._closed:
            if place is None or place < self._count - len(self._kept):
                place = self._count
                yield News(self._id(place), {"kind": "snapshot", **self._snapshot()})
            elif place < self._count:
                body = self._kept[place - self._count + len(self._kept)]
                place += 1
                yield News(self._id(place), body)
            elif not await self._bell.wait(_HEARTBEAT_SECONDS):
                yield None

    def _id(self, place: int) -> str:
        return f"{self._life}-{place}"

    def _place(self, after: str | None) -> int | None:
        life, _, place = (after or "").partition("-")
        if life != self._life or not place.isdecimal() or int(place) > self._count:
            return None
        return int(place)
