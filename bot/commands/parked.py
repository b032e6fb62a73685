"""`footguide parked`: messages that could not be worked, to be worked again or taken away."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.commands.at_the_desk import whoever_types
from bot.commands.choosing import Commands
from bot.commands.database import with_database
from bot.commands.refusal import Refusal
from bot.store import Action

if TYPE_CHECKING:
    from bot.store import SqliteStore
    from bot.store.records import ParkedUpdate


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("parked", help="list messages that failed, and why; retry or drop one")
    parser.add_argument(
        "does", nargs="?", choices=("retry", "drop"), help="what to do with one; without it, list them"
    )
    parser.add_argument("number", nargs="?", type=int, metavar="ID", help="its number in the list")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Lists what is parked, or works one again, or takes it away.

    Args:
        options: The command line.

    Raises:
        Refusal: No number was named, or nothing is there under it.
    """
    if options.does is None:
        return _list()
    if options.number is None:
        message = f"Say which one: footguide parked {options.does} ID. `footguide parked` lists them."
        raise Refusal(message)
    number: int = options.number

    async def act(store: "SqliteStore") -> bool:
        retries = options.does == "retry"
        done = await (store.retry_parked(number) if retries else store.drop_parked(number))
        if done:
            what = f"{'retried' if retries else 'dropped'} parked update {number}"
            await store.note_action(Action(datetime.now(UTC), whoever_types(), what))
        return done

    if not with_database(act):
        kept = " whose content is still kept" if options.does == "retry" else ""
        message = f"Nothing is parked under {number}{kept}. `footguide parked` lists what there is."
        raise Refusal(message)
    print(
        f"{number} is worked again as soon as a bot serves this database."
        if options.does == "retry"
        else f"{number} is taken away."
    )
    return 0


def _list() -> int:
    async def read(store: "SqliteStore") -> Sequence["ParkedUpdate"]:
        return await store.parked()

    found = with_database(read)
    if not found:
        print("Nothing is parked.")
    for row in found:
        gone = "" if row.content is not None else " (its content is gone)"
        print(f"{row.id}  chat {row.chat}  {row.at:%Y-%m-%d %H:%M} UTC  {row.reason}{gone}")
    return 0
