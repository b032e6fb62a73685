"""A person at the page, without a browser: sends what the page sends and reads the news that the page reads."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

News = dict[str, Any]


class PageClient:
    """Speaks the page's addresses for one chat."""

    def __init__(self, session: aiohttp.ClientSession, page_url: str, chat_id: int) -> None:
        self._session = session
        self.page_url = page_url
        self.chat_id = chat_id
        self.path = f"{page_url}chats/{chat_id}"

    async def post(self, path: str, body: object) -> tuple[int, dict[str, Any]]:
        async with self._session.post(f"{self.path}/{path}", json=body) as response:
            return response.status, await response.json()

    async def write(self, text: str) -> dict[str, Any]:
        return await self._done("messages", {"text": text})

    async def edit(self, message_id: int, text: str) -> dict[str, Any]:
        return await self._done(f"messages/{message_id}", {"text": text})

    async def press(self, message_id: int, data: str) -> str:
        return str((await self._done("presses", {"message_id": message_id, "data": data}))["press"])

    async def sample(self, kind: str) -> dict[str, Any]:
        return await self._done("samples", {"sample": kind})

    async def block(self, blocked: bool) -> None:
        await self._done("block", {"blocked": blocked})

    async def document(self, name: str, content: bytes) -> dict[str, Any]:
        async with self._session.post(f"{self.path}/documents", params={"name": name}, data=content) as response:
            assert response.status == 200, await response.text()
            result: dict[str, Any] = await response.json()
            return result

    async def snapshot(self) -> dict[str, Any]:
        async with self._session.get(self.path) as response:
            result: dict[str, Any] = await response.json()
            return result

    async def file(self, address: str) -> tuple[bytes, str]:
        """A file that the page shows, and its media type."""
        async with self._session.get(self.page_url + address) as response:
            assert response.status == 200
            return await response.read(), response.content_type

    @asynccontextmanager
    async def news(self, after: str = "", language: str = "") -> AsyncIterator[Callable[[], Awaitable[News]]]:
        """Open the news; the function that comes out waits for the next piece. Its `id` is put into it."""
        parameters = {"after": after, "language": language}
        async with self._session.get(f"{self.path}/news", params=parameters) as response:
            assert response.status == 200

            async def following() -> News:
                number = ""
                async for raw in response.content:
                    line = raw.decode().rstrip("\n")
                    if line.startswith("id: "):
                        number = line.removeprefix("id: ")
                    if line.startswith("data: "):
                        return {"id of news": number, **json.loads(line.removeprefix("data: "))}
                raise EOFError("the news have ended")

            yield following

    async def _done(self, path: str, body: object) -> dict[str, Any]:
        status, result = await self.post(path, body)
        assert status == 200, result
        return result
