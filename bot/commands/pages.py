"""`footguide pages`: write the book as a small site for reviewers, to read on paper or screen."""

import argparse
from pathlib import Path

from bot.commands.choosing import Commands, add_folder_of_book, folder_of_book
from bot.commands.refusal import Refusal
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from bot.pages.site import make_pages
from bot.pages.writing import FolderTaken, write_pages


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("pages", help="write the book as pages for reviewers")
    parser.add_argument("out", metavar="OUT", type=Path, help="folder for the pages: a new or an empty one")
    add_folder_of_book(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Writes the pages, all of them or none."""
    book = read_book(folder_of_book(options.knowledge))
    files = make_pages(book, shipped_catalogues())
    try:
        write_pages(files, options.out)
    except FolderTaken as taken:
        raise Refusal(str(taken)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"The pages cannot be written to {options.out} ({reason}). Name a folder that you may write to."
        raise Refusal(message) from error
    print(f"Edition {book.edition}: open {options.out / 'index.html'}.")
    return 0
