"""Where each entry of a book stands, so that checks can point at it."""

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from bot.knowledge.yaml_reading import Document


@cache
def _keys(kind: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Returns the attributes of a kind of entry, each with its key in the file."""
    return tuple((name, info.alias or name) for name, info in kind.model_fields.items())


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
            for name, key in _keys(type(value)):
                part = getattr(value, name)
                if part.__class__ is not str:
                    self._learn(document, (*path, key), part)
        elif isinstance(value, dict):
            for key, part in value.items():
                if part.__class__ is not str:
                    self._learn(document, (*path, str(key)), part)
        elif isinstance(value, tuple | list):
            for index, part in enumerate(value):
                if part.__class__ is not str:
                    self._learn(document, (*path, index), part)

    def entries(self) -> Iterator[BaseModel]:
        """Yields every entry that was read, with all the entries inside it."""
        for _, _, entry in self._known.values():
            yield entry

    def where(self, entry: BaseModel) -> tuple[Document, tuple[str | int, ...]]:
        """Returns the file of an entry, and its path in the file."""
        document, path, _ = self._known[id(entry)]
        return document, path

    def of(self, entry: BaseModel, *path: str | int) -> tuple[str, int, int]:
        """Returns file, line and column of an entry, or of a part of it."""
        return self._place(entry, path, of_key=False)

    def of_key(self, entry: BaseModel, *path: str | int) -> tuple[str, int, int]:
        """Returns file, line and column of the key of a part, where the key itself is meant."""
        return self._place(entry, path, of_key=True)

    def _place(self, entry: BaseModel, path: tuple[str | int, ...], *, of_key: bool) -> tuple[str, int, int]:
        document, start, _ = self._known[id(entry)]
        line, column = document.position((*start, *path), of_key=of_key)
        return document.file, line, column
