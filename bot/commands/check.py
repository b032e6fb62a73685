"""`footguide check`: read a book and list every fault in it."""

import argparse
import json
from pathlib import Path
from typing import Any

from bot.commands.book import counts_of, in_words
from bot.commands.choosing import Commands, folder_of_book
from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_with_faults


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("check", help="read a book and list every fault in it")
    parser.add_argument("folder", nargs="?", type=Path, help="folder of the book; the one in use by default")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Lists all faults of a folder; 1 where there are any."""
    book, faults = read_with_faults(folder_of_book(options.folder))
    if options.format == "json":
        print(json.dumps({"edition": book.edition if book else None, "faults": [_as_object(f) for f in faults]}))
    elif options.format == "github":
        for fault in faults:
            place = f"file={fault.file},line={fault.line},col={fault.column}"
            print(f"::error {place},title={fault.code}::{fault.wrong}; {fault.remedy}")
    else:
        for fault in faults:
            print(fault)
    if faults or book is None:
        if options.format == "text":
            print(f"{len(faults)} fault{'' if len(faults) == 1 else 's'}. Nothing was taken.")
        return 1
    if options.format == "text":
        print(f"No faults. Edition {book.edition}: {in_words(counts_of(book))}. Unsigned: {book.unsigned}.")
    return 0


def _as_object(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file, "line": fault.line, "column": fault.column, "code": fault.code,
        "wrong": fault.wrong, "remedy": fault.remedy,
    }  # fmt: skip
