"""Places outlines: moves, turns, scales and mirrors them, and measures the way between points."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

Point = tuple[float, float]
"""Pixels to the right and down on a canvas of 800 by 800."""

Segment = tuple[str, tuple[float, ...]]
"""A letter of an SVG path (M, L, C or Z) with its absolute coordinates."""

Curve = tuple[Segment, ...]
"""An outline, or a line; it may have several parts, each beginning with M."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where something stands: x is a * x + c * y + e, and y is b * x + d * y + f.

    Attributes:
        a: How much x gives to x.
        b: How much x gives to y.
        c: How much y gives to x.
        d: How much y gives to y.
        e: How far it moves to the right.
        f: How far it moves down.
    """

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def of(
        cls,
        at: Point = (0.0, 0.0),
        turn: float = 0.0,
        scale: float | tuple[float, float] = 1.0,
        flip: bool = False,
    ) -> Self:
        """Returns the placing that scales, then mirrors in x, then turns, then moves.

        Args:
            at: Where the point 0, 0 goes.
            turn: Degrees, clockwise on the screen.
            scale: One factor, or one along each axis.
            flip: Whether it is mirrored.
        """
        wide, high = scale if isinstance(scale, tuple) else (scale, scale)
        wide = -wide if flip else wide
        cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        return cls(cosine * wide, sine * wide, -sine * high, cosine * high, *at)

    def point(self, point: Point) -> Point:
        """Returns where a point goes."""
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def curve(self, curve: Curve) -> Curve:
        """Returns where an outline goes."""
        return tuple(
            (letter, tuple(number for place in pairs(numbers) for number in self.point(place)))
            for letter, numbers in curve
        )

    def then(self, outer: "Placing") -> "Placing":
        """Returns this placing followed by an outer one."""
        (a, b), (c, d) = outer.point((self.a, self.b)), outer.point((self.c, self.d))
        e, f = outer.point((self.e, self.f))
        return Placing(a - outer.e, b - outer.f, c - outer.e, d - outer.f, e, f)


def pairs(numbers: tuple[float, ...]) -> Iterable[Point]:
    """Returns coordinates as points."""
    return zip(numbers[::2], numbers[1::2], strict=True)


def direction(start: Point, end: Point) -> float:
    """Returns the degrees from one point to another: 0 to the right, 90 down."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def between(start: Point, end: Point, share: float) -> Point:
    """Returns the point after a share of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def moved(point: Point, right: float, down: float) -> Point:
    """Returns a point beside another."""
    return point[0] + right, point[1] + down


def along(start: Point, degrees: float, length: float) -> Point:
    """Returns the point in a direction (0 right, 90 down) and a distance."""
    return (
        start[0] + length * math.cos(math.radians(degrees)),
        start[1] + length * math.sin(math.radians(degrees)),
    )


def joint(start: Point, end: Point, first: float, second: float) -> Point:
    """Returns the joint of two bones of given lengths, on the left of the way from start to end.

    A hip on top and an ankle below have the knee on the right: ahead of somebody who faces right. Where the bones
    are too short for the way, the joint lies on the way.
    """
    way = math.dist(start, end) or 1.0
    reach = max(-1.0, min(1.0, (first**2 + way**2 - second**2) / (2 * first * way)))
    if way >= first + second:
        return between(start, end, first / (first + second))
    return along(start, direction(start, end) - math.degrees(math.acos(reach)), first)


def middle(curve: Curve) -> Point:
    """Returns the middle of the smallest upright box round an outline."""
    places = [place for _, numbers in curve for place in pairs(numbers)]
    across, down = [x for x, _ in places], [y for _, y in places]
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
