"""What is handed to the process that examines an edition: everything it needs, as bytes."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.knowledge.book_files import BookFiles
from bot.knowledge.fault import Fault

_FAULTS = TypeAdapter(tuple[Fault, ...])


@dataclass(frozen=True, slots=True)
class Order:
    """One examination.

    Attributes:
        files: The edition.
        against: The edition that serves, or None.
        memory: Folders of what was proved before.
        side_by_side: Whether it may take all processors.
        seconds: Of a processor, after which it is ended by the system.
        require_signed: Whether a safety rule that no clinician has signed is a fault.
    """

    files: BookFiles
    against: BookFiles | None
    memory: tuple[Path, ...]
    side_by_side: bool
    seconds: int
    require_signed: bool = False

    def written(self) -> bytes:
        """Returns it as bytes."""
        return json.dumps(
            {
                "files": _written(self.files),
                "against": None if self.against is None else _written(self.against),
                "memory": [str(folder) for folder in self.memory],
                "side_by_side": self.side_by_side,
                "seconds": self.seconds,
                "require_signed": self.require_signed,
            }
        ).encode()

    @classmethod
    def read(cls, content: bytes) -> "Order":
        """Reads it back."""
        raw = json.loads(content)
        return cls(
            _read(raw["files"]),
            None if raw["against"] is None else _read(raw["against"]),
            tuple(Path(folder) for folder in raw["memory"]),
            raw["side_by_side"],
            raw["seconds"],
            raw["require_signed"],
        )


def _written(files: BookFiles) -> dict[str, object]:
    contents = {name: base64.b64encode(content).decode() for name, content in files.contents.items()}
    return {"contents": contents, "faults": _FAULTS.dump_python(files.faults, mode="json")}


def _read(raw: Mapping[str, Any]) -> BookFiles:
    contents = {name: base64.b64decode(content) for name, content in raw["contents"].items()}
    return BookFiles.of(contents, _FAULTS.validate_python(raw["faults"]))
