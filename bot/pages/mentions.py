"""Which answers a condition asks for by name: what a diagram can draw an arrow from."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition

SOME_NUMBER = "any"
"""Stands for every answer of a fact that is compared as a number."""

Mention = tuple[str, str]
"""A fact and the answer that is asked for."""


def mentions(book: Book, condition: Condition, *, wanted: bool = True) -> Iterator[Mention]:
    """Yields the answers that help to make a condition true; an excluded choice helps nothing by name.

    Args:
        book: The edition, for its named conditions.
        condition: The condition.
        wanted: Whether it is to be true; False inside a `not`.
    """
    for part in (*(condition.any or ()), *(condition.all or ())):
        yield from mentions(book, part, wanted=wanted)
    if condition.negated is not None:
        yield from mentions(book, condition.negated, wanted=not wanted)
    if condition.fact is None:
        return
    term = book.terms.get(condition.fact)
    if term is not None:
        yield from mentions(book, term.when, wanted=wanted == (condition.equals == "yes"))
    elif wanted:
        yield from ((condition.fact, answer) for answer in _answers(condition))
    elif condition.equals == "yes":
        yield condition.fact, "no"


def _answers(condition: Condition) -> tuple[str, ...]:
    if condition.one_of is not None:
        return condition.one_of
    if condition.equals is not None:
        return (str(condition.equals),)
    if condition.told_within is not None or condition.told_before is not None:
        return ("yes",)
    return (SOME_NUMBER,)
