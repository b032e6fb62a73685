"""`footguide backup`, `restore` and `move`: a copy of the bot's database, and its way back while no bot serves."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.choosing import Commands
from bot.commands.database import with_database
from bot.commands.refusal import Refusal
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.store import SqliteStore


def add(commands: Commands) -> None:
    """Adds the commands."""
    backup = commands.add_parser("backup", help="write a copy of the bot's database, also while it serves")
    backup.add_argument("file", type=Path, metavar="FILE", help="where the copy goes; must not exist yet")
    backup.set_defaults(command=run_backup)
    restore = commands.add_parser("restore", help="put a backup in the place of the bot's database")
    restore.add_argument("file", type=Path, metavar="FILE", help="what footguide backup wrote")
    restore.set_defaults(command=run_restore)
    move = commands.add_parser("move", help="move the database to PostgreSQL; not in this edition")
    move.add_argument("url", metavar="URL", help="address of the other database")
    move.set_defaults(command=run_move)


def run_backup(options: argparse.Namespace) -> int:
    """Writes a copy.

    Args:
        options: The command line.
    """
    file: Path = options.file

    async def copy(store: "SqliteStore") -> None:
        await store.backup(file)

    with_database(copy)
    print(f"Written: {file}. It holds all that people told; keep it as safe as the database.")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Puts a backup in place.

    Args:
        options: The command line.

    Raises:
        Refusal: The backup is not sound, or a bot serves the database.
    """
    from bot.store import StoreUnavailable  # noqa: PLC0415
    from bot.store.restoring import restore  # noqa: PLC0415

    database = read_settings().database
    try:
        kept = restore(options.file, database, datetime.now(UTC))
    except StoreUnavailable as trouble:
        raise Refusal(str(trouble)) from None
    print(f"{options.file} is now {database}.")
    if kept is not None:
        print(f"The old one is kept as {kept}. It holds all that people told: delete it when you need it no more.")
    print("Who erased everything since that backup is in it again: erase them again.")
    return 0


def run_move(_: argparse.Namespace) -> int:
    """Refuses.

    Raises:
        Refusal: Always.
    """
    # The address is not repeated: it may hold a password.
    message = (
        "PostgreSQL is not in this edition, so there is nowhere to move to. Keep SQLite: footguide backup FILE "
        "here, then footguide restore FILE on the other machine."
    )
    raise Refusal(message)
