"""A person's phone without a browser: all that arrives in one chat, in order, and a thumb."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.trial import person
from bot.trial.messages import Message
from bot.trial.server import TrialServer

LONGEST_SECONDS = 20


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened in the chat.

    Attributes:
        kind: `message`, `edit` or `delete`; `own` for what the person wrote.
        number: The message.
        text: Its words; empty for one that was deleted.
        photo: Whether it is a photo.
        sounds: Whether the phone may ring.
        buttons: What its buttons say and do, in order.
    """

    kind: str
    number: int
    text: str = ""
    photo: bool = False
    sounds: bool = False
    buttons: tuple[tuple[str, str], ...] = ()


class Phone:
    """One person's side of one chat.

    Attributes:
        news: Everything that happened, in order.
    """

    def __init__(self, server: TrialServer, chat: int) -> None:
        """Sets it up; use `open_phone`.

        Args:
            server: Where the chat is.
            chat: Its number.
        """
        self.news: list[News] = []
        self.number = chat
        self._exchange = server.exchange
        self._chat = server.exchange.chat(chat)
        self._tapped: News | None = None
        self._heard = asyncio.Condition()

    def at_the_arrival_of(self, words: str, act: Callable[[], None]) -> None:
        """Does something once, when a message with these words arrives and the bot has not heard yet that it did."""
        # The one place where everything arrives.
        put = self._chat.put

        def put_and_act(message: Message) -> None:
            put(message)
            if message.from_bot and words in message.words.text:
                self._chat.put = put  # type: ignore[method-assign]
                act()

        self._chat.put = put_and_act  # type: ignore[method-assign]

    async def writes(self, text: str) -> None:
        """Sends a message."""
        person.write(self._exchange, self._chat, text)

    async def taps(self, *labels: str) -> None:
        """Taps buttons, each as soon as it is there and the one before it has led on.

        Args:
            *labels: What they say; three dots at the end stand for any more.
        """
        for label in labels:
            await self.until(partial(self._offers, label), f"a button {label!r}")
            self._tapped, data = self._found(label)
            person.press(self._exchange, self._chat, self._tapped.number, data)

    async def reads(self, *parts: str, within: float = LONGEST_SECONDS) -> News:
        """Waits until a message stands in the chat that holds all these words; gives the newest such.

        Args:
            *parts: The words.
            within: So many seconds at most; what another process finds out first takes a while on a busy machine.
        """

        def found() -> News | None:
            standing = self.standing()
            return next((one for one in reversed(standing) if all(part in one.text for part in parts)), None)

        await self.until(lambda: found() is not None, f"the words {parts}", within)
        message = found()
        assert message is not None
        return message

    async def until(self, condition: Callable[[], bool], what: str, within: float = LONGEST_SECONDS) -> None:
        """Waits for something that news of the chat bring about."""
        try:
            async with self._heard, asyncio.timeout(within):
                await self._heard.wait_for(condition)
        except TimeoutError:
            shown = "\n".join(f"{one.text}\n  {[label for label, _ in one.buttons]}" for one in self.standing()[-3:])
            raise AssertionError(f"chat {self.number} never showed {what}; the end of it is:\n{shown}") from None

    def standing(self) -> list[News]:
        """Gives the bot's messages as they stand in the chat now, oldest first."""
        return [_as_news("message", one.as_page()) for one in self._chat.messages() if one.from_bot]

    def arrived(self, since: int = 0) -> list[str]:
        """Gives the words of the bot's new messages, in order, from a place in the news on."""
        return [one.text for one in self.news[since:] if one.kind == "message"]

    def buttons(self) -> list[tuple[int, str, str]]:
        """Gives message, label and data of every button that ever was in the chat, each once, oldest first."""
        ever = ((one.number, label, data) for one in self.news for label, data in one.buttons)
        return list(dict.fromkeys(ever))

    async def presses_what_is_gone(self, number: int, data: str) -> None:
        """Presses a button that is no longer there, as a phone that lags behind does."""
        message = self._chat.message(number)
        assert message is not None
        press = self._exchange.open_press(self._chat, message)
        self._exchange.inbox.add(
            "callback_query",
            {
                "id": press.id,
                "from": self._chat.person.as_user(),
                "message": message.as_telegram(self._chat.person, self._exchange.profile.as_user()),
                "chat_instance": str(self.number),
                "data": data,
            },
        )

    async def listen(self) -> None:
        """Notes everything that happens until the chat is closed."""
        async for news in self._chat.news.read(None):
            if news is not None:
                self._note(news.body)
                async with self._heard:
                    self._heard.notify_all()

    def _note(self, body: dict[str, Any]) -> None:
        match body["kind"]:
            case "message" if not body["message"]["from_bot"]:
                self.news.append(_as_news("own", body["message"]))
            case "message" | "edit" as kind if body["message"]["from_bot"]:
                self.news.append(_as_news(kind, body["message"]))
            case "delete":
                self.news.append(News("delete", body["id"]))

    def _offers(self, label: str) -> bool:
        if self._tapped is not None and self._tapped in self.standing():
            return False
        return bool(self._all_with(label))

    def _found(self, label: str) -> tuple[News, str]:
        return self._all_with(label)[-1]

    def _all_with(self, label: str) -> list[tuple[News, str]]:
        begin = label.removesuffix("...")
        return [
            (one, data)
            for one in self.standing()
            for text, data in one.buttons
            if text == label or (begin != label and text.startswith(begin))
        ]


def _as_news(kind: str, message: dict[str, Any]) -> News:
    return News(
        kind=kind,
        number=message["id"],
        text=message["text"],
        photo=message["attachment"] is not None,
        sounds=message["sounds"],
        buttons=tuple((button["text"], button["callback_data"]) for row in message["keyboard"] for button in row),
    )


@asynccontextmanager
async def open_phone(server: TrialServer, chat: int) -> AsyncIterator[Phone]:
    """Opens the chat of one person.

    Args:
        server: Where the chat is.
        chat: Its number.
    """
    phone = Phone(server, chat)
    listening = asyncio.create_task(phone.listen())
    try:
        yield phone
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
