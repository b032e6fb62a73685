"""The profile is brought up to date with as few calls as that takes."""

import pytest

from bot.telegram.api import FootguideBot
from bot.telegram.profile import Profile, register
from tests.telegram.fake_telegram import FakeTelegram

PROFILE = Profile((("start", "Begin"), ("stop", "Stop what runs")), "I help with sore feet.", "For sore feet.")


async def test_the_profile_is_set_once_and_then_left_alone(bot: FootguideBot, telegram: FakeTelegram) -> None:
    await register(bot, [PROFILE])
    assert telegram.profile == {
        "commands": [
            {"command": "start", "description": "Begin"},
            {"command": "stop", "description": "Stop what runs"},
        ],
        "description": "I help with sore feet.",
        "short_description": "For sore feet.",
    }
    telegram.calls.clear()
    await register(bot, [PROFILE])
    assert [call.method for call in telegram.calls] == [
        "getMyCommands",
        "getMyDescription",
        "getMyShortDescription",
    ]


async def test_each_language_has_its_own(bot: FootguideBot, telegram: FakeTelegram) -> None:
    await register(bot, [Profile((), "d", "s", language="de")])
    assert {call.params.get("language_code") for call in telegram.calls} == {"de"}


async def test_a_failure_is_only_logged(
    bot: FootguideBot, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("setMyCommands", status=429, retry_after=3600)
    await register(bot, [PROFILE])
    assert "could not be brought up to date" in caplog.text
