"""Tries a draft of the book: reads its folder again when something in it is saved, and looks inside the chat."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchfiles import awatch

from bot.dialogue.conversation import Conversation
from bot.dialogue.events import ChatId
from bot.dialogue.reasoning import reasoning
from bot.dialogue.session import read_session
from bot.knowledge.book import Book
from bot.knowledge.fault import BookUnusable, Fault
from bot.knowledge.reading import read_book
from bot.pages.side_panel import side_panel
from bot.store import Store
from bot.telegram.clock import Clock, SystemClock

_STILL_MILLISECONDS = 300
"""How long nothing may be saved before the folder is read: editors write a file in several steps."""


class Draft:
    """The newest state of a folder that could be read.

    Attributes:
        conversation: The conversation with it.
        faults: What keeps a newer state from being read; empty where there is none.
    """

    def __init__(
        self,
        folder: Path,
        conversation: Conversation,
        talk: Callable[[Book], Conversation],
        clock: Clock | None = None,
    ) -> None:
        """Begins with a folder that was read already.

        Args:
            folder: The folder of the book.
            conversation: The conversation with what was read.
            talk: Makes a conversation of a book.
            clock: Time; the computer's by default.
        """
        self.conversation = conversation
        self.faults: tuple[Fault, ...] = ()
        self._folder = folder
        self._clock = clock or SystemClock()
        self._store: Store | None = None
        self._talk = talk

    async def watch(self) -> None:
        """Reads the folder again after each change; it ends only by being cancelled."""
        async for _ in awatch(self._folder, debounce=_STILL_MILLISECONDS):
            await self.read_again()

    async def read_again(self) -> None:
        """Reads the folder; where it has faults the chat goes on with what was right before."""
        try:
            self.conversation = await asyncio.to_thread(self._read)
        except BookUnusable as unusable:
            self.faults = tuple(unusable.faults)
        else:
            self.faults = ()

    def looks_into(self, store: Store) -> None:
        """Says where chats are kept, once that is open."""
        self._store = store

    async def beside(self, chat: ChatId) -> str:
        """Returns what stands beside a chat, as a piece of HTML.

        Args:
            chat: The chat.
        """
        kept = None if self._store is None else (await self._store.memories([chat]))[chat].session
        book = self.conversation.book
        found = None if kept is None else reasoning(read_session(kept), book, self._clock.now())
        return side_panel(found, edition=book.edition, faults=self.faults)

    def _read(self) -> Conversation:
        return self._talk(read_book(self._folder))
