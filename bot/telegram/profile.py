"""What people see of the bot before they talk to it: name, commands, menu button, description, the line about it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from telegram import BotCommand, BotCommandScopeAllGroupChats, MenuButtonCommands
from telegram.error import TelegramError

from bot.telegram.api import FootguideBot

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Profile:
    """The bot's profile in one language.

    Attributes:
        commands: Names without the slash, each with what it does.
        description: What stands in an empty chat; at most 512 characters.
        short_description: The line on the profile page; at most 120 characters.
        language: Two-letter code of the language, or empty for everybody without one of their own.
        name: What the bot is called; at most 64 characters; empty leaves the name that it has.
        in_groups: The commands that are shown in groups.
    """

    commands: tuple[tuple[str, str], ...]
    description: str
    short_description: str
    language: str = ""
    name: str = ""
    in_groups: tuple[tuple[str, str], ...] = ()


async def register(bot: FootguideBot, profiles: Sequence[Profile]) -> None:
    """Makes the profile what it should be.

    Telegram allows few changes of it, so what is right already is left alone. A failure is only logged: the bot works
    without.

    Args:
        bot: The bot, initialised.
        profiles: One for each language.
    """
    steps = [partial(step, bot, profile) for profile in profiles for step in (_commands, _texts)]
    for step in [partial(_menu_button, bot), *steps] if profiles else []:
        try:
            await step()
        except TelegramError as trouble:
            _log.warning("The profile of the bot could not be brought up to date: %s", trouble.message)


async def _menu_button(bot: FootguideBot) -> None:
    if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _commands(bot: FootguideBot, profile: Profile) -> None:
    language = profile.language or None
    for scope, listed in ((None, profile.commands), (BotCommandScopeAllGroupChats(), profile.in_groups)):
        commands = tuple(BotCommand(name, meaning) for name, meaning in listed)
        if await bot.get_my_commands(scope, language_code=language) != commands:
            await bot.set_my_commands(commands, scope, language_code=language)


async def _texts(bot: FootguideBot, profile: Profile) -> None:
    language = profile.language or None
    # Telegram lets the name be changed least often, so it comes last.
    if (await bot.get_my_description(language)).description != profile.description:
        await bot.set_my_description(profile.description, language)
    if (await bot.get_my_short_description(language)).short_description != profile.short_description:
        await bot.set_my_short_description(profile.short_description, language)
    if profile.name and (await bot.get_my_name(language)).name != profile.name:
        await bot.set_my_name(profile.name, language)
