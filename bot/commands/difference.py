"""`footguide diff`: what an edit of the book does to people."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from bot.commands.choosing import Commands, folder_of_book
from bot.commands.refusal import Refusal
from bot.difference.comparing import compare
from bot.difference.finding import NotFound, Resolver, find_book, from_folder, from_git
from bot.difference.patients import MOST_CASES
from bot.difference.telling import as_object, for_phone, in_full

LOOSER = 3
"""The exit code where something is looser."""

MORE_RESOLVERS: tuple[Callable[[], Resolver], ...] = ()
"""What else knows books by name: each makes a resolver when it is needed, so that nothing is opened for nothing."""


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "diff",
        help="tell what an edit of the book does to people",
        description="Tells what an edit of the book does to people. Ends with 3 where anything is looser.",
    )
    parser.add_argument("old", metavar="OLD", help="a folder, or a git revision of the folder of the book")
    parser.add_argument("new", metavar="NEW", help="the same")
    parser.add_argument("--format", choices=("text", "json", "phone"), default="text")
    parser.add_argument("--knowledge", type=Path, help="folder of the book whose git revisions are meant")
    parser.add_argument("--all-cases", action="store_true", help="play every patient case that is touched")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Tells the difference; 3 where something is looser.

    Args:
        options: The command line.

    Raises:
        Refusal: A book is not found.
    """
    resolvers = (from_folder, from_git(folder_of_book(options.knowledge)), *(make() for make in MORE_RESOLVERS))
    try:
        old, new = (find_book(name, resolvers) for name in (options.old, options.new))
    except NotFound as missing:
        raise Refusal(str(missing)) from missing
    most = max(1, len(old.cases) + len(new.cases)) if options.all_cases else MOST_CASES
    difference = compare(old, new, most_cases=most, side_by_side=True)
    if options.format == "json":
        print(json.dumps(as_object(difference), ensure_ascii=False, indent=2))
    else:
        print((for_phone if options.format == "phone" else in_full)(difference).rstrip("\n"))
    return LOOSER if difference.looser else 0
