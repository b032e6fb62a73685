"""Takes a database from the version it was written with to the one this program knows, step by numbered step."""

import re
import sqlite3
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bot.store.trouble import StoreUnavailable

_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step.

    Attributes:
        number: The version that the database has after it.
        sql: The statements.
    """

    number: int
    sql: str


def migrations() -> tuple[Migration, ...]:
    """Gives the steps that ship with the program, in order.

    Raises:
        ValueError: The numbers are not 1, 2, 3 and so on.
    """
    found = []
    for entry in resources.files("bot.store.migrations").iterdir():
        match = _NAME.fullmatch(entry.name)
        if match:
            found.append(Migration(int(match[1]), entry.read_text(encoding="utf-8")))
    found.sort(key=lambda step: step.number)
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        message = f"bot/store/migrations must be numbered 1, 2, 3 ...; found {[step.number for step in found]}"
        raise ValueError(message)
    return tuple(found)


def migrate(file: Path, steps: tuple[Migration, ...], connection: sqlite3.Connection) -> None:
    """Brings a database to the newest version; each step is one transaction.

    Args:
        file: The database file, for messages.
        steps: All steps, in order.
        connection: The connection, outside any transaction.

    Raises:
        StoreUnavailable: The database was written by a newer program.
    """
    newest = steps[-1].number
    version = _version(connection)
    if version > newest:
        message = (
            f"{file} was written by a newer footguide (database version {version}; this program knows {newest}). "
            "Install the newer program again, or restore a backup made before the upgrade."
        )
        raise StoreUnavailable(message)
    for step in steps:
        if step.number > version:
            _take(step, connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _take(step: Migration, connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have taken the step while this one waited for the lock.
        if _version(connection) < step.number:
            for statement in _statements(step.sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.number:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> list[str]:
    """Splits a script; `executescript` would commit the transaction that holds the step together."""
    statements, current = [], ""
    for line in sql.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    if current.strip():
        statements.append(current)
    return statements
