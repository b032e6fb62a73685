"""`footguide try`: chat without Telegram, in a browser or in the terminal."""

import argparse
from pathlib import Path

from bot.commands.choosing import Commands
from bot.knowledge.reading import read_book
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("try", help="chat without Telegram, in a browser on this machine")
    parser.add_argument("--terminal", action="store_true", help="chat in this terminal instead")
    parser.add_argument("--port", type=int, default=0, help="port of the page on 127.0.0.1; any free one by default")
    parser.add_argument("--knowledge", type=Path, help="folder of the book to try")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Serves the trial chat until it is told to end."""
    settings = read_settings()
    book = read_book(options.knowledge or settings.knowledge)
    # Telegram and the web are loaded only where they are used: `check` must be quick.
    from bot.running import run_trial  # noqa: PLC0415

    return run_trial(settings, book, port=options.port, terminal=options.terminal)
