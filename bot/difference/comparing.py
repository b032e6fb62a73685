"""Compares two editions: everything that is otherwise, and what follows for people."""

from collections.abc import Callable, Iterator, Mapping

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
from bot.difference.screening import compare_cautions, compare_flags
from bot.difference.screens import compare_screens
from bot.difference.signing import compare_signatures, unsigned
from bot.difference.techniques import compare_routines, compare_techniques
from bot.knowledge.book import Book
from bot.knowledge.models.presentation import Presentation

_PARTS: Mapping[Callable[[Both], Iterator[Change]], tuple[str, ...]] = {
    compare_flags: ("red_flags",),
    compare_cautions: ("cautions",),
    compare_questions: ("questions",),
    compare_screens: ("screen", "stop_rules"),
    compare_patterns: ("presentations",),
    compare_techniques: ("techniques",),
    compare_routines: ("routines",),
    compare_reach: (),
    compare_lexicons: ("danger", "danger_examples", "answers"),
    compare_own_words: (
        "words", "classes", "sources", "faq", "topics", "claim_pages", "coverage", "scales", "advice", "rulings",
        "open_questions", "stricter", "cases", "pictures", "parts",
    ),
}  # fmt: skip
"""What looks at which parts of a book."""

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
    changes = tuple(sorted(_changes(both), key=lambda change: _FIRST.index(change.verdict)))
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


def _changes(both: Both) -> Iterator[Change]:
    seen: set[Change] = set(compare_signatures(both))
    yield from sorted(seen, key=lambda change: change.entry)
    for compare_part, names in _PARTS.items():
        found = [change for change in compare_part(both) if change not in seen]
        yield from dict.fromkeys(found)
        seen.update(found)
        if not found and not any(change.kind is Kind.SIGN_OFF for change in seen):
            yield from _unseen(both, names)
    if both.old.terms != both.new.terms and not seen:
        yield Subject("terms", "Named conditions").other(Kind.PLAN, "they are otherwise, and no rule is by it.")


def _unseen(both: Both, names: tuple[str, ...]) -> Iterator[Change]:
    """Yields parts of the book that are otherwise in a way that nothing here knows of."""
    for name in names:
        before, after = getattr(both.old, name), getattr(both.new, name)
        if name == "presentations":
            # Their questions are looked at among the questions.
            before, after = _without_questions(before), _without_questions(after)
        if before != after:
            words = "something is otherwise that cannot be compared."
            yield Subject(name, as_words(name).capitalize()).looser(words, in_doubt=True)


def _without_questions(presentations: Mapping[str, Presentation]) -> dict[str, Presentation]:
    return {name: one.model_copy(update={"questions": ()}) for name, one in presentations.items()}
