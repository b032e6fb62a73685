"""What people see of the bot before they talk to it: commands, description and the line under its name."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import BotCommand
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
    """

    commands: tuple[tuple[str, str], ...]
    description: str
    short_description: str
    language: str = ""


async def register(bot: FootguideBot, profiles: Sequence[Profile]) -> None:
    """Makes the profile what it should be.

    Telegram allows few changes of it, so what is right already is left alone. A failure is only logged: the bot works
    without.

    Args:
        bot: The bot, initialised.
        profiles: One for each language.
    """
    for profile in profiles:
        try:
            await _register(bot, profile)
        except TelegramError as trouble:
            _log.warning("The profile of the bot could not be brought up to date: %s", trouble.message)


async def _register(bot: FootguideBot, profile: Profile) -> None:
    language = profile.language or None
    commands = tuple(BotCommand(name, meaning) for name, meaning in profile.commands)
    if await bot.get_my_commands(language_code=language) != commands:
        await bot.set_my_commands(commands, language_code=language)
    if (await bot.get_my_description(language)).description != profile.description:
        await bot.set_my_description(profile.description, language)
    if (await bot.get_my_short_description(language)).short_description != profile.short_description:
        await bot.set_my_short_description(profile.short_description, language)
