"""What entries of every kind have in common: how a thing is known, and who signed it."""

from collections.abc import Mapping

from pydantic import BaseModel

from bot.difference.fields import FieldRule, by_itself, source

COMMON_FIELDS: Mapping[str, FieldRule] = {
    "sources": source,
    "standing": source,
    "note": source,
    "reviewed": by_itself,
}


def common_of(model: type[BaseModel]) -> Mapping[str, FieldRule]:
    """Returns how the fields compare that a kind of entry has in common with others; its own it has to name itself.

    Args:
        model: The kind.
    """
    return {name: rule for name, rule in COMMON_FIELDS.items() if name in model.model_fields}
