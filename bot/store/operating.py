"""What operators ask of the database: parked updates, counts, timers that are due and names of pictures."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.store.encoding import moment_text, read_moment
from bot.store.records import DueTimer, ParkedUpdate
from bot.store.trouble import StoreUnavailable


def due_timers(now: datetime, limit: int, connection: sqlite3.Connection) -> tuple[DueTimer, ...]:
    """Reads the timers whose moment has come."""
    rows = connection.execute(
        "SELECT chat, name, payload, due, tries FROM timer WHERE due <= ? ORDER BY due, chat, name LIMIT ?",
        (moment_text(now), limit),
    )
    return tuple(
        DueTimer(row["chat"], row["name"], row["payload"], read_moment(row["due"]), row["tries"]) for row in rows
    )


def next_due(connection: sqlite3.Connection) -> datetime | None:
    """Reads the moment of the next timer."""
    row = connection.execute("SELECT min(due) AS due FROM timer").fetchone()
    return None if row["due"] is None else read_moment(row["due"])


def zone_data(edition: str, prefix: str, now: datetime, connection: sqlite3.Connection) -> int:
    """Notes the data about time zones; lets timers come due where they are others than before."""
    row = connection.execute("SELECT edition FROM zone_data").fetchone()
    if row is not None and row["edition"] == edition:
        return 0
    connection.execute("INSERT OR REPLACE INTO zone_data (only, edition) VALUES (1, ?)", (edition,))
    return connection.execute(
        "UPDATE timer SET due = ? WHERE substr(name, 1, ?) = ?", (moment_text(now), len(prefix), prefix)
    ).rowcount


def _parked(rows: Sequence[sqlite3.Row]) -> tuple[ParkedUpdate, ...]:
    return tuple(
        ParkedUpdate(row["id"], row["chat"], row["content"], row["reason"], read_moment(row["parked_at"]))
        for row in rows
    )


def parked(connection: sqlite3.Connection) -> tuple[ParkedUpdate, ...]:
    """Lists the parked updates."""
    return _parked(connection.execute("SELECT * FROM parked ORDER BY id").fetchall())


def any_asked_for(connection: sqlite3.Connection) -> bool:
    """Tells whether somebody asked for a parked update to be worked again."""
    return connection.execute("SELECT 1 FROM parked WHERE again = 1 AND content IS NOT NULL").fetchone() is not None


def claim_parked(limit: int, connection: sqlite3.Connection) -> tuple[ParkedUpdate, ...]:
    """Takes the parked updates that somebody asked to be worked again."""
    rows = connection.execute(
        "SELECT * FROM parked WHERE again = 1 AND content IS NOT NULL ORDER BY id LIMIT ?", (limit,)
    ).fetchall()
    connection.executemany("UPDATE parked SET again = 0 WHERE id = ?", [(row["id"],) for row in rows])
    return _parked(rows)


def retry_parked(number: int, connection: sqlite3.Connection) -> bool:
    """Asks for a parked update to be worked again."""
    changed = connection.execute("UPDATE parked SET again = 1 WHERE id = ? AND content IS NOT NULL", (number,))
    return changed.rowcount == 1


def drop_parked(number: int, connection: sqlite3.Connection) -> bool:
    """Takes a parked update away."""
    return connection.execute("DELETE FROM parked WHERE id = ?", (number,)).rowcount == 1


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Counts what an operator wants to see at a glance."""
    return {
        name: int(connection.execute(question).fetchone()[0])
        for name, question in (
            ("chats", "SELECT count(*) FROM chat"),
            ("chats_here", "SELECT count(*) FROM chat WHERE here = 1"),
            ("outgoing_waiting", "SELECT count(*) FROM outgoing WHERE state = 'waiting'"),
            ("outgoing_sending", "SELECT count(*) FROM outgoing WHERE state = 'sending'"),
            ("timers", "SELECT count(*) FROM timer"),
            ("jobs", "SELECT count(*) FROM job"),
            ("parked", "SELECT count(*) FROM parked"),
        )
    }


def feedback(connection: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """Counts what was said of each technique; names nobody."""
    rows = connection.execute("SELECT technique, said, count(*) AS number FROM feedback GROUP BY technique, said")
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["technique"], {})[row["said"]] = row["number"]
    return found


def picture_file(bot: int, server: str, picture: str, connection: sqlite3.Connection) -> str | None:
    """Reads Telegram's name for a picture."""
    row = connection.execute(
        "SELECT file FROM picture_file WHERE bot = ? AND server = ? AND picture = ?", (bot, server, picture)
    ).fetchone()
    return None if row is None else str(row["file"])


def keep_picture_file(bot: int, server: str, picture: str, name: str, connection: sqlite3.Connection) -> None:
    """Remembers Telegram's name for a picture."""
    connection.execute(
        "INSERT OR REPLACE INTO picture_file (bot, server, picture, file) VALUES (?, ?, ?, ?)",
        (bot, server, picture, name),
    )


def forget_picture_file(bot: int, server: str, picture: str, connection: sqlite3.Connection) -> None:
    """Forgets Telegram's name for a picture."""
    connection.execute(
        "DELETE FROM picture_file WHERE bot = ? AND server = ? AND picture = ?", (bot, server, picture)
    )


def backup(target: Path, connection: sqlite3.Connection) -> None:
    """Writes a compact copy of the database.

    Raises:
        StoreUnavailable: The copy cannot be written there.
    """
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        # Explained here: it is about the copy, and not about the database.
        message = (
            f"The copy {target} could not be written ({error}). "
            "Name a file that does not exist yet, in a folder that does."
        )
        raise StoreUnavailable(message) from error
