"""`footguide diff`: what an edit of the book does to people."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.commands.choosing import Commands, folder_of_book
from bot.commands.refusal import Refusal
from bot.difference.comparing import compare
from bot.difference.finding import NotFound, Resolver, find_files, from_folder, from_git, later_revisions
from bot.difference.keeping import from_database
from bot.difference.telling import as_object, for_phone, in_full
from bot.knowledge.fault import BookUnusable, Fault
from bot.knowledge.read_before import ReadBefore
from bot.knowledge.reading import read_files
from bot.settings import read_settings

LOOSER = 3
"""The exit code where something is looser."""

MOST_FAULTS = 3
"""So many faults of the old edition are told; nobody mends it any more."""

MOST_TRIED = 8
"""So many later revisions are read in search of one that can be compared with."""

MORE_RESOLVERS: tuple[Callable[[], Resolver], ...] = (lambda: from_database(lambda: read_settings().database),)
"""What else knows books by name: each makes a resolver when it is needed, so that nothing is opened for nothing."""


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "diff",
        help="tell what an edit of the book does to people",
        description="Tells what an edit of the book does to people. Ends with 3 where anything is looser.",
    )
    parser.add_argument("old", metavar="OLD", help="a folder, a git revision, or an edition by its id")
    parser.add_argument("new", metavar="NEW", help="the same; it must have no faults")
    parser.add_argument("--format", choices=("text", "json", "phone"), default="text")
    parser.add_argument("--knowledge", type=Path, help="folder of the book whose git revisions are meant")
    parser.add_argument(
        "--all-cases", action="store_true", help="play every patient case that is touched, not only the nearest"
    )
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Tells the difference; 3 where something is looser.

    Args:
        options: The command line.

    Raises:
        Refusal: A book is not found, the old one cannot be put together, or the new one has faults.
    """
    folder = folder_of_book(options.knowledge)
    resolvers = (from_folder, from_git(folder), *(make() for make in MORE_RESOLVERS))
    try:
        old_files, new_files = (find_files(name, resolvers) for name in (options.old, options.new))
    except NotFound as missing:
        raise Refusal(str(missing)) from missing
    before = ReadBefore()
    new, faults = read_files(new_files, before=before)
    if new is None or faults:
        message = f"Nothing was compared: {options.new} must have no faults.\n{BookUnusable(faults)}"
        raise Refusal(message)
    # What checks were added since must not keep an old edition from being compared with.
    old, faults = read_files(old_files, before=before)
    if old is None:
        raise Refusal(_cannot_be_read(options, faults, folder))
    if faults:
        print(_with_faults(options.old, faults), file=sys.stderr)
    most = len(old.cases) + len(new.cases) if options.all_cases else None
    difference = compare(old, new, most_cases=most, side_by_side=True)
    if options.format == "json":
        print(json.dumps(as_object(difference), ensure_ascii=False, indent=2))
    else:
        print((for_phone if options.format == "phone" else in_full)(difference).rstrip("\n"))
    return LOOSER if difference.looser else 0


def _with_faults(name: str, faults: Sequence[Fault]) -> str:
    count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
    return f"Note: {name} has {count} by the checks of this program, and is compared all the same:\n{_first(faults)}"


def _first(faults: Sequence[Fault]) -> str:
    more = [] if len(faults) <= MOST_FAULTS else [f"  … and {len(faults) - MOST_FAULTS} more"]
    return "\n".join([*(f"  {fault}" for fault in faults[:MOST_FAULTS]), *more])


def _cannot_be_read(options: argparse.Namespace, faults: Sequence[Fault], folder: Path) -> str:
    """Returns why the old edition cannot be compared with, and what can be: it may be of an earlier program."""
    name = options.old
    lines = [
        f"Nothing was compared: this program cannot read {name}. It may be from before a key was required:",
        _first(faults),
    ]
    later = [] if Path(name).is_dir() else later_revisions(folder, name, (fault.file for fault in faults))
    resolve = from_git(folder)
    for revision in later[:MOST_TRIED]:
        files = resolve(revision)
        if files is not None and read_files(files)[0] is not None:
            lines.append(f"The next one after it that can be compared: footguide diff {revision} {options.new}")
            break
    lines.append(
        f"To compare with {name} itself, put its files into a folder, write there what is missing as it was meant"
        " then, and name that folder."
    )
    return "\n".join(lines)
