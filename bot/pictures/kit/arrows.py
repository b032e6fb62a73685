"""Arrows: the way they take, and their heads."""

import math

from bot.knowledge.models.picture import Arrow
from bot.pictures.kit import outlines
from bot.pictures.kit.canvas import Canvas
from bot.pictures.kit.geometry import Curve, Point, between, moved
from bot.pictures.kit.scope import Scope

HALO = 6.0
"""Pixels of paper round an arrow."""


def draw_arrow(arrow: Arrow, scope: Scope, canvas: Canvas) -> None:
    """Paints an arrow in the accent."""
    way = _way(arrow, scope)
    letter, numbers = way[-1]
    tip = (numbers[-2], numbers[-1])
    before = (numbers[2], numbers[3]) if letter == "C" else (way[-2][1][-2], way[-2][1][-1])
    head, neck = _head(tip, before, arrow.head)
    heads = [head]
    # The line ends inside the head, so that its round end is not seen beyond the tip.
    if letter == "C":
        control = moved((numbers[2], numbers[3]), (neck[0] - tip[0]) / 2, (neck[1] - tip[1]) / 2)
        way = (*way[:-1], ("C", (numbers[0], numbers[1], *control, *neck)))
    else:
        way = (*way[:-1], (letter, neck))
    if arrow.both:
        start, after = way[0][1], way[1][1]
        head, neck = _head((start[0], start[1]), (after[0], after[1]), arrow.head)
        heads.append(head)
        way = (("M", neck), *way[1:])
    # Paper round it keeps it apart from the target zone, which on dark skin is nearly as dark and as red.
    canvas.stroke([way], arrow.width + 2 * HALO, "paper")
    canvas.both(heads, "paper", 6 + 2 * HALO)
    canvas.stroke([way], arrow.width, "accent", dash="24 22" if arrow.dashed else "")
    canvas.both(heads, "accent", 6)


def _way(arrow: Arrow, scope: Scope) -> Curve:
    if arrow.path is not None:
        return outlines.parsed(arrow.path)
    if arrow.around is not None:
        wide, high = arrow.radius if isinstance(arrow.radius, tuple) else (arrow.radius, arrow.radius)
        return outlines.arc(scope.point(arrow.around), wide, high, *arrow.degrees)
    assert arrow.start is not None, "the model lets no arrow without a way through"  # noqa: S101
    assert arrow.to is not None, "the model lets no arrow without a way through"  # noqa: S101
    start, end = scope.point(arrow.start), scope.point(arrow.to)
    if not arrow.bow:
        return (("M", start), ("L", end))
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down) or 1.0
    # The middle of a cubic lies three quarters of the way from its chord to its control points.
    aside = (down / length * arrow.bow * 4 / 3, -across / length * arrow.bow * 4 / 3)
    first, second = (moved(between(start, end, share), *aside) for share in (0.25, 0.75))
    return (("M", start), ("C", (*first, *second, *end)))


def _head(tip: Point, before: Point, size: float) -> tuple[Curve, Point]:
    """Returns the triangle of a head, and where the line meets it."""
    length = math.dist(tip, before) or 1.0
    ahead = ((tip[0] - before[0]) / length, (tip[1] - before[1]) / length)
    base, half = moved(tip, -ahead[0] * size, -ahead[1] * size), size / 2
    head: Curve = (
        ("M", tip),
        ("L", moved(base, -ahead[1] * half, ahead[0] * half)),
        ("L", moved(base, ahead[1] * half, -ahead[0] * half)),
        ("Z", ()),
    )
    return head, moved(base, ahead[0] * 4, ahead[1] * 4)
