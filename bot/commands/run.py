"""`footguide run`: chat on Telegram."""

import argparse

from bot.commands.choosing import Commands
from bot.commands.refusal import Refusal
from bot.knowledge.reading import read_book
from bot.knowledge.unsigned_rules import refused_unsigned
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("run", help="chat on Telegram; needs BOT_TOKEN")
    parser.set_defaults(command=run)


def run(_: argparse.Namespace) -> int:
    """Runs until it is told to end.

    Raises:
        Refusal: There is no token, or the book is not signed and must be.
    """
    settings = read_settings()
    if settings.token is None:
        message = (
            "BOT_TOKEN is not set. Get a token from @BotFather on Telegram and put BOT_TOKEN=... into .env, "
            "or chat without Telegram: footguide try"
        )
        raise Refusal(message)
    book = read_book(settings.knowledge)
    refused = refused_unsigned(book) if settings.require_signed else None
    if refused is not None:
        raise Refusal(refused)
    # Telegram and the web are loaded only where they are used: `check` must be quick.
    from bot.running import run_bot  # noqa: PLC0415

    return run_bot(settings, book)
