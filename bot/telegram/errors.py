"""Why a call to Telegram failed, as far as what to do next differs; no message ever holds a token or a text."""

from telegram.error import NetworkError, TelegramError


class TokenRefused(Exception):
    """Telegram does not know the token: nothing can be done until an operator gives the right one."""

    def __init__(
        self,
        message: str = "Telegram refuses the bot token. Check BOT_TOKEN against the one that BotFather shows, "
        "and BOT_API_URL if it is set.",
    ) -> None:
        super().__init__(message)


class Throttled(TelegramError):
    """Telegram asks to wait.

    Attributes:
        seconds: For how long.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Telegram asks to wait for {seconds:g} seconds")
        self.seconds = seconds


class Unreached(NetworkError):
    """No connection could be made, so nothing was done."""


class Dropped(NetworkError):
    """The connection ended or fell silent after the call went out: it may have been done or not."""


class ServerTrouble(NetworkError):
    """Telegram answered that it failed by its own fault."""
