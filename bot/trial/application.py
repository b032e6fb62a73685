"""Puts the Bot API and the page behind one web application, with the headers that keep the page to itself."""

from typing import Final

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.language.catalogues import Catalogues
from bot.trial.botapi import bot_routes
from bot.trial.exchange import Exchange
from bot.trial.pageapi import Beside, page_routes

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class _Headers:
    """Sets the same headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def create_application(
    exchange: Exchange, catalogues: Catalogues, *, secret: str, chat_id: int, beside: Beside | None = None
) -> Starlette:
    """Return the web application.

    Only requests that name this machine as their host are answered, so that no page of another site can reach
    it under a name of its own.

    Args:
        exchange: The state of all chats.
        catalogues: The words of the page itself.
        secret: The first part of the page's address; without it there is no page.
        chat_id: The chat that the page opens.
        beside: What stands beside the chat, or None for nothing.
    """
    return Starlette(
        routes=[
            Mount(f"/{secret}", routes=page_routes(exchange, catalogues, chat_id, beside)),
            *bot_routes(exchange),
        ],
        middleware=[
            Middleware(_Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"], www_redirect=False),
        ],
    )
