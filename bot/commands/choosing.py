"""What several commands share on the command line: the parsers they add to, and the folder of the book."""

import argparse
from pathlib import Path
from typing import TypeAlias

from bot.shipped_book import shipped_book_folder

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""Where a command adds its own parser; argparse has no public name for it."""


def folder_of_book(given: Path | None) -> Path:
    """Returns the folder that was named, or the one that is shipped."""
    return given if given is not None else shipped_book_folder()
