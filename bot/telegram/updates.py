"""Turns what Telegram hands over into events, and never fails: one update that sticks would hold up everybody."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Bot, CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update

from bot.dialogue.events import (
    Document,
    Event,
    Happening,
    InGroup,
    Located,
    Membership,
    Parked,
    Pressed,
    Sent,
    Typed,
    Unreadable,
)
from bot.telegram.groups import addressed, private_link
from bot.timetable.places import zone_at

_log = logging.getLogger(__name__)

_GONE = (ChatMember.BANNED, ChatMember.LEFT)
_GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
_SERVICE = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set",
    "users_shared",
    "chat_shared",
)
"""Notes that Telegram itself puts into a chat: nobody said anything."""
_PLACES = ("location", "venue")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update, read.

    Attributes:
        number: Telegram's number of the update.
        event: What happened, or None where nothing is to be done; the update is confirmed all the same.
        content: The update as it came but for a shared place, as JSON, to keep if it has to be parked.
        unread: Whether it could not be read; the event then says so.
    """

    number: int
    event: Event | None
    content: str
    unread: bool = False


def read_update(raw: Mapping[str, Any], bot: Bot | None = None) -> Incoming:
    """Reads one update.

    Only private chats are talked to: health answers have no place in a group. Whoever speaks to the bot there is led
    to the private chat.

    Args:
        raw: The update as it came.
        bot: The bot it came to.

    Returns:
        What it means.
    """
    number = int(raw["update_id"])
    content = json.dumps(_without_place(raw), ensure_ascii=False)
    try:
        event = _event(Update.de_json(dict(raw), bot), bot)
    except Exception as error:  # noqa: BLE001  the person is told by way of the event
        # Whatever Telegram sends next year must not stop the poller. Only the type is logged: the text of the
        # exception may quote the message.
        _log.error("Update %s could not be read (%s)", number, type(error).__name__)
        event = _unread(raw)
        return Incoming(number, event, content, unread=event is not None)
    return Incoming(number, event, content)


def _without_place(part: Any) -> Any:
    """Gives an update as it may be kept: where somebody is, is never written down, at whatever depth it stands."""
    if isinstance(part, Mapping):
        return {key: _without_place(value) for key, value in part.items() if key not in _PLACES}
    if isinstance(part, list):
        return [_without_place(one) for one in part]
    return part


def words_of(happening: Happening) -> str | None:
    """Gives what the person wrote, if they wrote, so that a parked update can still be read for danger signs."""
    if isinstance(happening, Document):
        return happening.words or None
    return happening.text if isinstance(happening, Typed | Parked) else None


def _event(update: Update, bot: Bot | None) -> Event | None:
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, bot)
    edited = update.message is None
    message = update.edited_message if edited else update.message
    if message is None:
        return None
    if message.chat.type != Chat.PRIVATE:
        return _in_group(message, bot)
    happening = _happening(message, edited=edited)
    if happening is None:
        return None
    return Event(message.chat.id, happening, _language(message.from_user))


def _pressed(query: CallbackQuery) -> Event | None:
    # A button under a message of a group, an inline message or a game is none of ours.
    if query.message is None or query.message.chat.type != Chat.PRIVATE or query.data is None:
        return None
    return Event(query.message.chat.id, Pressed(query.data, query.id), _language(query.from_user))


def _membership(change: ChatMemberUpdated, bot: Bot | None) -> Event | None:
    here = change.new_chat_member.status not in _GONE
    if change.chat.type == Chat.PRIVATE:
        return Event(change.chat.id, Membership(here), _language(change.from_user))
    if change.chat.type in _GROUPS and here and change.old_chat_member.status in _GONE:
        # Put into a group: it says once where it can be talked to. Any other change there is none of ours.
        return Event(change.chat.id, InGroup("", private_link(bot)), _language(change.from_user))
    return None


def _in_group(message: Message, bot: Bot | None) -> Event | None:
    words = addressed(message, bot) if message.chat.type in _GROUPS else None
    if words is None:
        return None
    return Event(message.chat.id, InGroup(words, private_link(bot)), _language(message.from_user))


def _happening(message: Message, *, edited: bool) -> Happening | None:
    words = message.text or message.caption
    if message.document is not None and not edited and message.animation is None:
        file = message.document
        return Document(file.file_id, file.file_name or "", file.file_size or 0, words or "")
    under = _kind(message)
    if words:
        return Typed(words, edited, forwarded=message.forward_origin is not None, under=under)
    if edited or any(getattr(message, name) for name in _SERVICE):
        # An edit without words is a picture put in place of another, or a live location that moves.
        return None
    if message.location:
        return Located(zone_at(message.location.latitude, message.location.longitude))
    return Sent(under or Unreadable.OTHER)


_KINDS = {
    "voice": Unreadable.VOICE, "video_note": Unreadable.VOICE, "audio": Unreadable.VOICE, "video": Unreadable.VIDEO,
    "sticker": Unreadable.STICKER, "animation": Unreadable.STICKER, "photo": Unreadable.PHOTO,
    "contact": Unreadable.CONTACT, "poll": Unreadable.GAME, "dice": Unreadable.GAME, "game": Unreadable.GAME,
    "document": Unreadable.FILE,
}  # fmt: skip
"""Fields of a message, and what they are; an animation has a document too, so the order counts."""


def _kind(message: Message) -> Unreadable | None:
    """Says what is in a message beside words; None where there is nothing."""
    return next((kind for name, kind in _KINDS.items() if getattr(message, name)), None)


def _language(user: object) -> str:
    return getattr(user, "language_code", None) or ""


def _unread(raw: Mapping[str, Any]) -> Event | None:
    """Finds out by hand whose update it is, so that this person at least is told."""
    query = raw.get("callback_query")
    pressed = query.get("message") if isinstance(query, dict) else None
    message = raw.get("message") or raw.get("edited_message") or pressed
    if not isinstance(message, dict) or not isinstance(message.get("chat"), dict):
        return None
    chat = message["chat"]
    if chat.get("type") != Chat.PRIVATE or not isinstance(chat.get("id"), int):
        return None
    # The words under a pressed button are the bot's own.
    words = None if isinstance(query, dict) else message.get("text") or message.get("caption")
    return Event(chat["id"], Parked(words if isinstance(words, str) else None))
