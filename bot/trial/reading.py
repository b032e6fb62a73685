"""What most methods read from their parameters: the chat, the words, the keyboard, the file, the message meant."""

from typing import Final

from bot.trial.chat import Chat
from bot.trial.exchange import Exchange
from bot.trial.files import Kind, StoredFile
from bot.trial.formatting import Entity, Words, parse_html, tidy, units
from bot.trial.images import picture_size
from bot.trial.keyboards import Keyboard, read_keyboard
from bot.trial.messages import Animation, Document, Message, Photo
from bot.trial.parameters import Parameters, Upload
from bot.trial.refusal import WRONG_FILE, Refusal, bad_request

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
_MEGABYTE: Final = 1024 * 1024
_LARGEST: Final[dict[Kind, int]] = {
    "photos": 10 * _MEGABYTE,
    "documents": 50 * _MEGABYTE,
    "animations": 50 * _MEGABYTE,
}


def chat_of(exchange: Exchange, parameters: Parameters) -> Chat:
    """Return the chat that `chat_id` names.

    Raises:
        Refusal: There is none, or the person has blocked the bot.
    """
    text = parameters.text("chat_id")
    if not text.lstrip("-").isdecimal():
        raise bad_request("chat not found")
    chat = exchange.known_chat(int(text))
    if chat is None or not chat.begun:
        raise bad_request("chat not found")
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return chat


def own_message_of(exchange: Exchange, parameters: Parameters) -> tuple[Chat, Message]:
    """Return the chat and the bot's own message that is to be edited.

    Raises:
        Refusal: It is not there, or a person sent it.
    """
    chat = chat_of(exchange, parameters)
    message = chat.message(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def keyboard_of(parameters: Parameters) -> Keyboard:
    """Return the buttons that `reply_markup` asks for.

    Raises:
        Refusal: They cannot be shown.
    """
    return read_keyboard(parameters.structure("reply_markup"))


def text_of(parameters: Parameters) -> Words:
    """Return the words of a message without a picture.

    Raises:
        Refusal: They are empty, too long or cannot be read.
    """
    words = words_of(parameters.text("text"), parameters.text("parse_mode"), parameters.structure("entities"))
    if not words.text:
        raise bad_request("message text is empty")
    if units(words.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return words


def caption_of(text: str, parse_mode: str, entities: object) -> Words:
    """Return the words below a picture or file.

    Args:
        text: What the bot sent.
        parse_mode: How it is written; empty for plain text.
        entities: The decoded `caption_entities`, or None.

    Raises:
        Refusal: They are too long or cannot be read.
    """
    words = words_of(text, parse_mode, entities)
    if units(words.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return words


def words_of(text: str, parse_mode: str, entities: object) -> Words:
    """Return words as they are shown.

    Args:
        text: What the bot sent.
        parse_mode: How it is written; empty for plain text.
        entities: Decoded entities, or None; not looked at where there is a parse mode.

    Raises:
        Refusal: They cannot be read.
    """
    if parse_mode.lower() == "html":
        return parse_html(text)
    if parse_mode:
        raise bad_request(f'unsupported parse_mode "{parse_mode}"; the trial chat reads HTML')
    if entities is None:
        return tidy(Words(text))
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    return tidy(Words(text, tuple(_entity_of(entity) for entity in entities)))


def photo_of(exchange: Exchange, reference: str, upload: Upload | None) -> Photo:
    """Return the picture that the bot sends anew or again.

    Args:
        exchange: Keeps it.
        reference: The identifier of a file sent before; looked at where nothing is uploaded.
        upload: The file that came with the request, if one came.

    Raises:
        Refusal: The identifier is not known, or the file is no picture or too large.
    """
    if upload is None:
        file = _known_file(exchange, reference, "photos")
        width, height, _ = picture_size(file.content)
        return Photo(file, width, height)
    _check_size(upload, "photos")
    width, height, media_type = picture_size(upload.content)
    return Photo(exchange.shelf.keep("photos", upload.content, upload.name, media_type), width, height)


def animation_of(exchange: Exchange, reference: str, upload: Upload | None) -> Animation:
    """Return the animation that the bot sends anew or again.

    Args:
        exchange: Keeps it.
        reference: The identifier of a file sent before; looked at where nothing is uploaded.
        upload: The file that came with the request, if one came.

    Raises:
        Refusal: The identifier is not known, or the file is no GIF or too large.
    """
    if upload is None:
        file = _known_file(exchange, reference, "animations")
        width, height, _ = picture_size(file.content)
        return Animation(file, width, height)
    _check_size(upload, "animations")
    width, height, media_type = picture_size(upload.content)
    if media_type != "image/gif":
        # Telegram would take a film too and show other files as documents; the bot sends neither.
        raise bad_request("the trial chat shows animations that are GIFs")
    return Animation(exchange.shelf.keep("animations", upload.content, upload.name, media_type), width, height)


def document_of(exchange: Exchange, reference: str, upload: Upload | None) -> Document:
    """Return the file that the bot sends anew or again.

    Args:
        exchange: Keeps it.
        reference: The identifier of a file sent before; looked at where nothing is uploaded.
        upload: The file that came with the request, if one came.

    Raises:
        Refusal: The identifier is not known, or the file is empty or too large.
    """
    if upload is None:
        return Document(_known_file(exchange, reference, "documents"))
    if not upload.content:
        raise bad_request("file must be non-empty")
    _check_size(upload, "documents")
    return Document(exchange.shelf.keep("documents", upload.content, upload.name, upload.media_type))


def attached(parameters: Parameters, name: str, reference: str) -> Upload | None:
    """Return the upload that a parameter means: under its own name or by `attach://`.

    Raises:
        Refusal: It names an upload that did not come.
    """
    if not reference.startswith("attach://"):
        return parameters.upload(name)
    upload = parameters.upload(reference.removeprefix("attach://"))
    if upload is None:
        raise bad_request(f'can\'t find the file "{reference}" in the request')
    return upload


def _known_file(exchange: Exchange, file_id: str, kind: Kind) -> StoredFile:
    file = exchange.shelf.by_id(file_id)
    if file is None:
        raise Refusal(400, WRONG_FILE)
    if file.kind != kind:
        raise bad_request(f"can't use a file of {file.kind} as one of {kind}")
    return file


def _check_size(upload: Upload, kind: Kind) -> None:
    if len(upload.content) > _LARGEST[kind]:
        raise Refusal(413, "Request Entity Too Large")


def _entity_of(entity: object) -> Entity:
    match entity:
        case {"type": str(kind), "offset": int(offset), "length": int(length), **rest}:
            url, language = rest.get("url"), rest.get("language")
            return Entity(
                kind,
                offset,
                length,
                url=url if isinstance(url, str) else None,
                language=language if isinstance(language, str) else None,
            )
    raise bad_request("can't parse entities: an entity needs type, offset and length")
