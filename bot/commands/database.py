"""How commands reach the bot's database: only where it is there, and every trouble in words."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.commands.refusal import Refusal
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.store import SqliteStore

Answer = TypeVar("Answer")


def database_file() -> Path:
    """Returns the file of the bot's database, as BOT_DATABASE names it.

    Raises:
        Refusal: There is none yet.
    """
    file = read_settings().database
    if not file.exists():
        message = f"There is no database {file}: the bot has not run here yet, or BOT_DATABASE names another."
        raise Refusal(message)
    return file


def with_database(work: Callable[["SqliteStore"], Awaitable[Answer]]) -> Answer:
    """Does something with the bot's database, also while the bot serves it.

    Args:
        work: What is done.

    Raises:
        Refusal: There is no database, or it cannot be used.
    """
    # The store is loaded only where it is used: `check` must be quick.
    from bot.store import SqliteStore, StoreUnavailable  # noqa: PLC0415

    file = database_file()

    async def opened() -> Answer:
        async with await SqliteStore.open(file) as store:
            return await work(store)

    try:
        return asyncio.run(opened())
    except StoreUnavailable as trouble:
        raise Refusal(str(trouble)) from None
