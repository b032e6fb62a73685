"""The addresses that the page and the terminal talk to, all below the secret of the address."""

import html
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from string import Template
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.language.catalogues import Catalogue, Catalogues
from bot.trial import person
from bot.trial.chat import Chat
from bot.trial.exchange import Exchange
from bot.trial.feed import Feed
from bot.trial.person import Sample
from bot.trial.refusal import Refusal, bad_request
from bot.trial.undone import Reason, Undone
from bot.trial.wording import page_words, reason_words, refusal_words

STATIC: Final = Path(__file__).parent / "static"
_LARGEST_DOCUMENT: Final = 20 * 1024 * 1024


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Written(_Body):
    """A text that the person typed."""

    text: str


class Pressed(_Body):
    """A button that the person pressed."""

    message_id: int
    data: str


class Sampled(_Body):
    """Something that is not text."""

    sample: Sample


class Blocked(_Body):
    """Whether the bot is blocked from now on."""

    blocked: bool


_Model = TypeVar("_Model", bound=_Body)
_Doing = Callable[[Request, Chat], Awaitable[dict[str, object]]]


Beside = Callable[[int], Awaitable[str]]
"""Gives what stands beside a chat, as a piece of HTML in which everything is escaped."""


def page_routes(
    exchange: Exchange, catalogues: Catalogues, chat_id: int, beside: Beside | None = None
) -> list[BaseRoute]:
    """Return the addresses of the page, relative to the secret.

    Args:
        exchange: What the page shows.
        catalogues: The words of the page itself; it speaks the language that the browser asks for first.
        chat_id: The chat that the page opens where its address names no other.
        beside: What stands beside the chat, or None for nothing.
    """
    template = Template((STATIC / "index.html").read_text(encoding="utf-8"))

    async def index(request: Request) -> Response:
        asked = request.query_params.get("chat", "")
        chat = int(asked) if asked.isdecimal() and 0 < int(asked) < 2**52 else chat_id
        return HTMLResponse(_page(template, catalogues.of(_first_language(request)), chat, panel=beside is not None))

    async def panel(request: Request) -> Response:
        if beside is None:
            return Response(status_code=404)
        return HTMLResponse(await beside(request.path_params["chat_id"]))

    async def stored_file(request: Request) -> Response:
        file = exchange.shelf.by_unique_id(request.path_params["unique_id"])
        if file is None:
            return Response(status_code=404)
        if file.kind in {"photos", "animations"}:
            return Response(file.content, media_type=file.media_type)
        return Response(
            file.content, media_type="application/octet-stream", headers={"Content-Disposition": "attachment"}
        )

    async def snapshot(request: Request) -> Response:
        return JSONResponse(_chat(exchange, request).snapshot())

    async def news(request: Request) -> Response:
        chat = _chat(exchange, request)
        if language := request.query_params.get("language", "")[:8]:
            chat.speak(language)
        after = request.headers.get("last-event-id") or request.query_params.get("after")
        return StreamingResponse(_events(chat.news, after), media_type="text/event-stream")

    async def write(request: Request, chat: Chat) -> dict[str, object]:
        return person.write(exchange, chat, (await _read(request, Written)).text).as_page()

    async def edit(request: Request, chat: Chat) -> dict[str, object]:
        text = (await _read(request, Written)).text
        return person.edit(exchange, chat, request.path_params["message_id"], text).as_page()

    async def press(request: Request, chat: Chat) -> dict[str, object]:
        pressed = await _read(request, Pressed)
        return {"press": person.press(exchange, chat, pressed.message_id, pressed.data)}

    async def sample(request: Request, chat: Chat) -> dict[str, object]:
        return person.send_sample(exchange, chat, (await _read(request, Sampled)).sample).as_page()

    async def document(request: Request, chat: Chat) -> dict[str, object]:
        content = await _read_document(request)
        return person.send_document(exchange, chat, request.query_params.get("name", ""), content).as_page()

    async def block(request: Request, chat: Chat) -> dict[str, object]:
        blocked = (await _read(request, Blocked)).blocked
        person.block(exchange, chat, blocked)
        return {"blocked": blocked}

    def doing(path: str, function: _Doing) -> Route:
        async def endpoint(request: Request) -> Response:
            chat = _chat(exchange, request)
            words = catalogues.of(chat.person.language)
            try:
                return JSONResponse(await function(request, chat))
            except Undone as undone:
                return JSONResponse({"error": reason_words(words, undone.reason)}, status_code=undone.code)
            except Refusal as refusal:
                return JSONResponse({"error": refusal_words(words, refusal.description)}, status_code=refusal.code)

        return Route("/chats/{chat_id:int}/" + path, endpoint, methods=["POST"])

    return [
        Route("/", index),
        Route("/files/{unique_id}", stored_file),
        Route("/chats/{chat_id:int}", snapshot),
        Route("/chats/{chat_id:int}/news", news),
        Route("/chats/{chat_id:int}/beside", panel),
        doing("messages", write),
        doing("messages/{message_id:int}", edit),
        doing("presses", press),
        doing("samples", sample),
        doing("documents", document),
        doing("block", block),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def _page(template: Template, words: Catalogue, chat: int, *, panel: bool) -> str:
    named = page_words(words)
    return template.substitute(
        {name: html.escape(text) for name, text in named.items()},
        chat_id=chat,
        panel="shown" if panel else "none",
        language=html.escape(words.language),
        wording=json.dumps(named).replace("<", "\\u003c"),  # so that no word ends the script that holds them
    )


def _first_language(request: Request) -> str:
    return request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()


def _chat(exchange: Exchange, request: Request) -> Chat:
    return exchange.chat(request.path_params["chat_id"])


async def _read(request: Request, model: type[_Model]) -> _Model:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise bad_request("the body must be JSON")
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "body"
        raise bad_request(f"{where}: {first['msg']}") from None


async def _read_document(request: Request) -> bytes:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > _LARGEST_DOCUMENT:
            raise Undone(413, Reason.FILE_TOO_LARGE)
    return bytes(content)


async def _events(feed: Feed, after: str | None) -> AsyncIterator[str]:
    async for item in feed.read(after):
        yield ": still here\n\n" if item is None else f"id: {item.id}\ndata: {json.dumps(item.body)}\n\n"
