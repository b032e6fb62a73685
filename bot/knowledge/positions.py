"""Where each entry of a book stands, so that checks can point at it."""

from collections.abc import Iterator

from pydantic import BaseModel

from bot.knowledge.yaml_reading import Document


class Positions:
    """Knows, for every entry that was read, its file and its path in the file."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Document, tuple[str | int, ...], BaseModel]] = {}

    def learn(self, document: Document, model: BaseModel) -> None:
        """Remembers an entry and all the entries inside it."""
        self._learn(document, (), model)

    def _learn(self, document: Document, path: tuple[str | int, ...], value: object) -> None:
        if isinstance(value, BaseModel):
            self._known[id(value)] = (document, path, value)
            for name, info in type(value).model_fields.items():
                self._learn(document, (*path, info.alias or name), getattr(value, name))
        elif isinstance(value, dict):
            for key, part in value.items():
                self._learn(document, (*path, str(key)), part)
        elif isinstance(value, tuple | list):
            for index, part in enumerate(value):
                self._learn(document, (*path, index), part)

    def entries(self) -> Iterator[BaseModel]:
        """Yields every entry that was read, with all the entries inside it."""
        for _, _, entry in self._known.values():
            yield entry

    def of(self, entry: BaseModel, *path: str | int) -> tuple[str, int, int]:
        """Returns file, line and column of an entry, or of a part of it."""
        document, start, _ = self._known[id(entry)]
        line, column = document.position((*start, *path))
        return document.file, line, column
