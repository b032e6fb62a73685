"""The profile is brought up to date with as few calls as that takes."""

from dataclasses import replace
from gettext import NullTranslations

import pytest

from bot.knowledge.book import Book
from bot.language.catalogues import Catalogue, Catalogues
from bot.running import profiles
from bot.telegram.api import FootguideBot
from bot.telegram.profile import Profile, register
from tests.telegram.fake_telegram import FakeTelegram

PROFILE = Profile(
    (("start", "Begin"), ("stop", "Stop what runs")), "I help with sore feet.", "For sore feet.", name="Happy feet",
    in_groups=(("start", "In private"),),
)  # fmt: skip


async def test_the_profile_is_set_once_and_then_left_alone(bot: FootguideBot, telegram: FakeTelegram) -> None:
    await register(bot, [PROFILE])
    assert telegram.profile == {
        "commands": [
            {"command": "start", "description": "Begin"},
            {"command": "stop", "description": "Stop what runs"},
        ],
        "description": "I help with sore feet.",
        "short_description": "For sore feet.",
        "name": "Happy feet",
        "menu_button": "commands",
        "commands of all_group_chats": [{"command": "start", "description": "In private"}],
    }
    telegram.calls.clear()
    await register(bot, [PROFILE])
    assert [call.method for call in telegram.calls] == [
        "getChatMenuButton",
        "getMyCommands",
        "getMyCommands",
        "getMyDescription",
        "getMyShortDescription",
        "getMyName",
    ]


async def test_only_what_has_changed_is_set(bot: FootguideBot, telegram: FakeTelegram) -> None:
    await register(bot, [PROFILE])
    telegram.calls.clear()
    await register(bot, [replace(PROFILE, description="I help with tired feet.")])
    assert [call.method for call in telegram.calls if call.method.startswith("set")] == ["setMyDescription"]


async def test_a_profile_without_a_name_leaves_the_one_that_the_bot_has(
    bot: FootguideBot, telegram: FakeTelegram
) -> None:
    await register(bot, [replace(PROFILE, name="")])
    assert "name" not in telegram.profile


async def test_each_language_has_its_own(bot: FootguideBot, telegram: FakeTelegram) -> None:
    await register(bot, [Profile((), "d", "s", language="de")])
    spoken = [call for call in telegram.calls if not call.method.endswith("ChatMenuButton")]
    assert {call.params.get("language_code") for call in spoken} == {"de"}


def test_every_language_of_the_book_that_has_a_catalogue_has_a_profile(book: Book) -> None:
    spoken = Catalogues({tag: Catalogue(tag, NullTranslations(), NullTranslations()) for tag in ("de", "xx")})
    words = book.words.model_copy(update={"languages": ("en", "de", "fr")})
    found = profiles(replace(book, words=words), spoken)
    assert [profile.language for profile in found] == ["", "de"]
    assert found[0].name == "footguide"
    assert [name for name, _ in found[0].in_groups] == ["start"]


async def test_a_failure_is_only_logged(
    bot: FootguideBot, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("setMyCommands", status=429, retry_after=3600)
    await register(bot, [PROFILE])
    assert "could not be brought up to date" in caplog.text
    assert telegram.profile["description"] == "I help with sore feet.", "one failure does not keep the rest away"
