"""The methods with which the bot changes what it said, or takes it back."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.trial.chat import Chat
from bot.trial.exchange import Exchange
from bot.trial.messages import Message
from bot.trial.parameters import Parameters
from bot.trial.reading import (
    attached,
    caption_of,
    chat_of,
    document_of,
    keyboard_of,
    own_message_of,
    photo_of,
    text_of,
)
from bot.trial.refusal import NOT_MODIFIED, Refusal, bad_request

_DELETABLE_FOR: Final = timedelta(hours=48)


async def edit_message_text(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `editMessageText`; buttons that are not sent again go away."""
    chat, message = own_message_of(exchange, parameters)
    if message.attachment is not None:
        raise bad_request("there is no text in the message to edit")
    changed = replace(message, words=text_of(parameters), keyboard=keyboard_of(parameters))
    return _put(exchange, chat, message, changed)


async def edit_message_caption(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `editMessageCaption`; buttons that are not sent again go away."""
    chat, message = own_message_of(exchange, parameters)
    if message.attachment is None:
        raise bad_request("there is no caption in the message to edit")
    caption = caption_of(
        parameters.text("caption"), parameters.text("parse_mode"), parameters.structure("caption_entities")
    )
    return _put(exchange, chat, message, replace(message, words=caption, keyboard=keyboard_of(parameters)))


async def edit_message_media(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `editMessageMedia`: the picture or file and its caption together; a text may become a picture."""
    chat, message = own_message_of(exchange, parameters)
    media = parameters.structure("media")
    if not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: expected an object")
    caption = caption_of(
        str(media.get("caption", "")), str(media.get("parse_mode", "")), media.get("caption_entities")
    )
    keyboard = keyboard_of(parameters)
    reference = str(media.get("media", ""))
    upload = attached(parameters, "media", reference)
    match media.get("type"):
        case "photo":
            changed = replace(
                message, words=caption, keyboard=keyboard, attachment=photo_of(exchange, reference, upload)
            )
        case "document":
            changed = replace(
                message, words=caption, keyboard=keyboard, attachment=document_of(exchange, reference, upload)
            )
        case other:
            raise bad_request(f'can\'t parse InputMedia: the trial chat does not know the type "{other}"')
    return _put(exchange, chat, message, changed)


async def edit_message_reply_markup(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `editMessageReplyMarkup`; without buttons they go away."""
    chat, message = own_message_of(exchange, parameters)
    return _put(exchange, chat, message, replace(message, keyboard=keyboard_of(parameters)))


async def delete_message(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `deleteMessage`; in a private chat a bot may delete the person's messages too."""
    chat = chat_of(exchange, parameters)
    message = chat.message(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if exchange.clock() - message.sent > _DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    chat.remove(message.id)
    return True


def _put(exchange: Exchange, chat: Chat, message: Message, changed: Message) -> object:
    if changed.shows_the_same_as(message):
        raise Refusal(400, NOT_MODIFIED)
    changed = replace(changed, edited=exchange.clock())
    chat.put(changed)
    return changed.as_telegram(chat.person, exchange.profile.as_user())
