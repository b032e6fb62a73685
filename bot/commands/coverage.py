"""`footguide coverage`: make the page that maps each claim of the first articles to the file that covers it."""

import argparse
from pathlib import Path

from bot.commands.choosing import Commands, add_folder_of_book, folder_of_book
from bot.commands.refusal import Refusal
from bot.knowledge.coverage_page import coverage_page
from bot.knowledge.reading import read_book


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("coverage", help="say where each claim of the first articles is covered")
    add_folder_of_book(parser)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page instead of printing it")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Prints or writes the page."""
    page = coverage_page(read_book(folder_of_book(options.knowledge)))
    if options.write is None:
        print(page, end="")
        return 0
    try:
        options.write.write_text(page, encoding="utf-8")
    except OSError as error:
        message = f"{options.write} cannot be written ({error.strerror}); name a file in a folder that is there"
        raise Refusal(message) from error
    print(f"Wrote {options.write}.")
    return 0
