"""Inline keyboards keep Telegram's limits."""

import pytest

from bot.trial.keyboards import Button, keyboard_as_json, read_keyboard
from bot.trial.refusal import Refusal


def test_rows_are_read_and_written_alike() -> None:
    rows: list[list[dict[str, object]]] = [
        [{"text": "Stop", "style": "danger", "callback_data": "stop"}, {"text": "Go", "callback_data": "go"}],
        [{"text": "Page", "url": "https://example.org"}],
        [{"text": "Copy", "copy_text": {"text": "words"}}],
    ]
    keyboard = read_keyboard({"inline_keyboard": rows})
    assert keyboard[0][0] == Button("Stop", "danger", data="stop")
    assert keyboard_as_json(keyboard) == rows


@pytest.mark.parametrize("markup", [None, {}, {"inline_keyboard": []}, {"inline_keyboard": [[]]}])
def test_no_buttons_is_no_keyboard(markup: object) -> None:
    assert read_keyboard(markup) == ()


def test_data_may_have_64_bytes() -> None:
    longest = "é" * 32
    keyboard = read_keyboard({"inline_keyboard": [[{"text": "x", "callback_data": longest}]]})
    assert keyboard[0][0].data == longest


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ({"inline_keyboard": [[{"text": "x", "callback_data": "é" * 32 + "x"}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": ""}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}, "text must be non-empty"),
        ({"inline_keyboard": [[{"text": "x"}]]}, "needs exactly one of"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x", "url": "https://a"}]]}, "exactly one of"),
        ({"inline_keyboard": [[{"text": "x", "url": "javascript:1"}]]}, "is invalid"),
        ({"inline_keyboard": [[{"text": "x", "copy_text": {"text": "y" * 257}}]]}, "COPY_TEXT_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x", "style": "pink"}]]}, "button style"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13}, "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": ["x"]}, "Array of Array"),
        ({"inline_keyboard": [["x"]]}, "expected an object"),
        ({"keyboard": [[{"text": "x"}]]}, "inline keyboards only"),
        ("x", "object expected"),
    ],
)
def test_what_telegram_would_not_show_is_refused(markup: object, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        read_keyboard(markup)
