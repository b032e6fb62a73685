"""One message of a chat, as the Bot API and as the page write it."""

from dataclasses import dataclass
from datetime import datetime

from bot.trial.files import StoredFile
from bot.trial.formatting import Words
from bot.trial.keyboards import Keyboard, keyboard_as_json


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture.

    Attributes:
        file: The file on the shelf.
        width: In pixels.
        height: In pixels.
    """

    file: StoredFile
    width: int
    height: int

    def as_telegram(self) -> dict[str, object]:
        """Return the fields that it adds to a message of the Bot API."""
        size = {
            "file_id": self.file.file_id,
            "file_unique_id": self.file.unique_id,
            "file_size": len(self.file.content),
            "width": self.width,
            "height": self.height,
        }
        return {"photo": [size]}

    def as_page(self) -> dict[str, object]:
        """Return what the page needs to show it; the address is relative to the page."""
        return {
            "kind": "photo",
            "address": f"files/{self.file.unique_id}",
            "width": self.width,
            "height": self.height,
        }


@dataclass(frozen=True, slots=True)
class Animation:
    """A short silent film that goes round.

    Attributes:
        file: The file on the shelf.
        width: In pixels.
        height: In pixels.
    """

    file: StoredFile
    width: int
    height: int

    def as_telegram(self) -> dict[str, object]:
        """Return the fields that it adds to a message of the Bot API; the older `document` goes along, as there."""
        document = {
            "file_id": self.file.file_id,
            "file_unique_id": self.file.unique_id,
            "file_name": self.file.name,
            "mime_type": self.file.media_type,
            "file_size": len(self.file.content),
        }
        # How long it lasts is not read from the file.
        film = document | {"width": self.width, "height": self.height, "duration": 0}
        return {"animation": film, "document": document}

    def as_page(self) -> dict[str, object]:
        """Return what the page needs to show it; the address is relative to the page."""
        return {
            "kind": "animation",
            "address": f"files/{self.file.unique_id}",
            "width": self.width,
            "height": self.height,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A file to download.

    Attributes:
        file: The file on the shelf.
    """

    file: StoredFile

    def as_telegram(self) -> dict[str, object]:
        """Return the fields that it adds to a message of the Bot API."""
        document = {
            "file_id": self.file.file_id,
            "file_unique_id": self.file.unique_id,
            "file_name": self.file.name,
            "mime_type": self.file.media_type,
            "file_size": len(self.file.content),
        }
        return {"document": document}

    def as_page(self) -> dict[str, object]:
        """Return what the page needs to show it; the address is relative to the page."""
        return {
            "kind": "document",
            "address": f"files/{self.file.unique_id}",
            "name": self.file.name,
            "bytes": len(self.file.content),
        }


@dataclass(frozen=True, slots=True)
class Pretended:
    """Something only a phone can send, pretended so that the bot's answer to it can be seen.

    Attributes:
        kind: `sticker`, `voice` or `location`.
        fields: The fields that it adds to a message of the Bot API.
    """

    kind: str
    fields: tuple[tuple[str, object], ...]

    def as_telegram(self) -> dict[str, object]:
        """Return the fields that it adds to a message of the Bot API."""
        return {self.kind: dict(self.fields)}

    def as_page(self) -> dict[str, object]:
        """Return what the page needs to show it."""
        return {"kind": self.kind}


Attachment = Photo | Animation | Document | Pretended


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who chats with the bot.

    Attributes:
        id: Telegram's id of the person, and of the private chat with them.
        language: Language of their app, such as `en`.
    """

    id: int
    language: str = "en"

    def as_user(self) -> dict[str, object]:
        """Return the person as a `User` of the Bot API."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": "Trial",
            "last_name": "Person",
            "language_code": self.language,
        }

    def as_chat(self) -> dict[str, object]:
        """Return the private chat with the person as a `Chat` of the Bot API."""
        return {"id": self.id, "type": "private", "first_name": "Trial", "last_name": "Person"}


@dataclass(frozen=True, slots=True)
class Message:
    """One message. An edit is a new value under the same number.

    Attributes:
        id: Its number, rising over all chats.
        from_bot: Whether the bot sent it.
        sent: When, aware.
        words: The text, or the caption of the attachment.
        attachment: What comes with the words, or None for a message of words alone.
        keyboard: The buttons below it.
        sounds: Whether the phone may ring.
        edited: When its words or picture last changed, or None.
    """

    id: int
    from_bot: bool
    sent: datetime
    words: Words
    attachment: Attachment | None = None
    keyboard: Keyboard = ()
    sounds: bool = False
    edited: datetime | None = None

    def shows_the_same_as(self, other: "Message") -> bool:
        """Return whether a reader could not tell the two apart."""
        return (self.words, self.attachment, self.keyboard) == (other.words, other.attachment, other.keyboard)

    def as_telegram(self, person: Person, bot: dict[str, object]) -> dict[str, object]:
        """Return it as a `Message` of the Bot API.

        Args:
            person: Whose chat it is in.
            bot: The bot as a `User`.
        """
        body: dict[str, object] = {
            "message_id": self.id,
            "date": int(self.sent.timestamp()),
            "chat": person.as_chat(),
            "from": bot if self.from_bot else person.as_user(),
        }
        if self.edited is not None:
            body["edit_date"] = int(self.edited.timestamp())
        if self.attachment is not None:
            body |= self.attachment.as_telegram()
        if self.words.text:
            words, entities = ("text", "entities") if self.attachment is None else ("caption", "caption_entities")
            body[words] = self.words.text
            if self.words.entities:
                body[entities] = [entity.as_json() for entity in self.words.entities]
        if self.keyboard:
            body["reply_markup"] = {"inline_keyboard": keyboard_as_json(self.keyboard)}
        return body

    def as_page(self) -> dict[str, object]:
        """Return it as the page and the terminal read it."""
        return {
            "id": self.id,
            "from_bot": self.from_bot,
            "sent": self.sent.isoformat(),
            "edited": self.edited is not None,
            "sounds": self.sounds,
            "text": self.words.text,
            "entities": [entity.as_json() for entity in self.words.entities],
            "attachment": None if self.attachment is None else self.attachment.as_page(),
            "keyboard": keyboard_as_json(self.keyboard),
        }
