"""Each case is played at most once in a run."""

import pytest

from bot.cases.player import CaseResult, play
from bot.dialogue.conversation import Conversation
from bot.knowledge.models.case import Case

from .playing import Played


@pytest.fixture(scope="session")
def played(conversation: Conversation) -> Played:
    """Plays a case of the book, or returns what came of it before."""
    results: dict[str, CaseResult] = {}

    def result(case: Case) -> CaseResult:
        if case.case not in results:
            results[case.case] = play(case, conversation)
        return results[case.case]

    return result
