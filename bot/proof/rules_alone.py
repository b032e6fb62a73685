"""Piece 1a: each rule alone comes out exactly as it is written, over all values of the facts that it reads.

What is gone through: for every rule of a red flag, a caution or a pattern, and for every term, every combination of
the states of what it names. In a world in which everything is told the real `truth_of` must say what the plain
reading says. A fact that is unsure or open is held against every value that it could have: unsure must fire where one
of them fires, and open must fire or keep everything back.

The cut: a term counts as one name with four truths. It is sound because a term is gone through as a rule of its own,
and because `truth_of` uses nothing of a term but its truth. Worlds that cannot be (a term that is yes while its own
facts are no) are gone through as well; both readings must agree in them too.
Of the answers of a choice, and of the numbers, that a rule does not tell apart it is given two of each kind.
Rules of the same shape, alike but for the names of their facts, are gone through once: `truth_of` sees of a fact only
what was answered, never its name.
The step from one unknown to the next is by induction: each world is held against those with one unknown less.
"""

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.proof.collecting import Collecting
from bot.proof.plain_reading import Told, holds, leaves, named_rules
from bot.proof.recording import Recording, chat_of
from bot.proof.worlds import NOW, State, Values, values_of
from bot.safety import truth as real
from bot.safety.facts import Value
from bot.safety.truth import Truth

REMEDY = "an unsure or open answer must be at least as strict as yes, and a told one exactly as the rule says"

_OPEN, _UNSURE, _TOLD = range(3)


def prove_rules_alone(collecting: Collecting, book: Book, recording: Recording) -> None:
    """Goes through every rule and every term by itself.

    Args:
        collecting: Takes what is found.
        book: The edition.
        recording: Shows a counter-example as a chat.
    """
    values = values_of(book)
    seen: set[str] = set()
    for name, condition in _all(book):
        shape = _shape(book, condition, values)
        if shape not in seen:
            seen.add(shape)
            # Whom a question concerns may be written for those who are not sure by themselves; then it is read as so.
            if name.startswith("whom ") and any(_names_unsure(leaf) for leaf in leaves(condition)):
                continue
            _go_through(collecting, book, recording, name, condition, values)


def _all(book: Book) -> Iterator[tuple[str, Condition]]:
    yield from named_rules(book)
    for term in book.terms.values():
        yield f"the term {term.term}", term.when
    for question in book.questions.values():
        if question.when is not None:
            yield f"whom the question {question.question} concerns", question.when


def _shape(book: Book, condition: Condition, values: Values) -> str:
    """Returns a rule with its facts named by their place, and the states of each."""
    names = tuple(dict.fromkeys(condition.reads()))
    places = {name: f"fact_{number}" for number, name in enumerate(names)}

    def renamed(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: places[value] if key == "fact" else renamed(value) for key, value in part.items()}
        return [renamed(one) for one in part] if isinstance(part, list | tuple) else part

    states = [[state.words for state in values.of(name, book)] for name in names]
    return f"{renamed(condition.model_dump(exclude_none=True))} {states} {[name in book.terms for name in names]}"


def _names_unsure(leaf: Condition) -> bool:
    return leaf.equals == "unsure" or "unsure" in (leaf.one_of or ())


def _go_through(  # noqa: PLR0917 - one world
    collecting: Collecting, book: Book, recording: Recording, name: str, condition: Condition, values: Values
) -> None:
    names = tuple(dict.fromkeys(condition.reads()))
    states = [_told_apart(condition, one, values.of(one, book)) for one in names]
    truths = _real_truths(book, condition, names, states)
    collecting.world(len(truths))
    sizes = [len(of) for of in states]
    strides = [prod(sizes[place + 1 :]) for place in range(len(sizes))]
    sureness = [
        [_OPEN if one.sure is None else _UNSURE if one.sure is False else _TOLD for one in of] for of in states
    ]
    told_ones = [[number for number, sure in enumerate(of) if sure == _TOLD] for of in sureness]

    def against(index: int, said: str) -> None:
        world = [of[index // stride % len(of)] for of, stride in zip(states, strides, strict=True)]
        _against(collecting, recording, said, names, world)

    for index, (sure, truth) in enumerate(zip(product(*sureness), truths, strict=True)):
        unsure = _UNSURE in sure
        if unsure or _OPEN in sure:
            if truth.fires or (truth is Truth.OPEN and not unsure):
                continue  # Nothing is stricter.
            place = sure.index(_UNSURE if unsure else _OPEN)
            here = index - index // strides[place] % sizes[place] * strides[place]
            others = [truths[here + number * strides[place]] for number in told_ones[place]]
            # Where something else is still open, open is enough: nothing is offered before it is answered.
            enough = truth is Truth.OPEN and _OPEN in sure
            if any(other.fires for other in others) and not enough:
                against(index, f"{name} comes out {truth.name}, although it may be so")
            elif truth is Truth.NO and Truth.OPEN in others:
                against(index, f"{name} is taken for no, although something that it needs is open")
            continue
        world = [of[index // stride % len(of)] for of, stride in zip(states, strides, strict=True)]
        told = {one: state.told for one, state in zip(names, world, strict=True) if state.told is not None}
        expected = Truth.YES if holds(condition, told) else Truth.NO
        if truth is not expected:
            against(index, f"{name} comes out {truth.name} and should be {expected.name}")


def _told_apart(condition: Condition, name: str, states: tuple[State, ...]) -> tuple[State, ...]:
    """Returns the states of a fact that this rule tells apart: of those that it does not, the first and the last."""
    mine = [leaf for leaf in leaves(condition) if leaf.fact == name]
    alike: dict[tuple[bool, ...], list[State]] = {}
    for state in states:
        if isinstance(state.told, Told):
            told = {name: state.told}
            alike.setdefault(tuple(holds(leaf, told) for leaf in mine), []).append(state)
    kept = {id(state) for group in alike.values() for state in (group[0], group[-1])}
    return tuple(state for state in states if not isinstance(state.told, Told) or id(state) in kept)


def _real_truths(
    book: Book, condition: Condition, names: tuple[str, ...], states: list[tuple[State, ...]]
) -> list[Truth]:
    """Returns what the real rules say in every world, in the order of the product of the states."""
    world: dict[str, Any] = {}
    terms = frozenset(one for one in names if one in book.terms)

    def term_of(name: str) -> Truth | None:
        return world[name] if name in terms else None

    truth_of, answer_of = real.truth_of, world.__getitem__
    found: list[Truth] = []
    for given in product(*([state.answer if state.truth is None else state.truth for state in of] for of in states)):
        world.update(zip(names, given, strict=True))
        found.append(truth_of(condition, answer_of, term_of, NOW))
    return found


def _against(
    collecting: Collecting, recording: Recording, said: str, names: tuple[str, ...], world: list[State]
) -> None:
    person = ", ".join(f"{name} {state.words}" for name, state in zip(names, world, strict=True))
    answers = dict(_as_answers(names, world))
    collecting.against(f"a person with {person}: {said}", REMEDY, lambda: chat_of(recording, answers))


def _as_answers(names: tuple[str, ...], world: list[State]) -> Iterator[tuple[str, Value]]:
    for name, state in zip(names, world, strict=True):
        if state.truth is None and state.answer[0] is not None:
            yield name, state.answer[0]
