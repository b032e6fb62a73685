"""What a message calls a picture: the scene of the book, the side that is worked on, and the tone of skin."""

from dataclasses import dataclass

from bot.knowledge.models.base import Side

_MOVING = "moving"


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture as somebody is to see it.

    Attributes:
        name: The scene of the book.
        side: The side that is worked on; None where there is none.
        tone: The tone of skin, 1 to 5.
        moving: Whether it is the animation.
    """

    name: str
    side: Side | None = None
    tone: int = 1
    moving: bool = False

    def __str__(self) -> str:
        """Returns it as text for a message: `ankle_pumps`, `ankle_pumps left`, `ankle_pumps left 3 moving`."""
        parts = [self.name]
        if self.side is not None:
            parts.append(self.side.value)
        if self.tone != 1:
            parts.append(str(self.tone))
        if self.moving:
            parts.append(_MOVING)
        return " ".join(parts)


def picture_name(name: str | None, *, side: Side | None = None, tone: int = 1, moving: bool = False) -> str | None:
    """Returns what a message calls a picture; None where there is no picture."""
    return None if name is None else str(WantedPicture(name, side, tone, moving))


def read_picture(text: str) -> WantedPicture:
    """Reads what a message calls a picture.

    Args:
        text: As `WantedPicture` writes it; an older message may have a name alone.

    Raises:
        ValueError: It is no such text.
    """
    name, *more = text.split(" ")
    moving = more[-1:] == [_MOVING]
    if moving:
        more.pop()
    side = Side(more.pop(0)) if more and not more[0].isdecimal() else None
    tone = int(more.pop(0)) if more else 1
    if more or not name:
        message = f"{text!r} names no picture"
        raise ValueError(message)
    return WantedPicture(name, side, tone, moving)
