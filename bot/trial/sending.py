"""The methods with which the bot says something new."""

from typing import Final

from bot.trial.chat import Chat
from bot.trial.exchange import Exchange
from bot.trial.formatting import Words
from bot.trial.messages import Attachment
from bot.trial.parameters import Parameters
from bot.trial.reading import (
    animation_of,
    attached,
    caption_of,
    chat_of,
    document_of,
    keyboard_of,
    photo_of,
    text_of,
)
from bot.trial.refusal import bad_request

_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `sendMessage`."""
    chat = chat_of(exchange, parameters)
    return _post(exchange, chat, parameters, text_of(parameters), None)


async def send_photo(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `sendPhoto`."""
    chat, caption = chat_of(exchange, parameters), _caption(parameters)
    reference = parameters.text("photo")
    photo = photo_of(exchange, reference, attached(parameters, "photo", reference))
    return _post(exchange, chat, parameters, caption, photo)


async def send_animation(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `sendAnimation`."""
    chat, caption = chat_of(exchange, parameters), _caption(parameters)
    reference = parameters.text("animation")
    animation = animation_of(exchange, reference, attached(parameters, "animation", reference))
    return _post(exchange, chat, parameters, caption, animation)


async def send_document(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `sendDocument`."""
    chat, caption = chat_of(exchange, parameters), _caption(parameters)
    reference = parameters.text("document")
    document = document_of(exchange, reference, attached(parameters, "document", reference))
    return _post(exchange, chat, parameters, caption, document)


async def send_chat_action(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `sendChatAction`: the sign that the bot is busy, which goes by itself."""
    chat = chat_of(exchange, parameters)
    if parameters.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.news.tell("typing")
    return True


def _caption(parameters: Parameters) -> Words:
    return caption_of(
        parameters.text("caption"), parameters.text("parse_mode"), parameters.structure("caption_entities")
    )


def _post(
    exchange: Exchange, chat: Chat, parameters: Parameters, words: Words, attachment: Attachment | None
) -> object:
    message = exchange.post(
        chat,
        from_bot=True,
        words=words,
        attachment=attachment,
        keyboard=keyboard_of(parameters),
        sounds=not parameters.flag("disable_notification"),
    )
    return message.as_telegram(chat.person, exchange.profile.as_user())
