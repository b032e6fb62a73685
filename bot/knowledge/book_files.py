"""The files of a book as bytes by name, wherever they come from: a folder, the database, a zip, a revision."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from bot.knowledge.fault import Fault

LARGEST_FILE = 1_000_000
"""Bytes; a larger file is not knowledge that a person wrote."""

LARGEST_BOOK = 20_000_000
"""Bytes of all files together."""

MOST_FILES = 5_000
"""Files; the shipped book has some hundreds."""

SINGLE_FILES = frozenset(
    {
        "book.yaml", "classes.yaml", "sources.yaml", "topics.yaml", "coverage.yaml", "scales.yaml", "advice.yaml",
        "rulings.yaml", "words/danger.en.yaml", "words/danger_examples.en.yaml", "words/answers.en.yaml",
    }
)  # fmt: skip
"""Files of which a book has one each."""

FOLDERS = frozenset(
    {
        "screening", "techniques", "routines", "presentations", "faq", "cases", "pictures", "pictures/parts",
    }
)  # fmt: skip
"""Folders that hold as many files as the book has entries."""

EXAMPLES = frozenset({"words/answers_examples.en.yaml"})
"""Phrases that the program's own tests hold the words against; nothing is read from them for people."""

_BESIDE = ("readme", "license", "licence", "notice", "changelog")
_BESIDE_ENDINGS = (".md", ".txt", ".json", "~", ".swp", ".tmp", ".bak", ".orig")
"""What may lie beside the knowledge: words about it, schemas for editors, and what editors leave behind."""


@dataclass(frozen=True)
class BookFiles:
    """What a book is read from. Nothing of it is known to be right yet.

    Attributes:
        contents: Bytes by name below the book's folder, with forward slashes; names of the book alone, sorted.
        faults: What could not be taken, such as a file that is too large.
    """

    contents: Mapping[str, bytes]
    faults: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, contents: Mapping[str, bytes], faults: Iterable[Fault] = ()) -> "BookFiles":
        """Returns files in the order of their names, frozen."""
        return cls(MappingProxyType(dict(sorted(contents.items()))), tuple(faults))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all names and contents, 64 hexadecimal digits."""
        digest = hashlib.sha256()
        for name, content in self.contents.items():
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    @property
    def edition(self) -> str:
        """Id of the edition that they make, twelve hexadecimal digits."""
        return self.fingerprint[:12]

    def under(self, folder: str) -> list[str]:
        """Returns the names of the files right in a folder, in their order."""
        return [name for name in self.contents if name.rpartition("/")[0] == folder]

    def replaced(self, name: str, content: bytes) -> "BookFiles":
        """Returns the same files but for one, which may be new."""
        return BookFiles.of({**self.contents, name: content}, self.faults)


def belongs(name: str) -> bool:
    """Returns whether a name is one that a book is read from."""
    folder, _, file = name.rpartition("/")
    return name in SINGLE_FILES or (folder in FOLDERS and file.endswith(".yaml") and file.isascii())


def lies_beside(name: str) -> bool:
    """Returns whether a file is no knowledge but may lie in the book's folder, and is passed over."""
    parts = PurePosixPath(name.lower()).parts
    return (
        name in EXAMPLES
        or any(part.startswith((".", "__macosx")) for part in parts)
        or parts[-1].startswith(_BESIDE)
        or parts[-1].endswith(_BESIDE_ENDINGS)
    )


def stray(name: str) -> Fault:
    """Returns the fault of a file that is in no place of the book."""
    if name.endswith((".yaml", ".yml")):
        wrong = "no file of the book has this name in this place, so nobody would read it"
        remedy = "move it to its folder (techniques/, routines/, ...) with the ending .yaml, or take it away"
    else:
        wrong = "this is no file of a book: knowledge and pictures are YAML files"
        remedy = "take it away; draw pictures as docs/pictures.md tells"
    return Fault(name, 1, 1, "stray_file", wrong, remedy)


def too_large(name: str, size: int) -> Fault:
    """Returns the fault of a file that nobody wrote by hand."""
    return Fault(name, 1, 1, "file_too_large", f"the file has {size} bytes", "split it")


def book_too_large(place: str) -> Fault:
    """Returns the fault of more than a book can be."""
    wrong = f"this is more than {MOST_FILES} files or {LARGEST_BOOK} bytes in all"
    return Fault(place, 0, 0, "book_too_large", wrong, "take away what does not belong to the book")


def files_in(folder: Path) -> BookFiles:
    """Takes the files of a folder. What is no knowledge is passed over or told as a fault, and never read.

    Args:
        folder: The folder of the book.
    """
    if not folder.is_dir():
        missing = Fault(str(folder), 0, 0, "missing", "there is no such folder", "name the folder of the book")
        return BookFiles.of({}, [missing])
    root = folder.resolve()
    contents: dict[str, bytes] = {}
    faults: list[Fault] = []
    total = 0
    for count, path in enumerate(_walk(folder)):
        name = path.relative_to(folder).as_posix()
        if count > MOST_FILES or total > LARGEST_BOOK:
            return BookFiles.of({}, [*faults, book_too_large(folder.name)])
        if not belongs(name):
            if not lies_beside(name):
                faults.append(stray(name))
        elif not path.resolve().is_relative_to(root):
            remedy = "put the file itself there"
            faults.append(Fault(name, 1, 1, "link_out", "this is a link to a file outside of the folder", remedy))
        else:
            content = _content(path, name)
            if isinstance(content, Fault):
                faults.append(content)
            else:
                contents[name] = content
                total += len(content)
    return BookFiles.of(contents, faults)


def one_file(path: Path) -> BookFiles:
    """Takes one file that need not belong to a book.

    Args:
        path: The file.
    """
    content = _content(path, path.name)
    return BookFiles.of({}, [content]) if isinstance(content, Fault) else BookFiles.of({path.name: content})


def _walk(folder: Path) -> Iterator[Path]:
    """Yields everything in a folder that is no folder; links to folders are not followed out of it."""
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in list(folders):
            inner = Path(place) / name
            if inner.is_symlink():
                folders.remove(name)
                if inner.resolve().is_relative_to(root) or belongs(f"{inner.relative_to(folder).as_posix()}/x.yaml"):
                    # What stands behind it is looked at name by name, so that a link out of the folder is told.
                    yield from sorted(inner.iterdir())
        yield from (Path(place) / name for name in sorted(names))


def _content(path: Path, name: str) -> bytes | Fault:
    remedy = "put it there, readable"
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # A pipe would be waited for, and a device never ends.
            return Fault(name, 1, 1, "file_unreadable", "this is no ordinary file", remedy)
        if found.st_size > LARGEST_FILE:
            return too_large(name, found.st_size)
        with path.open("rb") as file:
            # It may grow while it is read.
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Fault(name, 1, 1, "file_unreadable", f"the file cannot be read ({reason})", remedy)
    return content if len(content) <= LARGEST_FILE else too_large(name, len(content))
