"""`footguide book`: say what the book holds."""

import argparse
import json
from collections.abc import Mapping

from bot.commands.choosing import Commands
from bot.knowledge.book import Book
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


def counts_of(book: Book) -> dict[str, int]:
    """Returns how many entries of each kind a book has."""
    return {
        "techniques": len(book.techniques), "routines": len(book.routines), "presentations": len(book.presentations),
        "questions": len(book.questions), "red_flags": len(book.red_flags), "cautions": len(book.cautions),
        "faq": len(book.faq), "sources": len(book.sources), "cases": len(book.cases), "pictures": len(book.pictures),
    }  # fmt: skip


def in_words(counts: Mapping[str, int]) -> str:
    """Returns counts as a list in words."""
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
