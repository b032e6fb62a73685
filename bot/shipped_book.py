"""Finds the book that comes with the program, in a checkout as in an installed wheel."""

from pathlib import Path


def shipped_book_folder() -> Path:
    """Returns the folder of the shipped book.

    A wheel holds it inside the package; a checkout has it beside the package, where people edit it.
    The folder is not read here: the reader of books says what is wrong with a folder that is missing.
    """
    package = Path(__file__).parent
    in_wheel = package / "shipped" / "knowledge"
    return in_wheel if in_wheel.is_dir() else package.parent / "knowledge"
