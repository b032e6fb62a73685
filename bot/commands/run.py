"""`footguide run`: chat on Telegram."""

import argparse
from functools import partial

from bot.commands.choosing import Commands
from bot.commands.refusal import Refusal
from bot.editions.starting import FolderBook
from bot.knowledge.book import Book
from bot.knowledge.unsigned_rules import refused_unsigned
from bot.settings import Settings, read_settings


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
    folder = FolderBook(settings.knowledge)
    if not settings.database.exists():
        # A first start with a faulty book leaves nothing behind.
        folder.read()
    # Telegram and the web are loaded only where they are used: `check` must be quick.
    from bot.running import run_bot  # noqa: PLC0415

    return run_bot(settings, folder, partial(_acceptable, settings))


def _acceptable(settings: Settings, book: Book) -> None:
    refused = refused_unsigned(book) if settings.require_signed else None
    if refused is not None:
        raise Refusal(refused)
