"""Outlines in the files of pictures: points, curves, and the parts of the body that are made of them."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from bot.knowledge.models.base import Entry, Id, Words

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=80)]
"""The name of something drawn before, or of a point of it: `foot`, `foot.ball`, `me.knee`."""

_PATH = re.compile(r"^\s*M(?:\s*[MLCZ]|[\s,]*-?(?:\d+\.?\d*|\.\d+))+\s*$")
_NAME = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")


def _number(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    return float(value)


def _place(value: Any, numbers: int) -> tuple[float | str, ...]:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not parts:
        raise ValueError
    if isinstance(parts[0], str) and _NAME.match(parts[0]):
        named, rest = (parts[0],), [_number(part) for part in parts[1:]]
        if len(rest) not in {numbers - 2, numbers}:
            raise ValueError
        return (*named, *rest)
    if len(parts) != numbers:
        raise ValueError
    return tuple(_number(part) for part in parts)


def _point(value: Any) -> tuple[float | str, ...]:
    try:
        return _place(value, 2)
    except (TypeError, ValueError):
        message = (
            "a point is [x, y], the name of one such as foot.ball, or [foot.ball, right, down] for one beside it"
        )
        raise ValueError(message) from None


def _knot(value: Any) -> tuple[float | str, ...]:
    try:
        return _place(value, 3)
    except (TypeError, ValueError):
        message = "a knot is [x, y, radius], [foot.ball, radius], or [foot.ball, right, down, radius]"
        raise ValueError(message) from None


def _path(value: Any) -> str:
    if not isinstance(value, str) or not _PATH.match(value):
        message = "a path is M, L, C and Z with absolute coordinates, such as M0,0 L10,0 C20,0 20,10 10,10 Z"
        raise ValueError(message)
    pieces = re.findall(r"[MLCZ]|-?\d*\.?\d+", value)
    needed = {"M": 2, "L": 2, "C": 6, "Z": 0}
    letter, count = "M", 0
    for piece in [*pieces, "Z"]:
        if piece not in needed:
            count += 1
            continue
        few = count % needed[letter] if needed[letter] else count
        if few or (needed[letter] and not count and letter != "M"):
            message = f"the path has a wrong count of numbers after an {letter}: it takes {needed[letter]}"
            raise ValueError(message)
        letter, count = piece, 0
    return " ".join(value.split())


_NAMED = {"type": "string", "pattern": _NAME.pattern}
_NAME_OR_NUMBER = {"anyOf": [{"type": "number"}, _NAMED]}

Point = Annotated[
    tuple[float | str, ...],
    BeforeValidator(_point),
    WithJsonSchema({"anyOf": [_NAMED, {"type": "array", "items": _NAME_OR_NUMBER, "minItems": 1, "maxItems": 3}]}),
]
"""A point: `[x, y]`, a named one, or one beside a named one."""

Knot = Annotated[
    tuple[float | str, ...],
    BeforeValidator(_knot),
    WithJsonSchema({"type": "array", "items": _NAME_OR_NUMBER, "minItems": 2, "maxItems": 4}),
]
"""A point of a limb with its radius."""

Path = Annotated[str, BeforeValidator(_path)]
"""An SVG path of M, L, C and Z with absolute coordinates."""

Four = tuple[float, float, float, float]


class Placed(Entry):
    """Something that is scaled, mirrored, turned and moved, in this order."""

    at: Point = Field((0.0, 0.0), description="Where its point 0, 0 goes: [x, y], or the name of a point.")
    turn: float = Field(0.0, description="Degrees, clockwise on the screen.")
    scale: float | tuple[float, float] = Field(1.0, description="A factor, or one along each of its axes.")
    flip: bool = Field(False, description="Mirrored, left for right, before it is turned.")


class Foot(Entry):
    """A foot from the side, toes right, by its ankle; its toes may bend at the ball."""

    ankle: Point = Field(description="The middle of the ankle.")
    turn: float = Field(0.0, description="0 stands flat; -90 has the toes up, as in lying; 30 stands on tiptoe.")
    toes: float | None = Field(None, description="The turn of the toes, where they bend at the ball; 0 lies flat.")
    size: float = Field(1.0, gt=0, description="1 is 330 pixels long.")
    flip: bool = Field(False, description="Toes to the left.")
    long_toes: float = Field(0.0, description="Pixels by which bent toes are longer.")


class LowerLeg(Entry):
    """A lower leg from the side, from ankle to knee, as long as they are apart; the calf is behind."""

    ankle: Point = Field(description="The middle of the ankle.")
    knee: Point = Field(description="The middle of the knee.")
    size: float = Field(1.0, gt=0, description="Its thickness; the same number as the foot.")
    flip: bool = Field(False, description="The calf to the right, for toes to the left.")


class Outline(Placed):
    """One outline. It has exactly one of the keys `path` to `lower_leg`, and may be placed."""

    path: Path | None = Field(None, description="An SVG path of M, L, C and Z.")
    ellipse: Four | None = Field(None, description="[x, y, radius across, radius down].")
    circle: tuple[float, float, float] | None = Field(None, description="[x, y, radius].")
    box: Four | None = Field(None, description="[left, top, width, height]; see `corner`.")
    chain: tuple[Knot, ...] | None = Field(None, min_length=2, description="Straight bones from knot to knot.")
    limb: tuple[Knot, ...] | None = Field(None, min_length=2, description="A soft limb through knots.")
    through: tuple[Point, ...] | None = Field(None, min_length=2, description="A soft line through points.")
    arc: tuple[float, float, float, float, float, float] | None = Field(
        None, description="[x, y, radius across, radius down, from degrees, to degrees]; 0 is right, 90 is down."
    )
    part: Id | None = Field(None, description="A file of parts/.")
    foot: Foot | None = Field(None, description="A foot from the side, whose toes may bend.")
    lower_leg: LowerLeg | None = Field(None, description="A lower leg from the side.")
    corner: float = Field(0.0, ge=0, description="Radius of the corners of a box.")
    closed: bool = Field(False, description="Whether a line through points comes back to its start.")
    plain: bool = Field(False, description="Without the faint lines that the part has, such as the nail.")
    name: Id | None = Field(None, description="A name by which later elements speak of it and of its points.")

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        kinds = ("path", "ellipse", "circle", "box", "chain", "limb", "through", "arc", "part", "foot", "lower_leg")
        given = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(given) != 1:
            message = f"an outline has exactly one of {', '.join(kinds)}, not {len(given)}"
            raise ValueError(message)
        if self.name is not None and given[0] not in {"part", "foot", "lower_leg"}:
            message = "only part, foot and lower_leg have a name; give the name to the whole shape"
            raise ValueError(message)
        return self


class Part(Entry):
    """A part that is drawn once and used in many pictures. Its id is the name of its file in `parts/`.

    One of one colour has `join`; a thing of several colours has `layers` (see Scene) and stands under `thing:`.
    """

    about: Words = Field(description="What it is, how it lies, and where its point 0, 0 is.")
    join: tuple[Outline, ...] = Field((), description="Its outlines, which become one outline.")
    lines: tuple[Outline, ...] = Field((), description="Faint lines on it, such as the ankle bone and the nail.")
    points: dict[Id, tuple[float, float]] = Field(default_factory=dict, description="Places to put others at.")
    zones: dict[Id, Outline] = Field(default_factory=dict, description="Places to tint; cut to its outline.")
