"""`footguide schema`: write the JSON Schemas by which editors complete, explain and underline the files of a book."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from bot.commands.choosing import Commands, add_folder_of_book, folder_of_book
from bot.commands.refusal import Refusal
from bot.commands.sign import replace_text
from bot.knowledge.fault import BookUnusable
from bot.knowledge.reading import read_with_faults
from bot.knowledge.schema import EDITOR_LINE, editor_line, schemas_of


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("schema", help="write JSON Schemas for editors of the book")
    parser.add_argument("out", metavar="OUT", type=Path, help="folder for them; schemas/ inside the book's folder")
    add_folder_of_book(parser)
    parser.add_argument("--lines", action="store_true", help="also give each file of the book its line for editors")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Writes the schemas, and the lines where they are asked for.

    Args:
        options: The command line.

    Raises:
        BookUnusable: The book cannot be read, so that its names are not known.
        Refusal: Something cannot be written.
    """
    folder: Path = folder_of_book(options.knowledge)
    book, faults = read_with_faults(folder)
    if book is None:
        raise BookUnusable(faults)
    schemas = schemas_of(book)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for name, text in schemas.items():
            (options.out / name).write_text(text, encoding="utf-8")
        lines = sum(_give_line(file, line) for file, line in _files(folder)) if options.lines else 0
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = (
            f"{error.filename or options.out} cannot be written ({reason}). Name a folder that you may write to."
        )
        raise Refusal(message) from error
    print(f"Wrote {len(schemas)} schemas to {options.out}.")
    if options.lines:
        print(f"Gave {lines} file{'' if lines == 1 else 's'} the line for editors.")
    return 0


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(folder.rglob("*.yaml")):
        line = editor_line(file.relative_to(folder).as_posix())
        if line is not None:
            yield file, line


def _give_line(file: Path, line: str) -> bool:
    """Puts the line on top of a file, in place of an earlier one; returns whether anything changed."""
    text = file.read_bytes().decode("utf-8")
    first, _, rest = text.partition("\n")
    if first.rstrip("\r") == line:
        return False
    newline = "\r\n" if first.endswith("\r") else "\n"
    replace_text(file, f"{line}{newline}{rest if first.startswith(EDITOR_LINE) else text}")
    return True
