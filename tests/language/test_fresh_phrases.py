"""How the lexicon does on phrases that it was not made from; the file tells the figures of the first runs."""

from pathlib import Path
from typing import Any

import pytest

from bot.language.danger import DangerLexicon, DangerReader
from tests.language.conftest import load

SETS = load(Path(__file__).parent / "fresh_phrases.yaml")["sets"]

LEAST_RECALL = 0.95
"""A change of the lexicon may trade a phrase for another, not lose many."""
MOST_FALSE_ALARMS = 0.05


def _flags(danger: DangerReader, lexicon: DangerLexicon, says: str) -> set[str]:
    return set(danger.read(says).now) & set(lexicon.flags)


@pytest.mark.parametrize("fresh", SETS, ids=lambda fresh: str(fresh["name"]))
def test_danger_is_found(danger: DangerReader, lexicon: DangerLexicon, fresh: dict[str, Any]) -> None:
    entries = fresh["danger"]
    missed = [entry["says"] for entry in entries if not set(entry["flags"]) & _flags(danger, lexicon, entry["says"])]
    assert len(missed) <= (1 - LEAST_RECALL) * len(entries), missed


@pytest.mark.parametrize("fresh", SETS, ids=lambda fresh: str(fresh["name"]))
def test_harmless_words_raise_few_alarms(danger: DangerReader, lexicon: DangerLexicon, fresh: dict[str, Any]) -> None:
    alarms = {says: found for says in fresh["harmless"] if (found := _flags(danger, lexicon, says))}
    assert len(alarms) <= MOST_FALSE_ALARMS * len(fresh["harmless"]), alarms


def test_fresh_phrases_name_flags_of_the_lexicon(lexicon: DangerLexicon) -> None:
    named = {flag for fresh in SETS for entry in fresh["danger"] for flag in entry["flags"]}
    assert named
    assert named <= set(lexicon.flags)
