"""Piece 1c: one answer alone: how long it holds, and that no answer undoes a stricter one.

What is gone through: for every fact, all states (not concerned, not answered, answered fresh, answered long ago) of
all the questions that ask it, with typed words that told it or not; for every question, its answers at every age
between and around the times that are named for it.

The cut: `Known` learns of a question only whether it concerns the person and what was told by it, so the first is
given. What an expired answer is to a rule (open) is then one of the states of piece 1a.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from bot.knowledge.book import Book
from bot.knowledge.models.question import Question
from bot.proof.collecting import Collecting
from bot.proof.plain_reading import LONGEST, LONGEST_OF_ALL, Told, World, holds, lasts
from bot.proof.worlds import A_MOMENT, NOW
from bot.safety.facts import BY_WORDS, Facts, Telling, Value
from bot.safety.known import Known, leaf_facts

LONG_AGO = timedelta(days=4000)

NOT_ABOUT_HEALTH = frozenset({"who"})
"""What does not grow old by itself."""

STRICTNESS = ("no", "unsure", "yes")


class _Concerned(Known):
    """Known facts of a person whom exactly these questions concern."""

    def __init__(self, book: Book, facts: Facts, concerned: frozenset[str]) -> None:
        super().__init__(book, facts, NOW, practising=True)
        self._concerned = concerned

    def applies(self, question: Question) -> bool:
        """Returns what was given."""
        return question.question in self._concerned


def prove_answers_alone(collecting: Collecting, book: Book) -> None:
    """Goes through every fact and every question.

    Args:
        collecting: Takes what is found.
        book: The edition.
    """
    for question in book.questions.values():
        _nothing_lasts_for_ever(collecting, question)
    for fact, questions in book.asked_by.items():
        _strictest_counts(collecting, book, fact, questions)
    for question in book.questions.values():
        _answers_grow_old(collecting, book, question)


State = tuple[str, Value | None]
"""How a question stands: not concerned, open, fresh or old; and what was answered."""


def _states(book: Book, question: Question, fact: str) -> Iterator[State]:
    yield from (("not concerned", None), ("open", None))
    values: tuple[Value, ...] = ("yes", "no", "unsure")
    if question.fact == fact and question.choices:
        values = (question.choices[0].choice, question.choices[-1].choice)
    elif question.fact == fact and question.kind == "number":
        values = (0, 10)
    for value in values:
        yield "fresh", value
        yield "old", value


def _strictest_counts(collecting: Collecting, book: Book, fact: str, questions: tuple[Question, ...]) -> None:
    names = (*(question.question for question in questions), BY_WORDS)
    ways: list[tuple[State, ...]] = [tuple(_states(book, question, fact)) for question in questions]
    ways.append((("open", None), ("fresh", "yes"), ("fresh", "unsure"), ("old", "yes")))
    tellings: dict[tuple[str, str, Value | None], Telling] = {
        (name, how, value): Telling(by=name, value=value, at=NOW - (LONG_AGO if how == "old" else timedelta(0)))
        for name, states in zip(names, ways, strict=True)
        for how, value in states
        if value is not None
    }
    for states in product(*ways):
        *asked, words = states
        told = [(name, *state) for name, state in zip(names, states, strict=True) if state[1] is not None]
        facts = Facts.model_construct(told={fact: tuple(tellings[key] for key in told)})
        concerned = frozenset(
            question.question for question, (how, _) in zip(questions, asked, strict=True) if how != "not concerned"
        )
        found = _Concerned(book, facts, concerned).value(fact)
        collecting.world()
        wrong = _wrong(questions, asked, words, fact, found)
        if wrong:
            said = "; ".join(
                f"{question.question}: {how}{'' if value is None else f' {value}'}"
                for question, (how, value) in zip(questions, asked, strict=True)
            )
            typed = "" if words[1] is None else f"; typed words ({words[0]}): {words[1]}"
            collecting.against(
                f"a person with {said}{typed} counts as {found} for {fact}: {wrong}",
                "the strictest fresh answer counts, and what is open or too old is never a no",
            )


def _wrong(questions: tuple[Question, ...], asked: list[State], words: State, fact: str, found: Value | None) -> str:
    fresh = [value for how, value in (*asked, words) if how == "fresh" and value is not None]
    grown_old = [
        question.only_if_wanted for question, (how, _) in zip(questions, asked, strict=True) if how in {"open", "old"}
    ]
    if any(value not in STRICTNESS for value in fresh):
        return "" if found in fresh else "what was told is not what counts"
    worst = max((STRICTNESS.index(str(value)) for value in fresh), default=-1)
    if worst >= 1:
        return "" if found == STRICTNESS[worst] else "a stricter answer was overwritten"
    if any(wanted for wanted in grown_old):
        return "" if found == "unsure" else "what was not asked must count as unsure"
    if grown_old:
        return "" if found is None else "an open or old question was taken for answered"
    if not fresh:
        return "" if found == questions[0].healthy_value(fact) else "what does not concern a person is healthy"
    return "" if found == "no" else "a no counts where nothing stricter was told"


def _answers_grow_old(collecting: Collecting, book: Book, question: Question) -> None:
    ages = sorted({timedelta(0)} | {age for good in question.good_for for age in (good.time, good.time + A_MOMENT)})
    extras: list[tuple[str, ...]] = [()]
    for good in question.good_for:
        if good.when is not None:
            extras += [(fact,) for fact in leaf_facts(book, good.when.reads())]
    values: dict[str, Value] = {fact: question.healthy_value(fact) for fact in question.facts()}
    for age, extra in product(ages, dict.fromkeys(extras)):
        others: dict[str, Value] = dict.fromkeys(extra, "yes")
        facts = Facts().tell(question.question, NOW - age, values)
        facts = facts.tell(BY_WORDS, NOW - age, others)
        known = _Concerned(book, facts, frozenset({question.question}))
        fresh = not any(True for _ in known.open_facts(question))
        collecting.world()
        told = _told(book, {**values, **others})
        applying = {
            number: good.when is None or holds(good.when, told) for number, good in enumerate(question.good_for)
        }
        longest = timedelta(hours=12) if question.each_practice else lasts(question, applying)
        expected = longest is None or age <= longest
        if fresh is not expected:
            told_so = f" and {extra[0]}" if extra else ""
            collecting.against(
                f"a person who answered {question.question}{told_so} {age} ago is {'not ' if fresh else ''}asked"
                f" again; the answer holds for {longest}",
                "an answer holds for the shortest of its times that apply, and not a moment longer",
            )


def _told(book: Book, values: dict[str, Value]) -> World:
    """Returns what was ever told as a world: what was not told is no."""
    world: dict[str, Told | bool] = dict.fromkeys(_all_facts(book), Told("no"))
    world |= {fact: Told(value) for fact, value in values.items()}
    world |= dict.fromkeys(book.terms, False)
    before: dict[str, bool] | None = None
    while (now := {name: holds(term.when, world) for name, term in book.terms.items()}) != before:
        # Terms may read terms, but none reads itself, so this settles.
        before = now
        world |= now
    return world


def _all_facts(book: Book) -> frozenset[str]:
    read = (leaf_facts(book, term.when.reads()) for term in book.terms.values())
    return frozenset(book.asked_by) | {fact for facts in read for fact in facts}


def _nothing_lasts_for_ever(collecting: Collecting, question: Question) -> None:
    collecting.world()
    if question.each_practice or question.question in NOT_ABOUT_HEALTH:
        return
    for_everybody = [good.time for good in question.good_for if good.when is None]
    longest = LONGEST.get(question.check or 0, LONGEST_OF_ALL)
    if not for_everybody or min(for_everybody) > longest:
        holds_for = min(for_everybody).days if for_everybody else None
        said = "for ever" if holds_for is None else f"for {holds_for} days"
        collecting.against(
            f"a person who answered {question.question} once is believed {said}; {longest.days} days is the longest",
            f"give {question.question} a good_for of {longest.days} days at most that holds for everybody",
        )
