"""Starts the trial chat on this machine alone, inside the event loop that is already running."""

import asyncio
import contextlib
import errno
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import uvicorn
from typing_extensions import override

from bot.language.catalogues import Catalogue, Catalogues
from bot.trial.application import create_application
from bot.trial.exchange import Clock, Exchange
from bot.trial.pageapi import Beside

HOST: Final = "127.0.0.1"
PERSON_ID: Final = 1001
"""The chat that the page opens, and the Telegram id of the person in it."""

_GRACE_SECONDS: Final = 5
_ENGLISH_ALONE: Final = Catalogues({})
_IDLE_CONNECTION_SECONDS: Final = 75  # longer than a poll, so that none is closed under the bot's hands


class PortInUse(Exception):
    """Another program listens on the port already."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} is in use by another program; stop that one, or choose a free port with --port."
        )
        self.port = port


class _Server(uvicorn.Server):
    """Leaves signals to the program, and says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @override
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


def _now() -> datetime:
    return datetime.now(UTC)


class TrialServer:
    """The chat without Telegram: a Bot API for the bot and a page for a person, on loopback.

    Attributes:
        exchange: All chats, for whoever wants to look at them from the same process.
        chat_id: The chat that the page opens.
    """

    def __init__(
        self,
        *,
        token: str,
        secret: str,
        port: int,
        clock: Clock = _now,
        catalogues: Catalogues = _ENGLISH_ALONE,
        beside: Beside | None = None,
    ) -> None:
        """Prepare it; nothing is opened yet.

        Args:
            token: The token that the bot must show.
            secret: The first part of the page's address; letters, digits, `-` and `_`.
            port: The port to listen on; 0 takes any free one.
            clock: Says what time it is, aware.
            catalogues: The words of the chat itself.
            beside: What stands beside the chat, or None for nothing.
        """
        self.exchange = Exchange(token=token, clock=clock)
        self.chat_id = PERSON_ID
        self._catalogues = catalogues
        self._secret = secret
        self._port = port
        self._application = create_application(
            self.exchange, catalogues, secret=secret, chat_id=self.chat_id, beside=beside
        )
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def words(self) -> Catalogue:
        """What the chat itself says to the person in the chat that the page opens."""
        return self._catalogues.of(self.exchange.chat(self.chat_id).person.language)

    @property
    def root_url(self) -> str:
        """Root of the Bot API: methods at `<root>/bot<token>/<method>`; known once started."""
        return f"http://{HOST}:{self._port}"

    @property
    def page_url(self) -> str:
        """Address of the page; known once started."""
        return f"{self.root_url}/{self._secret}/"

    async def start(self) -> None:
        """Listen; returns when requests are answered.

        Raises:
            PortInUse: Another program listens on the port.
        """
        listener = _listen(self._port)
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._application,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,  # addresses hold the token and the secret
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            timeout_keep_alive=_IDLE_CONNECTION_SECONDS,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        ready = asyncio.create_task(self._server.ready.wait())
        await asyncio.wait({self._serving, ready}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            await self._serving

    async def stop(self) -> None:
        """Let everybody who waits go, and stop listening. Doing it twice changes nothing."""
        if self._server is None or self._serving is None:
            return
        self.exchange.close()
        self._server.should_exit = True
        await self._serving
        self._server = self._serving = None


def _listen(port: int) -> socket.socket:
    # With its protocol named, asyncio sends small answers at once; without, each waits about 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere this would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(port) from error
        raise
    listener.setblocking(False)
    return listener
