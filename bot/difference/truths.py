"""Compares a condition of one edition with one of another over all worlds: where does it hold less than before?

A world is told apart only as far as the two conditions do. The worlds are searched, not listed: as soon as what is
settled so far decides both conditions, the rest of the facts cannot matter. What is known of a condition whose facts
are not all settled is the set of truths that it may still have, kept as four bits; so a search that finds nothing has
been through all the worlds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias

from bot.difference.both import Both
from bot.difference.fields import in_days
from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.proof.plain_reading import Told
from bot.proof.worlds import A_MOMENT, NOW, State, states_of
from bot.safety.truth import Truth, truth_of

MOST_STEPS = 60_000
"""A search that takes more steps than this is given up, and what it looked for counts as possible."""

NOTHING_TOLD = "nothing of it"
"""A world in which nothing is told of what a rule reads."""

MOST_TOLD = 3
"""How many answers of a world are named."""

Mask: TypeAlias = int
"""A set of truths, a bit each."""

Left: TypeAlias = Any
"""What is left of a rule: a truth, or a tuple of how it is joined and its parts."""

ALL_TRUTHS = tuple(Truth)


def _mask(truth: Truth) -> Mask:
    return 1 << truth


def _members(mask: Mask) -> list[Truth]:
    return [truth for truth in ALL_TRUTHS if mask & _mask(truth)]


def _combined(first: Mask, second: Mask, *, greatest: bool) -> Mask:
    choose = max if greatest else min
    return reduce(int.__or__, (_mask(choose(one, other)) for one in _members(first) for other in _members(second)), 0)


_GREATEST = [[_combined(one, other, greatest=True) for other in range(16)] for one in range(16)]
_LEAST = [[_combined(one, other, greatest=False) for other in range(16)] for one in range(16)]
_OPPOSITE = [reduce(int.__or__, (_mask(truth.negated()) for truth in _members(one)), 0) for one in range(16)]


def _rank(truth: Truth) -> int:
    """How much a rule of this truth keeps back: nothing, everything until it is answered, or what it says."""
    return 2 if truth.fires else int(truth is Truth.OPEN)


_RANKS = [[_rank(truth) for truth in _members(one)] or [0] for one in range(16)]
_LOWEST = [min(ranks) for ranks in _RANKS]
_HIGHEST = [max(ranks) for ranks in _RANKS]


@dataclass(frozen=True)
class Rule:
    """A condition with its named parts written out, so that it can be held against one of another edition.

    Attributes:
        joined: `any`, `all`, `not`, `leaf` or `always`; an `any` of nothing never holds.
        parts: What it joins.
        leaf: The comparison of a leaf.
        said: The same as text, by which leaves are told apart.
    """

    joined: str
    parts: tuple["Rule", ...] = ()
    leaf: Condition | None = None
    said: str = ""

    def leaves(self) -> Iterator[tuple[str, Condition]]:
        """Yields its comparisons, each with its text."""
        if self.leaf is not None:
            yield self.said, self.leaf
        for part in self.parts:
            yield from part.leaves()


ALWAYS = Rule("always")
NEVER = Rule("any")


def rule_of(book: Book, condition: Condition | None) -> Rule:
    """Returns a condition with its terms written out; no condition at all always holds."""
    if condition is None:
        return ALWAYS
    if condition.fact is not None:
        term = book.terms.get(condition.fact)
        if term is None:
            return Rule("leaf", leaf=condition, said=repr(condition))
        named = rule_of(book, term.when)
        return named if condition.equals == "yes" else Rule("not", (named,))
    if condition.negated is not None:
        return Rule("not", (rule_of(book, condition.negated),))
    joined = "any" if condition.any is not None else "all"
    return Rule(joined, tuple(rule_of(book, part) for part in condition.any or condition.all or ()))


def any_of(rules: Iterable[Rule]) -> Rule:
    """Returns a rule that holds where one of these does."""
    return Rule("any", tuple(rules))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two rules compare.

    Attributes:
        weaker: A world in which the new one holds less, in words; None where there is none.
        stronger: A world in which it holds more.
        given_up: Whether there were too many worlds, so that nothing is known.
        worlds: How many steps the search took.
    """

    weaker: str | None = None
    stronger: str | None = None
    given_up: bool = False
    worlds: int = 0

    @property
    def same(self) -> bool:
        """Whether they hold alike in every world."""
        return self.weaker is None and self.stronger is None and not self.given_up


