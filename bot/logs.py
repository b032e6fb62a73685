"""Logging that cannot show the bot's token, whoever writes the line.

A filter on a logger is passed by its children's records, and a filter that only looks at the message misses the
traceback. So the redaction sits in the formatter of the handler: it sees the finished text, and nothing leaves
without it.
"""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from typing import Literal, TextIO

from typing_extensions import override

LogFormat = Literal["text", "json"]

# Not `\b`: in an address the number follows the letters "bot", and there is no word boundary between.
_TOKEN = re.compile(r"(?<!\d)\d{6,12}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_HIDDEN = "<token>"

_QUIET = {
    # They log addresses, which hold the token, or parameters, which hold what people read and wrote.
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "aiohttp": logging.WARNING,
    "telegram": logging.INFO,
    "aiosqlite": logging.INFO,
    "asyncio": logging.INFO,
}


class Redaction:
    """Takes tokens out of a text."""

    def __init__(self, token: str | None = None) -> None:
        """Sets it up.

        Args:
            token: The token in use, which is hidden whatever it looks like; None where there is none.
        """
        self._token = token or None

    def __call__(self, text: str) -> str:
        """Gives the text without tokens."""
        if self._token is not None:
            text = text.replace(self._token, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, text)


class _TextFormatter(logging.Formatter):
    def __init__(self, redaction: Redaction) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._redaction = redaction

    @override
    def format(self, record: logging.LogRecord) -> str:
        return self._redaction(super().format(record))


class _JsonFormatter(logging.Formatter):
    def __init__(self, redaction: Redaction) -> None:
        super().__init__()
        self._redaction = redaction

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        if record.stack_info:
            line["stack"] = self.formatStack(record.stack_info)
        # Before it becomes JSON, so that no escape can cut a token in two.
        return json.dumps({name: self._redaction(text) for name, text in line.items()}, ensure_ascii=False)


def set_up(
    log_format: LogFormat = "text",
    *,
    token: str | None = None,
    level: int = logging.INFO,
    stream: TextIO | None = None,
) -> None:
    """Sends all log lines of the process to one handler that hides tokens.

    Args:
        log_format: One line of text each, or one JSON object each.
        token: The token in use.
        level: The least serious level that is shown.
        stream: Where lines go; the error output by default.
    """
    redaction = Redaction(token)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_JsonFormatter(redaction) if log_format == "json" else _TextFormatter(redaction))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(level, least))
    logging.captureWarnings(capture=True)


def whereabouts(error: BaseException) -> str:
    """Says what kind of error happened where, and nothing of its words, which may quote a person.

    Args:
        error: The error.
    """
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} in {frame.name}" for frame in frames[-3:]]
    return " < ".join([type(error).__name__, *reversed(places)])
