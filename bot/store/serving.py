"""Keeps two processes from serving one database: each would take the other's rows in flight for a dead one's."""

import sqlite3
from pathlib import Path

from bot.store.trouble import StoreUnavailable


class ServingLock:
    """A lock that the operating system lets go of however the process ends.

    It is an open transaction on an empty database beside the real one, which works alike on every system.
    """

    def __init__(self, file: Path) -> None:
        """Takes the lock.

        Args:
            file: The database that is to be served.

        Raises:
            StoreUnavailable: Another process serves it.
        """
        self._connection = sqlite3.connect(file.with_name(f"{file.name}-serving"), isolation_level=None, timeout=5)
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            message = f"Another footguide already serves {file}. End it first, or name another database for this one."
            raise StoreUnavailable(message, passing=True) from error

    def close(self) -> None:
        """Lets the lock go."""
        self._connection.close()
