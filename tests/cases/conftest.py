"""What tests of cases share: what came of each case of the book."""

import pytest

from bot.cases.player import CaseResult
from bot.knowledge.models.case import Case
from tests.played import Ends

from .playing import Played


@pytest.fixture(scope="session")
def played(ends: Ends) -> Played:
    """Returns what came of a case of the book."""

    def result(case: Case) -> CaseResult:
        return ends[case.case].result

    return result
