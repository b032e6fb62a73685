"""Writes a signature into the file of an entry; every other byte of the file stays as it is."""

import json

import yaml

from bot.knowledge.models.base import Reviewed
from bot.knowledge.yaml_reading import Document

KEY = "reviewed"


class CannotBeWritten(Exception):
    """The file is written in a way into which no signature can be put; nothing was changed."""


def with_signature(document: Document, path: tuple[str | int, ...], reviewed: Reviewed) -> str:
    """Returns the text of a file with a signature in one of its entries, in place of an earlier one.

    Args:
        document: The file.
        path: Where the entry stands in it.
        reviewed: The signature.

    Raises:
        CannotBeWritten: The new text would not say the same apart from the signature.
    """
    node = document.node(path)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        message = f"In {document.file} there is no entry to sign."
        raise CannotBeWritten(message)
    text = _put(document.text, node, written(reviewed))
    again = Document(document.file, text, document.wrap)
    if again.faults or _signed(document, path, reviewed) != again.data:
        message = f"No signature can be put into {document.file} as it is written; add {KEY}: {written(reviewed)}."
        raise CannotBeWritten(message)
    return text


def written(reviewed: Reviewed) -> str:
    """Returns a signature as it stands in a file."""
    by = json.dumps(reviewed.by, ensure_ascii=False)
    return f'{{by: {by}, on: {reviewed.on}, due: {reviewed.due}, of: "{reviewed.of}"}}'


def _put(text: str, node: yaml.MappingNode, signature: str) -> str:
    for key, value in node.value:
        if key.value == KEY:
            start = key.end_mark.index
            end = max(len(text[: value.end_mark.index].rstrip()), start + 1)
            return f"{text[:start]}: {signature}{text[end:]}"
    last_key, last = node.value[-1]
    if node.flow_style:
        end = last.end_mark.index
        return f"{text[:end]}, {KEY}: {signature}{text[end:]}"
    # A block ends with the line on which its last value ends; a comment behind that value is not torn off.
    end = max(len(text[: _end_of(last)].rstrip()), last_key.end_mark.index + 1)
    line_end = text.find("\n", end)
    end = len(text) if line_end < 0 else line_end
    newline = "\n"
    if text[:end].endswith("\r"):
        end, newline = end - 1, "\r\n"
    indent = " " * node.value[0][0].start_mark.column
    return f"{text[:end]}{newline}{indent}{KEY}: {signature}{text[end:]}"


def _end_of(node: yaml.Node) -> int:
    """Returns where the last value inside a part ends; a block itself ends only where the next one begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return int(node.end_mark.index)


def _signed(document: Document, path: tuple[str | int, ...], reviewed: Reviewed) -> object:
    """Returns what the file should say with the signature."""
    signature = {key: str(value) for key, value in reviewed.model_dump(mode="json").items()}
    rest = path[1:] if document.wrap is not None and path[:1] == (document.wrap,) else path

    def put(data: object, ahead: tuple[str | int, ...]) -> object:
        if not ahead:
            assert isinstance(data, dict)  # noqa: S101
            return {**data, KEY: signature}
        if isinstance(data, list):
            return [put(part, ahead[1:]) if index == ahead[0] else part for index, part in enumerate(data)]
        assert isinstance(data, dict)  # noqa: S101
        return {key: put(part, ahead[1:]) if str(key) == str(ahead[0]) else part for key, part in data.items()}

    return put(document.data, rest)
