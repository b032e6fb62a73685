"""Which foot is worked on where a step takes one after the other: both, or one alone. Limits hold all the same."""

from bot.dialogue.screen import Press, Screen
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Side


def sides_in_words(turning: Turning) -> str:
    """Returns which foot is worked on, or nothing where it is both."""
    side = turning.person.wants.only_side
    if side is None:
        return ""
    return turning.say("Left foot only.") if side is Side.LEFT else turning.say("Right foot only.")


def show(turning: Turning) -> Screen:
    """Asks which foot is worked on."""
    say, now = turning.say, turning.person.wants.only_side
    rows = tuple(
        (Press(("✅ " if now == side else "") + label, code),)
        for side, label, code in (
            (None, say("Both feet"), "s:both"),
            (Side.LEFT, say("Left foot only"), "s:left"),
            (Side.RIGHT, say("Right foot only"), "s:right"),
        )
    )
    text = say("**Which foot shall we work on?** It counts for steps that take one foot after the other.")
    return Screen(text, (*rows, (Press(say("Back"), "back"),)))


def press(turning: Turning, code: str) -> None:
    """Takes the foot; a plan that is already shown stays as it is."""
    chosen = {"s:both": None, "s:left": Side.LEFT, "s:right": Side.RIGHT}
    if code == "back":
        turning.go("settings")
    elif code in chosen:
        turning.change_person(wants=turning.person.wants.model_copy(update={"only_side": chosen[code]}))
        turning.stay()
