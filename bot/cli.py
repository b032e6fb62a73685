"""The front door: the command `footguide`, which leads to one file of `commands` for each of its words."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from bot.commands.refusal import Refusal
from bot.knowledge.fault import BookUnusable
from bot.settings import SettingsUnusable

COMMANDS: Mapping[str, str] = {
    "run": "run", "try": "trial", "check": "check", "explain": "explain", "new": "new", "cases": "cases",
    "record": "record", "diff": "difference", "publish": "publish", "editions": "editions", "rollback": "rollback",
    "book": "book", "coverage": "coverage", "pages": "pages", "pictures": "pictures", "schema": "schema",
    "sign": "sign", "understand": "understand", "stats": "stats", "parked": "parked", "backup": "backup",
    "restore": "backup", "move": "backup",
}  # fmt: skip
"""Where in `commands` each word is, in the order of the help. Only what is wanted is loaded: `check` is quick."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command.

    Args:
        arguments: The words after `footguide`; those of the process when None.

    Returns:
        The exit code: 0 when all is well, 1 when something was refused or failed, 2 for a wrong command line.
    """
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(words[0] if words else "").parse_args(words)
    try:
        return int(options.command(options))
    except (Refusal, BookUnusable, SettingsUnusable) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser(word: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="footguide", description="A Telegram bot that guides people with sore feet, safely."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    files = [COMMANDS[word]] if word in COMMANDS else dict.fromkeys(COMMANDS.values())
    for file in files:
        import_module(f"bot.commands.{file}").add(commands)
    return parser
