"""The few colours of all pictures, and the five tones of skin."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

PAPER: Final = "#FBF7F0"
INK: Final = "#1F3A4D"
PROP: Final = "#C9D6DC"
ACCENT: Final = "#D9482B"


@dataclass(frozen=True, slots=True)
class Tone:
    """A tone of skin.

    Attributes:
        skin: The person's own skin.
        hand: The hand of a second person, plainly another tone.
        faint: Opacity of the faint lines, so that they are seen on dark skin too.
        tint: Factor for the opacity of target zones, for the same reason.
    """

    skin: str
    hand: str
    faint: float
    tint: float


TONES: Final[Mapping[int, Tone]] = MappingProxyType(
    {
        1: Tone("#F3D9C4", "#E3B899", 0.45, 1.0),
        2: Tone("#E6BE9A", "#CC9368", 0.5, 1.1),
        3: Tone("#C99670", "#E2BC98", 0.6, 1.3),
        4: Tone("#A06F4C", "#CD9F78", 0.75, 1.6),
        5: Tone("#7A5039", "#AD7F60", 0.9, 1.9),
    }
)


def colours(tone: Tone) -> Mapping[str, str]:
    """Returns the colour of each fill that a scene can name."""
    return {
        "skin": tone.skin, "hand": tone.hand, "prop": PROP, "paper": PAPER, "ink": INK, "accent": ACCENT,
    }  # fmt: skip
