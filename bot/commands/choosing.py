"""What several commands share on the command line: the parsers they add to, and the folder of the book."""

import argparse
from pathlib import Path
from typing import TypeAlias

from bot.settings import read_settings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""Where a command adds its own parser; argparse has no public name for it."""


def add_folder_of_book(parser: argparse.ArgumentParser) -> None:
    """Lets a command name the folder of the book; `folder_of_book` reads what was given."""
    parser.add_argument("--knowledge", type=Path, help="folder of the book; the one in use by default")


def folder_of_book(given: Path | None) -> Path:
    """Returns the folder that was named, or the one in use: that of BOT_KNOWLEDGE, else the shipped one."""
    return given if given is not None else read_settings().knowledge
