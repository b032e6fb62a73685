"""The hold of a step: its timer, and the bell at its end."""

from datetime import timedelta

from bot.dialogue.stages.practice.present_step import running
from bot.dialogue.stages.practice.tightening import item_now
from bot.dialogue.turn import Kind, Message, Slot
from bot.dialogue.turning import Turning

HOLD = "hold"
"""Name of the timer that ends a hold."""

BELL_LASTS = timedelta(minutes=10)
"""An end of a hold that could not be told for so long is not told any more."""


def start_hold(turning: Turning) -> None:
    """Starts the timer of the present side."""
    practice = running(turning)
    after = timedelta(seconds=item_now(turning).seconds)
    made = practice.holds_made + 1
    turning.change(
        practice=practice.model_copy(
            update={"phase": "holding", "holds_until": turning.now + after, "holds_made": made}
        )
    )
    turning.set_timer(HOLD, after, str(made))
    turning.go("practice")


def hold_over(turning: Turning, payload: str) -> None:
    """The timer of a hold has ended: one line with sound, and the next button.

    A hold that was ended, skipped or stopped in the meantime has another number, and nothing happens.
    """
    practice = turning.session.practice
    if practice is None or practice.phase != "holding" or payload != str(practice.holds_made):
        return
    turning.change(practice=practice.model_copy(update={"phase": "held", "holds_until": None}))
    bell = Message(
        Kind.SCREEN, turning.say("⏱ Time. Let go slowly."), slot=Slot.BELL, fresh=True, sound=True,
        not_after=turning.now + BELL_LASTS,
    )  # fmt: skip
    if turning.stage.name == "practice":
        turning.go("practice")
    turning.send(bell)


def end_hold(turning: Turning) -> None:
    """Ends the hold of the present side, with its timer where one runs."""
    practice = running(turning)
    if practice.phase == "holding":
        turning.cancel_timer(HOLD)
    turning.change(practice=practice.model_copy(update={"phase": "ready", "holds_until": None}))
