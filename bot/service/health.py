"""Tells a supervisor over HTTP whether the process lives and whether it can do its work."""

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable, Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from typing_extensions import override


class ListenFailed(Exception):
    """The address for health questions cannot be used; the message says why and what to do."""


class _Server(uvicorn.Server):
    @override
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # The service ends itself; a server that took the signals would leave the rest running.
        yield


def health_app(troubles: Callable[[], Sequence[str]], routes: Sequence[BaseRoute] = ()) -> Starlette:
    """Makes the web application.

    Args:
        troubles: Gives what keeps the service from its work, in words; nothing when all is well.
        routes: More that is served at the same address.
    """

    async def alive(request: Request) -> JSONResponse:
        del request
        return JSONResponse({"alive": True})

    async def ready(request: Request) -> JSONResponse:
        del request
        found = list(troubles())
        return JSONResponse({"ready": not found, "troubles": found}, status_code=503 if found else 200)

    return Starlette(routes=[Route("/healthz", alive), Route("/readyz", ready), *routes])


class HealthServer:
    """Serves the application until it is told to stop.

    Attributes:
        port: The port, which the system chose where 0 was asked for.
    """

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        """Takes the address.

        Args:
            app: What is served.
            host: Where to listen.
            port: The port, or 0 for a free one.

        Raises:
            ListenFailed: The address cannot be used.
        """
        try:
            family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
            self._socket = socket.create_server((host, port), family=family)
        except OSError as error:
            # asyncio repeats the address in its words; those of the system are enough, where there are any.
            why = os.strerror(error.errno) if error.errno is not None and error.errno > 0 else error.strerror or error
            message = f"Cannot listen at {host}:{port} ({why}). Choose another address in BOT_LISTEN."
            raise ListenFailed(message) from error
        self.port = int(self._socket.getsockname()[1])
        self._server = _Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))

    async def run(self, stopping: asyncio.Event) -> None:
        """Serves until `stopping` is set."""
        serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        ending = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait({serving, ending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending.cancel()
            self._server.should_exit = True
            await serving
