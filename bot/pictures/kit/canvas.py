"""Collects the elements of one SVG, and puts every outline where the whole picture has it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import escape

from bot.pictures.kit.geometry import Curve, Placing, Point
from bot.pictures.kit.outlines import united, written
from bot.pictures.kit.palette import INK, PAPER, Tone, colours

SIDE = 800
"""Width of the canvas, and its height but for a map."""

OUTLINE = 14.0
"""Width of the dark outline; half of it is seen."""


WHOLE = Placing()
"""Outlines go where they say."""


@dataclass(frozen=True)
class Canvas:
    """What has been painted so far.

    Attributes:
        name: Name of the picture; what the SVG names inside begins with it.
        tone: The tone of skin.
        placing: Where outlines go on the whole canvas.
        elements: The SVG elements so far; all canvases made by `placed` share them.
        clips: What other elements are cut to, shared too.
    """

    name: str
    tone: Tone
    placing: Placing = WHOLE
    elements: list[str] = field(default_factory=list)
    clips: list[str] = field(default_factory=list)

    def placed(self, placing: Placing) -> "Canvas":
        """Returns the same canvas for outlines that are placed first."""
        return replace(self, placing=placing.then(self.placing))

    def fill(
        self,
        curves: Iterable[Curve],
        fill: str,
        *,
        line: float = OUTLINE,
        opacity: float | None = None,
        clip: str = "",
    ) -> None:
        """Paints outlines as one: filled, with one line round all of them (none where `line` is 0)."""
        paint = colours(self.tone)[fill]
        self._path(
            united(self._placed(curves)),
            ("fill", paint),
            ("fill-opacity", None if opacity is None else f"{min(0.85, opacity):.2f}"),
            ("stroke", None if line else "none"),
            ("stroke-width", f"{line:g}" if line and line != OUTLINE else None),
            ("clip-path", f"url(#{clip})" if clip else None),
        )

    def stroke(
        self, curves: Iterable[Curve], width: float, colour: str = "ink", *, faint: bool = False, dash: str = ""
    ) -> None:
        """Paints lines."""
        self._path(
            self._placed(curves),
            ("fill", "none"),
            ("stroke-width", f"{width:g}"),
            ("stroke", None if colour == "ink" else colours(self.tone)[colour]),
            ("stroke-opacity", f"{self.tone.faint:g}" if faint else None),
            ("stroke-dasharray", dash or None),
        )

    def both(
        self, curves: Iterable[Curve], colour: str, width: float, *, opacity: float | None = None, dash: str = ""
    ) -> None:
        """Paints outlines with fill and line of the same colour."""
        paint = colours(self.tone)[colour]
        self._path(
            self._placed(curves),
            ("fill", paint),
            ("fill-opacity", None if opacity is None else f"{opacity:g}"),
            ("stroke", paint),
            ("stroke-width", f"{width:g}"),
            ("stroke-dasharray", dash or None),
        )

    def digit(self, digit: int, at: Point, size: float = 1.0) -> None:
        """Paints a number on a dark disc; numbers are never mirrored."""
        x, y = (round(place) for place in self.placing.point(at))
        radius, letter = round(35 * size), round(48 * size)
        self.elements.append(
            f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{INK}" stroke="{PAPER}" stroke-width="7"'
            f' paint-order="normal"/><text x="{x}" y="{y + round(17 * size)}" text-anchor="middle"'
            f' font-family="DejaVu Sans" font-size="{letter}"'
            f' font-weight="bold" fill="{PAPER}" stroke="none">{digit}</text>'
        )

    def clip(self, curves: Iterable[Curve]) -> str:
        """Returns the name of outlines to which other elements can be cut."""
        name = f"{self.name}-shape-{len(self.clips) + 1}"
        path = written(united(self._placed(curves)))
        self.clips.append(f'<clipPath id="{name}"><path d="{path}"/></clipPath>')
        return name

    @contextmanager
    def cut_to(self, curves: Iterable[Curve]) -> Iterator[None]:
        """Cuts everything that is painted meanwhile."""
        self.elements.append(f'<g clip-path="url(#{self.clip(curves)})">')
        yield
        self.elements.append("</g>")

    def svg(self, title: str, height: int = SIDE) -> str:
        """Returns the whole SVG, as high as said."""
        definitions = ["<defs>", *self.clips, "</defs>"] if self.clips else []
        size = f'viewBox="0 0 {SIDE} {height}" width="{SIDE}" height="{height}"'
        ends = 'stroke-linejoin="round" stroke-linecap="round" paint-order="stroke"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
                f"<title>{escape(title, quote=False)}</title>",
                f'<rect width="{SIDE}" height="{height}" fill="{PAPER}"/>',
                *definitions,
                f'<g stroke="{INK}" stroke-width="{OUTLINE:g}" {ends}>',
                *self.elements,
                "</g>",
                "</svg>",
                "",
            ]
        )

    def _placed(self, curves: Iterable[Curve]) -> list[Curve]:
        return [self.placing.curve(curve) for curve in curves]

    def _path(self, curves: Iterable[Curve], *attributes: tuple[str, str | None]) -> None:
        said = "".join(f' {name}="{value}"' for name, value in attributes if value is not None)
        self.elements.append(f'<path{said} d="{written(curves)}"/>')
