"""What the commands about editions share: the desk at the bot's database, beside a bot that may be running."""

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from bot.commands.database import database_file
from bot.commands.refusal import Refusal
from bot.editions.desk import Desk
from bot.editions.examiner import ExaminationFailed, Examiner
from bot.editions.memory import memory_folders
from bot.settings import read_settings
from bot.store import SqliteStore, StoreUnavailable

Answer = TypeVar("Answer")


def at_the_desk(work: Callable[[Desk], Awaitable[Answer]], *, begins: bool = False) -> Answer:
    """Does something at the desk of the bot's database.

    Args:
        work: What to do.
        begins: Whether it may be the first that is done there; where it may not, a name that leads to no database
            is refused, and no empty one is left behind.

    Raises:
        Refusal: There is no database, it cannot be used, or an edition could not be examined.
    """
    if not begins:
        database_file()
    try:
        return asyncio.run(_at_the_desk(work))
    except (StoreUnavailable, ExaminationFailed) as trouble:
        raise Refusal(str(trouble)) from trouble


def whoever_types() -> str:
    """Returns who uses this command, for the trail of what was done."""
    try:
        return f"console {getpass.getuser()}"
    except (OSError, KeyError):
        # A container's user may have no name.
        return "console"


async def _at_the_desk(work: Callable[[Desk], Awaitable[Answer]]) -> Answer:
    settings = read_settings()
    database = settings.database
    async with await SqliteStore.open(database) as store:
        examiner = Examiner(memory_folders(database), side_by_side=True, require_signed=settings.require_signed)
        return await work(Desk(store, examiner, lambda: datetime.now(UTC)))
