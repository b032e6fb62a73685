"""The bot as Telegram's servers see it: the library's `Bot`, plus updates as they come over the wire."""

from typing import Any, cast

from telegram import Bot
from typing_extensions import override

from bot.telegram.errors import TokenRefused
from bot.telegram.request import AiohttpRequest

TELEGRAM = "https://api.telegram.org"

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class FootguideBot(Bot):
    """A `Bot` that can also hand out updates unread, so that one odd update cannot hold up the others."""

    def __init__(self, token: str, server: str = TELEGRAM) -> None:
        """Makes the bot; nothing is sent before `initialize`.

        Args:
            token: The token from BotFather.
            server: Root of the Bot API; methods are at `<root>/bot<token>/<method>`.

        Raises:
            TokenRefused: The token is empty.
        """
        if not token:
            message = "There is no token. Put the token from BotFather into BOT_TOKEN."
            raise TokenRefused(message)
        root = server.rstrip("/")
        super().__init__(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(connections=1),
        )
        self._server = root

    @override
    def __repr__(self) -> str:
        # The library's own shows the token.
        return f"{type(self).__name__}[{self._server}]"

    @property
    def server(self) -> str:
        """Root of the Bot API that it talks to."""
        return self._server

    async def fetch_file(self, name: str) -> bytes:
        """Fetches a file that somebody sent.

        Args:
            name: Telegram's name for it.

        Returns:
            What it holds.
        """
        file = await self.get_file(name)
        return bytes(await file.download_as_bytearray())

    async def raw_updates(self, offset: int | None, seconds: int, limit: int) -> list[dict[str, Any]]:
        """Asks for updates; those below `offset` are thereby confirmed.

        Args:
            offset: Number of the first update wanted, or None for the first that is not confirmed.
            seconds: How long Telegram may wait for one.
            limit: Most updates at once, 1 to 100.

        Returns:
            The updates as they came, in the order of their numbers.
        """
        updates = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": seconds, "limit": limit, "allowed_updates": list(ALLOWED_UPDATES)},
            read_timeout=seconds + 10,
        )
        return sorted(cast("list[dict[str, Any]]", updates), key=lambda update: int(update["update_id"]))
