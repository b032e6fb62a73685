"""The addresses that the bot talks to: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import hmac

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.trial.exchange import Exchange
from bot.trial.methods import call
from bot.trial.parameters import read_parameters
from bot.trial.refusal import Refusal


def bot_routes(exchange: Exchange) -> list[Route]:
    """Return the addresses of the Bot API.

    Args:
        exchange: What the methods act on.
    """

    async def method(request: Request) -> Response:
        try:
            _check_token(exchange, request)
            parameters = await read_parameters(request)
            result = await call(exchange, request.path_params["method"], parameters)
        except Refusal as refusal:
            return _refused(refusal)
        return JSONResponse({"ok": True, "result": result})

    async def file(request: Request) -> Response:
        try:
            _check_token(exchange, request)
        except Refusal as refusal:
            return _refused(refusal)
        stored = exchange.shelf.by_path(request.path_params["path"])
        if stored is None:
            return _refused(Refusal(404, "Not Found"))
        return Response(stored.content, media_type="application/octet-stream")

    return [
        Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file, methods=["GET"]),
    ]


def _check_token(exchange: Exchange, request: Request) -> None:
    if not hmac.compare_digest(request.path_params["token"].encode(), exchange.token.encode()):
        raise Refusal(401, "Unauthorized")


def _refused(refusal: Refusal) -> Response:
    body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    return JSONResponse(body, status_code=refusal.code)
