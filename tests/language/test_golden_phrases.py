"""Every phrase of the golden file is read as the file says."""

from typing import Any

import pytest

from bot.language.danger import DangerLexicon, DangerReader, Finding
from tests.language.conftest import WORDS, load

_EXAMPLES = load(WORDS / "danger_examples.en.yaml")
TRIGGERS = [(row["flag"], says) for row in _EXAMPLES["phrases"] for says in row["triggers"]]
HARMLESS = [(row["flag"], says) for row in _EXAMPLES["phrases"] for says in row["not"]]
EXTRAS = _EXAMPLES["extras"]


@pytest.mark.parametrize(("flag", "says"), TRIGGERS)
def test_trigger_is_found_as_true_now(danger: DangerReader, flag: str, says: str) -> None:
    assert flag in danger.read(says).now


@pytest.mark.parametrize(("flag", "says"), HARMLESS)
def test_other_words_do_not_give_this_flag(danger: DangerReader, flag: str, says: str) -> None:
    assert flag not in danger.read(says).now


@pytest.mark.parametrize("extra", EXTRAS, ids=lambda extra: str(extra["says"]))
def test_traps(danger: DangerReader, extra: dict[str, Any]) -> None:
    says = [extra["says"]] if isinstance(extra["says"], str) else extra["says"]
    remembered: list[str] = []
    findings: tuple[Finding, ...] = ()
    now: tuple[str, ...] = ()
    for message in says:
        reading = danger.read(message, remembered)
        remembered += reading.to_remember
        findings, now = reading.findings, reading.now
    senses = {finding.fact: finding.sense.value for finding in findings}
    assert set(extra.get("now", ())) <= set(now)
    assert not set(extra.get("never", ())) & set(now)
    assert senses.items() >= extra.get("senses", {}).items()
    if extra.get("nothing"):
        assert now == ()


def test_every_flag_of_the_lexicon_has_golden_phrases(lexicon: DangerLexicon) -> None:
    assert {flag for flag, _ in TRIGGERS} == set(lexicon.flags)


def test_every_condition_of_the_lexicon_has_a_golden_phrase(lexicon: DangerLexicon) -> None:
    tried = {fact for extra in EXTRAS for fact in (*extra.get("now", ()), *extra.get("senses", {}))}
    assert tried >= set(lexicon.conditions)
