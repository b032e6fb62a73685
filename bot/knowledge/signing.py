"""Writes a signature into the file of an entry; every other byte of the file stays as it is."""

import json
from collections.abc import Mapping

import yaml

from bot.knowledge.models.base import Reviewed
from bot.knowledge.yaml_reading import Document

KEY = "reviewed"


class CannotBeWritten(Exception):
    """The file is written in a way into which no signature can be put; nothing was changed."""


Path = tuple[str | int, ...]
"""Where an entry stands in its file."""


def with_signatures(document: Document, signatures: Mapping[Path, Reviewed]) -> str:
    """Returns the text of a file with signatures in some of its entries, in place of earlier ones.

    Args:
        document: The file.
        signatures: The signatures, by where their entries stand in it.

    Raises:
        CannotBeWritten: The new text would not say the same apart from the signatures.
    """
    edits: list[tuple[int, int, int, str]] = []
    for path, reviewed in signatures.items():
        node = document.node(path)
        if not isinstance(node, yaml.MappingNode) or not node.value:
            message = f"In {document.file} there is no entry to sign."
            raise CannotBeWritten(message)
        edits.append((*_place(document.text, node), len(path), _put(document.text, node, written(reviewed))))
    text = document.text
    # From the end, so that no place moves; of two at one place the outer first, so that the inner stands before it.
    for start, end, _, new in sorted(edits, key=lambda edit: (-edit[0], edit[2])):
        text = f"{text[:start]}{new}{text[end:]}"
    again = Document(document.file, text, document.wrap)
    if again.faults or _signed(document, signatures) != again.data:
        shown = written(next(iter(signatures.values())))
        message = f"No signature can be put into {document.file} as it is written; add {KEY}: {shown}."
        raise CannotBeWritten(message)
    return text


def written(reviewed: Reviewed) -> str:
    """Returns a signature as it stands in a file."""
    by = json.dumps(reviewed.by, ensure_ascii=False)
    return f'{{by: {by}, on: {reviewed.on}, due: {reviewed.due}, of: "{reviewed.of}"}}'


def _place(text: str, node: yaml.MappingNode) -> tuple[int, int]:
    """Returns from where to where a text gives way to a signature; where there was none both are the same."""
    for key, value in node.value:
        if key.value == KEY:
            start = key.end_mark.index
            return start, max(len(text[: value.end_mark.index].rstrip()), start + 1)
    last_key, last = node.value[-1]
    if node.flow_style:
        return last.end_mark.index, last.end_mark.index
    # A block ends with the line on which its last value ends; a comment behind that value is not torn off.
    end = max(len(text[: _end_of(last)].rstrip()), last_key.end_mark.index + 1)
    line_end = text.find("\n", end)
    end = len(text) if line_end < 0 else line_end
    if text[:end].endswith("\r"):
        end -= 1
    return end, end


def _put(text: str, node: yaml.MappingNode, signature: str) -> str:
    """Returns what comes to that place."""
    if any(key.value == KEY for key, _ in node.value):
        return f": {signature}"
    if node.flow_style:
        return f", {KEY}: {signature}"
    newline = "\r\n" if text[_place(text, node)[0] :].startswith("\r") else "\n"
    indent = " " * node.value[0][0].start_mark.column
    return f"{newline}{indent}{KEY}: {signature}"


def _end_of(node: yaml.Node) -> int:
    """Returns where the last value inside a part ends; a block itself ends only where the next one begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return int(node.end_mark.index)


def _signed(document: Document, signatures: Mapping[Path, Reviewed]) -> object:
    """Returns what the file should say with the signatures."""

    def put(data: object, ahead: Path, signature: Mapping[str, str]) -> object:
        if not ahead:
            assert isinstance(data, dict)  # noqa: S101
            return {**data, KEY: signature}
        if isinstance(data, list):
            return [put(part, ahead[1:], signature) if index == ahead[0] else part for index, part in enumerate(data)]
        assert isinstance(data, dict)  # noqa: S101
        return {
            key: put(part, ahead[1:], signature) if str(key) == str(ahead[0]) else part for key, part in data.items()
        }

    said: object = document.data
    for path, reviewed in signatures.items():
        rest = path[1:] if document.wrap is not None and path[:1] == (document.wrap,) else path
        said = put(said, rest, {key: str(value) for key, value in reviewed.model_dump(mode="json").items()})
    return said
