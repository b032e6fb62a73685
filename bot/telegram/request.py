"""Carries calls to Telegram over aiohttp, several times faster than the library's own way, and says what went wrong.

The address of every call holds the token. No exception that leaves this module shows an address, nor has one behind
it that would.
"""

from typing import Any, NoReturn, cast
from urllib.parse import urlsplit

import aiohttp
import orjson
from telegram.error import BadRequest
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

from bot.telegram.errors import Dropped, ServerTrouble, Throttled, Unreached

# Those that PTB tells apart by itself.
_KNOWN_REFUSALS = frozenset({400, 401, 403, 404, 409})
_DEFAULT_WAIT_SECONDS = 5.0


class AiohttpRequest(BaseRequest):
    """One pool of connections, kept open between calls."""

    __slots__ = ("_connect_seconds", "_connections", "_read_seconds", "_session", "_upload_seconds")

    def __init__(
        self,
        connections: int = 64,
        *,
        connect_seconds: float = 10,
        read_seconds: float = 20,
        upload_seconds: float = 60,
    ) -> None:
        """Sets the limits; `initialize` opens the pool.

        Args:
            connections: Most connections at once.
            connect_seconds: Longest wait for a connection.
            read_seconds: Longest silence of the server.
            upload_seconds: The same for calls that carry a file.
        """
        self._connections = connections
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        self._upload_seconds = upload_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float:
        return self._read_seconds

    @override
    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                # Idle connections go before Telegram closes them: a call on a closed one would count as dropped.
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=15, ttl_dns_cache=300),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=True,
            )

    @override
    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            message = "the connection to Telegram is not open: call initialize() first"
            raise RuntimeError(message)
        carries_file = request_data is not None and request_data.contains_files
        silence = self._upload_seconds if carries_file else self._read_seconds
        timeout = aiohttp.ClientTimeout(
            total=None,
            sock_connect=_or_default(connect_timeout, self._connect_seconds),
            sock_read=_or_default(read_timeout, silence),
        )
        trouble: Unreached | Dropped
        try:
            async with self._session.request(method, url, timeout=timeout, **_body(request_data)) as response:
                status, payload = response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            trouble = Unreached(f"No connection to {_host(url)} ({type(error).__name__})")
        except aiohttp.InvalidURL:
            trouble = Unreached("The address of the Bot API is no web address; see BOT_API_URL")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            trouble = Dropped(f"The connection to {_host(url)} ended without an answer ({type(error).__name__})")
        else:
            return _judge(status, payload)
        # Outside the handlers, so that the original, which may show the address, is not even kept as context.
        raise trouble

    @staticmethod
    @override
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            return cast("dict[str, Any]", orjson.loads(payload))
        except orjson.JSONDecodeError:
            # Not logged and not quoted: it may hold what people wrote.
            message = "Telegram's answer is not JSON"
        raise Dropped(message)


def _or_default(given: object, default: float) -> float | None:
    """Reads a time limit: a number, None for no limit, or the library's mark for "not given"."""
    if given is None:
        return None
    return float(given) if isinstance(given, int | float) else default


def _host(url: str) -> str:
    return urlsplit(url).hostname or "Telegram"


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": orjson.dumps(data.parameters), "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def _judge(status: int, payload: bytes) -> tuple[int, bytes]:
    """Passes on what PTB tells apart by itself, and raises for the rest."""
    if 200 <= status < 300:
        return status, payload
    try:
        answer = orjson.loads(payload)
    except orjson.JSONDecodeError:
        answer = None
    answer = answer if isinstance(answer, dict) else {}
    if status == 429:
        parameters = answer.get("parameters")
        seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
        raise Throttled(float(seconds) if isinstance(seconds, int | float) else _DEFAULT_WAIT_SECONDS)
    if status >= 500:
        message = f"Telegram's server failed (HTTP {status})"
        raise ServerTrouble(message)
    if status not in _KNOWN_REFUSALS:
        _refuse(status)
    description = str(answer.get("description") or f"HTTP {status}")
    return status, orjson.dumps({"ok": False, "error_code": status, "description": description})


def _refuse(status: int) -> NoReturn:
    message = f"Telegram refused the call (HTTP {status})"
    raise BadRequest(message)
