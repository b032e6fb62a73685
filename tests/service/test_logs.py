"""No token leaves the process by way of the log, whoever writes the line and wherever the token stands."""

import io
import json
import logging
import warnings
from collections.abc import Iterator

import aiohttp
import pytest

from bot.logs import LogFormat, Redaction, set_up, whereabouts
from tests.telegram.fake_telegram import TOKEN

ODD_ONE = "sesame"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    levels = {
        name: logging.getLogger(name).level
        for name in ("httpx", "httpcore", "aiohttp", "telegram", "aiosqlite", "asyncio")
    }
    yield
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=False)


def written(log_format: LogFormat, token: str | None = None, level: int = logging.DEBUG) -> io.StringIO:
    stream = io.StringIO()
    set_up(log_format, token=token, level=level, stream=stream)
    return stream


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize(("configured", "shown"), [(None, TOKEN), (TOKEN, TOKEN), (ODD_ONE, ODD_ONE)])
def test_tokens_are_hidden_in_messages_arguments_and_tracebacks(
    log_format: LogFormat, configured: str | None, shown: str
) -> None:
    stream = written(log_format, configured)
    log = logging.getLogger("some.library.far.below")
    log.info("GET https://api.example.org/bot%s/getMe", shown)
    log.warning("%s", {"nested": {"deep": shown}})
    try:
        raise ValueError("https://x/bot" + shown + "/sendMessage")
    except ValueError:
        log.exception("a call failed")
    log.error("with a stack of %s", shown, stack_info=True)
    text = stream.getvalue()
    assert shown not in text
    assert text.count("<token>") >= 4
    assert "ValueError" in text
    assert "/sendMessage" in text


def test_an_error_of_the_http_library_does_not_show_the_token() -> None:
    stream = written("text", TOKEN)
    logging.getLogger("x").error("failed", exc_info=aiohttp.InvalidURL(f"http://h/bot{TOKEN}/x"))
    assert TOKEN not in stream.getvalue()
    assert "InvalidUrlClientError" in stream.getvalue() or "InvalidURL" in stream.getvalue()


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"/bot{TOKEN}/getMe", "/bot<token>/getMe"),
        (f"token={TOKEN}&x", "token=<token>&x"),
        (f"{TOKEN} {TOKEN}", "<token> <token>"),
        (TOKEN.replace(":", "%3A"), "<token>"),
        ("at 12:30, update 123456789", "at 12:30, update 123456789"),
        ("2026-03-02T12:00:00.123456:abc", "2026-03-02T12:00:00.123456:abc"),
    ],
)
def test_what_looks_like_a_token_is_hidden_and_nothing_else(text: str, hidden: str) -> None:
    assert Redaction()(text) == hidden


def test_json_lines_are_json_and_say_the_same() -> None:
    stream = written("json")
    logging.getLogger("bot.x").warning('a "quoted" word\nand a line', exc_info=False)
    (line,) = stream.getvalue().splitlines()
    found = json.loads(line)
    assert found["level"] == "warning"
    assert found["logger"] == "bot.x"
    assert found["message"] == 'a "quoted" word\nand a line'
    assert found["at"].endswith("+00:00")


def test_libraries_that_would_log_addresses_or_words_are_kept_quiet() -> None:
    stream = written("text", level=logging.DEBUG)
    for name in ("httpx", "httpcore", "aiohttp.client", "telegram.Bot", "aiosqlite"):
        logging.getLogger(name).debug("parameters: my private words")
    logging.getLogger("httpx").info("HTTP Request: POST my private words")
    assert stream.getvalue() == ""
    logging.getLogger("httpx").warning("something is wrong")
    assert "something is wrong" in stream.getvalue()


def test_setting_up_twice_writes_each_line_once() -> None:
    written("text")
    stream = written("text")
    logging.getLogger("x").info("once")
    assert stream.getvalue().count("once") == 1


def test_warnings_are_logged() -> None:
    stream = written("text")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn("mind the gap", UserWarning, stacklevel=1)
        logging.captureWarnings(capture=False)
    assert "mind the gap" in stream.getvalue()


def test_whereabouts_tell_the_place_and_not_the_words() -> None:
    def fail() -> None:
        raise LookupError("my leg went cold")

    with pytest.raises(LookupError) as raised:
        fail()
    told = whereabouts(raised.value)
    assert told.startswith("LookupError < test_logs.py:")
    assert "in fail" in told
    assert "cold" not in told
