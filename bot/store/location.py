"""Reads where a database lies from its address, so that every command understands the setting alike."""

from pathlib import Path

from bot.store.trouble import StoreUnavailable

_PREFIX = "sqlite:///"


def sqlite_path(address: str) -> Path:
    """Gives the file that an address such as `sqlite:///data/footguide.db` names.

    Three slashes are followed by a relative path, four by an absolute one.

    Args:
        address: The database setting.

    Returns:
        The path of the database file.

    Raises:
        StoreUnavailable: The address names no SQLite file.
    """
    name = address.removeprefix(_PREFIX)
    if name == address or not name.strip("/"):
        # The address is not repeated: those of other databases hold passwords.
        scheme = address.partition(":")[0] or "nothing"
        message = (
            f"The database address begins with {scheme!r} and names no SQLite file. "
            "Write it as sqlite:///folder/name.db (four slashes for an absolute path)."
        )
        raise StoreUnavailable(message)
    return Path(name)
