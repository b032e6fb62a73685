"""YAML with a position for every value, and without the surprises of YAML 1.1.

Duplicate keys, aliases and tags are refused; `no`, `7:30` and dates stay the words they were written as, numbers
become numbers, and the schema decides what a value means.
"""

import re
from typing import Any

import yaml

from bot.knowledge.fault import Fault
from bot.knowledge.yaml_words import in_words

_ALIAS = re.compile(r"(?:^|[\s\[{,])\*\w", re.MULTILINE)
"""What an alias looks like; bold words look the same, so that only a file with a match is searched for real ones."""

_AN_ALIAS, _NO_ALIAS = "an alias (*) is not allowed here", "write the value out in full"

_INT, _NULL, _BOOL, _STR, _SEQUENCE, _MAPPING = (
    f"tag:yaml.org,2002:{kind}" for kind in ("int", "null", "bool", "str", "seq", "map")
)
_NULLS, _BOOLS, _WHOLE = (
    frozenset({"", "~", "null"}),
    frozenset({"true", "false"}),
    re.compile(r"^-?(0|[1-9][0-9]*)$"),
)

_LONGEST_SPECIAL = max(map(len, _NULLS | _BOOLS))
_BEGIN_NUMBERS = frozenset("-0123456789")

_KEY = re.compile(r"^[a-z][a-z0-9_]*$")
"""What a key of the book looks like; a part of a path that is none is pydantic's name for one of several types."""

_TYPES = frozenset({"str", "int", "bool", "dict", "list", "tuple", "float"})


class _StrictLoader(yaml.CSafeLoader):
    """PyYAML's C loader, which guesses fewer kinds of values and guesses them faster."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        if kind is not yaml.ScalarNode:
            return _SEQUENCE if kind is yaml.SequenceNode else _MAPPING
        if not implicit[0]:
            return _STR
        if len(value) <= _LONGEST_SPECIAL:
            return _NULL if value in _NULLS else _BOOL if value in _BOOLS else _INT if _WHOLE.match(value) else _STR
        return _INT if value[0] in _BEGIN_NUMBERS and _WHOLE.match(value) else _STR

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Values hang on nothing but themselves."""

    def ascend_resolver(self) -> None:
        """Values hang on nothing but themselves."""


class _Refused(yaml.MarkedYAMLError):
    """Something that YAML allows and the book does not."""

    def __init__(self, problem: str, remedy: str, mark: Any) -> None:
        super().__init__(problem=problem, problem_mark=mark)
        self.remedy = remedy


class Document:
    """One YAML file: its data, and the position of each part of it.

    Attributes:
        file: Path below the book's folder.
        text: What the file holds.
        wrap: The only key of a file that does not write it, or None.
        data: The data, or None where the file could not be read.
        faults: What is wrong with the file as YAML.
    """

    def __init__(self, file: str, text: str, wrap: str | None = None) -> None:
        """Reads a text.

        Args:
            file: Path below the book's folder.
            text: What the file holds.
            wrap: The only key of a file that does not write it, because it is a plain list or mapping.
        """
        self.file = file
        self.text = text
        self.wrap = wrap
        self.data: Any = None
        self.faults: tuple[Fault, ...] = ()
        self._root: yaml.Node | None = None
        try:
            _refuse_aliases(text)
            self._root = yaml.compose(text, Loader=_StrictLoader)
            self.data = None if self._root is None else _data_of(self._root)
        except yaml.MarkedYAMLError as error:
            if isinstance(error, _Refused):
                self.faults = (self._fault(error.problem_mark, str(error.problem), error.remedy),)
            elif isinstance(error, yaml.composer.ComposerError) and "undefined alias" in str(error.problem):
                self.faults = (self._fault(error.problem_mark, _AN_ALIAS, _NO_ALIAS),)
            else:
                self.faults = (self._fault(*in_words(error, text)),)
            return
        except yaml.reader.ReaderError as error:
            self.faults = (Fault(file, 1, 1, "yaml", f"a character that YAML forbids ({error.reason})", "remove it"),)
            return
        if self.data is None:
            self.faults = (Fault(file, 1, 1, "yaml", "the file is empty", "fill it or delete it"),)

    def _fault(self, mark: Any, wrong: str, remedy: str) -> Fault:
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
        return Fault(self.file, line, column, "yaml", wrong, remedy)

    def node(self, path: tuple[str | int, ...]) -> yaml.Node:
        """Returns the part at a path of keys and indexes, with its marks.

        Raises:
            KeyError: There is none.
        """
        node = self._root
        for part in path[1:] if self.wrap is not None and path[:1] == (self.wrap,) else path:
            if isinstance(node, yaml.MappingNode):
                node = next((value for key, value in node.value if key.value == str(part)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
            else:
                node = None
        if node is None:
            raise KeyError(path)
        return node

    def position(self, path: tuple[str | int, ...], *, of_key: bool = False) -> tuple[int, int]:
        """Returns line and column, from 1, of the part at a path of keys and indexes.

        What is not in the file is reported at the entry in which it is missing.

        Args:
            path: Keys and indexes from the root; names of types in between are passed over.
            of_key: Whether the key itself is meant rather than its value.
        """
        node = self._root
        if node is None:
            return (0, 0)
        mark = node.start_mark
        for part in path[1:] if self.wrap is not None and path[:1] == (self.wrap,) else path:
            if isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
                if found is None:
                    if isinstance(part, str) and _KEY.match(part) and part not in _TYPES:
                        break
                    continue
                key, node = found
                mark = key.start_mark if of_key or isinstance(node, yaml.CollectionNode) else node.start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                mark = node.start_mark
        return (mark.line + 1, mark.column + 1)


def _refuse_aliases(text: str) -> None:
    if "&" in text and _ALIAS.search(text):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise _Refused(_AN_ALIAS, _NO_ALIAS, event.start_mark)


def _data_of(node: yaml.Node) -> Any:
    """Returns what a node holds. Much faster than PyYAML's own way, which can do far more than a book may hold."""
    if isinstance(node, yaml.MappingNode):
        found: dict[Any, Any] = {}
        for key_node, value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _Refused("a key must be one word or number", "write a plain key", key_node.start_mark)
            key = _data_of(key_node)
            if key in found:
                message = f"the key {key!r} stands twice in one entry"
                raise _Refused(message, "give each key once: rename one of them, or take it out", key_node.start_mark)
            found[key] = _data_of(value)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_data_of(part) for part in node.value]
    value = node.value
    if node.tag == _STR:
        return value
    if node.tag == _INT and value.lstrip("-").isdecimal():
        return int(value)
    if node.tag == _NULL:
        return None
    if node.tag == _BOOL and value in {"true", "false"}:
        return value == "true"
    message = f"the tag {node.tag} is not allowed here"
    raise _Refused(message, "write the plain value", node.start_mark)
