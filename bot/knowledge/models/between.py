"""What lies between two poses of the same things: every number on its way, and everything else as it is."""

import re
from typing import TypeVar

from pydantic import BaseModel

E = TypeVar("E", bound=BaseModel)

_NUMBER = re.compile(r"-?\d*\.?\d+")


class PosesDiffer(ValueError):
    """Two poses are not of the same things; the message says where they part."""


def between(first: E, second: E, share: float) -> E:
    """Returns an entry between two that differ in numbers only.

    Args:
        first: Where it comes from.
        second: Where it goes to.
        share: How far on its way it is, 0 to 1.

    Raises:
        PosesDiffer: They differ in more than numbers.
    """
    found = _between(_said(first), _said(second), share, type(first).__name__.lower())
    return type(first).model_validate(found)


def _said(entry: BaseModel) -> dict[str, object]:
    return entry.model_dump(by_alias=True, exclude_none=True)


def _between(first: object, second: object, share: float, where: str) -> object:
    match first, second:
        case (bool(), _) | (_, bool()):
            pass
        case (int() | float(), int() | float()):
            return first + (second - first) * share
        case (str(), str()) if first != second:
            return _path(first, second, share, where)
        case (dict(), dict()):
            if first.keys() != second.keys():
                odd = ", ".join(sorted(first.keys() ^ second.keys()))
                message = f"only one of two poses has {odd} in {where}"
                raise PosesDiffer(message)
            return {key: _between(value, second[key], share, str(key)) for key, value in first.items()}
        case (list() | tuple(), list() | tuple()):
            if len(first) != len(second):
                message = f"one pose has {len(first)} in {where}, another {len(second)}"
                raise PosesDiffer(message)
            return [_between(one, other, share, where) for one, other in zip(first, second, strict=True)]
    if first != second:
        message = f"two poses differ in {where}: {first} and {second}"
        raise PosesDiffer(message)
    return first


def _path(first: str, second: str, share: float, where: str) -> str:
    if _NUMBER.sub("", first).split() != _NUMBER.sub("", second).split() or not _NUMBER.search(first):
        message = f"two poses differ in {where}: {first} and {second}"
        raise PosesDiffer(message)
    others = iter(_NUMBER.findall(second))
    return _NUMBER.sub(
        lambda found: f"{float(found[0]) + (float(next(others)) - float(found[0])) * share:.2f}", first
    )
