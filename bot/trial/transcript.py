"""The chat as plain text: what the terminal prints for each piece of news, and which number means which button."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, Final

from bot.language.catalogues import Catalogue

News = Mapping[str, Any]

_LEADING_NUMBER: Final = re.compile(r"(\W*)(\d{1,2})(?:\s+|$)")
_FEWEST_NUMBERED: Final = 3
_INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class Choice:
    """What a number stands for at the moment.

    Attributes:
        message_id: The message that has the button.
        label: What the button says.
        data: What a press sends, or None where it only shows something.
        shows: What it shows, or None.
    """

    message_id: int
    label: str
    data: str | None
    shows: str | None


class Transcript:
    """Keeps what was printed, so that an edit is printed again only where it says something new."""

    def __init__(self, root: str, words: Catalogue) -> None:
        """Begin an empty transcript.

        Args:
            root: Address of the page; files are below it.
            words: What the terminal itself says.
        """
        self._root = root
        self._words = words
        self._name = ""
        self._messages: dict[int, News] = {}
        self._printed_last: list[int] = []

    def tell(self, news: News) -> list[str]:
        """Return the lines to print for one piece of news, in order; none where nothing is new to a reader."""
        match news["kind"]:
            case "snapshot":
                return self._begin(news)
            case "message":
                return self._message(news["message"])
            case "edit":
                return self._edit(news["message"])
            case "delete":
                return self._without(news["id"])
            case "answer" if news["text"]:
                return [f"({news['text']})"]
            case "profile":
                self._name = news["name"]
        return []

    def choice(self, number: int) -> Choice | None:
        """Return the button that a number presses now, if it is one of the newest living keyboard."""
        live = self._live()
        return None if live is None else self._choices(live).get(number)

    def _begin(self, news: News) -> list[str]:
        self._name = news["name"]
        self._messages.clear()
        self._printed_last.clear()
        lines = [self._name, *_indented(news["description"])]
        if not news["messages"]:
            lines.append(
                self._words.say("Write /start to begin. A number presses a button; anything else is sent as text.")
            )
        for message in news["messages"]:
            lines += self._message(message)
        return lines

    def _message(self, message: News) -> list[str]:
        self._remember(message)
        if not message["from_bot"]:
            return []
        heading = self._words.say("{name} (with sound):", name=self._name) if message["sounds"] else f"{self._name}:"
        return self._whole(heading, message)

    def _edit(self, message: News) -> list[str]:
        before = self._messages.get(message["id"])
        live = self._live()
        if before is None or not message["from_bot"]:
            return self._message(message)
        same_words = self._text(before) == self._text(message)
        if same_words and before["keyboard"] == message["keyboard"]:
            return []
        if same_words and not message["keyboard"]:
            self._messages[message["id"]] = message
            return self._buttons_again(live)
        self._remember(message)
        heading = self._words.say("{name} (changed):", name=self._name)
        return [heading, *self._buttons(message)] if same_words else self._whole(heading, message)

    def _without(self, message_id: int) -> list[str]:
        live = self._live()
        self._messages.pop(message_id, None)
        return self._buttons_again(live)

    def _remember(self, message: News) -> None:
        self._messages[message["id"]] = message
        if message["id"] in self._printed_last:
            self._printed_last.remove(message["id"])
        self._printed_last.append(message["id"])

    def _live(self) -> News | None:
        for message_id in reversed(self._printed_last):
            message = self._messages.get(message_id)
            if message is not None and message["keyboard"]:
                return message
        return None

    def _buttons_again(self, before: News | None) -> list[str]:
        """Print older buttons again where the numbers mean them from now on."""
        now = self._live()
        if now is None or before is None or now["id"] == before["id"]:
            return []
        return [self._words.say("The numbers press these buttons again:"), *self._buttons(now)]

    def _whole(self, heading: str, message: News) -> list[str]:
        return [heading, *_indented(self._text(message)), *self._buttons(message)]

    def _text(self, message: News) -> str:
        attachment, text = message["attachment"], message["text"]
        if attachment is None:
            return str(text)
        if attachment["kind"] == "photo":
            return self._words.say("[picture: {text}]", text=text)
        if attachment["kind"] == "animation":
            return self._words.say("[animation: {text}]", text=text)
        file = self._words.say("[file: {name}]", name=attachment["name"])
        return "\n".join(filter(None, [file, self._root + attachment["address"], text]))

    def _buttons(self, message: News) -> list[str]:
        rows = _numbered(message["keyboard"])
        return [_INDENT + "   ".join(f"[{one.number}] {one.words}".rstrip() for one in row) for row in rows]

    def _choices(self, message: News) -> dict[int, Choice]:
        choices = {}
        for one in chain.from_iterable(_numbered(message["keyboard"])):
            shows = one.button.get("url") or one.button.get("copy_text", {}).get("text")
            choices[one.number] = Choice(message["id"], one.button["text"], one.button.get("callback_data"), shows)
        return choices


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    words: str
    button: News


def _numbered(keyboard: Sequence[Sequence[News]]) -> list[list[_Numbered]]:
    """Give each button its number. Labels that count by themselves, such as 0 to 10, keep their own."""
    labels = [button["text"] for row in keyboard for button in row]
    own = [int(found.group(2)) for label in labels if (found := _LEADING_NUMBER.match(label))]
    counting = len(own) >= _FEWEST_NUMBERED and sorted(own) in (
        list(range(len(own))),
        list(range(1, len(own) + 1)),
    )
    others = count(max(own) + 1 if counting else 1)
    rows = []
    for row in keyboard:
        numbered = []
        for button in row:
            found = _LEADING_NUMBER.match(button["text"]) if counting else None
            if found is None:
                numbered.append(_Numbered(next(others), button["text"], button))
            else:
                words = found.group(1) + button["text"][found.end() :]
                numbered.append(_Numbered(int(found.group(2)), words, button))
        rows.append(numbered)
    return rows


def _indented(text: str) -> list[str]:
    return [(_INDENT + line).rstrip() for line in text.split("\n")] if text else []
