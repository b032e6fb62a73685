"""Looks inside a trial chat for whoever keeps the book: what the rules make of it, as a piece of HTML beside it."""

from collections.abc import Callable, Sequence

from bot.dialogue.events import ChatId
from bot.dialogue.reasoning import reasoning
from bot.dialogue.session import read_session
from bot.knowledge.book import Book
from bot.knowledge.fault import Fault
from bot.pages.side_panel import side_panel
from bot.store import Store
from bot.telegram.clock import Clock, SystemClock


def _no_faults() -> Sequence[Fault]:
    return ()


class LookingInside:
    """What stands beside a chat. It is made before the chat's database is open, and told of that later."""

    def __init__(self, clock: Clock | None = None) -> None:
        """Sets it up.

        Args:
            clock: Time; the computer's by default.
        """
        self._clock = clock or SystemClock()
        self._store: Store | None = None
        self._book: Callable[[], Book] | None = None
        self._faults: Callable[[], Sequence[Fault]] = _no_faults

    def begins(
        self, store: Store, book: Callable[[], Book], faults: Callable[[], Sequence[Fault]] = _no_faults
    ) -> None:
        """Says where chats are kept and what serves them.

        Args:
            store: The database.
            book: Gives the book that serves at this moment.
            faults: Gives what keeps a newer edit from being read.
        """
        self._store, self._book, self._faults = store, book, faults

    async def beside(self, chat: ChatId) -> str:
        """Returns what stands beside a chat; nothing before the service has begun.

        Args:
            chat: The chat.
        """
        if self._store is None or self._book is None:
            return ""
        kept = (await self._store.memories([chat]))[chat].session
        book = self._book()
        found = None if kept is None else reasoning(read_session(kept), book, self._clock.now())
        return side_panel(found, edition=book.edition, faults=self._faults())
