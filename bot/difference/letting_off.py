"""Answers that let a person off something: asked of more people, or read in more words, they may loosen.

Most answers only ever add: a yes to a danger sign makes rules stricter. But a rule may say `not`: a clot that was
cleared, a burn that is only sunburn. Whoever is not asked about such a thing counts as healthy, and the rule holds.
"""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.proof.worlds import NOW
from bot.safety.truth import truth_of


def facts_that_let_off(book: Book) -> frozenset[str]:
    """Returns the facts of which an answer can make some rule hold less than it did.

    These are all that stand under a `not`, and those that hold of somebody without trouble.

    Args:
        book: The edition.
    """
    return frozenset(
        str(leaf.fact)
        for rule in _rules(book)
        for leaf, keeps in _comparisons(book, rule, keeps=True)
        if not keeps or _holds_when_healthy(book, leaf)
    )


def _rules(book: Book) -> Iterator[Condition]:
    yield from book.rules
    for question in book.questions.values():
        yield from (one for one in (question.when, *(good.when for good in question.good_for)) if one is not None)
    if book.screen.look_when is not None:
        yield book.screen.look_when


def _comparisons(book: Book, rule: Condition, *, keeps: bool) -> Iterator[tuple[Condition, bool]]:
    """Yields the comparisons of facts behind a rule, each with whether its holding makes the rule hold."""
    if rule.negated is not None:
        yield from _comparisons(book, rule.negated, keeps=not keeps)
    elif rule.fact is not None and rule.fact in book.terms:
        yield from _comparisons(book, book.terms[rule.fact].when, keeps=keeps is (rule.equals == "yes"))
    elif rule.fact is not None:
        yield rule, keeps
    for part in (*(rule.any or ()), *(rule.all or ())):
        yield from _comparisons(book, part, keeps=keeps)


def _holds_when_healthy(book: Book, leaf: Condition) -> bool:
    asked = book.asked_by.get(str(leaf.fact), ())
    healthy = asked[0].healthy_value(str(leaf.fact)) if asked else "no"
    return truth_of(leaf, lambda _: (healthy, NOW), lambda _: None, NOW).fires
