"""A fake Telegram in a process of its own, with people who write and wait, so that their side costs the bot no time."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter

from tests.telegram.fake_telegram import Call, FakeTelegram

FIRST_ASKER = 10_001
LOOKS = ("Days", "Minutes", "My week", "Pain")
_SHOWS = ("sendMessage", "sendPhoto", "editMessageText", "editMessageMedia")


@dataclass(frozen=True)
class Asks:
    """What people do.

    Attributes:
        waiting: How many write words and wait for the answer, each again as soon as it is there.
        rounds: How often each of them writes.
        askers: How many look at all their charts, from number `FIRST_ASKER` on.
        times: How often each of them looks at all of them.
    """

    waiting: int
    rounds: int
    askers: int
    times: int


@dataclass(frozen=True)
class Waited:
    """How long people waited, in seconds.

    Attributes:
        words: For the answer to words.
        charts: For a chart.
    """

    words: tuple[float, ...]
    charts: tuple[float, ...]


class Crowd:
    """The process, seen from the bot's."""

    def __init__(self, told: Connection, url: str) -> None:
        self.url = url
        self._told = told

    async def waits(self) -> Waited:
        """Lets the people begin, and returns once all have their last answer."""
        self._told.send("begin")
        waited = await asyncio.to_thread(self._told.recv)
        assert isinstance(waited, Waited)
        return waited


@contextmanager
def crowd(asks: Asks) -> Iterator[Crowd]:
    """Starts the process; it ends with the block."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_be_there, args=(theirs, asks), daemon=True)
    process.start()
    try:
        yield Crowd(ours, ours.recv())
    finally:
        ours.send("end")
        process.join()


def _be_there(told: Connection, asks: Asks) -> None:
    asyncio.run(_serve(told, asks))


async def _serve(told: Connection, asks: Asks) -> None:
    async with FakeTelegram() as telegram:
        people = _People(telegram)
        telegram.on_call = people.hear
        told.send(telegram.url)
        if await asyncio.to_thread(told.recv) == "begin":
            told.send(await people.ask(asks))
            await asyncio.to_thread(told.recv)


class _People:
    def __init__(self, telegram: FakeTelegram) -> None:
        self._telegram = telegram
        self._answered: dict[int, asyncio.Event] = {}

    async def hear(self, call: Call) -> None:
        if call.method in _SHOWS and call.chat in self._answered:
            self._answered[call.chat].set()

    async def ask(self, asks: Asks) -> Waited:
        words, charts = await asyncio.gather(
            asyncio.gather(*(self._write(chat, asks.rounds) for chat in range(1, asks.waiting + 1))),
            asyncio.gather(*(self._look(chat, asks.times) for chat in range(FIRST_ASKER, FIRST_ASKER + asks.askers))),
        )
        return Waited(tuple(one for each in words for one in each), tuple(one for each in charts for one in each))

    async def _write(self, chat: int, rounds: int) -> list[float]:
        return [await self._wait(chat, text=f"my heel hurts, I said it {number} times") for number in range(rounds)]

    async def _look(self, chat: int, times: int) -> list[float]:
        waited = [await self._wait(chat, text="/progress")]
        # One after the other: each button is looked for on the screen that the one before it brought.
        waited += [await self._wait(chat, press=look) for look in LOOKS * times]
        return waited

    async def _wait(self, chat: int, *, text: str = "", press: str = "") -> float:
        self._answered[chat] = asyncio.Event()
        begun = perf_counter()
        if press:
            buttons = [button for row in self._telegram.chats[chat][-1].buttons for button in row]
            await self._telegram.press(
                chat, next(button["callback_data"] for button in buttons if button["text"] == press)
            )
        else:
            await self._telegram.say(chat, text)
        async with asyncio.timeout(120):
            await self._answered[chat].wait()
        waited = perf_counter() - begun
        # The answer stands in the chat once the call that brings it is over.
        await asyncio.sleep(0)
        return waited
