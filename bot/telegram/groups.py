"""In a group: which words are meant for the bot, and where it is talked to instead."""

import re

from telegram import Bot, Message, User

_COMMAND = re.compile(r"/(?P<name>[a-z0-9_]{1,32})(@(?P<bot>\w+))?(\s|$)", re.IGNORECASE)

COMMANDS = frozenset({"start", "help"})
"""Commands that may be meant for this bot where no name stands behind them; other bots have their own."""


def addressed(message: Message, bot: Bot | None) -> str | None:
    """Returns the words that are meant for the bot, without its name, or None where none are.

    Args:
        message: A message of a group.
        bot: The bot, once it knows its own name.
    """
    user = _itself(bot)
    text = message.text or message.caption
    if not text or user is None or user.username is None:
        return None
    mention = re.compile(rf"@{re.escape(user.username)}\b", re.IGNORECASE)
    words = mention.sub(" ", text).strip()
    command = _COMMAND.match(text)
    if command is not None:
        named = command["bot"]
        ours = named.casefold() == user.username.casefold() if named else command["name"].casefold() in COMMANDS
        if ours:
            return words
    answered = message.reply_to_message
    replies = answered is not None and answered.from_user is not None and answered.from_user.id == user.id
    return words if mention.search(text) or replies else None


def private_link(bot: Bot | None) -> str:
    """Returns where the bot is talked to in private; empty as long as it does not know its own name."""
    user = _itself(bot)
    return "" if user is None or user.username is None else f"https://t.me/{user.username}"


def _itself(bot: Bot | None) -> User | None:
    """Returns the bot as a user; None before Telegram has told who it is."""
    if bot is None:
        return None
    try:
        return bot.bot
    except RuntimeError:
        return None
