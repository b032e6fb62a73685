"""The values that a fact can have in a world: everything that some rule can tell apart, and not knowing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.proof.plain_reading import Told, comparisons
from bot.safety.truth import Answer, Truth

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
"""The moment of every world."""

A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class State:
    """One state of one fact or term in a world.

    Attributes:
        words: How it is said.
        told: What was told, for the plain reading; None where it is not known.
        answer: What the real rules are given of a fact.
        truth: What the real rules are given of a term, or None for a fact.
        sure: False where it is told as not sure, None where it is open, True otherwise.
    """

    words: str
    told: Told | bool | None
    answer: Answer = (None, None)
    truth: Truth | None = None
    sure: bool | None = True


@dataclass(frozen=True)
class Values:
    """The values of every fact of a book that rules can tell apart."""

    of_facts: Mapping[str, tuple[State, ...]]
    of_terms: tuple[State, ...] = field(
        default=(
            State("yes", told=True, truth=Truth.YES),
            State("no", told=False, truth=Truth.NO),
            State("not sure", None, truth=Truth.UNSURE, sure=False),
            State("not answered", None, truth=Truth.OPEN, sure=None),
        )
    )

    def of(self, name: str, book: Book) -> tuple[State, ...]:
        """Returns the states of a fact or a term."""
        return self.of_terms if name in book.terms else self.of_facts[name]


def values_of(book: Book) -> Values:
    """Returns the values that facts can take: choices all, numbers and dates as the bands between named ones."""
    leaves: dict[str, list[Condition]] = {}
    for leaf in comparisons(book):
        leaves.setdefault(str(leaf.fact), []).append(leaf)
    return Values(
        {fact: tuple(states_of(book, fact, found)) for fact, found in leaves.items() if fact not in book.terms}
    )


def states_of(book: Book, fact: str, leaves: Iterable[Condition]) -> Iterator[State]:
    """Yields the states of one fact that comparisons of it can tell apart, not sure and not answered included.

    Args:
        book: The edition, for the answers of its questions.
        fact: The fact.
        leaves: The comparisons of it.
    """
    leaves = tuple(leaves)
    numbers = {leaf.at_least for leaf in leaves} | {leaf.at_most for leaf in leaves}
    named = {number for number in numbers if number is not None}
    ages = {age for leaf in leaves for age in (leaf.told_within, leaf.told_before) if age is not None}
    choices = [
        choice.choice
        for question in book.asked_by.get(fact, ())
        if question.fact == fact
        for choice in question.choices
    ]
    if named:
        bands = sorted({0, 10} | {band for number in named for band in (number - 1, number, number + 1)})
        told = [Told(band) for band in bands if 0 <= band <= 10]
    elif choices:
        # A choice that says not sure is an unsure answer, and comes below.
        told = [Told(choice) for choice in dict.fromkeys(choices) if choice != "unsure"]
    elif ages:
        bands_of_age = sorted({timedelta(0)} | {age for one in ages for age in (one, one + A_MOMENT)})
        told = [*(Told("yes", age) for age in bands_of_age), Told("no")]
    else:
        told = [Told("yes"), Told("no")]
    for one in told:
        age = f", {one.age} ago" if one.age else ""
        yield State(f"{one.value}{age}", one, (one.value, NOW - one.age))
    yield State("not sure", None, ("unsure", NOW), sure=False)
    yield State("not answered", None, (None, None), sure=None)
