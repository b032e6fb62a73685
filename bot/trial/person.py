"""What a person can do in the chat; each of these becomes an update for the bot."""

import mimetypes
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from bot.trial.chat import Chat
from bot.trial.exchange import Exchange
from bot.trial.formatting import Words, tidy, units
from bot.trial.images import picture_size
from bot.trial.messages import Attachment, Document, Message, Photo, Pretended
from bot.trial.undone import Reason, Undone

Sample = Literal["photo", "sticker", "voice", "location"]

_LONGEST_TEXT: Final = 4096
_SAMPLE_PHOTO: Final = Path(__file__).parent / "static" / "sample-photo.png"


def write(exchange: Exchange, chat: Chat, text: str) -> Message:
    """Send a text.

    Raises:
        Undone: It is empty or too long, or the person has blocked the bot.
    """
    return _send(exchange, chat, _typed(text), None)


def edit(exchange: Exchange, chat: Chat, message_id: int, text: str) -> Message:
    """Change a text that the person sent.

    Raises:
        Undone: It is not theirs or has no text, or the new text is empty or too long.
    """
    words = _typed(text)
    message = chat.message(message_id)
    if message is None or message.from_bot or message.attachment is not None:
        raise Undone(409, Reason.MESSAGE_UNCHANGEABLE)
    _must_not_block(chat)
    changed = replace(message, words=words, edited=exchange.clock())
    chat.put(changed)
    exchange.inbox.add("edited_message", changed.as_telegram(chat.person, exchange.profile.as_user()))
    return changed


def press(exchange: Exchange, chat: Chat, message_id: int, data: str) -> str:
    """Press a button and return the id of the press.

    Raises:
        Undone: The message has no such button (any more), or the person has blocked the bot.
    """
    message = chat.message(message_id)
    if message is None or not any(button.data == data for row in message.keyboard for button in row):
        raise Undone(409, Reason.BUTTON_GONE)
    _must_not_block(chat)
    pressed = exchange.open_press(chat, message)
    exchange.inbox.add(
        "callback_query",
        {
            "id": pressed.id,
            "from": chat.person.as_user(),
            "message": message.as_telegram(chat.person, exchange.profile.as_user()),
            "chat_instance": str(chat.person.id),
            "data": data,
        },
    )
    return pressed.id


def send_sample(exchange: Exchange, chat: Chat, sample: Sample) -> Message:
    """Send something that is not text, so that the bot's answer to it can be seen.

    Raises:
        Undone: The person has blocked the bot.
    """
    if sample == "photo":
        content = _SAMPLE_PHOTO.read_bytes()
        width, height, media_type = picture_size(content)
        file = exchange.shelf.keep("photos", content, _SAMPLE_PHOTO.name, media_type)
        return _send(exchange, chat, Words(), Photo(file, width, height))
    return _send(exchange, chat, Words(), Pretended(sample, _pretended_fields(sample)))


def send_document(exchange: Exchange, chat: Chat, name: str, content: bytes) -> Message:
    """Send a file.

    Args:
        exchange: Where it goes.
        chat: Whose chat it is.
        name: What the file is called.
        content: The bytes.

    Raises:
        Undone: The file is empty, or the person has blocked the bot.
    """
    if not content:
        raise Undone(400, Reason.FILE_EMPTY)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return _send(exchange, chat, Words(), Document(exchange.shelf.keep("documents", content, name, media_type)))


def block(exchange: Exchange, chat: Chat, blocked: bool) -> None:
    """Block the bot, or let it write again. Doing it twice changes nothing."""
    if chat.blocked == blocked:
        return
    chat.block(blocked)
    bot = exchange.profile.as_user()
    free = {"user": bot, "status": "member"}
    kicked = {"user": bot, "status": "kicked", "until_date": 0}
    exchange.inbox.add(
        "my_chat_member",
        {
            "chat": chat.person.as_chat(),
            "from": chat.person.as_user(),
            "date": int(exchange.clock().timestamp()),
            "old_chat_member": free if blocked else kicked,
            "new_chat_member": kicked if blocked else free,
        },
    )


def _send(exchange: Exchange, chat: Chat, words: Words, attachment: Attachment | None) -> Message:
    _must_not_block(chat)
    chat.begun = True
    message = exchange.post(chat, from_bot=False, words=words, attachment=attachment)
    exchange.inbox.add("message", message.as_telegram(chat.person, exchange.profile.as_user()))
    return message


def _typed(text: str) -> Words:
    words = tidy(Words(text))
    if not words.text:
        raise Undone(400, Reason.MESSAGE_EMPTY)
    if units(words.text) > _LONGEST_TEXT:
        raise Undone(400, Reason.MESSAGE_TOO_LONG)
    return words


def _must_not_block(chat: Chat) -> None:
    if chat.blocked:
        raise Undone(409, Reason.BOT_BLOCKED)


def _pretended_fields(sample: Literal["sticker", "voice", "location"]) -> tuple[tuple[str, object], ...]:
    if sample == "location":
        return (("latitude", 48.2082), ("longitude", 16.3738))
    identifiers = (
        ("file_id", f"trial-{secrets.token_urlsafe(24)}"),
        ("file_unique_id", secrets.token_urlsafe(12)),
    )
    if sample == "voice":
        return (*identifiers, ("duration", 14), ("mime_type", "audio/ogg"), ("file_size", 21_000))
    looks = (("width", 512), ("height", 512), ("is_animated", False), ("is_video", False))
    return (*identifiers, ("type", "regular"), *looks, ("emoji", "👣"))
