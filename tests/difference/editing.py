"""Edits a copy of the book, one entry at a time, as an operator would."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import GoodFor


def edited(book: Book, kind: str, name: str, /, **changes: Any) -> Book:
    """Returns a copy of the book with one entry changed."""
    entries: Mapping[str, Any] = getattr(book, kind)
    return with_entry(book, kind, name, entries[name].model_copy(update=changes))


def with_entry(book: Book, kind: str, name: str, entry: Any) -> Book:
    """Returns a copy of the book with one entry put in."""
    changes: dict[str, Any] = {kind: MappingProxyType({**getattr(book, kind), name: entry})}
    return replace(book, **changes)


def without(book: Book, kind: str, name: str) -> Book:
    """Returns a copy of the book without one entry."""
    kept = {one: entry for one, entry in getattr(book, kind).items() if one != name}
    changes: dict[str, Any] = {kind: MappingProxyType(kept)}
    return replace(book, **changes)


def with_part(book: Book, part: str, **changes: Any) -> Book:
    """Returns a copy of the book with the screen, the stop rules, the words or a lexicon changed."""
    changed: dict[str, Any] = {part: getattr(book, part).model_copy(update=changes)}
    return replace(book, **changed)


def condition(written: object) -> Condition:
    """Returns a condition as an operator writes it."""
    return Condition.model_validate(written)


def good_for(days: int, when: object = None) -> GoodFor:
    """Returns how long an answer holds."""
    return GoodFor(when=None if when is None else condition(when), time=timedelta(days=days))


def first_change(book: Book, caution: str, /, **changes: Any) -> Book:
    """Returns a copy of the book with the first change of a caution changed."""
    first, *rest = book.cautions[caution].change
    return edited(book, "cautions", caution, change=(first.model_copy(update=changes), *rest))


def first_level(book: Book, flag: str, /, **changes: Any) -> Book:
    """Returns a copy of the book with the first level of a red flag changed."""
    first, *rest = book.red_flags[flag].levels
    return edited(book, "red_flags", flag, levels=(first.model_copy(update=changes), *rest))


def sign_of_danger(book: Book, flag: str, **changes: Any) -> Book:
    """Returns a copy of the book with the words for one sign changed."""
    sign = book.danger.flags[flag].model_copy(update=changes)
    return with_part(book, "danger", flags={**book.danger.flags, flag: sign})