def compare_rules(both: Both, old: Rule, new: Rule) -> Comparison:
    """Compares two rules over all worlds.

    Args:
        both: The editions: what facts can be told as hangs on their questions.
        old: The rule as it was.
        new: The rule as it is.
    """
    if old == new:
        return Comparison()
    searching = _Searching(both, old, new)
    weaker, stronger = searching.where_less(old, new), searching.where_less(new, old)
    if searching.steps > MOST_STEPS:
        return Comparison(given_up=True, worlds=searching.steps)
    return Comparison(weaker, stronger, worlds=searching.steps)


@dataclass
class _Fact:
    """One fact of the search.

    Attributes:
        states: The states that the two rules tell apart.
        truths: For each of its leaves, by what it says: the truth in each state.
        may_be: For each of its leaves: the truths that it has in some state.
    """

    states: tuple[State, ...]
    truths: dict[str, tuple[Truth, ...]]
    may_be: dict[str, Mask]


class _Searching:
    """Searches the worlds of two rules. While facts are settled, the rules shrink to what is left of them."""

    def __init__(self, both: Both, old: Rule, new: Rule) -> None:
        self.steps = 0
        self._both = both
        by_fact: dict[str, dict[str, Condition]] = {}
        for said, leaf in (*old.leaves(), *new.leaves()):
            by_fact.setdefault(str(leaf.fact), {})[said] = leaf
        self._facts = {fact: self._fact(fact, leaves) for fact, leaves in by_fact.items()}
        counted = Counter(said for said, _ in old.leaves())
        counted.subtract(said for said, _ in new.leaves())
        # What stands in one of the two only tells most, and once it is settled the rest is often the same.
        self._order = sorted(
            self._facts, key=lambda fact: not any(counted[said] for said in self._facts[fact].truths)
        )
        self._settled: dict[str, int] = {}

    def _fact(self, fact: str, leaves: dict[str, Condition]) -> _Fact:
        alike: dict[tuple[Truth, ...], State] = {}
        for state in _states(self._both, fact, tuple(leaves.values())):
            alike.setdefault(tuple(_truth(leaf, state) for leaf in leaves.values()), state)
        told = {said: tuple(truths[place] for truths in alike) for place, said in enumerate(leaves)}
        may_be = {said: reduce(int.__or__, map(_mask, truths)) for said, truths in told.items()}
        return _Fact(tuple(alike.values()), told, may_be)

    def where_less(self, greater: Rule, less: Rule) -> str | None:
        """Returns a world in which the second rule holds less than the first, or None."""
        self._settled = {}
        return self._search(_left_of(greater), _left_of(less), 0)

    def _search(self, greater: Left, less: Left, place: int) -> str | None:
        self.steps += 1
        if self.steps > MOST_STEPS or _never_more(greater, less):
            return None
        first, second = self._may_be(greater), self._may_be(less)
        if _HIGHEST[first] <= _LOWEST[second]:
            return None
        if _LOWEST[first] > _HIGHEST[second]:
            return self._in_words()
        fact = self._order[place]
        for number in range(len(self._facts[fact].states)):
            self._settled[fact] = number
            found = self._search(self._settle(greater, fact), self._settle(less, fact), place + 1)
            if found is not None:
                return found
        del self._settled[fact]
        return None

    def _settle(self, left: Left, fact: str) -> Left:
        """Returns what is left of a rule once one more fact is settled."""
        if isinstance(left, Truth):
            return left
        joined, *parts = left
        if joined == "leaf":
            named, said = parts
            return self._facts[fact].truths[said][self._settled[fact]] if named == fact else left
        settled = [self._settle(part, fact) for part in parts]
        return (
            left if all(one is other for one, other in zip(settled, parts, strict=True)) else _joined(joined, settled)
        )

    def _may_be(self, left: Left) -> Mask:
        if isinstance(left, Truth):
            return _mask(left)
        joined, *parts = left
        if joined == "leaf":
            return self._facts[parts[0]].may_be[parts[1]]
        if joined == "not":
            return _OPPOSITE[self._may_be(parts[0])]
        table = _GREATEST if joined == "any" else _LEAST
        return reduce(lambda found, part: table[found][self._may_be(part)], parts[1:], self._may_be(parts[0]))

    def _in_words(self) -> str:
        told = [
            _in_words(self._both, fact, self._facts[fact].states[number])
            for fact, number in self._settled.items()
            if self._facts[fact].states[number].words != "no"
        ]
        more = f" and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
        return (", ".join(told[:MOST_TOLD]) + more) or NOTHING_TOLD


