"""The table of Bot API methods that the trial chat knows, with the parameters of each."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.trial import editing, introducing, receiving, sending
from bot.trial.exchange import Exchange
from bot.trial.parameters import Parameters
from bot.trial.refusal import Refusal, bad_request

Answer = Callable[[Exchange, Parameters], Awaitable[object]]

_NONE: Final[frozenset[str]] = frozenset()
_LANGUAGE: Final = frozenset({"language_code"})
_SCOPED: Final = _LANGUAGE | {"scope"}
_TARGET: Final = frozenset({"chat_id", "message_id"})
_CAPTION: Final = frozenset({"caption", "parse_mode", "caption_entities"})
_SENT: Final = frozenset({"reply_markup", "disable_notification"})
_MISSING: Final = {
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "animation": "there is no animation in the request",
    "document": "there is no document in the request",
}


@dataclass(frozen=True, slots=True)
class Method:
    """One method.

    Attributes:
        answer: Does it and returns the result; raises `Refusal`.
        required: Parameters that must be given.
        optional: Parameters that may be given.
        unseen: Parameters that may be given and change nothing that this small chat shows.
    """

    answer: Answer
    required: frozenset[str] = _NONE
    optional: frozenset[str] = _NONE
    unseen: frozenset[str] = _NONE

    @property
    def known(self) -> frozenset[str]:
        """All parameters that may be given."""
        return self.required | self.optional | self.unseen


METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "getMe": Method(introducing.get_me),
        "getUpdates": Method(
            receiving.get_updates, optional=frozenset({"offset", "limit", "timeout", "allowed_updates"})
        ),
        "deleteWebhook": Method(receiving.delete_webhook, optional=frozenset({"drop_pending_updates"})),
        "getWebhookInfo": Method(receiving.get_webhook_info),
        "sendMessage": Method(
            sending.send_message,
            required=frozenset({"chat_id", "text"}),
            optional=_SENT | {"parse_mode", "entities"},
            unseen=frozenset({"protect_content", "link_preview_options"}),
        ),
        "sendPhoto": Method(
            sending.send_photo,
            required=frozenset({"chat_id", "photo"}),
            optional=_SENT | _CAPTION,
            unseen=frozenset({"protect_content", "show_caption_above_media"}),
        ),
        "sendAnimation": Method(
            sending.send_animation,
            required=frozenset({"chat_id", "animation"}),
            optional=_SENT | _CAPTION,
            unseen=frozenset({"protect_content", "show_caption_above_media", "duration", "width", "height"}),
        ),
        "sendDocument": Method(
            sending.send_document,
            required=frozenset({"chat_id", "document"}),
            optional=_SENT | _CAPTION,
            unseen=frozenset({"protect_content", "disable_content_type_detection"}),
        ),
        "sendChatAction": Method(sending.send_chat_action, required=frozenset({"chat_id", "action"})),
        "editMessageText": Method(
            editing.edit_message_text,
            required=_TARGET | {"text"},
            optional=frozenset({"parse_mode", "entities", "reply_markup"}),
            unseen=frozenset({"link_preview_options"}),
        ),
        "editMessageCaption": Method(
            editing.edit_message_caption,
            required=_TARGET,
            optional=_CAPTION | {"reply_markup"},
            unseen=frozenset({"show_caption_above_media"}),
        ),
        "editMessageMedia": Method(
            editing.edit_message_media, required=_TARGET | {"media"}, optional=frozenset({"reply_markup"})
        ),
        "editMessageReplyMarkup": Method(
            editing.edit_message_reply_markup, required=_TARGET, optional=frozenset({"reply_markup"})
        ),
        "deleteMessage": Method(editing.delete_message, required=_TARGET),
        "answerCallbackQuery": Method(
            receiving.answer_callback_query,
            required=frozenset({"callback_query_id"}),
            optional=frozenset({"text", "show_alert"}),
            unseen=frozenset({"cache_time"}),
        ),
        "getFile": Method(receiving.get_file, required=frozenset({"file_id"})),
        "setMyCommands": Method(introducing.set_my_commands, required=frozenset({"commands"}), optional=_SCOPED),
        "getMyCommands": Method(introducing.get_my_commands, optional=_SCOPED),
        "setMyName": Method(introducing.set_my_name, optional=_LANGUAGE | {"name"}),
        "getMyName": Method(introducing.get_my_name, optional=_LANGUAGE),
        "setMyDescription": Method(introducing.set_my_description, optional=_LANGUAGE | {"description"}),
        "getMyDescription": Method(introducing.get_my_description, optional=_LANGUAGE),
        "setMyShortDescription": Method(
            introducing.set_my_short_description, optional=_LANGUAGE | {"short_description"}
        ),
        "getMyShortDescription": Method(introducing.get_my_short_description, optional=_LANGUAGE),
        "getChatMenuButton": Method(introducing.get_chat_menu_button, optional=frozenset({"chat_id"})),
        "setChatMenuButton": Method(introducing.set_chat_menu_button, optional=frozenset({"chat_id", "menu_button"})),
    }
)
_BY_LOWER_NAME: Final = {name.lower(): name for name in METHODS}


async def call(exchange: Exchange, name: str, parameters: Parameters) -> object:
    """Call a method as the bot does.

    Args:
        exchange: What it acts on.
        name: Its name; Telegram does not mind capitals.
        parameters: What came with the request.

    Returns:
        The field `result` of the answer.

    Raises:
        Refusal: The method or a parameter is not known, one is missing, or it cannot be done.
    """
    exact_name = _BY_LOWER_NAME.get(name.lower())
    if exact_name is None:
        raise Refusal(404, "Not Found: the trial chat does not know this method")
    method = METHODS[exact_name]
    given = parameters.names()
    for unknown in sorted(given - method.known):
        raise bad_request(f'the trial chat does not know the parameter "{unknown}" of {exact_name}')
    for missing in sorted(method.required - given):
        raise bad_request(_MISSING.get(missing, f'the parameter "{missing}" is missing'))
    return await method.answer(exchange, parameters)
