"""What a new entry still lacks: every TODO is told at its place, in the words that stand behind it."""

from collections.abc import Iterator

from bot.knowledge.fault import Fault
from bot.knowledge.yaml_reading import Document

TODO = "TODO"

_Path = tuple[str | int, ...]


def todos(document: Document) -> Iterator[Fault]:
    """Yields a fault for everything in a file that is still to be written.

    Args:
        document: The file.
    """
    if TODO not in document.text:
        return
    for path, text, is_key in _found(document.data, ()):
        line, column = document.position(path, of_key=is_key)
        what = text.removeprefix(TODO).strip() or "it"
        keys = [str(part) for part in path if isinstance(part, str)]
        name = keys[-2] if is_key and len(keys) > 1 else keys[-1] if keys else "the file"
        yield Fault(document.file, line, column, "todo", f"{name}: still to be written", f"write {what}")


def _found(data: object, path: _Path) -> Iterator[tuple[_Path, str, bool]]:
    if isinstance(data, str) and data.startswith(TODO):
        yield path, data, False
    elif isinstance(data, list):
        for index, part in enumerate(data):
            yield from _found(part, (*path, index))
    elif isinstance(data, dict):
        for key, part in data.items():
            if isinstance(key, str) and key.startswith(TODO):
                yield (*path, key), key, True
            yield from _found(part, (*path, str(key)))
