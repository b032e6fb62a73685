"""Tries a draft of the book: reads its folder again when something in it is saved."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchfiles import awatch

from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.fault import BookUnusable, Fault
from bot.knowledge.read_before import ReadBefore
from bot.knowledge.reading import read_book

_STILL_MILLISECONDS = 300
"""How long nothing may be saved before the folder is read: editors write a file in several steps."""


class Draft:
    """The newest state of a folder that could be read.

    Attributes:
        conversation: The conversation with it.
        faults: What keeps a newer state from being read; empty where there is none.
    """

    def __init__(self, folder: Path, conversation: Conversation, talk: Callable[[Book], Conversation]) -> None:
        """Begins with a folder that was read already.

        Args:
            folder: The folder of the book.
            conversation: The conversation with what was read.
            talk: Makes a conversation of a book.
        """
        self.conversation = conversation
        self.faults: tuple[Fault, ...] = ()
        self._folder = folder
        self._talk = talk
        self._before = ReadBefore()

    async def watch(self, stopping: asyncio.Event) -> None:
        """Reads the folder again after each change, until `stopping` is set."""
        async for _ in awatch(self._folder, stop_event=stopping, debounce=_STILL_MILLISECONDS):
            await self.read_again()

    async def read_again(self) -> None:
        """Reads the folder; where it has faults the chat goes on with what was right before."""
        try:
            self.conversation = await asyncio.to_thread(self._read)
        except BookUnusable as unusable:
            self.faults = tuple(unusable.faults)
        else:
            self.faults = ()

    def _read(self) -> Conversation:
        return self._talk(read_book(self._folder, self._before))
