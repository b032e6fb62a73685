"""`footguide run`: chat on Telegram."""

import argparse

from bot.commands.choosing import Commands
from bot.commands.refusal import Refusal
from bot.knowledge.reading import read_book
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
    if settings.require_signed and book.unsigned:
        message = (
            f"BOT_REQUIRE_SIGNED is yes, and {book.unsigned} entries of the book are not signed by a clinician. "
            "Have them signed, or set BOT_REQUIRE_SIGNED=no."
        )
        raise Refusal(message)
    # Telegram and the web are loaded only where they are used: `check` must be quick.
    from bot.running import run_bot  # noqa: PLC0415

    return run_bot(settings, book)
