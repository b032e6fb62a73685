"""Cases of several conditions at once: enough of them, each with more than one rule, none of them empty."""

from .playing import Played, Twins

STOPS = {"emergency", "urgent"}
"""Levels that leave nothing at all, whatever the cautions say."""


def _level(played: Played) -> str:
    return played.result.visits[-1].triage


def test_all_cases_of_pairs_pass(pairs: tuple[Played, ...]) -> None:
    failed = {played.case.case: played.result for played in pairs if not played.result.passed}
    assert failed == {}


def test_there_are_thirty_pairs(pairs: tuple[Played, ...]) -> None:
    told = {frozenset(played.case.answers.items()) for played in pairs}
    assert len(told) >= 30


def test_each_pair_sets_two_cautions_or_a_red_flag(pairs: tuple[Played, ...]) -> None:
    single = {
        played.case.case
        for played in pairs
        if _level(played) not in {*STOPS, "clinician"}
        and sum(played.fires(name) for name in played.book.cautions) < 2
    }
    assert single == set()


def test_what_must_never_be_offered_is_forbidden_in_every_routine(pairs: tuple[Played, ...]) -> None:
    reachable = {
        (played.case.case, technique) for played in pairs for technique in played.never() if played.allowed(technique)
    }
    assert reachable == set(), "not in this plan, but nothing forbids it"


def test_the_same_person_without_the_pair_gets_something_that_it_loses(
    pairs: tuple[Played, ...], twins: Twins
) -> None:
    empty = {played.case.case for played in pairs if not played.never() & twins.plan_of(played.case)}
    assert empty == set(), "what these cases forbid would not have been offered anyway"
