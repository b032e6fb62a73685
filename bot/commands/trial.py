"""`footguide try`: chat without Telegram, in a browser or in the terminal."""

import argparse
from pathlib import Path

from bot.commands.choosing import Commands
from bot.editions.starting import FolderBook
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("try", help="chat without Telegram, in a browser on this machine")
    parser.add_argument("--terminal", action="store_true", help="chat in this terminal instead")
    parser.add_argument("--port", type=int, default=0, help="port of the page on 127.0.0.1; any free one by default")
    parser.add_argument("--knowledge", type=Path, help="folder of the book to try, with what the rules make of it")
    parser.add_argument("--operator", action="store_true", help="chat as somebody who keeps the book")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Serves the trial chat until it is told to end."""
    settings = read_settings()
    folder = FolderBook(options.knowledge or settings.knowledge)
    folder.read()
    # Telegram and the web are loaded only where they are used: `check` must be quick.
    from bot.running import run_trial  # noqa: PLC0415

    panel = options.knowledge is not None or options.operator
    return run_trial(
        settings, folder, port=options.port, terminal=options.terminal, panel=panel, operator=options.operator
    )
