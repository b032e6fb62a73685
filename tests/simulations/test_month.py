"""A month of reminders: the page about it is true, and nobody is spoken to more than they chose."""

import pytest

from bot.dialogue.conversation import Conversation
from bot.dialogue.reminding.asking import ASK_AFTER
from bot.dialogue.reminding.counting import MOST_A_DAY
from tests.simulations.month import JUDGED, PAGE, PEOPLE, Life, all_lives, page, weeks

BLAME = ("fail", "lost", "missed", "broke", "should have", "disappoint", "plantar", "heel pain", "clot")


@pytest.fixture(scope="module")
def lives(conversation: Conversation) -> dict[str, Life]:
    return all_lives(conversation)


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_gets_more_than_was_judged_right(lives: dict[str, Life], name: str) -> None:
    assert lives[name].nudges
    assert max(weeks(lives[name])) <= JUDGED[name][0]
    assert all(count < MOST_A_DAY for count in lives[name].nudges.values())


@pytest.mark.parametrize("name", PEOPLE)
def test_what_comes_unasked_names_no_condition_and_blames_nobody(lives: dict[str, Life], name: str) -> None:
    unasked = [line for line in lives[name].lines if "(unasked)" in line]
    assert unasked
    assert not [line for line in unasked if any(word in line.casefold() for word in BLAME)]


def test_silence_is_answered_with_silence(lives: dict[str, Life]) -> None:
    assert sum(weeks(lives["Quitter"])) <= 3 + ASK_AFTER + 1
    assert weeks(lives["Quitter"])[-1] == 0


def test_a_pause_and_a_lock_are_silent(lives: dict[str, Life]) -> None:
    assert weeks(lives["On holiday"])[2] == 0
    lines = lives["Stopped by a sign"].lines
    told = next(place for place, line in enumerate(lines) if "swollen" in line)
    checked = next(place for place, line in enumerate(lines) if "Yes, seen" in line)
    unasked = [line for line in lines[told:checked] if "(unasked)" in line]
    assert len(unasked) == 2
    assert not any("Time for your stretch" in line for line in unasked)


def test_the_page_is_true(lives: dict[str, Life]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(lives), "run: python -m tests.simulations.month"
