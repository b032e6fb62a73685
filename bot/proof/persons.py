"""Persons of the proof: everything answered as a healthy person would, but for what a rule is to be shown with."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import Question
from bot.proof.plain_reading import Told
from bot.proof.worlds import A_MOMENT, NOW
from bot.safety.facts import BY_WORDS, Facts, Telling, Value
from bot.safety.known import leaf_facts

A_MINUTE_AGO = timedelta(minutes=1)

MOST_WAYS = 40

Answers = Mapping[str, Told]


class Persons:
    """Makes persons of one edition."""

    def __init__(self, book: Book) -> None:
        """Prepares.

        Args:
            book: The edition.
        """
        self.book = book
        self._healthy: dict[str, tuple[Telling, ...]] = {}
        for question in book.questions.values():
            for fact in dict.fromkeys(question.facts()):
                telling = Telling(by=question.question, value=question.healthy_value(fact), at=NOW - A_MINUTE_AGO)
                self._healthy[fact] = (*self._healthy.get(fact, ()), telling)

    def ways(self, condition: Condition, *, so: bool = True) -> Iterator[dict[str, Told]]:
        """Yields answers that make a condition true, or false: every alternative of an `any`."""
        if condition.fact is not None:
            yield from self._of_leaf(condition, so=so)
        elif condition.negated is not None:
            yield from self.ways(condition.negated, so=not so)
        else:
            parts = condition.any or condition.all or ()
            if (condition.any is not None) == so:
                for part in parts:
                    yield from self.ways(part, so=so)
            else:
                yield from self._all_of(parts, so=so)

    def _all_of(self, parts: Iterable[Condition], *, so: bool) -> Iterator[dict[str, Told]]:
        found: list[dict[str, Told]] = [{}]
        for part in parts:
            ways = list(islice(self.ways(part, so=so), MOST_WAYS))
            found = [{**one, **way} for one in found for way in ways if _agree(one, way)][:MOST_WAYS]
        yield from found

    def _of_leaf(self, leaf: Condition, *, so: bool) -> Iterator[dict[str, Told]]:
        name = str(leaf.fact)
        term = self.book.terms.get(name)
        if term is not None:
            yield from self.ways(term.when, so=so == (leaf.equals == "yes"))
            return
        if not so:
            yield from ({name: Told(other)} for other in self._others(name, {leaf.equals, *(leaf.one_of or ())}))
        elif leaf.equals is not None:
            yield {name: Told(leaf.equals)}
        elif leaf.one_of is not None:
            yield from ({name: Told(value)} for value in leaf.one_of)
        elif leaf.told_before is not None:
            yield {name: Told("yes", leaf.told_before + A_MOMENT)}
        elif leaf.told_within is not None:
            yield {name: Told("yes")}
        else:
            yield {name: Told(leaf.at_least if leaf.at_least is not None else leaf.at_most or 0)}

    def _others(self, name: str, named: set[Value | None]) -> list[Value]:
        """Returns the values of a fact that are none of those named, the healthy one first."""
        healthy: Value = self._healthy[name][0].value if name in self._healthy else "no"
        choices: list[Value] = [
            c.choice for q in self.book.asked_by.get(name, ()) if q.fact == name for c in q.choices
        ]
        every: list[Value] = [healthy, *(choices or ["no", "yes"])]
        return [value for value in dict.fromkeys(every) if value not in named]

    def with_gates(self, answers: Answers) -> dict[str, Told] | None:
        """Returns answers with those that open the questions behind which they are told; None where nothing can."""
        return self._opened(dict(answers), frozenset())

    def _opened(self, found: dict[str, Told], settled: frozenset[str]) -> dict[str, Told] | None:
        fact = next((fact for fact in found if fact not in settled), None)
        if fact is None:
            return found
        asking = self.book.asked_by.get(fact, ())
        if not asking or any(question.when is None for question in asking):
            return self._opened(found, settled | {fact})
        for question in asking:
            if question.when is not None:
                for way in islice(self.ways(question.when), MOST_WAYS):
                    if _agree(found, way):
                        opened = self._opened({**found, **way}, settled | {fact})
                        if opened is not None:
                            return opened
        return None

    def told(self, answers: Answers) -> Facts:
        """Returns the facts of a person who gave these answers, and healthy ones to everything else."""
        told = dict(self._healthy)
        for fact, answer in answers.items():
            at = NOW - max(answer.age, A_MINUTE_AGO)
            tellings = told.get(fact, (Telling(by=BY_WORDS, value="no", at=at),))
            told[fact] = tuple(Telling(by=telling.by, value=answer.value, at=at) for telling in tellings)
        return Facts.model_construct(told=told)

    def without(self, facts: Facts, question: Question) -> Facts:
        """Returns facts without the answers to one question."""
        return facts.forget([question.question])

    def grown_old(self, facts: Facts, question: Question, age: timedelta) -> Facts:
        """Returns facts with the answers to one question as old as given."""
        told = {
            fact: tuple(
                Telling(by=t.by, value=t.value, at=NOW - age) if t.by == question.question else t for t in tellings
            )
            for fact, tellings in facts.told.items()
        }
        return Facts.model_construct(told=told)

    def reads(self, condition: Condition) -> frozenset[str]:
        """Returns the facts that a condition hangs on, those of the gates of their questions included."""
        found: set[str] = set()
        waiting = set(leaf_facts(self.book, condition.reads()))
        while waiting:
            fact = waiting.pop()
            found.add(fact)
            for question in self.book.asked_by.get(fact, ()):
                if question.when is not None:
                    waiting |= set(leaf_facts(self.book, question.when.reads())) - found
        return frozenset(found)


def in_words(answers: Mapping[str, Told]) -> str:
    """Returns answers in words."""
    return ", ".join(
        f"{fact} {told.value}" + (f" ({told.age} ago)" if told.age else "") for fact, told in answers.items()
    )


def values(answers: Mapping[str, Told]) -> dict[str, Value]:
    """Returns answers without their ages."""
    return {fact: told.value for fact, told in answers.items()}


def _agree(one: Answers, other: Answers) -> bool:
    return all(one[fact] == told for fact, told in other.items() if fact in one)
