"""The files of all chats, kept in memory: pictures and documents that the bot or a person sent."""

import secrets
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["photos", "documents", "animations"]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file.

    Attributes:
        kind: What it was sent as; a document's identifier cannot be sent as a photo.
        file_id: The identifier with which the bot may send it again.
        unique_id: The identifier in the addresses of the page.
        path: Where the bot downloads it, below the root of files.
        name: What the sender called it.
        media_type: What it is.
        content: The bytes.
    """

    kind: Kind
    file_id: str
    unique_id: str
    path: str
    name: str
    media_type: str
    content: bytes


class Shelf:
    """Keeps files for as long as the program runs."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_unique_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, kind: Kind, content: bytes, name: str, media_type: str) -> StoredFile:
        """Keep a file and return it with its new identifiers.

        Args:
            kind: What it was sent as.
            content: The bytes.
            name: What the sender called it; folders in it are dropped.
            media_type: What it is.
        """
        unique_id = secrets.token_urlsafe(12)
        plain_name = PurePosixPath(name.replace("\\", "/")).name or "file"
        file = StoredFile(
            kind=kind,
            file_id=f"trial-{secrets.token_urlsafe(24)}",
            unique_id=unique_id,
            path=f"{kind}/{unique_id}{PurePosixPath(plain_name).suffix}",
            name=plain_name,
            media_type=media_type,
            content=content,
        )
        self._by_id[file.file_id] = file
        self._by_unique_id[file.unique_id] = file
        self._by_path[file.path] = file
        return file

    def by_id(self, file_id: str) -> StoredFile | None:
        """Return the file that the bot knows by this identifier, if there is one."""
        return self._by_id.get(file_id)

    def by_unique_id(self, unique_id: str) -> StoredFile | None:
        """Return the file that the page knows by this identifier, if there is one."""
        return self._by_unique_id.get(unique_id)

    def by_path(self, path: str) -> StoredFile | None:
        """Return the file that the bot downloads from this path, if there is one."""
        return self._by_path.get(path)
