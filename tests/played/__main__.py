"""Plays all cases of the book side by side and writes their ends: `python -m tests.played FILE`."""

import os
import pickle
import sys
from functools import partial
from pathlib import Path

from bot.cases.player import play_in_chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.models.case import Case
from bot.knowledge.reading import read_book, read_cases
from bot.language.catalogues import shipped_catalogues
from bot.side_by_side import run_side_by_side
from tests.conftest import ROOT
from tests.played import FOLDER, End


def _play(cases: list[Case], conversation: Conversation) -> list[End]:
    ends = []
    for case in cases:
        result, chat = play_in_chat(case, conversation)
        ends.append(End(result, chat.stored, chat.now))
    return ends


def main(file: Path) -> None:
    """Plays the cases and writes their ends."""
    conversation = Conversation(read_book(ROOT / "knowledge"), shipped_catalogues())
    cases = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_cases(path)]
    hands = os.cpu_count() or 1
    shares = run_side_by_side([partial(_play, cases[first::hands], conversation) for first in range(hands)])
    file.write_bytes(pickle.dumps({end.result.case: end for share in shares for end in share}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
