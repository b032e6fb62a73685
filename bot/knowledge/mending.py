"""Reads on behind a wrong number or key, so that names that lead nowhere are told together with it.

What is mended here is never used as a book: it only lets more mistakes be found at once.
"""

from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.knowledge.schema_faults import path_of

Model = TypeVar("Model", bound=BaseModel)

_BOUNDS = {"greater_than_equal": "ge", "less_than_equal": "le"}
_LEAVES = frozenset(
    {
        "bool_parsing", "bool_type", "enum", "extra_forbidden", "float_parsing", "float_type", "greater_than",
        "int_from_float", "int_parsing", "int_type", "less_than", "literal_error",
    }
)  # fmt: skip
"""Mistakes in one value, without which the rest of the file says what it says."""


def mended(kind: type[Model], data: dict[str, Any], error: ValidationError) -> Model | None:
    """Returns what a file holds apart from its wrong values, or None where they cannot be left out.

    Args:
        kind: What it should hold.
        data: What it holds.
        error: What pydantic says about it.
    """
    copy = deepcopy(data)
    for detail in error.errors():
        path = path_of(detail["loc"])
        if not path or not _mend(copy, path, detail["type"], detail.get("ctx", {})):
            return None
    try:
        return kind.model_validate(copy)
    except ValidationError:
        return None


def _mend(data: Any, path: tuple[str | int, ...], kind: str, given: Any) -> bool:
    for part in path[:-1]:
        known = isinstance(data, dict) and part in data
        if not known and not (isinstance(data, list) and isinstance(part, int) and part < len(data)):
            return False
        data = data[part]
    last = path[-1]
    # A key that is taken away moves nothing; what was written under it must not be needed elsewhere.
    if not isinstance(data, dict) or last not in data or isinstance(data[last], dict | list):
        return False
    if kind in _BOUNDS:
        data[last] = given[_BOUNDS[kind]]
    elif kind in _LEAVES:
        del data[last]
    else:
        return False
    return True
