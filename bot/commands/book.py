"""`footguide book`: say what the book holds."""

import argparse
import json

from bot.commands.choosing import Commands
from bot.knowledge.counting import counts_of, in_words
from bot.knowledge.reading import read_book
from bot.settings import read_settings


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("book", help="say what the book holds")
    parser.add_argument("--json", action="store_true", help="as one object")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Prints the edition and its counts."""
    book = read_book(read_settings().knowledge)
    counts = counts_of(book)
    if options.json:
        print(json.dumps({"edition": book.edition, "counts": counts, "unsigned": book.unsigned}))
    else:
        print(f"Edition {book.edition}: {in_words(counts)}. Unsigned: {book.unsigned}.")
    return 0
