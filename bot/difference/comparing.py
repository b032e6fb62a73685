"""Compares two editions: everything that is otherwise, and what follows for people."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from bot.difference.answer_words import compare_answer_words
from bot.difference.both import Both, as_words
from bot.difference.change import Change, Difference, Kind, Verdict
from bot.difference.fields import Subject
from bot.difference.lexicons import compare_lexicons
from bot.difference.own_words import compare_own_words
from bot.difference.patients import Played, play_touched
from bot.difference.patterns import compare_patterns
from bot.difference.people import changed_lengths, outcomes_for_people
from bot.difference.phrases import outcomes_of_words
from bot.difference.questions import compare_questions
from bot.difference.reaching import compare_reach
from bot.difference.routines import compare_routines
from bot.difference.screening import compare_cautions, compare_flags
from bot.difference.screens import compare_screens
from bot.difference.signing import compare_signatures, content_of, unsigned
from bot.difference.techniques import compare_techniques
from bot.knowledge.book import Book

_COMPARED: tuple[Callable[[Both], Iterator[Change]], ...] = (
    compare_flags,
    compare_cautions,
    compare_questions,
    compare_screens,
    compare_patterns,
    compare_techniques,
    compare_routines,
    compare_reach,
    compare_lexicons,
    compare_answer_words,
    compare_own_words,
)
"""What compares the parts of a book, in the order in which changes are told."""

PARTS: Mapping[str, str] = {
    "words": "book", "classes": "class", "sources": "source", "questions": "question", "terms": "named condition",
    "red_flags": "red flag", "cautions": "caution", "screen": "screen", "stop_rules": "stop rules",
    "techniques": "technique", "routines": "routine", "presentations": "pattern", "faq": "answer", "topics": "topic",
    "claim_pages": "page of claims", "coverage": "claim", "scales": "scale", "advice": "advice", "rulings": "ruling",
    "open_questions": "open question", "stricter": "rulings", "cases": "case", "danger": "danger words",
    "danger_examples": "danger examples", "answers": "answer words", "pictures": "picture", "parts": "picture part",
}  # fmt: skip
"""The parts of a book, each with how what is told of it begins its entry."""

_FIRST = tuple(Verdict)


def compare(
    old: Book, new: Book, *, play_cases: bool = True, most_cases: int | None = None, side_by_side: bool = False
) -> Difference:
    """Compares two editions.

    Which way a change goes is known without playing a case: cases show what follows for people, and are a net below
    the rules.

    Args:
        old: The edition that serves.
        new: The edition that was proposed; it has no faults.
        play_cases: Whether the patient cases that the edit may touch are played with both editions, and example
            phrases read with both where words of danger are otherwise.
        most_cases: How many of them at most; by default a dozen or two, those that speak of the edit first.
        side_by_side: Whether processes are forked off to play them.
    """
    both = Both(old, new)
    changes = tuple(sorted(changes_of(both), key=lambda change: _FIRST.index(change.verdict)))
    people, permissions = outcomes_for_people(both)
    played = Played()
    phrases: tuple[Change, ...] = ()
    if play_cases:
        played = play_touched(both, changes, most=most_cases, side_by_side=side_by_side)
        phrases = outcomes_of_words(both)
    return Difference(
        old=old.edition,
        new=new.edition,
        changes=changes,
        outcomes=(*people, *phrases, *played.outcomes),
        lengths=changed_lengths(both) if changes else (),
        unsigned=unsigned(both),
        cases_played=played.played,
        cases_touched=played.touched,
        cases_failed=played.failed,
        permissions=permissions,
        routine_names={name: routine.name for book in (old, new) for name, routine in book.routines.items()},
    )


def changes_of(both: Both) -> Iterator[Change]:
    """Yields everything that is otherwise, each once.

    Args:
        both: The editions.
    """
    seen: set[Change] = set(compare_signatures(both))
    yield from sorted(seen, key=lambda change: change.entry)
    for compare_part in _COMPARED:
        found = dict.fromkeys(change for change in compare_part(both) if change not in seen)
        yield from found
        seen.update(found)
    yield from _unseen(both, {change.entry for change in seen if change.kind is not Kind.SIGN_OFF})


def _unseen(both: Both, told: Collection[str]) -> Iterator[Change]:
    """Yields parts of the book that are otherwise in a way that nothing here has told of."""
    for part, begins in PARTS.items():
        before, after = (_entries(book, part) for book in (both.old, both.new))
        for name in dict.fromkeys((*before, *after)):
            if f"{begins} {name}" in told or (not name and any(entry.startswith(begins) for entry in told)):
                continue
            if content_of(before.get(name)) != content_of(after.get(name)):
                subject = Subject(f"{begins} {name}".rstrip(), as_words(f"{begins} {name}").rstrip().capitalize())
                if part == "terms":
                    yield subject.other(
                        Kind.PLAN, "this named condition is otherwise; rules that change by it are told."
                    )
                else:
                    yield subject.looser("something is otherwise that cannot be compared.", in_doubt=True)


def _entries(book: Book, part: str) -> Mapping[str, Any]:
    """Returns the entries of a part by id; a part that is one thing has no id."""
    found = getattr(book, part)
    if part == "cases":
        return {case.case: case for case in book.cases}
    return found if isinstance(found, Mapping) else {"": found}
