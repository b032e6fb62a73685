"""`footguide new`: begin an entry of the book, with every key explained and a TODO for all that must be written."""

import argparse
import re
from difflib import get_close_matches

from bot.commands.choosing import Commands, add_folder_of_book, folder_of_book
from bot.commands.refusal import Refusal
from bot.knowledge.starting import FORMS, NAME, names_there, started

_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,47}")


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("new", help="begin a technique, a red flag or another entry of the book")
    parser.add_argument("kind", metavar="KIND", help=", ".join(FORMS))
    parser.add_argument("name", metavar="NAME", help="its id, such as towel_stretch; of a case what it is about")
    add_folder_of_book(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Writes a new file, or prints an entry where entries share a file.

    Args:
        options: The command line.

    Raises:
        Refusal: There is no such kind, the name is taken or no id, or the file cannot be written.
    """
    kind, name, folder = options.kind.replace("-", "_"), options.name, folder_of_book(options.knowledge)
    if kind not in FORMS:
        near = get_close_matches(kind, FORMS, n=1)
        message = f"There is no kind {options.kind}; " + (
            f"did you mean {near[0]}?" if near else f"the kinds are {', '.join(FORMS)}."
        )
        raise Refusal(message)
    words = kind.replace("_", " ")
    if not folder.is_dir():
        message = f"There is no folder {folder}; name that of the book: --knowledge FOLDER."
        raise Refusal(message)
    if kind == "case" and ('"' in name or "\\" in name or not name.strip() or "\n" in name):
        message = f"{name!r} cannot name a case; write in a few words what it is about, without quotation marks."
        raise Refusal(message)
    if kind not in {"case", "source"} and _ID.fullmatch(name) is None:
        message = f"{name} is no id: use lower-case letters, digits and underscores, 48 at most" + _such_as(name)
        raise Refusal(message)
    if kind == "source" and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_]*", name) is None:
        message = f"{name} is no id: use letters, digits and underscores" + _such_as(name)
        raise Refusal(message)
    there = names_there(folder, kind)
    if name in there:
        message = f"There is a {words} {name} already, in {there[name]}; edit it there, or take another name."
        raise Refusal(message)
    form, text = FORMS[kind], started(kind, name)
    if not form.alone:
        print(text, end="")
        print(f"# {form.then.replace(NAME, name)}")
        return 0
    file = folder / form.file.replace(NAME, name)
    try:
        file.parent.mkdir(exist_ok=True)
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except OSError as error:
        message = f"{file} cannot be written ({error.strerror or type(error).__name__}). Nothing was begun."
        raise Refusal(message) from error
    print(f"Began {file}. Write what is marked TODO; `footguide check` names what is left.")
    if form.then:
        print(form.then.replace(NAME, name))
    return 0


def _such_as(name: str) -> str:
    better = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:48]
    return f", such as {better}." if better else "."