def _in_words(both: Both, fact: str, state: State) -> str:
    """Returns what a person tells of a fact, such as `“Diabetes”` or `“How strong is the pain now?” 8`."""
    told, (value, at) = both.told(fact), state.answer
    if state.sure is None:
        return f"nothing yet of {told}"
    if state.sure is False:
        return f"not sure of {told}"
    since = "" if at is None or at == NOW else f" {in_days(NOW - at)} ago"
    if value == "yes":
        answer = " yes" if told.endswith("?”") else ""
    else:
        answer = f" {both.name_of(fact).answers.get(str(value), str(value))}"
    return f"{told}{answer}{since}"


def _never_more(one: Left, other: Left) -> bool:
    """Returns whether it is plain from how they are written that the first never holds more than the second."""
    if one == other or one is Truth.NO or other is Truth.YES:
        return True
    if isinstance(one, Truth) and isinstance(other, Truth):
        return one <= other
    if not isinstance(one, Truth) and one[0] == "any" and all(_never_more(part, other) for part in one[1:]):
        return True
    if not isinstance(other, Truth) and other[0] == "all" and all(_never_more(one, part) for part in other[1:]):
        return True
    if not isinstance(other, Truth) and other[0] == "any" and any(_never_more(one, part) for part in other[1:]):
        return True
    return not isinstance(one, Truth) and one[0] == "all" and any(_never_more(part, other) for part in one[1:])


def _left_of(rule: Rule) -> Left:
    """Returns a rule of which nothing is settled."""
    if rule.leaf is not None:
        return ("leaf", str(rule.leaf.fact), rule.said)
    if rule.joined == "always":
        return Truth.YES
    return _joined(rule.joined, [_left_of(part) for part in rule.parts])


def _joined(joined: str, parts: list[Left]) -> Left:
    """Joins parts, as short as it can be told."""
    if joined == "not":
        return parts[0].negated() if isinstance(parts[0], Truth) else ("not", parts[0])
    choose, nothing, everything = (max, Truth.NO, Truth.YES) if joined == "any" else (min, Truth.YES, Truth.NO)
    known = nothing
    rest: dict[Left, None] = {}
    for part in parts:
        if isinstance(part, Truth):
            known = choose(known, part)
        elif part[0] == joined:
            for inner in part[1:]:
                if isinstance(inner, Truth):
                    known = choose(known, inner)
                else:
                    rest[inner] = None
        else:
            rest[part] = None
    if known is everything or not rest:
        return known
    if known is not nothing:
        rest[known] = None
    return next(iter(rest)) if len(rest) == 1 else (joined, *rest)


def _truth(leaf: Condition, state: State) -> Truth:
    return truth_of(leaf, lambda _: state.answer, lambda _: None, NOW)


def _states(both: Both, fact: str, leaves: tuple[Condition, ...]) -> Iterator[State]:
    """Yields what a fact can be told as in either edition, and whatever a rule names."""
    found: dict[str, State] = {}
    for book in (both.old, both.new):
        for state in states_of(book, fact, leaves):
            found.setdefault(state.words, state)
    for leaf in leaves:
        for value in (leaf.equals, *(leaf.one_of or ())):
            if value is not None and value != "unsure":
                found.setdefault(str(value), State(str(value), Told(value), (value, NOW)))
        for age in (leaf.told_within, leaf.told_before):
            if age is not None:
                for one in (age, age + A_MOMENT):
                    found.setdefault(
                        f"yes, {one} ago", State(f"yes, {one} ago", Told("yes", one), ("yes", NOW - one))
                    )
    found.setdefault("no", State("no", Told("no"), ("no", NOW)))
    # What is told for certain comes first, so that a world that is found reads like a person.
    yield from sorted(found.values(), key=lambda state: state.sure is not True)
