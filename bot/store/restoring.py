"""Puts a backup in the place of the database while nobody serves it, and keeps the old file beside it."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.store.migrating import migrations
from bot.store.serving import ServingLock
from bot.store.trouble import StoreUnavailable

_TABLES = frozenset({"chat", "session", "outgoing", "timer"})
"""Tables that every version of a footguide database has."""

_BESIDE = ("-wal", "-shm")
"""What SQLite may leave beside a database: of another file it would spoil the new one."""


def version_of(file: Path) -> int:
    """Reads which version of a footguide database a file is.

    Args:
        file: The file; it is not changed.

    Raises:
        StoreUnavailable: It is not there, is damaged, is no footguide database, or is of a newer program.
    """
    if not file.is_file():
        message = f"There is no file {file}. Name a file that footguide backup wrote."
        raise StoreUnavailable(message)
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            faults = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        message = f"{file} cannot be read as a database ({error}). Name a file that footguide backup wrote."
        raise StoreUnavailable(message) from error
    if faults != ["ok"]:
        message = f"{file} is damaged ({faults[0]}). Take an older backup."
        raise StoreUnavailable(message)
    if not tables >= _TABLES or version < 1:
        message = f"{file} is a database, but not one of footguide. Name a file that footguide backup wrote."
        raise StoreUnavailable(message)
    newest = migrations()[-1].number
    if version > newest:
        message = (
            f"{file} was written by a newer footguide (database version {version}; this program knows {newest}). "
            "Install the newer program first."
        )
        raise StoreUnavailable(message)
    return version


def restore(backup: Path, file: Path, now: datetime) -> Path | None:
    """Puts a backup in the place of a database.

    Args:
        backup: The backup; it stays as it is.
        file: The database file.
        now: This moment, for the name under which the old file is kept.

    Returns:
        Where the old database is now, or None where there was none.

    Raises:
        StoreUnavailable: The backup is not sound, a bot serves the database, or the disk does not take the copy; the
            database is then as it was.
    """
    if backup.resolve() == file.resolve():
        message = f"{backup} is the database itself. Name a backup of it."
        raise StoreUnavailable(message)
    version_of(backup)
    fresh = file.with_name(f"{file.name}-restoring")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(ServingLock(file)):
            fresh.unlink(missing_ok=True)
            with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as connection:
                # A copy of the file alone would miss what its write-ahead log still holds.
                connection.execute("VACUUM INTO ?", (str(fresh),))
            kept = _keep(file, now) if file.exists() else None
            _sync(fresh)
            fresh.replace(file)
            _sync(file.parent)
            return kept
    except (OSError, sqlite3.Error) as error:
        fresh.unlink(missing_ok=True)
        message = f"The backup could not be put in place of {file} ({error}). Free some space, or mend the folder."
        raise StoreUnavailable(message) from error


def _keep(file: Path, now: datetime) -> Path:
    """Copies the old database aside, whole; the file itself stays until the new one takes its place."""
    kept = file.with_name(f"{file.name}-before-{now:%Y%m%dT%H%M%S%f}")
    for beside in _BESIDE:
        old = file.with_name(file.name + beside)
        if old.exists():
            shutil.copy2(old, kept.with_name(kept.name + beside))
    shutil.copy2(file, kept)
    _sync(kept)
    for beside in _BESIDE:
        file.with_name(file.name + beside).unlink(missing_ok=True)
    return kept


def _sync(path: Path) -> None:
    """Waits until the disk has it; a folder cannot be waited for on every system."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
