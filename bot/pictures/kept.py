"""Keeps drawn pictures on disk by what is in them, so that a restart, or a new edition, draws only what is new."""

import asyncio
import hashlib
import logging
import os
import tempfile
import zlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

_log = logging.getLogger(__name__)

MOST_BYTES: Final = 100_000_000
"""A few thousand pictures; every technique in every tone and on both sides is about a fifth of it."""

_BEGINNING: Final = b"\x89PNG\r\n\x1a\n"
_BEGINNING_OF_ANIMATION: Final = b"GIF8"
_END_OF_ANIMATION: Final = b"\0;"
_ENDING: Final = ".png"

Draw = Callable[[bytes], Awaitable[bytes]]
"""Draws a picture of the book as a PNG."""


class KeptPictures:
    """A folder of PNGs in front of whoever draws.

    What is not whole there is drawn anew, and a folder that cannot be used costs time only.
    """

    def __init__(self, folder: Path, draw: Draw, drawn_by: str, *, most_bytes: int = MOST_BYTES) -> None:
        """Sets it up; the folder is made with the first picture.

        Args:
            folder: Where the files go; nothing else may lie there.
            draw: Draws what is not there yet.
            drawn_by: Names the program that draws: what another one drew is not shown.
            most_bytes: How much may be kept; the pictures that nobody needed for longest go first.
        """
        self._folder = folder
        self._draw = draw
        self._drawn_by = drawn_by
        self._most_bytes = most_bytes

    async def picture(self, drawing: bytes) -> bytes:
        """Gives a picture of the book as PNG bytes.

        Args:
            drawing: A `Drawing` as bytes.

        Raises:
            PictureFailed: It was not kept and cannot be drawn.
        """
        file = self._folder / (hashlib.sha256(self._drawn_by.encode() + b"\n" + drawing).hexdigest() + _ENDING)
        kept = await asyncio.to_thread(_read, file)
        if kept is not None:
            return kept
        png = await self._draw(drawing)
        await asyncio.to_thread(self._keep, file, png)
        return png

    def _keep(self, file: Path, png: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(file, png)
            self._make_room(file)
        except OSError as error:
            _log.warning(
                "A picture could not be kept in %s (%s); it will be drawn again. Mend the folder, or make room.",
                self._folder,
                error.strerror,
            )

    def _make_room(self, newest: Path) -> None:
        """Takes away what nobody needed for longest, and what an earlier process left half-written."""
        found = []
        for file in self._folder.iterdir():
            state = file.stat()
            found.append((file == newest, state.st_mtime_ns, state.st_size, file))
        total = sum(size for _, _, size, _ in found)
        for is_newest, _, size, file in sorted(found):
            if total <= self._most_bytes or is_newest:
                break
            file.unlink(missing_ok=True)
            total -= size


def _read(file: Path) -> bytes | None:
    """Gives a kept picture, or None where it is not there or not whole."""
    try:
        png = file.read_bytes()
        # So that the oldest are those that nobody needs.
        os.utime(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("The kept picture %s cannot be read (%s); it is drawn anew", file, error.strerror)
        return None
    if _is_whole(png):
        return png
    _log.warning("The kept picture %s is not whole; it is drawn anew", file)
    return None


def _write(file: Path, png: bytes) -> None:
    """Writes a file so that it is there whole or not at all, whenever the process may end."""
    number, name = tempfile.mkstemp(dir=file.parent)
    written = Path(name)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(png)
        written.replace(file)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def _is_whole(png: bytes) -> bool:
    """Tells whether every part of a PNG is as it was written: each says its length and has a checksum.

    An animation is a GIF, which has no checksums; it is looked at whether its end is there.
    """
    if png.startswith(_BEGINNING_OF_ANIMATION):
        return png.endswith(_END_OF_ANIMATION)
    if not png.startswith(_BEGINNING):
        return False
    at = len(_BEGINNING)
    while at + 12 <= len(png):
        length = int.from_bytes(png[at : at + 4])
        part, check = png[at + 4 : at + 8 + length], png[at + 8 + length : at + 12 + length]
        if len(check) < 4 or zlib.crc32(part) != int.from_bytes(check):
            return False
        at += 12 + length
        if part[:4] == b"IEND":
            return at == len(png)
    return False
