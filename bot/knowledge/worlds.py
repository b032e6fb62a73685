"""Finds answers that make a condition true: so that a check can tell whether anybody can ever get somewhere.

A world is a set of answers. Facts that a condition does not read keep the answer of a person without trouble.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import Question

Value = str | int
World = Mapping[str, frozenset[Value]]
"""For each fact that matters, the answers that are left to it."""

TOLD_BY_THE_CONVERSATION = frozenset(
    {"who", "cramp_now", "cleared_leg", "seen_by_clinician", "clinician_said", "sore_side"}
)
"""Facts that no question of the book asks: the conversation notes them at a consent, a lock or a start."""

MOST_WORLDS = 200
"""How many worlds are looked at before a condition is taken to lead nowhere else."""

_PLAIN = frozenset[Value]({"yes", "no", "unsure"})
_ANSWERS: Mapping[str, frozenset[Value]] = MappingProxyType(
    {
        "signs": _PLAIN, "ticks": _PLAIN, "yes_no": _PLAIN,
        "number": frozenset(range(11)), "side": frozenset({"left", "right", "both", "unsure"}),
    }
)  # fmt: skip


class Worlds:
    """The worlds of one book."""

    def __init__(self, book: Book) -> None:
        """Prepares.

        Args:
            book: The edition.
        """
        self._book = book
        typed = {name for name in book.danger.facts if name in book.red_flags}
        self._volunteered = typed | {sign.flag for sign in book.stop_rules.signs if sign.flag}
        self._named: dict[str, set[Value]] = {}
        terms = (term.when for term in book.terms.values())
        asked_when = (question.when for question in book.questions.values() if question.when is not None)
        for condition in (*book.rules, *terms, *asked_when):
            self._collect(condition)

    def _collect(self, condition: Condition) -> None:
        if condition.fact is not None:
            named = self._named.setdefault(condition.fact, set())
            named.update(condition.one_of or ())
            named.update(() if condition.equals is None else (condition.equals,))
        for part in (
            *(condition.any or ()),
            *(condition.all or ()),
            *((condition.negated,) if condition.negated else ()),
        ):
            self._collect(part)

    def answers(self, fact: str) -> frozenset[Value]:
        """Returns every answer that a fact can have."""
        found: set[Value] = set()
        for question in self._book.asked_by.get(fact, ()):
            if question.kind == "choice":
                found |= {choice.choice for choice in question.choices} if fact == question.fact else {"no"}
                found |= {choice.means[fact] for choice in question.choices if fact in choice.means}
            else:
                found |= _ANSWERS[question.kind]
        if fact in self._volunteered:
            found |= _PLAIN
        if fact in TOLD_BY_THE_CONVERSATION:
            found |= {"yes", "no", *self._named.get(fact, ())}
        return frozenset(found or {"no"})

    def where(self, condition: Condition, *, holds: bool = True, given: World | None = None) -> Iterator[World]:
        """Yields worlds in which a condition holds, or does not.

        Args:
            condition: The condition.
            holds: Whether it must be true.
            given: What is settled already.
        """
        yield from self._where(condition, holds, given or {}, frozenset())

    def can_be(self, condition: Condition | None) -> bool:
        """Returns whether a condition can be true of anybody; no condition at all is."""
        return condition is None or any(True for _ in self.where(condition))

    def can_be_asked(self, question: Question) -> bool:
        """Returns whether somebody can be asked a question before a sign ends the interview."""
        if question.when is None:
            return True
        worlds = islice(self.where(question.when), MOST_WORLDS)
        return any(question.could_be_emergency or not self._ends(world) for world in worlds)

    def value(self, fact: str, world: World) -> Value:
        """Returns the answer that a fact has in a world: that of a person without trouble where it may be that."""
        left, usual = world.get(fact), self._usual(fact)
        return usual if left is None or usual in left else min(left, key=str)

    def holds(self, condition: Condition, world: World) -> bool:
        """Returns whether a condition is true in a world in which every fact has one answer."""
        if condition.any is not None:
            return any(self.holds(part, world) for part in condition.any)
        if condition.all is not None:
            return all(self.holds(part, world) for part in condition.all)
        if condition.negated is not None:
            return not self.holds(condition.negated, world)
        name = str(condition.fact)
        if name in self._book.terms:
            return self.holds(self._book.terms[name].when, world) is (condition.equals == "yes")
        return _is_so(condition, self.value(name, world))

    def _ends(self, world: World) -> bool:
        """Returns whether a sign stops the interview in a world."""
        return any(
            rule.level in {Level.EMERGENCY, Level.URGENT} and self.holds(rule.when, world)
            for flag in self._book.red_flags.values()
            for rule in flag.levels
        )

    def _usual(self, fact: str) -> Value:
        questions = self._book.asked_by.get(fact, ())
        return questions[0].healthy_value(fact) if questions else "no"

    def _where(self, condition: Condition, holds: bool, given: World, asking: frozenset[str]) -> Iterator[World]:
        if condition.negated is not None:
            yield from self._where(condition.negated, not holds, given, asking)
        elif condition.fact is None:
            parts = condition.any or condition.all or ()
            if (condition.any is not None) is holds:
                for part in parts:
                    yield from self._where(part, holds, given, asking)
            else:
                yield from self._all_of(parts, holds, given, asking)
        elif condition.fact in self._book.terms:
            wanted = holds is (condition.equals == "yes")
            yield from self._where(self._book.terms[condition.fact].when, wanted, given, asking)
        else:
            yield from self._told(condition, condition.fact, holds, given, asking)

    def _all_of(
        self, parts: tuple[Condition, ...], holds: bool, given: World, asking: frozenset[str]
    ) -> Iterator[World]:
        if not parts:
            yield given
            return
        for world in self._where(parts[0], holds, given, asking):
            yield from self._all_of(parts[1:], holds, world, asking)

    def _told(
        self, condition: Condition, fact: str, holds: bool, given: World, asking: frozenset[str]
    ) -> Iterator[World]:
        left = given.get(fact, self.answers(fact))
        dated = condition.told_within is not None or condition.told_before is not None
        kept = frozenset(value for value in left if _is_so(condition, value) is holds or (dated and not holds))
        if not kept:
            return
        world = {**given, fact: kept}
        questions = self._book.asked_by.get(fact, ())
        if self._usual(fact) in kept or fact in self._volunteered or not questions:
            yield world
            return
        # Another answer than the usual one is told only by somebody who is asked.
        for question in questions:
            if question.when is None or question.question in asking:
                yield world
            else:
                yield from self._where(question.when, True, world, asking | {question.question})


def _is_so(condition: Condition, value: Value) -> bool:
    if condition.told_within is not None or condition.told_before is not None:
        return value == "yes"
    if condition.at_least is not None:
        return isinstance(value, int) and value >= condition.at_least
    if condition.at_most is not None:
        return isinstance(value, int) and value <= condition.at_most
    return value in (condition.one_of or (condition.equals,))
