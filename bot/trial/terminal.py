"""The chat in plain text: prints what the bot says and sends the lines that are typed."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any, Final, TextIO

import aiohttp

from bot.language.catalogues import Catalogue
from bot.trial.bell import Bell
from bot.trial.transcript import Choice, Transcript

_ANSWER_WITHIN_SECONDS: Final = 60.0
_QUIET_SECONDS: Final = 0.4
_LONGEST_LINE: Final = 16 * 1024 * 1024
_BOT_SPEAKS: Final = frozenset({"message", "edit", "delete"})


async def run_terminal(*, page_url: str, chat_id: int, words: Catalogue, typed: TextIO, printed: TextIO) -> None:
    """Chat until the input ends or the server stops.

    Where the input is no terminal, such as a file of lines, each line waits until the bot has answered the one
    before, so that a number means the button that a person would see.

    Args:
        page_url: Address of the page, ending with a slash.
        chat_id: The chat.
        words: What the terminal itself says.
        typed: Lines of the person.
        printed: Where the chat is printed.
    """
    terminal = _Terminal(page_url, chat_id, words, printed, patient=not typed.isatty())
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=timeout, read_bufsize=_LONGEST_LINE) as session:
        listening = asyncio.create_task(terminal.listen(session))
        talking = asyncio.create_task(terminal.talk(session, typed))
        done, pending = await asyncio.wait({listening, talking}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        for task in done:
            task.result()


class _Terminal:
    def __init__(self, page_url: str, chat_id: int, words: Catalogue, printed: TextIO, *, patient: bool) -> None:
        self._path = f"{page_url}chats/{chat_id}"
        self._words = words
        self._printed = printed
        self._patient = patient
        self._transcript = Transcript(page_url, words)
        self._ready = asyncio.Event()
        self._bell = Bell()
        self._spoken = 0
        self._answered: set[str] = set()

    async def listen(self, session: aiohttp.ClientSession) -> None:
        """Print the news until the server stops."""
        try:
            async with session.get(f"{self._path}/news") as response:
                response.raise_for_status()
                async for line in response.content:
                    if line.startswith(b"data: "):
                        self._tell(json.loads(line.removeprefix(b"data: ")))
        except aiohttp.ClientError:
            self._print(self._words.say("The chat does not answer any more. Start it again to go on."))
            return
        self._print(self._words.say("The chat has ended."))

    async def talk(self, session: aiohttp.ClientSession, typed: TextIO) -> None:
        """Send the lines until they end."""
        await self._ready.wait()
        async for line in _lines(typed):
            text = line.strip()
            if text:
                await self._send(session, text)

    def _tell(self, news: dict[str, Any]) -> None:
        for line in self._transcript.tell(news):
            self._print(line)
        if news["kind"] == "snapshot":
            self._ready.set()
        elif news["kind"] == "answer":
            self._answered.add(news["press"])
        elif news["kind"] in _BOT_SPEAKS and news.get("message", {"from_bot": True})["from_bot"]:
            self._spoken += 1
        self._bell.ring()

    async def _send(self, session: aiohttp.ClientSession, text: str) -> None:
        choice = self._transcript.choice(int(text)) if text.isdecimal() else None
        if choice is not None and choice.data is None:
            self._print(str(choice.shows))
            return
        spoken = self._spoken
        result = await self._post(session, text, choice)
        if result is None or not self._patient:
            return
        await self._wait_for_answer(None if choice is None else str(result["press"]), spoken)

    async def _post(self, session: aiohttp.ClientSession, text: str, choice: Choice | None) -> dict[str, Any] | None:
        path: str = "messages"
        body: dict[str, object] = {"text": text}
        if choice is not None:
            path, body = "presses", {"message_id": choice.message_id, "data": choice.data}
            self._print(f"> {choice.label}")
        async with session.post(f"{self._path}/{path}", json=body) as response:
            result: dict[str, Any] = await response.json()
            if response.status != HTTPStatus.OK:
                self._print(result["error"])
                return None
            return result

    async def _wait_for_answer(self, press: str | None, spoken: int) -> None:
        """Wait until the bot has answered and has nothing more to say for a moment."""
        # A line that came too early would press what the person does not see: better to wait long.
        deadline = time.monotonic() + _ANSWER_WITHIN_SECONDS
        while not (self._spoken > spoken if press is None else press in self._answered):
            if not await self._bell.wait(max(deadline - time.monotonic(), 0)):
                self._print(self._words.say("(no answer yet)"))
                return
        while await self._bell.wait(_QUIET_SECONDS) and time.monotonic() < deadline:
            pass

    def _print(self, line: str) -> None:
        print(line, file=self._printed, flush=True)


async def _lines(stream: TextIO) -> AsyncIterator[str]:
    """Read lines in a thread of their own, which the end of the program does not wait for."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def put(line: str | None) -> bool:
        try:
            loop.call_soon_threadsafe(queue.put_nowait, line)
        except RuntimeError:  # the loop has ended, nobody reads any more
            return False
        return True

    def pump() -> None:
        for line in stream:
            if not put(line):
                return
        put(None)

    threading.Thread(target=pump, name="typed lines", daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line
