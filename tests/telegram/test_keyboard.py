"""Buttons keep their rows, data and colour."""

from bot.dialogue.turn import Button
from bot.telegram.keyboard import keyboard


def test_buttons_keep_their_places() -> None:
    markup = keyboard(((Button("Yes", "1.y"), Button("No", "1.n")), (), (Button("STOP", "1.stop", danger=True),)))
    assert markup is not None
    assert markup.to_dict() == {
        "inline_keyboard": [
            [{"text": "Yes", "callback_data": "1.y"}, {"text": "No", "callback_data": "1.n"}],
            [{"text": "STOP", "callback_data": "1.stop", "style": "danger"}],
        ]
    }


def test_no_button_is_no_keyboard() -> None:
    assert keyboard(()) is None
    assert keyboard(((),)) is None
