"""How a message comes into its slot: by editing the one that lives there, as a new one, or not at all."""

import hashlib
import json
from dataclasses import dataclass
from enum import Enum, auto

from bot.dialogue.turn import Message, Rows
from bot.telegram.outbox import Held
from bot.telegram.rendering import CAPTION_LIMIT, length, parts, plain, render


@dataclass(frozen=True, slots=True)
class Landed:
    """The message that now lives in a slot; a `Held`.

    Attributes:
        message: Telegram's id of it.
        photo: Whether it is a photo with a caption.
        content: A hash of all that it shows.
    """

    message: int
    photo: bool
    content: str


@dataclass(frozen=True, slots=True)
class Dress:
    """One way to show a message; where Telegram refuses one, the next is plainer.

    Attributes:
        texts: The words; all but the last go ahead as messages of their own, because one would be too long.
        html: Whether the words are Telegram HTML.
        buttons: The buttons, under the last of the words.
        svg: The picture, or None.
    """

    texts: tuple[str, ...]
    html: bool
    buttons: Rows
    svg: bytes | None

    @property
    def photo(self) -> bool:
        """Whether it is shown as a photo with a caption."""
        return self.svg is not None

    @property
    def content(self) -> str:
        """A hash of all that it shows."""
        shown = [
            self.texts,
            self.html,
            [[(button.label, button.data, button.danger) for button in row] for row in self.buttons],
            None if self.svg is None else hashlib.sha256(self.svg).hexdigest(),
        ]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def dresses(message: Message, svg: bytes | None) -> tuple[Dress, ...]:
    """Gives all ways to show a message, the best first.

    Args:
        message: The message.
        svg: Its picture, or None where it has none or the picture has failed.

    Returns:
        With the picture, where the words fit under one; the words alone; without marks; without buttons.
    """
    pieces = parts(message.text)
    marked = tuple(render(piece) for piece in pieces)
    bare = tuple(plain(piece) for piece in pieces)
    ways = [Dress(marked, True, message.buttons, None), Dress(bare, False, message.buttons, None)]
    if svg is not None and length(message.text) <= CAPTION_LIMIT:
        ways.insert(0, Dress(marked, True, message.buttons, svg))
    if message.buttons:
        ways.append(Dress(bare, False, (), None))
    return tuple(ways)


class Way(Enum):
    """What to do about a slot."""

    LEAVE = auto()
    """It shows just this already."""
    EDIT = auto()
    """The message that lives there is edited: text to text, photo to photo."""
    NEW = auto()
    """A new message is sent; one that lives there loses its buttons."""


def way_of(message: Message, dress: Dress, held: Held | None) -> Way:
    """Decides how a message comes into its slot.

    Args:
        message: The message.
        dress: How it is shown.
        held: What lives in the slot, or None.
    """
    if held is None or message.fresh or held.photo != dress.photo or len(dress.texts) > 1:
        return Way.NEW
    return Way.LEAVE if held.content == dress.content else Way.EDIT
