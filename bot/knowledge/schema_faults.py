"""What pydantic finds wrong with a file, in words for operators: at its place, with what was probably meant."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.knowledge.fault import Fault
from bot.knowledge.yaml_reading import Document

Schema = dict[str, Any]


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
    for detail in error.errors():
        path = tuple(part for part in detail["loc"] if not str(part).startswith(("function-", "tagged-", "lax-")))
        line, column = document.position(path, of_key=detail["type"] == "extra_forbidden")
        named = path[1:] if wrap is not None and path[:1] == (wrap,) else path
        name = ".".join(str(part) for part in named)
        wrong, remedy = _in_words(detail, schema, path)
        yield Fault(document.file, line, column, "schema", f"{name or 'the file'}: {wrong}", remedy)


def _in_words(detail: Any, schema: Schema, path: Sequence[str | int]) -> tuple[str, str]:
    kind, message = detail["type"], str(detail["msg"])
    if kind == "extra_forbidden":
        keys = {key for entry in _at(schema, schema, path[:-1]) for key in entry.get("properties", ())}
        return "there is no such key here", _meant(str(path[-1]), keys) or "check its spelling, or take it out"
    if kind == "missing":
        return "this key is missing", "add it"
    if kind == "string_pattern_mismatch" and "a-z0-9_" in message:
        return "not an id", "use lower-case letters, digits and underscores"
    message = message.removeprefix("Value error, ").replace("Input should", "it should")
    remedy = "correct it"
    if kind in {"literal_error", "enum"}:
        choices = {str(choice) for entry in _at(schema, schema, path) for choice in _choices(entry)}
        remedy = _meant(str(detail["input"]), choices) or "take one of these"
    return message[:1].lower() + message[1:], remedy


def _meant(written: str, known: set[str]) -> str:
    near = get_close_matches(written, sorted(known), n=1)
    return f"did you mean {near[0]}?" if near else ""


def _choices(entry: Schema) -> Iterator[Any]:
    yield from entry.get("enum", ())
    if "const" in entry:
        yield entry["const"]


def _at(root: Schema, entry: Schema, path: Sequence[str | int]) -> Iterator[Schema]:
    """Yields what a schema allows at a path; parts that name types rather than keys are passed over."""
    if "$ref" in entry:
        entry = root["$defs"][entry["$ref"].rpartition("/")[2]]
    if "anyOf" in entry:
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
