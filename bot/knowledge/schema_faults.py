"""What pydantic finds wrong with a file, in words for operators: at its place, with what was probably meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.knowledge.fault import Fault
from bot.knowledge.yaml_reading import Document

Schema = dict[str, Any]
Path = tuple[str | int, ...]

_QUOTED = re.compile(r"'([^']*)'")

_NAMED_BY = frozenset(
    {
        "advice", "case", "caution", "choice", "flag", "item", "line", "question", "row", "ruling", "scale", "sign",
        "technique", "term",
    }
)  # fmt: skip
"""Keys that stand first in an entry of a list and name it."""

_FORMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "string_type": ("words should stand here", "write words; put a number in quotes"),
        "int_type": ("a whole number should stand here", "write the number alone, such as 60"),
        "int_parsing": ("a whole number should stand here", "write the number alone, such as 60"),
        "int_from_float": ("a whole number should stand here", "write it without a fraction"),
        "float_type": ("a number should stand here", "write the number alone, such as 0.5"),
        "float_parsing": ("a number should stand here", "write the number alone, such as 0.5"),
        "bool_type": ("yes or no should stand here", "write yes or no"),
        "bool_parsing": ("yes or no should stand here", "write yes or no"),
        "list_type": ("a list should stand here", "write it like [a, b], or a line with a dash for each"),
        "tuple_type": ("a list should stand here", "write it like [a, b], or a line with a dash for each"),
        "dict_type": (
            "keys with values should stand under it", "indent them by two spaces more than it, or take it out"
        ),
        "model_type": (
            "keys with values should stand under it", "indent them by two spaces more than it, or take it out"
        ),
        "model_attributes_type": (
            "keys with values should stand under it", "indent them by two spaces more than it, or take it out"
        ),
        "date_from_datetime_parsing": ("a day should stand here", "write it as year-month-day, such as 2027-11-22"),
        "date_parsing": ("a day should stand here", "write it as year-month-day, such as 2027-11-22"),
    }
)  # fmt: skip
"""What pydantic calls a wrong form, and how to say it."""


def schema_faults(
    document: Document, kind: type[BaseModel], error: ValidationError, wrap: str | None
) -> Iterator[Fault]:
    """Yields a fault for everything that a file holds and its kind does not allow.

    Args:
        document: The file.
        kind: What it should hold.
        error: What pydantic says.
        wrap: The key that was put around the data and that the file does not write.
    """
    schema = kind.model_json_schema(by_alias=True)
    details = [(detail, path_of(detail["loc"])) for detail in error.errors()]
    paths = {path for _, path in details}
    for detail, path in details:
        if detail["type"] == "too_short" and any(other[: len(path)] == path != other for other in paths):
            # What is wrong inside was taken out before the rest was counted.
            continue
        line, column = document.position(path, of_key=detail["type"] == "extra_forbidden" or path[-1:] == ("[key]",))
        named = path[1:] if wrap is not None and path[:1] == (wrap,) else path
        wrong, remedy = _in_words(detail, schema, path)
        yield Fault(document.file, line, column, "schema", f"{_name(document.data, named)}: {wrong}", remedy)


def path_of(place: Sequence[str | int]) -> Path:
    """Returns the way to a value in the file, without pydantic's own steps on it.

    Args:
        place: Where pydantic says that it is.
    """
    return tuple(part for part in place if not str(part).startswith(("function-", "tagged-", "lax-")))


def _name(data: Any, path: Path) -> str:
    """Returns the way to a part as an operator would tell it: entries by their names, others counted from 1."""
    parts: list[str] = []
    for part in path:
        if part == "[key]":
            continue
        if isinstance(part, int):
            data = data[part] if isinstance(data, list) and part < len(data) else None
            first = next(iter(data.items()), ("", "")) if isinstance(data, dict) else ("", "")
            parts.append(str(first[1]) if first[0] in _NAMED_BY else str(part + 1))
        else:
            if isinstance(data, dict) and part not in data and _is_type(part):
                continue
            data = data.get(part) if isinstance(data, dict) else None
            parts.append(part)
    return " > ".join(parts) or "the file"


def _is_type(part: str) -> bool:
    """Returns whether a part of a path is pydantic's name of one of several types rather than a key."""
    return part in {"str", "int", "bool", "float"} or not re.match(r"^[a-z][a-z0-9_]*$", part)


