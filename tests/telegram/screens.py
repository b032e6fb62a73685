"""Screens as the sender gets them."""

from bot.dialogue.turn import Button, Kind, Message, Slot
from tests.telegram.fake_telegram import FakeTelegram

BUTTONS = ((Button("Done", "1.done"),),)
DRAWN = [[{"text": "Done", "callback_data": "1.done"}]]


def question(text: str, *, fresh: bool = False, sound: bool = False) -> Message:
    return Message(Kind.SCREEN, text, BUTTONS, Slot.INTERVIEW, fresh=fresh, sound=sound)


def step(text: str, picture: str = "pump") -> Message:
    return Message(Kind.SCREEN, text, BUTTONS, Slot.PRACTICE, picture=picture, technique="pump")


def methods(telegram: FakeTelegram) -> list[str]:
    return [call.method for call in telegram.calls]
