"""A sheet to draw on: few shapes, text that fits its room, and colours that differ in lightness too."""

from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from bot.pictures.drawing import FONT_FAMILY

WIDTH: Final = 800
"""Width of every chart, in its own units; it is drawn as so many pixels."""

PAPER: Final = "#FDFBF5"
INK: Final = "#1F2933"
FAINT: Final = "#C9CED6"
SOFT: Final = "#5B6673"
BLUE: Final = "#0B5FA5"
ORANGE: Final = "#B4500A"
"""Blue and orange are told apart by everybody; shapes and dashes say the same once more."""

TITLE: Final = 34
WORDS: Final = 27
"""Sizes of letters: what is drawn 800 wide is seen about half as large on a phone."""

_LETTER: Final = 0.62
"""A letter of the shipped font is about so wide, for one unit of its size."""

Anchor = Literal["start", "middle", "end"]


class Paper:
    """Collects shapes and gives them as an SVG."""

    def __init__(self, height: float) -> None:
        """Takes an empty sheet.

        Args:
            height: How high it is.
        """
        self._height = height
        self._shapes: list[str] = []

    def write(
        self,
        x: float,
        y: float,
        words: str,
        *,
        room: float = WIDTH - 80,
        size: float = WORDS,
        anchor: Anchor = "start",
        colour: str = INK,
        bold: bool = False,
    ) -> None:
        """Writes words; they get smaller where they would not fit into their room."""
        fits = min(size, room / (_LETTER * max(1, len(words))))
        weight = f' stroke="{colour}" stroke-width="{fits / 28:.2f}"' if bold else ""
        self._shapes.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-family={quoteattr(FONT_FAMILY)} font-size="{fits:.1f}" '
            f'text-anchor="{anchor}" fill="{colour}"{weight}>{escape(words)}</text>'
        )

    def line(
        self,
        points: list[tuple[float, float]],
        *,
        colour: str = INK,
        width: float = 2,
        dashes: str = "",
    ) -> None:
        """Draws a line through points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
            f'stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
        )

    def disc(
        self, x: float, y: float, radius: float, *, fill: str = "none", colour: str = INK, width: float = 0
    ) -> None:
        """Draws a circle."""
        self._shapes.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" '
            f'stroke="{colour}" stroke-width="{width}"/>'
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        colour: str = INK,
        edge: float = 0,
        corner: float = 0,
    ) -> None:
        """Draws a rectangle from its upper left corner."""
        self._shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{corner}" '
            f'fill="{fill}" stroke="{colour}" stroke-width="{edge}"/>'
        )

    def svg(self) -> bytes:
        """Returns the sheet with everything on it."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self._height:.0f}" '
            f'width="{WIDTH}" height="{self._height:.0f}">'
            f'<rect width="{WIDTH}" height="{self._height:.0f}" fill="{PAPER}"/>{"".join(self._shapes)}</svg>'
        ).encode()