def _in_words(detail: Any, schema: Schema, path: Path) -> tuple[str, str]:
    kind, message, given = detail["type"], str(detail["msg"]), detail.get("ctx", {})
    if kind == "extra_forbidden":
        keys = {key for entry in _at(schema, schema, path[:-1]) for key in entry.get("properties", ())}
        return "there is no such key here", _meant(str(path[-1]), keys) or "check its spelling, or take it out"
    about = " ".join(
        next((entry["description"] for entry in _at(schema, schema, path) if "description" in entry), "").split()
    )
    if kind == "missing":
        return "this key is missing", f"add it ({about})" if about else "add it"
    if kind == "string_pattern_mismatch":
        if "a-z0-9_" in message:
            return "not an id", "use lower-case letters, digits and underscores"
        return f"it is not of the form that is wanted, {given['pattern']}", f"write it anew ({about})"
    if kind in {"literal_error", "enum"}:
        choices = set(_QUOTED.findall(str(given.get("expected", ""))))
        wrong = message.replace("Input should be", "it should be one of:" if len(choices) > 1 else "it should be")
        return wrong, _meant(str(detail["input"]), choices) or "take one of these"
    if kind in {"greater_than_equal", "less_than_equal", "greater_than", "less_than"}:
        return _beyond(detail["input"], given)
    if kind == "string_too_long":
        most = given["max_length"]
        return f"it has {len(str(detail['input']))} letters", f"shorten it to {most} at most"
    if kind in {"too_short", "too_long"}:
        least, most = given.get("min_length"), given.get("max_length")
        wanted = f"write {least} at least" if least is not None else f"write {most} at most"
        return f"there are {given['actual_length']} of them", wanted
    if kind == "string_too_short":
        return "it is empty", "fill it, or take the key out"
    if kind in _FORMS:
        return _FORMS[kind]
    wrong, _, remedy = message.removeprefix("Value error, ").partition("; ")
    return wrong[:1].lower() + wrong[1:], remedy or "correct it"


def _beyond(number: object, given: Mapping[str, Any]) -> tuple[str, str]:
    for key, wrong, remedy in (
        ("ge", "is too little", "{} or more"), ("gt", "is too little", "more than {}"),
        ("le", "is too much", "{} or less"), ("lt", "is too much", "less than {}"),
    ):  # fmt: skip
        if key in given:
            return f"{number} {wrong}", f"write {remedy.format(given[key])}"
    return f"{number} is beyond its limits", "correct it"


def _meant(written: str, known: set[str]) -> str:
    near = get_close_matches(written, sorted(known), n=1)
    return f"did you mean {near[0]}?" if near else ""


def _at(root: Schema, entry: Schema, path: Path) -> Iterator[Schema]:
    """Yields what a schema allows at a path; parts that name types rather than keys are passed over."""
    if "$ref" in entry:
        # What stands beside the reference says more about this place than what it leads to.
        beside = {"description": entry["description"]} if "description" in entry and not path else {}
        entry = {**root["$defs"][entry["$ref"].rpartition("/")[2]], **beside}
    if "anyOf" in entry:
        if not path and "description" in entry:
            yield {"description": entry["description"]}
        for option in entry["anyOf"]:
            yield from _at(root, option, path)
        return
    if not path:
        yield entry
        return
    part, rest = path[0], path[1:]
    if isinstance(part, int):
        if "items" in entry:
            yield from _at(root, entry["items"], rest)
    elif part in entry.get("properties", ()):
        yield from _at(root, entry["properties"][part], rest)
    elif isinstance(entry.get("additionalProperties"), dict):
        yield from _at(root, entry["additionalProperties"], rest)
    else:
        yield from _at(root, entry, rest)
