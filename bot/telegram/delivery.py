"""Brings one outgoing row into its chat: which calls it takes, and what to try when Telegram refuses one."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from telegram import InputMediaPhoto, LinkPreviewOptions
from telegram import Message as Posted
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.dialogue.charts import Chart
from bot.dialogue.picture_name import read_picture
from bot.dialogue.turn import File, Message, Remove, TakeButtons
from bot.telegram.api import FootguideBot
from bot.telegram.clock import Clock
from bot.telegram.failpoints import Point, Reach
from bot.telegram.keyboard import keyboard
from bot.telegram.outbox import Held, Outbox, Row, Screens
from bot.telegram.photos import Photos, PictureFailed, Put
from bot.telegram.refusals import chat_unknown, not_deletable, target_gone, unchanged
from bot.telegram.rendering import render, without_quotes
from bot.telegram.slots import Dress, Landed, Way, dresses, way_of

_log = logging.getLogger(__name__)

_PICTURE_TRIES = 3
"""After so many failed tries of a row its words go without the picture."""


Tell = Callable[[str, str], Awaitable[None]]
"""Tells the operators about a subject, in a sentence; neither names a person or quotes a message."""


class HeldBack(Exception):
    """The guard at the last moment said no: the present screen has to be made anew."""


class Withdrawn(Exception):
    """The row was deleted meanwhile, by a stop for instance: nothing is to be sent."""


class Overtaken(Exception):
    """A newer screen of the same place waits by now, and is to go in its stead."""


class TooLate(Exception):
    """The moment until which the message made sense has passed."""


class Refused(Exception):
    """Telegram takes the message in no form."""


class ChatGone(Exception):
    """There is nobody to write to."""


class Delivery:
    """Makes the calls of one row at a time for any number of chats."""

    def __init__(
        self,
        bot: FootguideBot,
        outbox: Outbox,
        photos: Photos,
        *,
        screens: Callable[[], Screens],
        charts: Callable[[Chart], bytes],
        tell: Tell,
        clock: Clock,
        reach: Reach,
    ) -> None:
        """Sets it up.

        Args:
            bot: The bot.
            outbox: The rows and slots.
            photos: Sends pictures.
            screens: Gives the conversation that serves at this moment.
            charts: Gives the SVG of a chart.
            tell: Tells the operators of a picture that could not be shown.
            clock: Time.
            reach: Told of the points that are passed.
        """
        self._bot = bot
        self._outbox = outbox
        self._photos = photos
        self._screens = screens
        self._charts = charts
        self._tell = tell
        self._clock = clock
        self._reach = reach

    async def deliver(self, row: Row) -> None:
        """Brings a row into its chat and marks it as sent.

        Args:
            row: The row.

        Raises:
            HeldBack: Its technique may not be shown any more.
            Withdrawn: It is not to be sent any more.
            Overtaken: A newer screen is to go instead.
            TooLate: Its time has passed.
            Refused: Telegram takes it in no form.
            ChatGone: There is nobody to write to.
            telegram.error.TelegramError: The call failed in a way that may pass.
        """
        match row.content:
            case Message() as message:
                await self._show(row, message)
            case TakeButtons() as take:
                held = await self._outbox.held(row.chat, take.slot)
                if held is not None:
                    await self._take_buttons(row.chat, held, take.text)
                self._reach(Point.CALLED)
                await self._outbox.sent(row.id, row.chat, self._clock.now(), take.slot, None)
            case Remove() as remove:
                held = await self._outbox.held(row.chat, remove.slot)
                if held is not None:
                    await self._remove(row.chat, held)
                self._reach(Point.CALLED)
                await self._outbox.sent(row.id, row.chat, self._clock.now(), remove.slot, None)

    async def _show(self, row: Row, message: Message) -> None:
        held = None if message.slot is None else await self._outbox.held(row.chat, message.slot)
        landed = await self._put(row, message, held)
        self._reach(Point.CALLED)
        await self._outbox.sent(
            row.id, row.chat, self._clock.now(), message.slot, None if message.slot is None else landed
        )
        if held is not None and held.message != landed.message:
            await self._strip(row.chat, held.message)

    async def _put(self, row: Row, message: Message, held: Held | None) -> Landed:
        """Shows a message in the best way that Telegram takes."""
        ways = dresses(message, await self._picture(row, message))
        if len(ways[0].texts) > 1:
            _log.warning(
                "A message to chat %s is too long for one; it goes in %d parts", row.chat, len(ways[0].texts)
            )
        for dress in ways:
            try:
                return await self._try(row, message, dress, held)
            except PictureFailed as failure:
                _log.error("Picture %s: %s; the words go alone", _picture_name(message), failure)
                await self._tell_of_picture(message, "could not be drawn")
            except BadRequest as refusal:
                if chat_unknown(refusal):
                    raise ChatGone from refusal
                _log.error(
                    "Telegram refused a %s to chat %s (%s); it is tried in a plainer way",
                    message.kind.value,
                    row.chat,
                    without_quotes(refusal.message),
                )
                if dress.photo:
                    await self._tell_of_picture(message, "was refused by Telegram")
        raise Refused

    async def _try(self, row: Row, message: Message, dress: Dress, held: Held | None) -> Landed:
        await self._look(row, message)
        way = way_of(message, dress, held)
        if held is not None and way is Way.LEAVE:
            return Landed(held.message, dress.photo, dress.content)
        if held is not None and way is Way.EDIT:
            try:
                await self._edit(row, message, dress, held.message)
            except BadRequest as refusal:
                if not unchanged(refusal) and not target_gone(refusal):
                    raise
                if target_gone(refusal):
                    return await self._send(row, message, dress)
            return Landed(held.message, dress.photo, dress.content)
        return await self._send(row, message, dress)

    async def _send(self, row: Row, message: Message, dress: Dress) -> Landed:
        *ahead, last = dress.texts
        for text in ahead:
            await self._send_text(row, message, text, dress, last=False)
        if message.file is not None:
            posted = await self._send_file(row, message, dress, message.file)
        elif dress.svg is None:
            posted = await self._send_text(row, message, last, dress, last=True)
        else:
            send = partial(self._send_animation if _moves(message) else self._send_photo, row, message, dress)
            posted = await self._send_picture(message, dress.svg, send)
        return Landed(posted.message_id, dress.photo, dress.content)

    async def _send_text(self, row: Row, message: Message, text: str, dress: Dress, *, last: bool) -> Posted:
        return await self._bot.send_message(
            row.chat,
            text,
            parse_mode=ParseMode.HTML if dress.html else None,
            disable_notification=not (message.sound and last),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=keyboard(dress.buttons) if last else None,
        )

    async def _send_photo(self, row: Row, message: Message, dress: Dress, photo: str | bytes) -> Posted:
        # Drawing and waiting for another's upload take time in which much may have changed.
        await self._look(row, message)
        return await self._bot.send_photo(
            row.chat,
            photo,
            caption=dress.texts[-1],
            parse_mode=ParseMode.HTML if dress.html else None,
            disable_notification=not message.sound,
            reply_markup=keyboard(dress.buttons),
        )

    async def _send_animation(self, row: Row, message: Message, dress: Dress, animation: str | bytes) -> Posted:
        await self._look(row, message)
        return await self._bot.send_animation(
            row.chat,
            animation,
            filename=None if isinstance(animation, str) else "animation.gif",
            caption=dress.texts[-1],
            parse_mode=ParseMode.HTML if dress.html else None,
            disable_notification=not message.sound,
            reply_markup=keyboard(dress.buttons),
        )

    async def _send_picture(self, message: Message, svg: bytes, put: Put) -> Posted:
        if message.chart is not None:
            return await self._photos.send_chart(svg, put)
        return await self._photos.send(svg, put)

    async def _send_file(self, row: Row, message: Message, dress: Dress, file: File) -> Posted:
        return await self._bot.send_document(
            row.chat,
            file.as_bytes(),
            filename=file.name,
            caption=dress.texts[-1],
            parse_mode=ParseMode.HTML if dress.html else None,
            disable_notification=not message.sound,
            reply_markup=keyboard(dress.buttons),
        )

    async def _edit(self, row: Row, message: Message, dress: Dress, target: int) -> None:
        if dress.svg is not None:
            edit = partial(self._edit_photo, row, message, dress, target)
            await self._send_picture(message, dress.svg, edit)
            return
        await self._bot.edit_message_text(
            dress.texts[-1],
            row.chat,
            target,
            parse_mode=ParseMode.HTML if dress.html else None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=keyboard(dress.buttons),
        )

    async def _edit_photo(self, row: Row, message: Message, dress: Dress, target: int, photo: str | bytes) -> Posted:
        await self._look(row, message)
        media = InputMediaPhoto(photo, dress.texts[-1], parse_mode=ParseMode.HTML if dress.html else None)
        posted = await self._bot.edit_message_media(media, row.chat, target, reply_markup=keyboard(dress.buttons))
        if isinstance(posted, bool):
            # Only inline messages are answered so, and the bot has none.
            message_text = "Telegram answered an edit as if it were of an inline message"
            raise TypeError(message_text)
        return posted

    async def _look(self, row: Row, message: Message) -> None:
        """Looks once more whether a message is still to be shown."""
        look = await self._outbox.last_look(row.id)
        if look is None:
            raise Withdrawn
        now = self._clock.now()
        if message.not_after is not None and now > message.not_after:
            raise TooLate
        if message.technique is None:
            return
        if look.overtaken:
            # The guard knows the technique and not the words: they may be older than what was told since.
            raise Overtaken
        screens = self._screens()
        if row.edition != screens.edition:
            # Doses and words of a step are the serving edition's, so the step is made anew with it.
            raise HeldBack
        try:
            allowed = not look.unsettled and screens.may_show(look.session, message, now)
        except Exception as error:
            _log.error("The guard failed for chat %s (%s); it counts as a no", row.chat, type(error).__name__)
            raise HeldBack from error
        if not allowed:
            raise HeldBack

    async def _picture(self, row: Row, message: Message) -> bytes | None:
        if message.picture is None and message.chart is None:
            return None
        name = _picture_name(message)
        if row.tries > _PICTURE_TRIES:
            _log.error("Picture %s could not be sent to chat %s; the words go alone", name, row.chat)
            await self._tell_of_picture(message, "could not be sent")
            return None
        try:
            svg = self._charts(message.chart) if message.chart is not None else self._screens().picture(name)
        except Exception as error:  # noqa: BLE001  the words must go out whatever becomes of the picture
            _log.error("Picture %s could not be read (%s)", name, type(error).__name__)
            await self._tell_of_picture(message, "could not be read")
            return None
        if svg is None:
            _log.error("The book has no picture %s; the words go alone", message.picture)
            await self._tell_of_picture(message, "is not in the book")
        return svg

    async def _tell_of_picture(self, message: Message, what: str) -> None:
        name = _picture_name(message)
        await self._tell(f"picture {name}", f"Picture {name} {what}. People get the words without it.")

    async def _take_buttons(self, chat: int, held: Held, text: str | None) -> None:
        buttons_only = partial(self._bot.edit_message_reply_markup, chat, held.message)
        try:
            if text is None:
                await buttons_only()
            elif held.photo:
                await self._bot.edit_message_caption(
                    chat, held.message, caption=render(text), parse_mode=ParseMode.HTML
                )
            else:
                await self._bot.edit_message_text(render(text), chat, held.message, parse_mode=ParseMode.HTML)
        except BadRequest as refusal:
            if unchanged(refusal) or target_gone(refusal):
                return
            _log.error("Telegram refused to take buttons off in chat %s (%s)", chat, without_quotes(refusal.message))
            if text is not None:
                await self._strip(chat, held.message)

    async def _remove(self, chat: int, held: Held) -> None:
        try:
            await self._bot.delete_message(chat, held.message)
        except BadRequest as refusal:
            if not_deletable(refusal):
                await self._strip(chat, held.message)
            elif not target_gone(refusal):
                _log.error("Telegram refused to delete in chat %s (%s)", chat, without_quotes(refusal.message))

    async def _strip(self, chat: int, message: int) -> None:
        """Takes the buttons off a message that nothing leads to any more. A button that stays does no harm."""
        try:
            await self._bot.edit_message_reply_markup(chat, message)
        except BadRequest as refusal:
            if not unchanged(refusal) and not target_gone(refusal):
                _log.warning("Old buttons stay in chat %s (%s)", chat, without_quotes(refusal.message))
        except TelegramError as trouble:
            _log.warning("Old buttons stay in chat %s (%s)", chat, trouble.message)


def _moves(message: Message) -> bool:
    """Tells whether the picture of a message is an animation."""
    return message.picture is not None and read_picture(message.picture).moving


def _picture_name(message: Message) -> str:
    """Names a picture of the book by its own name and a chart by its kind, never by what it shows."""
    return message.picture or type(message.chart).__name__
