"""Every pattern is played at each length and with things missing, and everything that it rules out is looked at."""

from collections import defaultdict

from bot.knowledge.book import Book
from bot.knowledge.models.presentation import RuledOut

from .playing import Played

LENGTHS = {5, 10, 15, 20}
"""Minutes that can be asked for: the first two in the morning, the others in the evening."""


def _of_pattern(played: Played) -> str:
    return str(played.about)


def test_all_cases_of_patterns_pass(patterns: tuple[Played, ...]) -> None:
    failed = {played.case.case: played.result for played in patterns if not played.result.passed}
    assert failed == {}


def test_cases_are_named_after_the_pattern_that_they_show(book: Book, patterns: tuple[Played, ...]) -> None:
    strange = {
        played.case.case
        for played in patterns
        if _of_pattern(played) not in book.presentations
        or (
            played.result.visits[-1].triage not in {"emergency", "urgent"}
            and not played.known.truth(book.presentations[_of_pattern(played)].limits_when).fires
        )
    }
    assert strange == set()


def test_every_pattern_is_played_at_every_length(book: Book, patterns: tuple[Played, ...]) -> None:
    lengths: dict[str, set[int | None]] = defaultdict(set)
    for played in patterns:
        lengths[_of_pattern(played)].add(played.case.wants.minutes)
    missing = {name: LENGTHS - lengths[name] for name in book.presentations if not lengths[name] >= LENGTHS}
    assert missing == {}


def test_what_a_pattern_offers_is_also_played_without_the_things_it_needs(
    book: Book, patterns: tuple[Played, ...]
) -> None:
    offered: dict[str, set[str]] = defaultdict(set)
    without: dict[str, set[str]] = defaultdict(set)
    for played in patterns:
        name = _of_pattern(played)
        offered[name] |= {item.technique for item in played.items if book.techniques[item.technique].equipment}
        if played.session.plan is not None:
            left_out = played.session.plan.left_out
            without[name] |= {out.technique for out in left_out if out.reason == "equipment"}
    # A substitute that was not reached stands in no list; it is missing all the same where it is named in never:.
    for played in patterns:
        have = set(played.case.wants.equipment)
        without[_of_pattern(played)] |= {
            name for name in played.never() if not set(book.techniques[name].equipment) <= have
        }
    untried = {name: offered[name] - without[name] for name in offered if offered[name] - without[name]}
    assert untried == {}


def test_everything_that_a_pattern_rules_out_is_looked_at(book: Book, patterns: tuple[Played, ...]) -> None:
    forgotten = {
        (name, ruled.say)
        for name, presentation in book.presentations.items()
        for ruled in presentation.rules_out
        if not any(_shows(played, ruled) for played in patterns if _of_pattern(played) == name)
    }
    assert forgotten == set()


def _shows(played: Played, ruled: RuledOut) -> bool:
    """Whether a case is one in which something is ruled out, and names what is left out."""
    if not played.known.truth(ruled.when).fires:
        return False
    if ruled.routines and not ruled.classes and not ruled.techniques:
        return played.session.plan is None or played.session.plan.routine not in ruled.routines
    return any(
        name in ruled.techniques or set(ruled.classes) & set(played.book.techniques[name].classes)
        for name in played.never()
    )
