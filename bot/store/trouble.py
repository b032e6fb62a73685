"""Says in words why the database cannot be used and what to do, so that nobody has to read an SQLite code."""

import sqlite3
from pathlib import Path


class StoreUnavailable(Exception):
    """The database cannot be used now; the message names the file and the remedy.

    Attributes:
        passing: Whether trying again later may help without anybody mending anything.
    """

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


_LOCKED = "Another process holds {file} locked. End the other process, or wait until it is done."
_RIGHTS = "Give the user that runs the bot the right to write to the file and its folder."

_PASSING = {
    "SQLITE_FULL": "The disk that holds {file} is full. Free some space: a running bot then goes on by itself; "
    "one that ended must be started again.",
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_IOERR": "The disk failed while {file} was in use. Check the disk and that the folder is still there.",
}
_LASTING = {
    "SQLITE_READONLY": "{file} may only be read. " + _RIGHTS,
    "SQLITE_PERM": "{file} may not be opened. " + _RIGHTS,
    "SQLITE_CANTOPEN": "{file} cannot be opened. Check that it is a file. " + _RIGHTS,
    "SQLITE_CORRUPT": "{file} is damaged. Put it aside and restore the last backup.",
    "SQLITE_NOTADB": "{file} is no database of footguide. Name another file, or put it aside and restore a backup.",
}


def explain(error: sqlite3.Error, file: Path) -> StoreUnavailable | None:
    """Turns an SQLite error that is about the file as a whole into a sentence.

    Args:
        error: What SQLite reported.
        file: The database file.

    Returns:
        The explanation, or None where the error is about one statement and not about the file.
    """
    name = getattr(error, "sqlite_errorname", "") or ""
    for sentences, passing in ((_PASSING, True), (_LASTING, False)):
        for code, sentence in sentences.items():
            # Extended codes such as SQLITE_IOERR_WRITE begin with the plain one.
            if name == code or name.startswith(f"{code}_"):
                return StoreUnavailable(sentence.format(file=file), passing=passing)
    return None
