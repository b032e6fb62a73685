"""One person's facts seen through one edition of the book, at one moment."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import Question
from bot.safety.facts import HOLDS, STRICTEST_FIRST, Facts, Telling, Value
from bot.safety.truth import Answer, Truth, truth_of

EACH_PRACTICE_HOLDS = timedelta(hours=12)
"""How long an answer given before a routine holds at the most (`clinical` safety 4.4, a design choice)."""

_OPEN: Answer = (None, None)


class Known:
    """Answers for one person: what is told and still fresh, what does not apply, and what is open.

    A fact whose questions do not apply to this person has its healthy value. A fact that no question asks (it can
    only be typed) is `no` until it is told. Everything else that was not told, or not lately, is open.
    """

    def __init__(
        self,
        book: Book,
        facts: Facts,
        now: datetime,
        *,
        practice_since: datetime | None = None,
        practising: bool = False,
        unasked: Value = "unsure",
    ) -> None:
        """Looks at facts.

        Args:
            book: The edition.
            facts: What was told.
            now: This moment.
            practice_since: When the last routine ended; what is asked before every routine must be newer.
            practising: Whether a routine is about to be shown, so that what is asked before every routine counts.
            unasked: What a fact counts as that is asked only if wanted, and was not.
        """
        self.book = book
        self.facts = facts
        self.now = now
        self.practice_since = practice_since
        self._practising = practising
        self._unasked = unasked
        self._answers: dict[str, Answer] = {}
        self._terms: dict[str, Truth] = {}
        self._truths: dict[int, tuple[Condition, Truth]] = {}
        self._applies: dict[str, bool] = {}
        self._lasts: dict[str, timedelta | None] = {}
        self._told: Known | None = None

    def as_told(self) -> "Known":
        """Returns the same, but with what was never asked taken as no: for telling what decided."""
        if self._told is None:
            self._told = Known(
                self.book, self.facts, self.now,
                practice_since=self.practice_since, practising=self._practising, unasked="no",
            )  # fmt: skip
        return self._told

    def truth(self, condition: Condition | None) -> Truth:
        """Returns how true a condition is; no condition at all is true."""
        if condition is None:
            return Truth.YES
        # Kept by identity, with the condition itself, so that no other one can come to its place.
        kept = self._truths.get(id(condition))
        if kept is None or kept[0] is not condition:
            kept = (condition, truth_of(condition, self.answer, self._term, self.now))
            self._truths[id(condition)] = kept
        return kept[1]

    def applies(self, question: Question) -> bool:
        """Returns whether a question may concern this person."""
        name = question.question
        if name not in self._applies:
            self._applies[name] = self.truth(question.when) is not Truth.NO
        return self._applies[name]

    def open_facts(self, question: Question) -> Iterator[str]:
        """Yields the facts of a question that it has not told, or not lately."""
        for fact in dict.fromkeys(question.facts()):
            if self._fresh_telling(fact, question) is None:
                yield fact

    def is_open(self, question: Question) -> bool:
        """Returns whether a question is to be put now: it concerns this person and has no fresh answer.

        A question of which it is not yet known whether it concerns the person waits for what it hangs on.
        """
        return self.truth(question.when).fires and any(True for _ in self.open_facts(question))

    def answer(self, fact: str) -> Answer:
        """Returns the strictest value that was told of a fact and when, or (None, None) where it is open."""
        if fact not in self._answers:
            self._answers[fact] = self._answer(fact)
        return self._answers[fact]

    def value(self, fact: str) -> str | int | None:
        """Returns the strictest value that was told of a fact, or None where it is open."""
        return self.answer(fact)[0]

    def _answer(self, fact: str) -> Answer:
        told = self.facts.told.get(fact, ())
        found = [telling for telling in told if telling.by in HOLDS and self.now - telling.at <= HOLDS[telling.by]]
        questions = self.book.asked_by.get(fact, ())
        still_open = False
        for question in questions:
            if not self.applies(question):
                continue
            telling = self._fresh_telling(fact, question) if told else None
            if telling is not None:
                found.append(telling)
            elif question.only_if_wanted:
                found.append(Telling(by=question.question, value=self._unasked, at=self.now))
            elif self._practising or not question.each_practice:
                still_open = True
        strictest = _strictest(found)
        if strictest is not None and (strictest.value != "no" or not still_open):
            return strictest.value, strictest.at
        if still_open:
            return _OPEN
        return (questions[0].healthy_value(fact) if questions else "no"), None

    def _fresh_telling(self, fact: str, question: Question) -> Telling | None:
        for telling in self.facts.told.get(fact, ()):
            if telling.by == question.question:
                return telling if self._is_fresh(telling, question) else None
        return None

    def _is_fresh(self, telling: Telling, question: Question) -> bool:
        age = self.now - telling.at
        if question.each_practice:
            since = self.practice_since
            return age <= EACH_PRACTICE_HOLDS and (since is None or telling.at > since)
        lasts = self._lasts_for(question)
        return lasts is None or age <= lasts

    def _lasts_for(self, question: Question) -> timedelta | None:
        """How long an answer to a question holds for this person; None where it never grows old."""
        name = question.question
        if name not in self._lasts:
            holds = [good.time for good in question.good_for if self._told_ever(good.when)]
            self._lasts[name] = min(holds, default=None)
        return self._lasts[name]

    def _told_ever(self, condition: Condition | None) -> bool:
        """Whether a condition is true of what was ever told, so that an answer's time never hangs on itself."""
        if condition is None:
            return True

        def told(fact: str) -> Answer:
            strictest = _strictest(list(self.facts.told.get(fact, ())))
            return ("no", None) if strictest is None else (strictest.value, strictest.at)

        def term(name: str) -> Truth | None:
            found = self.book.terms.get(name)
            return None if found is None else truth_of(found.when, told, term, self.now)

        return truth_of(condition, told, term, self.now).fires

    def _term(self, name: str) -> Truth | None:
        found = self.book.terms.get(name)
        if found is None:
            return None
        if name not in self._terms:
            self._terms[name] = truth_of(found.when, self.answer, self._term, self.now)
        return self._terms[name]


def _strictest(tellings: list[Telling]) -> Telling | None:
    """Returns the strictest telling; among equals the latest."""
    if len(tellings) < 2:
        return tellings[0] if tellings else None

    def rank(telling: Telling) -> tuple[int, datetime]:
        place = STRICTEST_FIRST.index(telling.value) if telling.value in STRICTEST_FIRST else -1
        return (-place, telling.at)

    return max(tellings, key=rank, default=None)


def leaf_facts(book: Book, names: Iterable[str]) -> Iterator[str]:
    """Yields the facts behind names: a fact itself, and for a term all the facts that it reads."""
    for name in names:
        term = book.terms.get(name)
        if term is None:
            yield name
        else:
            yield from leaf_facts(book, term.when.reads())


def facts_of_flag(book: Book, flag: str) -> tuple[str, ...]:
    """Returns the facts that a red flag's rules read, its own first, each once."""
    rules = book.red_flags[flag].levels
    return tuple(dict.fromkeys((flag, *(fact for rule in rules for fact in leaf_facts(book, rule.when.reads())))))
