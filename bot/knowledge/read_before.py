"""What files of a book were read as, so that of an edited book only the edited files are read anew."""

from typing import TypeVar

from pydantic import BaseModel

from bot.knowledge.yaml_reading import Document

Model = TypeVar("Model", bound=BaseModel)

_Key = tuple[str, type[BaseModel], str | None]


class ReadBefore:
    """The latest text of each file that had no fault, with what it was read as."""

    def __init__(self) -> None:
        self._read: dict[_Key, tuple[str, Document, BaseModel]] = {}

    def recall(self, name: str, kind: type[Model], wrap: str | None, text: str) -> tuple[Document, Model] | None:
        """Returns what this very text in this file was read as, or None.

        Args:
            name: The file, below the book's folder.
            kind: What it is read as.
            wrap: The only key of a file that does not write it.
            text: What the file holds.
        """
        before, document, model = self._read.get((name, kind, wrap), (None, None, None))
        return (document, model) if before == text and document is not None and isinstance(model, kind) else None

    def remember(self, document: Document, model: BaseModel) -> None:
        """Remembers a file that was read without a fault; what it was read as before is forgotten."""
        self._read[document.file, type(model), document.wrap] = (document.text, document, model)
