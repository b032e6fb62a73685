"""Before all about somebody long away is erased, one quiet message says so; any answer keeps it."""

from datetime import datetime, timedelta

from bot.dialogue import unasked
from bot.dialogue.screen import paragraphs
from bot.dialogue.turning import Turning

KIND = "keep"
"""Name of its timer, and of its answers."""

WARNED_BEFORE = timedelta(days=14)
"""How long before everything is erased it is said; at most half of the time that is kept."""

AGAIN = timedelta(days=1)
"""Where it may not come now, it is tried again after so long."""


def warned_before(kept: timedelta) -> timedelta:
    """Returns how long before everything is erased it is said.

    Args:
        kept: After how long without a visit everything is erased.
    """
    return min(WARNED_BEFORE, kept / 2)


def watch(turning: Turning) -> None:
    """Asks to be woken before the time is over, once; the timer looks for itself when the last visit was."""
    session = turning.session
    if session.consented is not None and not session.watched and session.last_at is not None:
        turning.change(watched=True, warned=None)
        turning.set_timer(KIND, _due(turning, session.last_at) - turning.now, "")


def ring(turning: Turning, payload: str) -> None:
    """Says it, if nobody was here since; otherwise asks to be woken later."""
    del payload
    last = turning.session.last_at
    if last is None:
        return
    due = _due(turning, last)
    until = due if due > turning.now else unasked.waits_until(turning)
    if until is not None:
        turning.set_timer(KIND, until - turning.now, "")
    elif unasked.may_come(turning, wanted=True):
        say, days = turning.say, round(warned_before(timedelta(days=turning.materials.kept_days)) / timedelta(days=1))
        text = paragraphs(
            say("Hello. We have not met for a long time."),
            turning.words.count(
                "In {number} day I erase what I keep for you. Shall I keep it?",
                "In {number} days I erase what I keep for you. Shall I keep it?",
                days,
            ),
        )
        unasked.send(turning, KIND, text, [[(say("Keep it"), "keep")], [(say("Erase it now"), "erase")]])
        turning.change(watched=False, warned=turning.now)
    else:
        turning.set_timer(KIND, AGAIN, "")


def answer(turning: Turning, code: str) -> None:
    """Any answer keeps everything; who wants it gone is asked once, as by /forget."""
    if code == "erase":
        unasked.take_buttons(turning)
        turning.freshly()
        turning.go("forget")
    elif code == "keep":
        unasked.edit(turning, KIND, turning.say("Good, I keep it. /start goes on at any time."))


def _due(turning: Turning, last: datetime) -> datetime:
    kept = timedelta(days=turning.materials.kept_days)
    return last + kept - warned_before(kept)
