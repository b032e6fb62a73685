"""Which edition a process begins with: the one that the pointer names, or the folder's at the first start."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from bot.editions.desk import EditionStore, Examine
from bot.editions.examination import Played, Proved
from bot.editions.memory import Memory
from bot.knowledge.book import Book
from bot.knowledge.book_files import BookFiles, files_in
from bot.knowledge.fault import BookUnusable
from bot.knowledge.reading import read_files
from bot.store import Action, KeptFiles, Move

_log = logging.getLogger(__name__)

WHO = "the start"
"""Who acts, in the trail of what was done."""


class FolderBook:
    """The book of a folder, read once and only where it is wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def files(self) -> BookFiles:
        """Its files."""
        return files_in(self.folder)

    @cached_property
    def book(self) -> Book:
        """The book.

        Raises:
            BookUnusable: It has faults.
        """
        book, faults = read_files(self.files)
        if book is None or faults:
            raise BookUnusable(faults)
        return book

    def read(self) -> None:
        """Reads it now, to hear of its faults.

        Raises:
            BookUnusable: It has faults.
        """
        _log.debug("The folder holds edition %s", self.book.edition)


async def edition_to_begin_with(
    store: EditionStore, folder: FolderBook, *, shipped: Path, examine: Examine, now: Callable[[], datetime]
) -> Book:
    """Returns the book that serves, and sees to it that one does.

    At the first start the folder's book becomes the first edition. The shipped one was proved when the program was
    made; any other is examined before anybody meets it.

    Args:
        store: The database.
        folder: The book of the watched folder.
        shipped: The folder of the book that comes with the program.
        examine: Examines an edition.
        now: Gives this moment, aware.

    Raises:
        BookUnusable: There is no edition yet, or this program cannot read it, and the folder's has faults.
        ExaminationFailed: The first edition could not be examined.
    """
    serving = await store.serving_edition()
    if serving is not None:
        contents = await store.edition_files(serving.edition)
        book, faults = await asyncio.to_thread(read_files, BookFiles.of(contents or {}))
        if book is not None and not faults:
            return book
        _log.error("Edition %s cannot be read by this program (%s)", serving.edition, faults[0] if faults else "")
    files, book = folder.files, folder.book
    if files.fingerprint != (await asyncio.to_thread(files_in, shipped)).fingerprint:
        _log.info(
            "The book in %s is proved before it serves for the first time; this takes a minute or two", folder.folder
        )
        found = await examine(files, None)
        if not found.sound:
            raise BookUnusable(list(found.faults))
    expected = None if serving is None else serving.edition
    what = "first edition" if serving is None else "replaced: this program cannot read the edition before"
    await store.move_pointer(
        Move(
            files.edition,
            expected,
            Action(now(), WHO, what, "", expected, files.edition),
            KeptFiles(files.edition, files.fingerprint, files.contents),
        )
    )
    return book


def proved_before(memory: Memory, shipped: Path, fingerprint: str) -> bool:
    """Tells whether this program proved a book and played its cases, or came with it.

    Args:
        memory: What this program proved.
        shipped: The folder of the book that comes with the program, which was proved when the program was made.
        fingerprint: Hash of the book's files.
    """
    if all(memory.recall(fingerprint, kind) is not None for kind in (Proved, Played)):
        return True
    return files_in(shipped).fingerprint == fingerprint


def replaced_in_words(before: str, now: str) -> str:
    """Returns what operators are told where the start had to put another edition in the place of the serving one.

    Args:
        before: The edition that this program cannot read.
        now: The edition that serves instead.
    """
    return (
        f"This program cannot read edition {before}, which served before. Edition {now}, from the folder of the "
        f"book, serves instead, and nobody compared the two. Look at `footguide diff {before} {now}`, and propose "
        "your edits again."
    )
