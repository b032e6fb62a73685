"""YAML with a position for every value, and without the surprises of YAML 1.1.

Duplicate keys and aliases are refused; `no`, `7:30` and dates stay the words they were written as, numbers become
numbers, and the schema decides what a value means.
"""

import re
from collections.abc import Hashable
from typing import Any

import yaml

from bot.knowledge.fault import Fault


class _StrictLoader(yaml.CSafeLoader):
    """PyYAML's C loader, stricter."""

    yaml_implicit_resolvers: dict[Any, Any] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice in one entry", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(0|[1-9][0-9]*)$"), list("-0123456789"))
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|)$"), ["~", "n", ""])
_StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


class Document:
    """One YAML file: its data, and the position of each part of it.

    Attributes:
        file: Path below the book's folder.
        data: The data, or None where the file could not be read.
        faults: What is wrong with the file as YAML.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.data: Any = None
        self.faults: tuple[Fault, ...] = ()
        self._root: yaml.Node | None = None
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                if isinstance(event, yaml.AliasEvent):
                    self.faults = (
                        self._fault(
                            event.start_mark, "an alias (*) is not allowed here", "write the value out in full"
                        ),
                    )
                    return
            loader = _StrictLoader(text)
            try:
                self._root = loader.get_single_node()
                self.data = None if self._root is None else loader.construct_document(self._root)
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            problem = error.problem or "this is not YAML"
            remedy = "give each key once" if "twice" in problem else "check indentation, quotes and colons here"
            self.faults = (self._fault(error.problem_mark or error.context_mark, problem, remedy),)
            return
        except yaml.reader.ReaderError as error:
            self.faults = (Fault(file, 1, 1, "yaml", f"a character that YAML forbids ({error.reason})", "remove it"),)
            return
        if self.data is None:
            self.faults = (Fault(file, 1, 1, "yaml", "the file is empty", "fill it or delete it"),)

    def _fault(self, mark: Any, wrong: str, remedy: str) -> Fault:
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
        return Fault(self.file, line, column, "yaml", wrong, remedy)

    def position(self, path: tuple[str | int, ...], *, of_key: bool = False) -> tuple[int, int]:
        """Returns line and column, from 1, of the part at a path of keys and indexes.

        Parts of the path that are not in the file are passed over, so that a missing key is reported at its parent.

        Args:
            path: Keys and indexes from the root; names that are in no mapping are ignored.
            of_key: Whether the key itself is meant rather than its value.
        """
        node = self._root
        if node is None:
            return (0, 0)
        mark = node.start_mark
        for part in path:
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == str(part):
                        node = value
                        collection = isinstance(value, yaml.CollectionNode)
                        mark = key.start_mark if of_key or collection else value.start_mark
                        break
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                mark = node.start_mark
        return (mark.line + 1, mark.column + 1)
