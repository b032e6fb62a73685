"""Every press is answered once, and nobody waits for that."""

import pytest

from bot.telegram.api import FootguideBot
from bot.telegram.presses import PressAnswers
from tests.telegram.fake_telegram import FakeTelegram


async def test_presses_are_answered_with_and_without_a_note(bot: FootguideBot, telegram: FakeTelegram) -> None:
    presses = PressAnswers(bot)
    presses.answer("p1", None)
    presses.answer("p2", "You ticked 2.")
    presses.answer("p3", "x" * 300)
    await presses.finish()
    assert telegram.pressed == {"p1": None, "p2": "You ticked 2.", "p3": "x" * 200}


@pytest.mark.parametrize(
    "how",
    [
        {"status": 400, "description": "Bad Request: query is too old and response timeout expired"},
        {"status": 500},
        {"drop": True},
        {"status": 429, "retry_after": 5},
    ],
)
async def test_a_failure_is_logged_and_never_tried_again(
    bot: FootguideBot, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, how: dict[str, object]
) -> None:
    caplog.set_level("INFO", "bot")
    telegram.fail("answerCallbackQuery", times=9, **how)
    presses = PressAnswers(bot)
    presses.answer("p1", "a note")
    await presses.finish()
    assert len(telegram.calls) == 1
    assert "A press could not be answered" in caplog.text
    assert "a note" not in caplog.text
