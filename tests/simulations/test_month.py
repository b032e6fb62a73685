"""A month of reminders: the page about it is true, and nobody is spoken to more than they chose."""

import pytest

from bot.dialogue.conversation import Conversation
from bot.dialogue.reminding.asking import ASK_AFTER
from bot.dialogue.reminding.counting import MOST_A_DAY
from tests.simulations.month import PAGE, PEOPLE, Life, all_lives, page, weeks


@pytest.fixture(scope="module")
def lives(conversation: Conversation) -> dict[str, Life]:
    return all_lives(conversation)


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_gets_more_than_one_message_a_day_and_one_for_a_delay(lives: dict[str, Life], name: str) -> None:
    assert lives[name].nudges
    assert all(count <= 2 < MOST_A_DAY for count in lives[name].nudges.values())


def test_silence_is_answered_with_silence(lives: dict[str, Life]) -> None:
    assert sum(weeks(lives["Quitter"])) <= 3 + ASK_AFTER + 1
    assert weeks(lives["Quitter"])[-1] == 0


def test_the_page_is_true(lives: dict[str, Life]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(lives), "run: python -m tests.simulations.month"
