"""Answers presses of buttons: at once, from memory, once. Nothing that matters is said only there."""

import asyncio
import logging

from telegram.error import TelegramError

from bot.telegram.api import FootguideBot

_log = logging.getLogger(__name__)

_TOAST_LIMIT = 200


class PressAnswers:
    """Sends the answers without anybody waiting for them."""

    def __init__(self, bot: FootguideBot) -> None:
        self._bot = bot
        self._under_way: set[asyncio.Task[None]] = set()

    def answer(self, press: str, toast: str | None) -> None:
        """Ends the little clock on a button.

        Args:
            press: Telegram's id of the press.
            toast: A small note over the chat, or None.
        """
        task = asyncio.create_task(self._answer(press, toast))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def finish(self) -> None:
        """Waits for those under way."""
        await asyncio.gather(*self._under_way)

    async def _answer(self, press: str, toast: str | None) -> None:
        try:
            await self._bot.answer_callback_query(press, None if toast is None else toast[:_TOAST_LIMIT])
        except TelegramError as trouble:
            # Too old after a restart, for instance. Never tried again: the screen says all that matters.
            _log.info("A press could not be answered: %s", trouble.message)
