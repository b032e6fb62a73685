"""How steps come: with pictures and timers or as plain words, with sounds or without. The guard is the same."""

from bot.dialogue.screen import Press, Screen
from bot.dialogue.turning import Turning

SOUNDS = frozenset({"bells", "rings"})
TEXT = frozenset({"pictures", "timers"})
"""Fields of the session that a button of the same name turns over."""


def show_text(turning: Turning) -> Screen:
    """Asks for pictures and timers."""
    say, session = turning.say, turning.session
    rows = (
        (Press(_ticked(say("Pictures of the steps"), session.pictures), "pictures"),),
        (Press(_ticked(say("Timers for the holds"), session.timers), "timers"),),
        (Press(say("Just text, I count myself"), "plain"),) if session.pictures or session.timers else
        (Press(say("Pictures and timers again"), "full"),),
        (Press(say("Back"), "back"),),
    )  # fmt: skip
    return Screen(say("**How shall the steps come?** Tap to turn each on or off."), rows)


def press_text(turning: Turning, code: str) -> None:
    """Turns pictures or timers over, or both at once."""
    if code in {"plain", "full"}:
        turning.change(pictures=code == "full", timers=code == "full")
        turning.stay()
    else:
        _press(turning, code, TEXT)


def show_sounds(turning: Turning) -> Screen:
    """Asks for sounds; what tells of danger always sounds."""
    say, session = turning.say, turning.session
    rows = (
        (Press(_ticked(say("The end of a hold sounds"), session.bells), "bells"),),
        (Press(_ticked(say("Reminders sound"), session.rings), "rings"),),
        (Press(say("Back"), "back"),),
    )
    return Screen(say("**Which sounds may I make?** A warning about danger always sounds."), rows)


def press_sounds(turning: Turning, code: str) -> None:
    """Turns a sound over."""
    _press(turning, code, SOUNDS)


def _press(turning: Turning, code: str, fields: frozenset[str]) -> None:
    if code == "back":
        turning.go("settings")
    elif code in fields:
        turning.change(**{code: not getattr(turning.session, code)})
        turning.stay()


def _ticked(label: str, on: bool) -> str:
    return ("✅ " if on else "") + label
