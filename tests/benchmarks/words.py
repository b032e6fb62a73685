"""How well typed words are read: recall and false alarms on phrases that no rule was written from.

`python -m tests.benchmarks.words` prints the development half, the held-out half and the set of a second author, with
and without the extra `semantic`. With `--misses` it also prints what goes wrong in the development half; the misses of
the others are never printed.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from bot.dialogue.conversation import Conversation
from bot.dialogue.understanding import Understanding
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from bot.language.likeness import likeness_where_installed
from bot.shipped_book import shipped_book_folder

HERE = Path(__file__).parent
SETS = ("development", "held_out", "second_author")
NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


@dataclass
class Measure:
    """What came of one half.

    Attributes:
        danger: How many danger phrases there are.
        harmless: How many harmless ones.
        asked: Danger phrases that raise a question about a sign or a condition.
        right: Those of them where the sign that was meant is among the questions.
        checklists: Danger phrases that raise only the short checklist.
        alarms: Harmless phrases that raise a question about a sign or a condition.
        harmless_checklists: Harmless phrases that raise only the short checklist.
        concepts: For each sign, how many phrases mean it, and how many of those raise any question.
        alarmed: For each sign, how many harmless phrases raise it.
        wrong: Phrases that went wrong, with what was asked.
        milliseconds: Time of the slowest message.
    """

    danger: int = 0
    harmless: int = 0
    asked: int = 0
    right: int = 0
    checklists: int = 0
    alarms: int = 0
    harmless_checklists: int = 0
    concepts: dict[str, Counter[str]] = field(default_factory=dict)
    alarmed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    milliseconds: float = 0.0


def phrases(half: str) -> Mapping[str, Any]:
    """Returns the phrases of one half."""
    read: Mapping[str, Any] = yaml.safe_load((HERE / f"{half}.en.yaml").read_text(encoding="utf-8"))
    return read


def measure(conversation: Conversation, half: str) -> Measure:
    """Reads every phrase of one half as a chat would that has just begun."""
    found = Measure()
    checklist = (conversation.book.screen.life_threat,)
    written = phrases(half)
    for entry in written["danger"]:
        read = _timed(conversation, entry["says"], found)
        counts = found.concepts.setdefault(entry["means"], Counter())
        counts["phrases"] += 1
        counts["any"] += bool(read.asks)
        found.danger += 1
        found.checklists += read.asks == checklist
        found.asked += bool(read.asks) and read.asks != checklist
        found.right += entry["means"] in read.asks
        if not read.asks:
            found.wrong.append(f"missed {entry['means']}: {entry['says']}")
    for says in written["harmless"]:
        read = _timed(conversation, says, found)
        found.harmless += 1
        found.harmless_checklists += read.asks == checklist
        found.alarms += bool(read.asks) and read.asks != checklist
        found.alarmed.update(read.asks)
        if read.asks:
            found.wrong.append(f"false alarm ({', '.join(read.asks)}): {says}")
    return found


def _timed(conversation: Conversation, says: str, found: Measure) -> Understanding:
    begun = perf_counter()
    read = conversation.understand(says, NOW)
    found.milliseconds = max(found.milliseconds, (perf_counter() - begun) * 1000)
    return read


def _percent(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)"


def report(name: str, found: Measure) -> list[str]:
    """Returns the figures of one half in lines."""
    return [
        name,
        f"  danger that raises a question      {_percent(found.asked + found.checklists, found.danger)}",
        f"    about the very sign that is meant {_percent(found.right, found.danger)}",
        f"    only the short checklist          {_percent(found.checklists, found.danger)}",
        f"  harmless that raises a question    {_percent(found.alarms + found.harmless_checklists, found.harmless)}",
        f"    only the short checklist          {_percent(found.harmless_checklists, found.harmless)}",
        f"  slowest message                    {found.milliseconds:.1f} ms",
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what goes wrong in the development half")
    options = parser.parse_args(arguments)
    book = read_book(shipped_book_folder())
    likeness = likeness_where_installed(book.danger_examples, "auto")
    ways = {"rules alone": Conversation(book, shipped_catalogues())}
    if likeness is not None:
        ways["rules and sentence likeness"] = Conversation(book, shipped_catalogues(), likeness=likeness)
    for half in SETS:
        for way, conversation in ways.items():
            found = measure(conversation, half)
            print("\n".join(report(f"{half}, {way}", found)))  # noqa: T201
            if half != "development":
                short = [
                    f"{name} {counts['any']}/{counts['phrases']}" for name, counts in sorted(found.concepts.items())
                ]
                print("  by sign: " + ", ".join(short))  # noqa: T201
                alarms = [f"{name} {times}" for name, times in sorted(found.alarmed.items())]
                print("  false alarms by sign: " + ", ".join(alarms))  # noqa: T201
            elif options.misses:
                print("\n".join(f"  {line}" for line in found.wrong))  # noqa: T201
    if likeness is None:
        print("The extra `semantic` is not installed, so there are no figures with it.")  # noqa: T201


if __name__ == "__main__":
    main()
