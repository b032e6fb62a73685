"""Inline keyboards: read from what the bot sends, with Telegram's limits."""

from dataclasses import dataclass
from typing import Final

from bot.trial.refusal import bad_request

_STYLES: Final = frozenset({"danger", "success", "primary"})
_MOST_BUTTONS: Final = 100
_MOST_DATA_BYTES: Final = 64
_MOST_COPIED: Final = 256


@dataclass(frozen=True, slots=True)
class Button:
    """One button below a message. Exactly one of the last three says what it does.

    Attributes:
        text: Its label.
        style: `danger`, `success`, `primary` or None.
        data: What the bot gets when it is pressed.
        url: What it opens.
        copied: What it copies.
    """

    text: str
    style: str | None = None
    data: str | None = None
    url: str | None = None
    copied: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return it as the Bot API writes it."""
        body: dict[str, object] = {"text": self.text}
        if self.style is not None:
            body["style"] = self.style
        if self.data is not None:
            body["callback_data"] = self.data
        if self.url is not None:
            body["url"] = self.url
        if self.copied is not None:
            body["copy_text"] = {"text": self.copied}
        return body


Keyboard = tuple[tuple[Button, ...], ...]


def keyboard_as_json(keyboard: Keyboard) -> list[list[dict[str, object]]]:
    """Return the rows as the Bot API writes them."""
    return [[button.as_json() for button in row] for row in keyboard]


def read_keyboard(markup: object) -> Keyboard:
    """Read the parameter `reply_markup`.

    Args:
        markup: The decoded JSON, or None where the bot sent nothing.

    Returns:
        The rows that have buttons; none at all where the bot sent nothing or an empty keyboard.

    Raises:
        Refusal: Telegram, or this small double of it, cannot show the keyboard.
    """
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None and markup:
        raise bad_request("the trial chat shows inline keyboards only; send reply_markup with inline_keyboard")
    if rows is None:
        return ()
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array of Array of InlineKeyboardButton')
    keyboard = tuple(tuple(_read_button(button) for button in row) for row in rows if row)
    if sum(len(row) for row in keyboard) > _MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return keyboard


def _read_button(button: object) -> Button:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an object")
    text, style = button.get("text"), button.get("style")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    if style is not None and style not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    data, url, copy = button.get("callback_data"), button.get("url"), button.get("copy_text")
    if [data, url, copy].count(None) != 2:
        raise bad_request(
            f'the button "{text}" needs exactly one of callback_data, url and copy_text; '
            "the trial chat shows no others"
        )
    if copy is not None:
        copied = copy.get("text") if isinstance(copy, dict) else None
        if not isinstance(copied, str) or not 1 <= len(copied) <= _MOST_COPIED:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return Button(text, style, copied=copied)
    if url is not None:
        if not isinstance(url, str) or not url.startswith(("https://", "http://", "tg://")):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return Button(text, style, url=url)
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= _MOST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(text, style, data=data)
