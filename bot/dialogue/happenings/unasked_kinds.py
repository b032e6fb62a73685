"""Each kind of message that nobody asked for: what its timer does, and what a press on it does."""

from collections.abc import Callable, Mapping

from bot.dialogue import appointment, keeping, weekly
from bot.dialogue.next_day import KIND as NEXT_DAY
from bot.dialogue.stages import next_day
from bot.dialogue.stages.table import ALWAYS_OPEN
from bot.dialogue.turn import Slot, TakeButtons
from bot.dialogue.turning import Turning

Act = Callable[[Turning, str], None]

UNASKED: Mapping[str, tuple[Act, Act]] = {
    NEXT_DAY: (next_day.ring, next_day.answer),
    keeping.KIND: (keeping.ring, keeping.answer),
    appointment.KIND: (appointment.ring, appointment.answer),
    weekly.KIND: (weekly.ring, weekly.answer),
}
"""What its timer does, and what a press on it does."""


def answer(turning: Turning, pressed: str) -> None:
    """Takes a press on a message that nobody asked for; under a lock the stop comes in its place.

    Args:
        turning: The turn.
        pressed: The kind and the code of the button, with a point between them.
    """
    kind, _, code = pressed.partition(".")
    if turning.session.consented is None:
        turning.go("welcome")
    elif turning.session.owner.lock is not None or turning.person.lock is not None:
        turning.send(TakeButtons(Slot.FOLLOW_UP))
        if turning.person.lock is not None and turning.stage.name not in ALWAYS_OPEN:
            turning.go("stopped")
        else:
            turning.again()
    elif kind in UNASKED:
        UNASKED[kind][1](turning, code)
