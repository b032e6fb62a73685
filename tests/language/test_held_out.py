"""The measure stays honest: the halves are split by the rule, and what is held out reaches the aim."""

import hashlib

import pytest

from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from tests.benchmarks.words import SETS, measure, phrases

AIM_DANGER, AIM_HARMLESS = 0.95, 0.10


def _says(half: str) -> list[str]:
    written = phrases(half)
    return [*(entry["says"] for entry in written["danger"]), *written["harmless"]]


@pytest.mark.parametrize("half", ["development", "held_out"])
def test_the_halves_are_split_by_the_rule(half: str) -> None:
    odd = {hashlib.sha256(says.encode()).digest()[-1] % 2 for says in _says(half)}
    assert odd == {int(half == "held_out")}


def test_no_phrase_is_in_both_halves_or_in_the_golden_file(book: Book) -> None:
    held_out = {*_says("held_out"), *_says("second_author")}
    examples = book.danger_examples
    written = {phrase for row in examples.phrases for phrase in (*row.triggers, *row.harmless)} | set(
        examples.everyday
    )
    assert held_out.isdisjoint(_says("development"))
    assert held_out.isdisjoint(written)


def test_every_red_flag_that_can_be_typed_is_measured(book: Book) -> None:
    measured = {entry["means"] for half in SETS for entry in phrases(half)["danger"]}
    assert set(book.danger.flags) - measured == {"dvt_risk_modifier"}


@pytest.mark.parametrize("held_out", ["held_out", "second_author"])
def test_what_is_held_out_reaches_the_aim(conversation: Conversation, held_out: str) -> None:
    # Counts alone: whoever works on the lexicon must not see which of these phrases go wrong.
    found = measure(conversation, held_out)
    assert (found.asked + found.checklists) / found.danger >= AIM_DANGER
    assert (found.alarms + found.harmless_checklists) / found.harmless < AIM_HARMLESS
