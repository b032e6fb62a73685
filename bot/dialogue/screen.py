"""What one stage shows: words and buttons, before they have a number and a place in the chat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.dialogue.charts import Chart
from bot.dialogue.turn import Slot

PAIR = 15
"""The most letters of a button in a row of two."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a screen.

    Attributes:
        label: What it says.
        code: What the stage is told when it is pressed.
        danger: Whether the app may show it in red.
    """

    label: str
    code: str
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """What one stage shows.

    Attributes:
        text: The words; `**` is bold.
        rows: The buttons.
        slot: Where it lives.
        fresh: Whether it must be a new message.
        stays: Whether it stays in the chat when the next screen comes.
        sound: Whether the phone may ring.
        picture: A picture of the book.
        chart: A chart to be drawn.
        technique: The technique it shows; such a screen is guarded.
    """

    text: str
    rows: tuple[tuple[Press, ...], ...] = ()
    slot: Slot = Slot.INTERVIEW
    fresh: bool = False
    stays: bool = False
    sound: bool = False
    picture: str | None = None
    technique: str | None = None
    chart: Chart | None = None


def paragraphs(*parts: str) -> str:
    """Joins the parts that are not empty, a line each."""
    return "\n".join(part for part in parts if part)


def in_pairs(buttons: Iterable[Press]) -> tuple[tuple[Press, ...], ...]:
    """Puts short buttons in rows of two and long ones in rows of their own, in order."""
    rows: list[tuple[Press, ...]] = []
    waiting: Press | None = None
    for button in buttons:
        short = len(button.label) <= PAIR
        if waiting is not None:
            rows.append((waiting, button) if short else (waiting,))
            if not short:
                rows.append((button,))
            waiting = None
        elif short:
            waiting = button
        else:
            rows.append((button,))
    if waiting is not None:
        rows.append((waiting,))
    return tuple(rows)


def in_rows(buttons: Sequence[Press], width: int) -> tuple[tuple[Press, ...], ...]:
    """Puts buttons in rows of a width."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
