"""Writes the site into a folder: whole or not at all, and never over anything else."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

LISTING = "files.txt"
"""The file that lists what was written, so that a later run can tell its own files from anything else."""


class FolderTaken(Exception):
    """The folder holds something else. Its text says so and what to do."""


def write_pages(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes all files beside the folder first, and then puts them in its place.

    Args:
        files: Contents by path.
        folder: Where they go; absent, empty, or an earlier site.

    Raises:
        FolderTaken: The folder holds something else, or is no folder.
        OSError: It cannot be written.
    """
    target = folder.resolve()
    _refuse_what_is_taken(target, folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as work:
        made = Path(work) / "made"
        listing = "\n".join(sorted((*files, LISTING)))
        for name, content in {**files, LISTING: f"{listing}\n".encode()}.items():
            file = made / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if target.exists():
            target.rename(Path(work) / "before")
        try:
            made.rename(target)
        except OSError:
            if (before := Path(work) / "before").exists():
                before.rename(target)
            raise


def _refuse_what_is_taken(target: Path, folder: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        message = f"{folder} is a file. Name a folder that does not exist yet, or an empty one."
        raise FolderTaken(message)
    listing = target / LISTING
    written = listing.read_text("utf-8").splitlines() if listing.is_file() else []
    found = sorted(file.relative_to(target).as_posix() for file in target.rglob("*") if not file.is_dir())
    others = [name for name in found if name not in written]
    if others:
        message = (
            f"{folder} holds something else ({others[0]}), and nothing was written. "
            "Name a folder that does not exist yet, or an empty one."
        )
        raise FolderTaken(message)
