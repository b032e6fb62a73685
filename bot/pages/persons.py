"""Invented persons for looking at the book: healthy, experienced, or such that a condition is true."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import product

from bot.dialogue.session import History, Person
from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.safety.facts import BY_WORDS, Facts, Value

MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""The same moment for every page, so that the same book gives the same pages."""

LONG_USED = timedelta(weeks=7)
"""How long an experienced person has done routines: later than any week that a routine names."""


def healthy_facts(book: Book) -> Facts:
    """Returns the facts of a person who has just answered every question without any trouble."""
    facts = Facts()
    for question in book.questions.values():
        values: dict[str, Value] = {fact: question.healthy_value(fact) for fact in question.facts()}
        facts = facts.tell(question.question, MOMENT, values)
    return facts


def told_in_words(facts: Facts, values: Mapping[str, Value]) -> Facts:
    """Returns facts with some told in the person's own words, just now."""
    return facts.tell(BY_WORDS, MOMENT, values)


def experienced(book: Book, facts: Facts) -> Person:
    """Returns a person who has done routines for weeks, so that nothing waits for a later week."""
    since = MOMENT - LONG_USED
    strong = {name: since for name, entry in book.classes.items() if entry.strong}
    history = History(practices=40, first=since, strong_first_used=strong)
    return Person(facts=facts, history=history)


def ways(book: Book, condition: Condition, *, true: bool = True) -> Iterator[dict[str, Value]]:
    """Yields answers that make a condition true, or false; each way of an `any`, with all ways of an `all`.

    Args:
        book: The edition, for its named conditions.
        condition: The condition.
        true: What it is to become.
    """
    if condition.negated is not None:
        yield from ways(book, condition.negated, true=not true)
        return
    one_is_enough, all_are_needed = (condition.any, condition.all) if true else (condition.all, condition.any)
    if one_is_enough is not None:
        for part in one_is_enough:
            yield from ways(book, part, true=true)
        return
    if all_are_needed is not None:
        for chosen in product(*(tuple(ways(book, part, true=true)) for part in all_are_needed)):
            yield {fact: value for answers in chosen for fact, value in answers.items()}
        return
    assert condition.fact is not None, "a condition has one of its four shapes"  # noqa: S101 - the model holds it
    term = book.terms.get(condition.fact)
    if term is not None:
        yield from ways(book, term.when, true=true == (condition.equals == "yes"))
    elif true:
        yield from ({condition.fact: value} for value in _answers(condition))
    else:
        yield {condition.fact: "no"}


def _answers(condition: Condition) -> tuple[Value, ...]:
    """Returns the answers that make a comparison true."""
    if condition.one_of is not None:
        return condition.one_of
    if condition.equals is not None:
        return (condition.equals,)
    number = condition.at_least if condition.at_least is not None else condition.at_most
    return ("yes",) if number is None else (number,)
