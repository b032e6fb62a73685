"""Remembers what was proved, so that the same book is not proved twice by the same program.

Only what came out well is remembered: whatever failed is found anew each time. A damaged memory is no memory.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.editions.program import program_version

Found = TypeVar("Found", bound=BaseModel)

MOST_KEPT = 200
"""Files in one folder; the oldest go."""


class Memory:
    """Files in folders of which each may be missing, unwritable or damaged: then it is proved again, no more."""

    def __init__(self, folders: Sequence[Path], program: str | None = None) -> None:
        """Sets it up.

        Args:
            folders: Where to look, in this order; what is new is written to all of them.
            program: Which program this is; its own version by default.
        """
        self._folders = tuple(folders)
        self._program = program or program_version()

    def recall(self, fingerprint: str, kind: type[Found]) -> Found | None:
        """Returns what this program found about a book before, or None.

        Args:
            fingerprint: Hash of the book's files.
            kind: What was found.
        """
        for folder in self._folders:
            with suppress(OSError, ValueError, TypeError, LookupError, ValidationError):
                sealed = json.loads((folder / self._name(fingerprint, kind)).read_text(encoding="utf-8"))
                if sealed["seal"] == self._seal(fingerprint, kind, sealed["found"]):
                    return kind.model_validate_json(sealed["found"])
        return None

    def remember(self, fingerprint: str, found: BaseModel) -> None:
        """Remembers something that came out well.

        Args:
            fingerprint: Hash of the book's files.
            found: What was found.
        """
        content = found.model_dump_json()
        sealed = json.dumps({"found": content, "seal": self._seal(fingerprint, type(found), content)})
        for folder in self._folders:
            # A folder that cannot be written to costs time and nothing else.
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                _write(folder / self._name(fingerprint, type(found)), sealed)
                _prune(folder)

    def _name(self, fingerprint: str, kind: type[BaseModel]) -> str:
        return f"{kind.__name__.lower()}-{fingerprint[:24]}-{self._program[:24]}.json"

    def _seal(self, fingerprint: str, kind: type[BaseModel], content: str) -> str:
        """Binds what was found to the whole of what it was found about; it also shows damage."""
        whole = "\0".join((kind.__name__, fingerprint, self._program, str(content)))
        return hashlib.sha256(whole.encode()).hexdigest()


def memory_folder() -> Path | None:
    """Returns this user's folder for what can be worked out anew, or None where there is none."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / "footguide"
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "footguide"
    return None


def memory_folders(database: Path | None = None) -> tuple[Path, ...]:
    """Returns where things are remembered.

    Args:
        database: A database beside which they are remembered too: a container may have no home that lasts.
    """
    own = memory_folder()
    beside = [] if database is None else [database.with_name(f"{database.name}-proved")]
    return (*beside, *([] if own is None else [own]))


def _write(path: Path, content: str) -> None:
    """Writes a file whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123  it is open already
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MOST_KEPT:]:
        path.unlink(missing_ok=True)
