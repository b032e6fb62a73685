"""Each routine of the book has a person whose plan it is, and later weeks are reached by practising."""

from bot.dialogue.session import read_session
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case
from bot.knowledge.reading import read_cases
from tests.played import FOLDER, Ends

OF_ROUTINES = tuple(read_cases(FOLDER / "routines.yaml"))

WITHOUT_A_SCREEN = frozenset({"calf_cramp_now"})
"""Routines that no plan screen shows: the way for a cramp comes before the whole screen."""


def _name(case: Case) -> str:
    return case.case.partition(":")[0]


def _planned(case: Case, ends: Ends) -> str | None:
    stored = ends[case.case].stored
    assert stored is not None
    session = read_session(stored)
    practice, plan = session.practice, session.plan
    found = practice.plan if practice is not None else plan
    return None if found is None else found.routine


def test_every_routine_has_a_case_named_after_it(book: Book) -> None:
    assert {_name(case) for case in OF_ROUTINES} == set(book.routines) - WITHOUT_A_SCREEN


def test_each_case_ends_with_a_plan_of_the_routine_that_it_is_named_after(ends: Ends) -> None:
    wrong = {case.case: found for case in OF_ROUTINES if (found := _planned(case, ends)) != _name(case)}
    assert wrong == {}


def test_a_routine_that_changes_with_the_weeks_is_played_in_a_later_one(book: Book) -> None:
    changing = {
        name
        for name, routine in book.routines.items()
        if any(step.from_week > 1 for step in (*routine.variants.short, *routine.variants.standard))
    }
    assert len(changing) >= 8
    assert changing <= {_name(case) for case in OF_ROUTINES if case.practises and case.later}
