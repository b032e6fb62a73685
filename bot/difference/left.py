"""What one caution alone leaves of a technique, by the rules that the chat goes by."""

from collections.abc import Mapping

from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.proof.forced import Forced
from bot.safety.facts import Value
from bot.safety.limits import Limit, limits
from bot.safety.permissions import Permission, permission_each_side
from bot.safety.truth import Truth


def limits_of(book: Book, caution: str | None, sides: Mapping[str, Value] | None = None) -> tuple[Limit, ...]:
    """Returns the limits of a person with one caution and nothing else.

    Args:
        book: The edition.
        caution: Id of the caution; None, and one that the edition does not have, limits nothing.
        sides: What was told of the facts that tell sides.
    """
    entry = book.cautions.get(caution) if caution is not None else None
    if entry is None:
        return ()
    return limits(Forced(book, {id(entry.when): Truth.YES}, sides))


def left_by(
    book: Book, caution: str | None, technique: str, sides: Mapping[str, Value] | None = None
) -> Mapping[Side, Permission]:
    """Returns what one caution alone leaves of a technique on each side.

    Args:
        book: The edition; it has the technique.
        caution: Id of the caution, or None for a person without trouble.
        technique: Id of the technique.
        sides: What was told of the facts that tell sides.
    """
    return permission_each_side(technique, book.techniques[technique], limits_of(book, caution, sides))
