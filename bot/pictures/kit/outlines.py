"""Makes outlines: ellipses, boxes, arcs, soft lines through points, and limbs of capsules; and writes them as SVG."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.pictures.kit.geometry import Curve, Placing, Point, Segment, direction, pairs

Knot = tuple[float, float, float]
"""A point of a limb with the radius that the limb has there."""

_ROUND = 0.5523
"""How far the control points of a quarter of a circle lie from its ends, in radii."""

_COUNT = {"M": 2, "L": 2, "C": 6, "Z": 0}

_PIECE = re.compile(r"[MLCZ]|-?\d*\.?\d+")


def parsed(path: str) -> Curve:
    """Reads an SVG path of M, L, C and Z with absolute coordinates."""
    pieces, curve, letter, at = _PIECE.findall(path), list[Segment](), "M", 0
    while at < len(pieces):
        if pieces[at] in _COUNT:
            letter, at = pieces[at], at + 1
        count = _COUNT[letter]
        curve.append((letter, tuple(float(piece) for piece in pieces[at : at + count])))
        at += count
        # Coordinates after those of an M go on as a line.
        letter = "L" if letter == "M" else letter
    return tuple(curve)


def written(curves: Iterable[Curve]) -> str:
    """Writes outlines as one SVG path with whole pixels."""
    return "\n".join(" ".join(letter + _numbers(numbers) for letter, numbers in curve) for curve in curves)


def _numbers(numbers: tuple[float, ...]) -> str:
    return " ".join(f"{round(x)},{round(y)}" for x, y in pairs(numbers))


def united(curves: Iterable[Curve]) -> list[Curve]:
    """Returns outlines that all run the same way round, so that together they have one outline and no holes."""
    return [_reversed(part) if _area(part) < 0 else part for curve in curves for part in _parts(curve)]


def _parts(curve: Curve) -> list[Curve]:
    starts = [at for at, (letter, _) in enumerate(curve) if letter == "M"]
    return [curve[start:end] for start, end in pairwise([*starts, len(curve)])]


def _area(part: Curve) -> float:
    ends = [numbers[-2:] for _, numbers in part if numbers]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([ends[-1], *ends])) / 2


def _reversed(part: Curve) -> Curve:
    ends = [numbers[-2:] for _, numbers in part if numbers]
    curve: list[Segment] = [("M", ends[-1])]
    bends = [numbers[:-2] for _, numbers in part if numbers]
    for at in range(len(ends) - 1, 0, -1):
        back = (*bends[at][2:], *bends[at][:2], *ends[at - 1])
        curve.append(("C" if bends[at] else "L", back))
    return (*curve, ("Z", ()))


def ellipse(middle: Point, wide: float, high: float, turn: float = 0.0) -> Curve:
    """Returns an ellipse of two radii."""
    return (*arc(middle, wide, high, 0, 360, turn=turn), ("Z", ()))


def arc(middle: Point, wide: float, high: float, start: float, end: float, *, turn: float = 0.0) -> Curve:
    """Returns a part of an ellipse as a line.

    Args:
        middle: Its middle.
        wide: Radius to the side.
        high: Radius up and down.
        start: Degrees where it starts: 0 right, 90 down.
        end: Degrees where it ends; less than the start runs the other way round.
        turn: Degrees by which the whole ellipse is turned.
    """
    count = max(1, math.ceil(abs(end - start) / 90))
    step = math.radians(end - start) / count
    bend, angle = 4 / 3 * math.tan(step / 4), math.radians(start)
    curve: list[Segment] = [("M", (wide * math.cos(angle), high * math.sin(angle)))]
    for _ in range(count):
        after = angle + step
        curve.append(
            (
                "C",
                (
                    wide * (math.cos(angle) - bend * math.sin(angle)),
                    high * (math.sin(angle) + bend * math.cos(angle)),
                    wide * (math.cos(after) + bend * math.sin(after)),
                    high * (math.sin(after) - bend * math.cos(after)),
                    wide * math.cos(after),
                    high * math.sin(after),
                ),
            )
        )
        angle = after
    return Placing.of(middle, turn).curve(tuple(curve))


def box(left: float, top: float, wide: float, high: float, corner: float = 0.0) -> Curve:
    """Returns a box with corners of a radius, or sharp ones."""
    right, bottom, keep = left + wide, top + high, corner * (1 - _ROUND)
    if corner <= 0:
        return (("M", (left, top)), ("L", (right, top)), ("L", (right, bottom)), ("L", (left, bottom)), ("Z", ()))
    return (
        ("M", (left + corner, top)),
        ("L", (right - corner, top)),
        ("C", (right - keep, top, right, top + keep, right, top + corner)),
        ("L", (right, bottom - corner)),
        ("C", (right, bottom - keep, right - keep, bottom, right - corner, bottom)),
        ("L", (left + corner, bottom)),
        ("C", (left + keep, bottom, left, bottom - keep, left, bottom - corner)),
        ("L", (left, top + corner)),
        ("C", (left, top + keep, left + keep, top, left + corner, top)),
        ("Z", ()),
    )


def soft(points: Sequence[Point], *, closed: bool = False) -> Curve:
    """Returns a soft line through points."""
    count = len(points)

    def near(at: int) -> Point:
        return points[at % count] if closed else points[max(0, min(count - 1, at))]

    curve: list[Segment] = [("M", points[0])]
    for at in range(count if closed else count - 1):
        before, start, end, after = (near(at + step) for step in (-1, 0, 1, 2))
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        curve.append(("C", (*first, *second, *end)))
    return (*curve, ("Z", ())) if closed else tuple(curve)


def chain(knots: Sequence[Knot]) -> Curve:
    """Returns capsules from knot to knot: straight between them, round at each; the way to draw bones."""
    return tuple(segment for start, end in pairwise(knots) for segment in _capsule(start, end))


def _capsule(start: Knot, end: Knot) -> Curve:
    (x1, y1, r1), (x2, y2, r2) = start, end
    way = math.hypot(x2 - x1, y2 - y1) or 1.0
    towards = direction((x1, y1), (x2, y2))
    aside = math.degrees(math.acos(max(-1.0, min(1.0, (r1 - r2) / way))))
    first = arc((x1, y1), r1, r1, towards + aside, towards - aside + 360)
    second = arc((x2, y2), r2, r2, towards - aside, towards + aside)
    return (*first, ("L", second[0][1]), *second[1:], ("Z", ()))


def limb(knots: Sequence[Knot]) -> Curve:
    """Returns a soft limb through knots, round at both ends; the way to draw fingers, towels and bands."""
    left, right = list[Point](), list[Point]()
    for at, (x, y, radius) in enumerate(knots):
        before, after = knots[max(0, at - 1)], knots[min(len(knots) - 1, at + 1)]
        across, down = after[0] - before[0], after[1] - before[1]
        length = math.hypot(across, down) or 1.0
        aside, below = -down / length * radius, across / length * radius
        left.append((x + aside, y + below))
        right.append((x - aside, y - below))
    there = _cap(left[-1], right[-1], knots[-1], knots[-2])
    back = _cap(right[0], left[0], knots[0], knots[1])
    return (*soft(left), *there, *soft(right[::-1])[1:], *back, ("Z", ()))


def _cap(start: Point, end: Point, knot: Knot, inner: Knot) -> Curve:
    """Returns the half circle that closes a limb at one of its ends."""
    x, y, radius = knot
    length = math.hypot(x - inner[0], y - inner[1]) or 1.0
    out = ((x - inner[0]) / length * radius, (y - inner[1]) / length * radius)
    tip = (x + out[0], y + out[1])

    def quarter(first: Point, last: Point, lead: Point, trail: Point) -> Segment:
        return (
            "C",
            (
                first[0] + lead[0] * _ROUND,
                first[1] + lead[1] * _ROUND,
                last[0] + trail[0] * _ROUND,
                last[1] + trail[1] * _ROUND,
                *last,
            ),
        )

    return (
        quarter(start, tip, out, (start[0] - x, start[1] - y)),
        quarter(tip, end, (end[0] - x, end[1] - y), out),
    )
