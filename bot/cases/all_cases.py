"""Plays many patient cases, side by side where that is wished."""

import os
from collections.abc import Sequence
from functools import partial

from bot.cases.player import CaseResult, play
from bot.dialogue.conversation import Conversation
from bot.knowledge.models.case import Case
from bot.side_by_side import run_side_by_side


def play_all(cases: Sequence[Case], conversation: Conversation, *, side_by_side: bool = True) -> list[CaseResult]:
    """Plays cases and returns the results in their order.

    Args:
        cases: The cases.
        conversation: The edition that they are played with.
        side_by_side: Whether as many are played at a time as there are processors, in processes that are forked off.
    """
    hands = (os.cpu_count() or 1) if side_by_side else 1

    def play_share(first: int) -> list[CaseResult]:
        return [play(case, conversation) for case in cases[first::hands]]

    if hands == 1:
        return play_share(0)
    shares = [iter(share) for share in run_side_by_side([partial(play_share, first) for first in range(hands)])]
    return [next(shares[number % hands]) for number in range(len(cases))]
