"""The way of a press: buttons that hold whatever is open first, then consent, old screens, locks, the open stage."""

from datetime import timedelta

from bot.dialogue.events import Pressed
from bot.dialogue.happenings import unasked_kinds
from bot.dialogue.numbers import numbers_in_words
from bot.dialogue.operating import desk
from bot.dialogue.reminding import answering, messages
from bot.dialogue.stages import table
from bot.dialogue.turning import Turning
from bot.dialogue.unasked import PRESSES as UNASKED_PRESSES

DOUBLE_TAP = timedelta(seconds=3)
"""Within so short a time a second press on the last screen is no mistake, and nothing is said of it."""


def answer(turning: Turning, pressed: Pressed) -> None:
    """Answers a press.

    Args:
        turning: The turn.
        pressed: What was pressed.
    """
    number, _, code = pressed.data.partition(".")
    if number == messages.TIMER:
        answering.answer(turning, code)
        return
    if number == UNASKED_PRESSES:
        unasked_kinds.answer(turning, code)
        return
    if number == desk.PRESSED and desk.is_operator(turning):
        desk.press(turning, code)
        return
    if code == "numbers":
        turning.tell_person(numbers_in_words(turning))
        turning.again()
        return
    if turning.session.consented is None and turning.stage.name not in table.BEFORE_CONSENT:
        turning.go("welcome")
    if not number.isdecimal() or int(number) != turning.session.screen:
        last = turning.session.last_at
        twice = number.isdecimal() and int(number) == turning.session.screen - 1
        if not (twice and last is not None and turning.now - last < DOUBLE_TAP):
            turning.toast = turning.say("That button is from an earlier step. To change an answer, tap My answers.")
            turning.again()
        return
    if turning.person.lock is not None and turning.stage.name not in table.ALWAYS_OPEN:
        turning.go("stopped")
        return
    turning.change(confused=0)
    table.press(turning, code)
