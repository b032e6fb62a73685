"""What the bot says about itself is kept and shown to the right people."""

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest

from .page_client import PageClient


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.first_name, me.username) == (123456, True, "footguide", "footguide_trial_bot")


async def test_commands_are_kept_by_scope_and_language(bot: Bot, person: PageClient) -> None:
    chat = BotCommandScopeChat(person.chat_id)
    assert await bot.set_my_commands([("start", "Begin")])
    assert await bot.set_my_commands([("start", "Anfangen")], language_code="de")
    assert await bot.set_my_commands([("help", "Help")], scope=BotCommandScopeAllPrivateChats())
    assert await bot.set_my_commands([("stats", "Numbers")], scope=chat)
    assert [command.description for command in await bot.get_my_commands()] == ["Begin"]
    assert [command.description for command in await bot.get_my_commands(language_code="de")] == ["Anfangen"]
    assert [command.command for command in await bot.get_my_commands(scope=chat)] == ["stats"]
    assert await bot.get_my_commands(language_code="fr") == ()


async def test_the_page_shows_the_narrowest_commands_and_hears_of_changes(bot: Bot, person: PageClient) -> None:
    async with person.news() as following:
        assert (await following())["commands"] == []
        for commands, scope in (
            ([("start", "Begin")], None),
            ([("help", "Help")], BotCommandScopeAllPrivateChats()),
            ([("stats", "Numbers")], BotCommandScopeChat(person.chat_id)),
        ):
            await bot.set_my_commands(commands, scope=scope)
            news = await following()
            assert news["kind"] == "profile"
            [(name, description)] = commands
            assert news["commands"] == [{"command": name, "description": description}]


async def test_the_page_speaks_the_language_of_the_person(bot: Bot, person: PageClient) -> None:
    await bot.set_my_commands([("start", "Begin")])
    await bot.set_my_commands([("start", "Anfangen")], language_code="de")
    await bot.set_my_description("Ich helfe.", language_code="de")
    async with person.news(language="de") as following:
        news = await following()
    assert news["commands"] == [{"command": "start", "description": "Anfangen"}]
    assert news["description"] == "Ich helfe."
    await person.write("hallo")
    [update] = await bot.get_updates()
    assert update.effective_user is not None
    assert update.effective_user.language_code == "de"


async def test_name_and_descriptions_are_set_and_read(bot: Bot, person: PageClient) -> None:
    assert await bot.set_my_name("Feet")
    assert await bot.set_my_description("What can this bot do?")
    assert await bot.set_my_short_description("Feet.")
    assert (await bot.get_my_name()).name == "Feet"
    assert (await bot.get_my_description()).description == "What can this bot do?"
    assert (await bot.get_my_short_description()).short_description == "Feet."
    shown = await person.snapshot()
    assert (shown["name"], shown["description"]) == ("Feet", "What can this bot do?")
    assert await bot.set_my_name("")
    assert (await bot.get_my_name()).name == "footguide"


async def test_the_menu_button_is_that_of_commands(bot: Bot) -> None:
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.get_chat_menu_button() == MenuButtonCommands()
    with pytest.raises(BadRequest, match="menu button of commands only"):
        await bot.set_chat_menu_button(menu_button=MenuButtonWebApp("x", WebAppInfo("https://example.org")))


@pytest.mark.parametrize(
    ("command", "description", "reason"),
    [
        ("Start", "x", "Bot_command_invalid"),
        ("a" * 33, "x", "Bot_command_invalid"),
        ("start", " ", "Bot_command_description_invalid"),
        ("start", "x" * 257, "Bot_command_description_invalid"),
    ],
)
async def test_commands_keep_the_limits(bot: Bot, command: str, description: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.set_my_commands([(command, description)])


async def test_texts_keep_the_limits(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="more than 64 characters"):
        await bot.set_my_name("x" * 65)
    with pytest.raises(BadRequest, match="more than 512 characters"):
        await bot.set_my_description("x" * 513)
    with pytest.raises(BadRequest, match="more than 120 characters"):
        await bot.set_my_short_description("x" * 121)
