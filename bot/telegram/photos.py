"""Sends a picture of the book: as bytes the first time, by Telegram's own name for it ever after."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from telegram import Message
from telegram.error import BadRequest

from bot.telegram.api import FootguideBot
from bot.telegram.outbox import Outbox
from bot.telegram.refusals import file_refused

_log = logging.getLogger(__name__)

Render = Callable[[bytes], Awaitable[bytes]]
"""Draws an SVG as a PNG."""

Put = Callable[[str | bytes], Awaitable[Message]]
"""Sends or edits with a picture: a name that Telegram knows, or the bytes of a PNG."""


class PictureFailed(Exception):
    """The picture could not be drawn; the words must go alone."""


class Photos:
    """Pictures on their way, and what Telegram calls those that it has."""

    def __init__(
        self,
        bot: FootguideBot,
        outbox: Outbox,
        render: Render,
        render_chart: Render | None = None,
        *,
        drawn_by: str = "",
    ) -> None:
        """Sets it up.

        Args:
            bot: The bot.
            outbox: Remembers Telegram's names for pictures.
            render: Draws a picture of the book.
            render_chart: Draws a chart; in the same way by default.
            drawn_by: Names the program that draws. Telegram's name for what another one drew is not used.
        """
        self._bot = bot
        self._outbox = outbox
        self._render = render
        self._render_chart = render_chart or render
        self._drawn_by = drawn_by
        self._uploading: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def send_chart(self, svg: bytes, put: Put) -> Message:
        """Sends a chart. It is of one person and never comes again, so Telegram's name for it is not kept.

        Args:
            svg: The chart.
            put: Makes the call.

        Raises:
            PictureFailed: It could not be drawn.
        """
        return await put(await _drawn(self._render_chart, svg))

    async def send(self, svg: bytes, put: Put) -> Message:
        """Sends a picture in the cheapest way that works.

        A name that Telegram refuses is forgotten and the bytes go in the same attempt. Of several that send the same
        new picture at once, one uploads it and the others wait for the name.

        Args:
            svg: The picture.
            put: Makes the call.

        Returns:
            The message that `put` gave.

        Raises:
            PictureFailed: It could not be drawn.
        """
        picture = hashlib.sha256(self._drawn_by.encode() + svg).hexdigest()
        message = await self._put_known(picture, put)
        if message is not None:
            return message
        uploading = self._uploading.setdefault(picture, asyncio.Lock())
        async with uploading:
            message = await self._put_known(picture, put)
            if message is None:
                message = await put(await _drawn(self._render, svg))
                sent = message.photo[-1] if message.photo else message.animation
                if sent is not None:
                    await self._outbox.keep_picture_file(*self._where(picture), sent.file_id)
        return message

    async def _put_known(self, picture: str, put: Put) -> Message | None:
        name = await self._outbox.picture_file(*self._where(picture))
        if name is None:
            return None
        try:
            return await put(name)
        except BadRequest as refusal:
            if not file_refused(refusal):
                raise
        _log.info("Telegram no longer takes its own name for a picture; the picture is sent anew")
        await self._outbox.forget_picture_file(*self._where(picture))
        return None

    def _where(self, picture: str) -> tuple[int, str, str]:
        return self._bot.id, self._bot.server, picture


async def _drawn(render: Render, svg: bytes) -> bytes:
    try:
        return await render(svg)
    except Exception as error:
        # Whatever the drawing program does: the words must go out.
        message = f"the picture could not be drawn ({type(error).__name__}: {error})"
        raise PictureFailed(message) from error
