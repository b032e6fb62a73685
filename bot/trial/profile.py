"""What the bot says about itself: name, descriptions and commands, by language and by whom they are for."""

from dataclasses import dataclass
from typing import Final

_DEFAULT_SCOPES: Final = ("all_private_chats", "default")


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the menu.

    Attributes:
        name: Without the slash.
        description: What it does, in a few words.
    """

    name: str
    description: str

    def as_json(self) -> dict[str, object]:
        """Return it as the Bot API writes it."""
        return {"command": self.name, "description": self.description}


class Profile:
    """The bot as people see it before it has said a word."""

    def __init__(self, token: str) -> None:
        number = token.partition(":")[0]
        self.bot_id = int(number) if number.isdecimal() else 1
        self._texts: dict[tuple[str, str], str] = {}
        self._commands: dict[tuple[str, str], tuple[Command, ...]] = {}

    def as_user(self) -> dict[str, object]:
        """Return the bot as a `User` of the Bot API."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.text("name", ""),
            "username": "footguide_trial_bot",
        }

    def set_text(self, kind: str, language: str, text: str) -> None:
        """Set a text; an empty one takes it away.

        Args:
            kind: `name`, `description` or `short_description`.
            language: Whom it is for; empty for everybody without their own.
            text: The text.
        """
        if text:
            self._texts[kind, language] = text
        else:
            self._texts.pop((kind, language), None)

    def text(self, kind: str, language: str) -> str:
        """Return the text for a language, or the one for everybody."""
        fallback = "footguide" if kind == "name" else ""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), fallback)

    def set_commands(self, scope: str, language: str, commands: tuple[Command, ...]) -> None:
        """Set the commands of one scope.

        Args:
            scope: `default`, `all_private_chats` or `chat` with the number of the chat, such as `chat 7`.
            language: Whom they are for; empty for everybody without their own.
            commands: In the order of the menu.
        """
        self._commands[scope, language] = commands

    def commands(self, scope: str, language: str) -> tuple[Command, ...]:
        """Return the commands that were set for exactly this scope and language."""
        return self._commands.get((scope, language), ())

    def menu(self, chat_id: int, language: str) -> tuple[Command, ...]:
        """Return the commands that one person sees: the narrowest scope first, their language before none."""
        for scope in (f"chat {chat_id}", *_DEFAULT_SCOPES):
            for spoken in (language, ""):
                if found := self._commands.get((scope, spoken)):
                    return found
        return ()
