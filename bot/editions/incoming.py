"""Turns what an operator sends into the files of a whole edition; nothing of it ever touches the disk."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.knowledge.book_files import (
    FOLDERS,
    LARGEST_BOOK,
    LARGEST_FILE,
    MOST_FILES,
    BookFiles,
    belongs,
    lies_beside,
)
from bot.knowledge.files import FILE_KINDS
from bot.knowledge.schema import editor_line

_PIECE = 64 * 1024
_ENCRYPTED = 0x1


class FilesRefused(Exception):
    """What was sent is not taken. The text says why and what to do; nothing was changed."""


def with_file(serving: BookFiles, name: str, content: bytes) -> BookFiles:
    """Returns the serving edition with one file replaced, or with a new one.

    Args:
        serving: The files of the serving edition.
        name: The file's name: with its folder, or alone where the edition has one file of that name.
        content: What it holds.

    Raises:
        FilesRefused: It is too large, or nobody can say which file of the book it is.
    """
    _refuse_odd_name(name)
    if len(content) > LARGEST_FILE:
        raise FilesRefused(_too_large(name))
    if belongs(name):
        return serving.replaced(name, content)
    found = [known for known in serving.contents if PurePosixPath(known).name == name]
    if len(found) > 1:
        # A technique and its picture share a name; their first line, the one for editors, tells them apart.
        found = [known for known in found if _first_line(serving.contents[known]) == _first_line(content)] or found
    if len(found) == 1:
        return serving.replaced(found[0], content)
    if found:
        message = (
            f"The book has {' and '.join(found)}. Say which one it is: keep the first line of the file as it was, "
            "or send it in a zip with its folder."
        )
        raise FilesRefused(message)
    new = _said_in_its_first_line(name, content)
    if new is not None:
        return serving.replaced(new, content)
    message = (
        f"The book has no file {name}. A new one begins with the line that `footguide new` writes, which says "
        f"what it is; or send it in a zip with its folder, such as techniques/{PurePosixPath(name).name}. "
        "Files of the book end in .yaml."
    )
    raise FilesRefused(message)


def _said_in_its_first_line(name: str, content: bytes) -> str | None:
    """Returns where a new file belongs by its line for editors, which names the kind; None where it says nothing."""
    line = _first_line(content).decode(errors="replace")
    for kind in FILE_KINDS:
        folder, _, pattern = kind.pattern.rpartition("/")
        placed = f"{folder}/{PurePosixPath(name).name}"
        if pattern == "*.yaml" and belongs(placed) and line == editor_line(placed):
            return placed
    return None


def from_zip(content: bytes, serving: BookFiles | None) -> BookFiles:
    """Returns the edition that a zip holds. With a `book.yaml` it is a whole book; else it changes the serving one.

    A folder around everything in it is passed over.

    Args:
        content: The zip.
        serving: The files of the serving edition, if any.

    Raises:
        FilesRefused: It is damaged, too large, or holds something that has no place in a book.
    """
    if len(content) > LARGEST_BOOK:
        message = f"The zip has more than {LARGEST_BOOK} bytes. A book is far smaller: leave out what is none of it."
        raise FilesRefused(message)
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                message = f"The zip holds more than {MOST_FILES} files. Leave out what does not belong to the book."
                raise FilesRefused(message)
            around = _folder_around([entry.filename for entry in entries])
            for name, inner in _unpacked(archive, entries):
                found[name.removeprefix(around)] = inner
                if sum(map(len, found.values())) > LARGEST_BOOK:
                    message = f"The zip unpacks to more than {LARGEST_BOOK} bytes. That is no book."
                    raise FilesRefused(message)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        message = "This is no zip that can be read; it may be damaged or half sent. Make it anew and send it again."
        raise FilesRefused(message) from error
    knowledge = {name: inner for name, inner in found.items() if not lies_beside(name)}
    strange = [name for name in knowledge if not belongs(name)]
    if strange:
        message = (
            f"{strange[0]} has no place in a book{f', and {len(strange) - 1} more' if strange[1:] else ''}. "
            "Files of the book are YAML, in the folders of the book; pictures are too."
        )
        raise FilesRefused(message)
    if not knowledge:
        message = "The zip holds no file of a book."
        raise FilesRefused(message)
    if "book.yaml" in knowledge:
        return BookFiles.of(knowledge)
    if serving is None:
        message = "The zip holds no book.yaml, and no edition serves that it could change."
        raise FilesRefused(message)
    return BookFiles.of({**serving.contents, **knowledge})


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Yields each file; what it says about its size is not believed."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        _refuse_odd_name(name)
        if name in seen:
            message = f"The zip holds {name} twice. Make it anew."
            raise FilesRefused(message)
        seen.add(name)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in {0, stat.S_IFREG}:
            message = f"{name} is a link or no ordinary file. Put the file itself into the zip."
            raise FilesRefused(message)
        if entry.flag_bits & _ENCRYPTED:
            message = f"{name} is encrypted. Send the zip without a password."
            raise FilesRefused(message)
        if lies_beside(name):
            continue
        if entry.file_size > LARGEST_FILE:
            raise FilesRefused(_too_large(name))
        with archive.open(entry) as file:
            inner = bytearray()
            while piece := file.read(_PIECE):
                inner += piece
                if len(inner) > LARGEST_FILE:
                    raise FilesRefused(_too_large(name))
        yield name, bytes(inner)


def _folder_around(names: list[str]) -> str:
    """Returns the one folder that everything lies in, with its slash, where it is none of the book's own."""
    firsts = {name.partition("/")[0] for name in names if "/" in name and not lies_beside(name)}
    if len(firsts) != 1 or any("/" not in name for name in names if not lies_beside(name)):
        return ""
    first = firsts.pop()
    return "" if first in {folder.partition("/")[0] for folder in FOLDERS} else f"{first}/"


def _refuse_odd_name(name: str) -> None:
    parts = name.split("/")
    if not name or not name.isprintable() or "\\" in name or ":" in name or name.startswith("/") or ".." in parts:
        message = f"{name!r} is no name of a file of a book: it must lie in the book's own folder."
        raise FilesRefused(message)


def _first_line(content: bytes) -> bytes:
    return content.partition(b"\n")[0].strip()


def _too_large(name: str) -> str:
    return f"{name} has more than {LARGEST_FILE} bytes. Nobody writes that much by hand; send the file that you mean."
