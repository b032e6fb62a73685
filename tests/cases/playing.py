"""All cases of the book, and each played once however many tests look at it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.cases.player import CaseResult
from bot.knowledge.models.case import Case, Expectation, Told
from bot.knowledge.reading import read_cases
from tests.played import FOLDER

CASES = tuple(case for file in sorted(FOLDER.glob("*.yaml")) for case in read_cases(file))

Played = Callable[[Case], CaseResult]


@dataclass(frozen=True)
class VisitTold:
    """One visit as a case tells it: what was answered so far, and what must come of it."""

    answers: Told
    expect: Expectation


def visits(case: Case) -> Iterator[VisitTold]:
    """Yields the visits of a case, the first one included, each with all that was answered up to it."""
    answers = dict(case.answers)
    yield VisitTold(answers, case.expect)
    for visit in case.later:
        answers = {**answers, **visit.answers}
        yield VisitTold(answers, visit.expect)


def faults(result: CaseResult) -> tuple[str, ...]:
    """Returns every fault of a played case."""
    return (*result.faults, *(fault for visit in result.visits for fault in visit.faults))
