"""When a day of the person begins: what is done at one o'clock at night can still count for yesterday."""

from datetime import time

from bot.dialogue.screen import Press, Screen, in_rows, paragraphs
from bot.dialogue.turning import Turning

BEGINNINGS = (time(0), time(3), time(4), time(6), time(12), time(15))
"""Midnight, the hours in which most people sleep, and noon and later for who works at night."""


def show(turning: Turning) -> Screen:
    """Asks when the day begins."""
    say, now = turning.say, turning.session.reminders.day_begins
    buttons = [Press(("✅ " if at == now else "") + at.strftime("%H:%M"), f"d:{at.hour}") for at in BEGINNINGS]
    text = paragraphs(
        say("**When does your day begin?** What you do before that still counts for yesterday."),
        say("If you work at night, choose the time at which you get up."),
    )
    return Screen(text, (*in_rows(buttons, 3), (Press(say("Back"), "back"),)))


def press(turning: Turning, code: str) -> None:
    """Takes the beginning of the day."""
    kind, _, hour = code.partition(":")
    chosen = {str(at.hour): at for at in BEGINNINGS}
    if code == "back":
        turning.go("settings")
    elif kind == "d" and hour in chosen:
        reminders = turning.session.reminders.model_copy(update={"day_begins": chosen[hour]})
        turning.change(reminders=reminders)
        turning.stay()
