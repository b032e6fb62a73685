"""Finds the two books of a difference: a folder, a revision of the folder kept with git, or what else is known.

A resolver takes a name and gives the files behind it, or None where the name is none of its own.
"""

import io
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from bot.knowledge.book_files import BookFiles, files_in

Resolver: TypeAlias = Callable[[str], BookFiles | None]

LARGEST_ARCHIVE = 200_000_000
"""Bytes; a revision with more in its folder is no book."""


class NotFound(Exception):
    """Nothing is known by this name. Its text says so and what to name instead."""


def find_files(name: str, resolvers: Sequence[Resolver]) -> BookFiles:
    """Returns the files of the book behind a name; nothing of them is checked yet.

    Args:
        name: A folder, a git revision, or whatever a resolver knows.
        resolvers: What is asked.

    Raises:
        NotFound: No resolver knows it, or several know different books by it.
    """
    found = [files for resolver in resolvers if (files := resolver(name)) is not None]
    if not found:
        message = f"There is no folder, git revision or edition {name!r}. Name one of these."
        raise NotFound(message)
    if len({files.fingerprint for files in found}) > 1:
        message = (
            f"More than one book is called {name!r}. Write a folder as ./{name}, and a git revision or an edition"
            " with more of its letters."
        )
        raise NotFound(message)
    return found[0]


def from_folder(name: str) -> BookFiles | None:
    """Returns the files in a folder, or None where there is no such folder."""
    path = Path(name)
    return files_in(path) if path.is_dir() else None


def from_git(folder: Path) -> Resolver:
    """Returns a resolver for revisions of a folder that is kept with git.

    Args:
        folder: The folder of the book, in a working tree.
    """

    def resolve(name: str) -> BookFiles | None:
        # A name that begins with a dash would be read as an option.
        if name.startswith("-") or not folder.is_dir() or not _is_revision(folder, name):
            return None
        prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip().rstrip("/")
        top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
        archive = _git(top, "archive", "--format=tar", name, "--", prefix or ".")
        if len(archive) > LARGEST_ARCHIVE:
            message = (
                f"The revision {name} has {len(archive)} bytes in {prefix or 'its folder'}; a book has far fewer."
            )
            raise NotFound(message)
        with TemporaryDirectory(prefix="footguide-") as made:
            with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
                packed.extractall(made, filter="data")
            return files_in(Path(made) / prefix)

    return resolve


def later_revisions(folder: Path, name: str, files: Iterable[str]) -> tuple[str, ...]:
    """Returns the revisions after one in which any of some files changed, the oldest first; none for no revision.

    Args:
        folder: The folder of the book, in a working tree.
        name: The revision.
        files: Names of files below the folder.
    """
    if name.startswith("-") or not folder.is_dir() or not _is_revision(folder, name):
        return ()
    found = _git(folder, "log", "--reverse", "--format=%h", f"{name}..HEAD", "--", *sorted(set(files)))
    return tuple(found.decode().split())


def _is_revision(folder: Path, name: str) -> bool:
    try:
        _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except NotFound:
        return False
    return True


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        message = f"git cannot be run ({error.strerror}), so that only folders can be compared."
        raise NotFound(message) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or f"it ended with {done.returncode}"
        message = f"git could not do `{words[0]}` in {folder}: {said}"
        raise NotFound(message)
    return done.stdout
