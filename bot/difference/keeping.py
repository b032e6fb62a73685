"""Finds editions that the database keeps, by their id; the database is only looked into, never made or changed."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.difference.finding import NotFound, Resolver
from bot.knowledge.book_files import BookFiles
from bot.store.editions import edition_files, editions, proposals

_ID = re.compile(r"[0-9a-f]{4,12}")
"""What an edition is called by: its id, or at least four of its first letters."""

_WAIT_SECONDS = 5.0


def from_database(file: Callable[[], Path]) -> Resolver:
    """Returns a resolver for the editions that were published or proposed.

    Args:
        file: Gives the database file; asked only for a name that may be an edition.
    """

    def resolve(name: str) -> BookFiles | None:
        if _ID.fullmatch(name) is None:
            return None
        database = file()
        if not database.is_file():
            return None
        try:
            with closing(_looked_into(database)) as connection:
                return _edition(name, database, connection)
        except sqlite3.Error as error:
            message = (
                f"The database {database} cannot be read ({error}), so {name!r} cannot be looked for among its"
                " editions. Mend it or move it away, or name a folder."
            )
            raise NotFound(message) from error

    return resolve


def _edition(name: str, database: Path, connection: sqlite3.Connection) -> BookFiles | None:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'proposal'").fetchone() is None:
        # It was written before editions were kept.
        return None
    kept = {*(one.edition for one in editions(connection)), *(one.edition for one in proposals(connection))}
    meant = sorted(edition for edition in kept if edition.startswith(name))
    if len(meant) > 1:
        message = f"{name!r} is the beginning of {' and '.join(meant)} in {database}. Write more letters."
        raise NotFound(message)
    contents = edition_files(meant[0], connection) if meant else None
    return None if contents is None else BookFiles.of(contents)


def _looked_into(database: Path) -> sqlite3.Connection:
    """Opens the database for reading: no newer version is made of it below a bot that serves it."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=_WAIT_SECONDS)
    connection.row_factory = sqlite3.Row
    return connection
