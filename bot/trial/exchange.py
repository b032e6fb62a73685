"""What stands between people and the bot: all chats, the queue of updates, files and open presses, in memory."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.trial.chat import Chat
from bot.trial.files import Shelf
from bot.trial.formatting import Words
from bot.trial.inbox import Inbox
from bot.trial.keyboards import Keyboard
from bot.trial.messages import Attachment, Message, Person
from bot.trial.profile import Profile
from bot.trial.refusal import QUERY_TOO_OLD, Refusal

Clock = Callable[[], datetime]

_PRESS_LIVES: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Press:
    """A press of a button that the bot has not answered yet.

    Attributes:
        id: The id of the callback query.
        chat_id: Where it was pressed.
        message_id: The message that has the button.
        at: When, aware.
    """

    id: str
    chat_id: int
    message_id: int
    at: datetime


class Exchange:
    """All state of the trial chat. Numbers begin at the present second, so that they rise over restarts too.

    Attributes:
        token: The token that the bot must show.
        clock: Says what time it is.
        profile: What the bot says about itself.
        shelf: The files.
        inbox: The updates that wait for the bot.
    """

    def __init__(self, *, token: str, clock: Clock) -> None:
        self.token = token
        self.clock = clock
        self.profile = Profile(token)
        self.shelf = Shelf()
        first = int(clock().timestamp())
        self.inbox = Inbox(first)
        self._next_message_id = first
        self._chats: dict[int, Chat] = {}
        self._presses: dict[str, Press] = {}
        self._closed = False

    def chat(self, chat_id: int) -> Chat:
        """Return the chat of a person; it is made where there was none."""
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = Chat(Person(chat_id), self.profile)
            if self._closed:
                chat.news.close()
        return chat

    def known_chat(self, chat_id: int) -> Chat | None:
        """Return the chat of a person, if somebody opened it before."""
        return self._chats.get(chat_id)

    def post(
        self,
        chat: Chat,
        *,
        from_bot: bool,
        words: Words,
        attachment: Attachment | None = None,
        keyboard: Keyboard = (),
        sounds: bool = False,
    ) -> Message:
        """Put a new message at the end of a chat and return it.

        Args:
            chat: Where.
            from_bot: Whether the bot sends it.
            words: The text, or the caption.
            attachment: What comes with the words.
            keyboard: The buttons below it.
            sounds: Whether the phone may ring.
        """
        message = Message(
            id=self._next_message_id,
            from_bot=from_bot,
            sent=self.clock(),
            words=words,
            attachment=attachment,
            keyboard=keyboard,
            sounds=sounds,
        )
        self._next_message_id += 1
        chat.put(message)
        return message

    def open_press(self, chat: Chat, message: Message) -> Press:
        """Remember a press until the bot answers it, and return it with its new id."""
        press = Press(str(secrets.randbits(62)), chat.person.id, message.id, self.clock())
        self._presses[press.id] = press
        return press

    def answer_press(self, press_id: str, text: str, alert: bool) -> None:
        """Show the bot's answer to a press; it may be empty, which only ends the waiting.

        Args:
            press_id: The id of the callback query.
            text: What the note over the chat says.
            alert: Whether the person must close it themselves.

        Raises:
            Refusal: There is no such press, it was answered before, or too long ago.
        """
        press = self._presses.pop(press_id, None)
        if press is None or self.clock() - press.at > _PRESS_LIVES:
            raise Refusal(400, QUERY_TOO_OLD)
        self.chat(press.chat_id).news.tell(
            "answer", press=press.id, message_id=press.message_id, text=text, alert=alert
        )

    def tell_profile(self) -> None:
        """Tell all pages what the bot says about itself now."""
        for chat in self._chats.values():
            chat.tell_profile()

    def close(self) -> None:
        """Let everybody who waits for something go."""
        self._closed = True
        self.inbox.close()
        for chat in self._chats.values():
            chat.news.close()
