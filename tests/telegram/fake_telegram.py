"""A Bot API server on loopback that behaves like Telegram's where it matters, records calls and fails on demand."""

import asyncio
import itertools
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web

TOKEN = "123456789:AAE-fake_token_of_the_tests_0123456789"  # noqa: S105  no real one
BOT_ID = 123456789


@dataclass(frozen=True)
class Call:
    """One call as it came in."""

    method: str
    params: dict[str, Any]
    files: dict[str, bytes]

    @property
    def chat(self) -> int | None:
        return self.params.get("chat_id")

    @property
    def words(self) -> str | None:
        """The text or caption that was to be shown."""
        media = self.params.get("media")
        text = self.params.get("text", self.params.get("caption"))
        return media.get("caption") if isinstance(media, dict) else text


@dataclass
class Posted:
    """A message as it stands in a chat."""

    id: int
    chat: int
    words: str
    photo: str | None
    buttons: list[list[dict[str, Any]]]
    silent: bool


@dataclass
class Failure:
    """What a call gets instead of its answer."""

    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    times: int = 1
    chat: int | None = None
    drop: bool = False
    after_effect: bool = False
    only: Callable[[Call], bool] = field(default=lambda call: True)


class _Refusal(Exception):
    def __init__(self, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.description = description
        self.status = status


class FakeTelegram:
    """Use as an async context manager."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.chats: dict[int, list[Posted]] = {}
        self.offsets: list[int] = []
        self.files: dict[str, bytes] = {}
        self.documents: dict[int, list[bytes]] = {}
        self.blocked: set[int] = set()
        self.pressed: dict[str, str | None] = {}
        self.profile: dict[str, Any] = {}
        self.on_call: Callable[[Call], Awaitable[None]] | None = None
        self._updates: list[dict[str, Any]] = []
        self._failures: dict[str, list[Failure]] = {}
        self._ids = itertools.count(1)
        self._update_ids = itertools.count(1000)
        self._news = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=20 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    # What a test does

    def fail(self, method: str, **how: Any) -> None:
        """Lets the next calls of a method fail."""
        self._failures.setdefault(method, []).append(Failure(**how))

    async def push(self, **update: Any) -> int:
        """Puts an update into the bot's inbox; gives its number."""
        number = update.pop("update_id", None) or next(self._update_ids)
        async with self._news:
            self._updates.append({"update_id": number, **update})
            self._news.notify_all()
        return int(number)

    async def say(self, chat: int, text: str) -> int:
        """Lets a person write."""
        return await self.push(message=message_from(chat, text=text))

    async def press(self, chat: int, data: str) -> int:
        """Lets a person press a button."""
        return await self.push(callback_query=press_from(chat, data, f"press-{data}"))

    @property
    def inbox(self) -> list[int]:
        """Numbers of the updates that are not confirmed."""
        return [update["update_id"] for update in self._updates]

    def shown(self, chat: int) -> list[str]:
        """The words of the messages that stand in a chat, oldest first."""
        return [posted.words for posted in self.chats.get(chat, [])]

    def calls_of(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Returns once a condition holds that calls to this server can bring about."""
        async with self._news, asyncio.timeout(20):
            await self._news.wait_for(condition)

    # What the server does

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return _answer(_Refusal("Unauthorized", 401))
        call = Call(method, *await _read(request))
        if method != "getUpdates":
            self.calls.append(call)
        if self.on_call is not None:
            await self.on_call(call)
        failure = self._failure(call)
        try:
            if failure is not None and not failure.after_effect:
                return await self._fail(request, failure)
            try:
                result = await self._do(call)
            except _Refusal as refusal:
                return _answer(refusal)
            if failure is not None:
                return await self._fail(request, failure)
            return web.json_response({"ok": True, "result": result})
        finally:
            async with self._news:
                self._news.notify_all()

    def _failure(self, call: Call) -> Failure | None:
        for failure in self._failures.get(call.method, []):
            if failure.times and failure.chat in {None, call.chat} and failure.only(call):
                failure.times -= 1
                return failure
        return None

    async def _fail(self, request: web.Request, failure: Failure) -> web.StreamResponse:
        if failure.drop:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        body: dict[str, Any] = {"ok": False, "error_code": failure.status, "description": failure.description}
        if failure.retry_after is not None:
            body["parameters"] = {"retry_after": failure.retry_after}
        return web.json_response(body, status=failure.status)

    async def _do(self, call: Call) -> Any:
        name = re.sub(r"[A-Z]", lambda capital: f"_{capital[0].lower()}", call.method)
        work = getattr(self, f"_do_{name}", None)
        if work is None:
            raise _Refusal(f"Not Found: method {call.method}", 404)
        if call.chat in self.blocked:
            raise _Refusal("Forbidden: bot was blocked by the user", 403)
        result = work(call)
        return await result if asyncio.iscoroutine(result) else result

    def _do_get_me(self, call: Call) -> dict[str, Any]:
        return {"id": BOT_ID, "is_bot": True, "first_name": "Feet", "username": "feet_bot"}

    async def _do_get_updates(self, call: Call) -> list[dict[str, Any]]:
        offset = call.params.get("offset") or 0
        self.offsets.append(offset)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        async with self._news:
            self._news.notify_all()
            try:
                async with asyncio.timeout(call.params.get("timeout", 0)):
                    await self._news.wait_for(lambda: bool(self._updates))
            except TimeoutError:
                return []
        return self._updates[: call.params.get("limit", 100)]

    def _do_send_message(self, call: Call) -> dict[str, Any]:
        if call.params["text"] == "":
            raise _Refusal("Bad Request: message text is empty")
        return self._post(call, call.params["text"], None)

    def _do_send_photo(self, call: Call) -> dict[str, Any]:
        return self._post(call, call.params.get("caption", ""), self._photo(call, call.params.get("photo")))

    def _do_send_animation(self, call: Call) -> dict[str, Any]:
        animation = self._photo(call, call.params.get("animation"))
        posted = self._post(call, call.params.get("caption", ""), animation)
        (picture,) = posted.pop("photo")
        return posted | {"animation": picture | {"duration": 1}}

    def _do_send_document(self, call: Call) -> dict[str, Any]:
        (content,) = call.files.values()
        self.documents.setdefault(call.params["chat_id"], []).append(content)
        return self._post(call, call.params.get("caption", ""), None)

    def _do_edit_message_text(self, call: Call) -> dict[str, Any]:
        posted = self._find(call)
        if posted.photo is not None:
            raise _Refusal("Bad Request: there is no text in the message to edit")
        return self._change(posted, call, call.params["text"], None)

    def _do_edit_message_caption(self, call: Call) -> dict[str, Any]:
        posted = self._find(call)
        if posted.photo is None:
            raise _Refusal("Bad Request: there is no caption in the message to edit")
        return self._change(posted, call, call.params.get("caption", ""), posted.photo)

    def _do_edit_message_media(self, call: Call) -> dict[str, Any]:
        posted = self._find(call)
        media = call.params["media"]
        return self._change(posted, call, media.get("caption", ""), self._photo(call, media["media"]))

    def _do_edit_message_reply_markup(self, call: Call) -> dict[str, Any]:
        posted = self._find(call)
        return self._change(posted, call, posted.words, posted.photo)

    def _do_delete_message(self, call: Call) -> bool:
        posted = self._find(call, "Bad Request: message to delete not found")
        self.chats[posted.chat].remove(posted)
        return True

    def _do_answer_callback_query(self, call: Call) -> bool:
        self.pressed[call.params["callback_query_id"]] = call.params.get("text")
        return True

    def _do_get_my_commands(self, call: Call) -> Any:
        return self.profile.get(_scope(call), [])

    def _do_get_chat_menu_button(self, call: Call) -> dict[str, str]:
        return {"type": self.profile.get("menu_button", "default")}

    def _do_set_chat_menu_button(self, call: Call) -> bool:
        self.profile["menu_button"] = call.params["menu_button"]["type"]
        return True

    def _do_get_my_name(self, call: Call) -> dict[str, str]:
        return {"name": self.profile.get("name", "Feet")}

    def _do_set_my_name(self, call: Call) -> bool:
        self.profile["name"] = call.params["name"]
        return True

    def _do_get_my_description(self, call: Call) -> dict[str, str]:
        return {"description": self.profile.get("description", "")}

    def _do_get_my_short_description(self, call: Call) -> dict[str, str]:
        return {"short_description": self.profile.get("short_description", "")}

    def _do_set_my_commands(self, call: Call) -> bool:
        self.profile[_scope(call)] = call.params["commands"]
        return True

    def _do_set_my_description(self, call: Call) -> bool:
        self.profile["description"] = call.params["description"]
        return True

    def _do_set_my_short_description(self, call: Call) -> bool:
        self.profile["short_description"] = call.params["short_description"]
        return True

    def _post(self, call: Call, words: str, photo: str | None) -> dict[str, Any]:
        chat = call.params["chat_id"]
        posted = Posted(
            next(self._ids), chat, words, photo, _buttons(call), bool(call.params.get("disable_notification"))
        )
        self.chats.setdefault(chat, []).append(posted)
        return _as_message(posted)

    def _change(self, posted: Posted, call: Call, words: str, photo: str | None) -> dict[str, Any]:
        buttons = _buttons(call)
        if (posted.words, posted.photo, posted.buttons) == (words, photo, buttons):
            raise _Refusal("Bad Request: message is not modified: specified new message content is exactly the same")
        posted.words, posted.photo, posted.buttons = words, photo, buttons
        return _as_message(posted)

    def _find(self, call: Call, missing: str = "Bad Request: message to edit not found") -> Posted:
        for posted in self.chats.get(call.params["chat_id"], []):
            if posted.id == call.params["message_id"]:
                return posted
        raise _Refusal(missing)

    def _photo(self, call: Call, given: str | None) -> str:
        """Gives the name of a picture, for bytes that came with the call a new one."""
        if given is not None and not given.startswith("attach://"):
            if given not in self.files:
                raise _Refusal("Bad Request: wrong file identifier/HTTP URL specified")
            return given
        (content,) = call.files.values()
        name = f"file-{len(self.files) + 1}"
        self.files[name] = content
        return name


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, bytes]]:
    if request.content_type == "application/json":
        return await request.json(), {}
    params: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    if request.content_type == "multipart/form-data":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = value.file.read()
            else:
                assert isinstance(value, str)
                params[name] = _value(value)
    return params, files


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _answer(refusal: _Refusal) -> web.Response:
    body = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    return web.json_response(body, status=refusal.status)


def _scope(call: Call) -> str:
    scope = call.params.get("scope", {"type": "default"})["type"]
    return "commands" if scope == "default" else f"commands of {scope}"


def _buttons(call: Call) -> list[list[dict[str, Any]]]:
    markup = call.params.get("reply_markup") or {}
    rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard", [])
    return rows


def _as_message(posted: Posted) -> dict[str, Any]:
    message: dict[str, Any] = {
        "message_id": posted.id,
        "date": 1772452800,
        "chat": {"id": posted.chat, "type": "private", "first_name": "Ann"},
    }
    if posted.photo is None:
        message["text"] = posted.words
    else:
        message["caption"] = posted.words
        message["photo"] = [{"file_id": posted.photo, "file_unique_id": posted.photo, "width": 8, "height": 8}]
    return message


def person(chat: int, language: str = "en") -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "Ann", "language_code": language}


def message_from(chat: int, kind: str = "private", **content: Any) -> dict[str, Any]:
    """A message as Telegram hands it over."""
    return {
        "message_id": 1,
        "date": 1772452800,
        "chat": {"id": chat, "type": kind, "first_name": "Ann"},
        "from": person(chat),
        **content,
    }


def press_from(chat: int, data: str, press: str, kind: str = "private") -> dict[str, Any]:
    """A press as Telegram hands it over."""
    return {
        "id": press,
        "from": person(chat),
        "chat_instance": "1",
        "data": data,
        "message": message_from(chat, kind, text="a screen"),
    }
