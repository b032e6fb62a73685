"""How each kind of job is done: what is read from the store, and the form in which its end tells it."""

import json
from collections.abc import Mapping

from bot.dialogue.events import ChatId
from bot.dialogue.jobs import DIARY, EXPORT, write_diary
from bot.service.jobs import Work
from bot.store import Store


def works_of(store: Store) -> Mapping[str, Work]:
    """Returns how each kind of job is done.

    Args:
        store: The database.
    """

    async def diary(chat: ChatId, payload: str) -> str:
        del payload
        return write_diary(await store.diary(chat))

    async def export(chat: ChatId, payload: str) -> str:
        del payload
        return json.dumps(await store.everything_about(chat), ensure_ascii=False)

    return {DIARY: diary, EXPORT: export}
