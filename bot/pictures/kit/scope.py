"""What has a name while a picture is composed: points, and parts with their coordinates, outlines and zones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.knowledge.models.outline import Foot, LowerLeg, Outline, Placed
from bot.knowledge.models.picture import ThingPart
from bot.pictures.kit import outlines
from bot.pictures.kit.geometry import Curve, Placing, Point, direction, moved

LEG_LENGTH = 450.0
"""Pixels from ankle to knee of a lower leg of size 1."""


class SceneUnusable(ValueError):
    """A scene speaks of something that is not there; the message says of what."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something drawn that has a name.

    Attributes:
        curves: Its outline.
        placing: Its own coordinates; None where it has none.
        part: The part that it is, whose zones it has.
    """

    curves: tuple[Curve, ...]
    placing: Placing | None = None
    part: ThingPart | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """An outline with numbers only.

    Attributes:
        curves: The outline.
        lines: The faint lines on it.
    """

    curves: tuple[Curve, ...]
    lines: tuple[Curve, ...] = ()


@dataclass(frozen=True)
class Scope:
    """Turns what a file says into outlines.

    Attributes:
        parts: The parts of the book.
        points: Points by name.
        known: What can be tinted or cut to, by name.
        painted: The outlines of all that was filled, of which a thing is made.
    """

    parts: Mapping[str, ThingPart]
    points: dict[str, Point] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    painted: list[Curve] = field(default_factory=list)

    def inner(self) -> "Scope":
        """Returns a scope for coordinates of their own, which knows the parts and no names."""
        return Scope(self.parts)

    def take(self, inner: "Scope", placing: Placing, under: str = "") -> None:
        """Learns the names of an inner scope whose coordinates are placed."""
        before = f"{under}." if under else ""
        self.points.update({before + name: placing.point(point) for name, point in inner.points.items()})
        for name, known in inner.known.items():
            curves = tuple(placing.curve(curve) for curve in known.curves)
            own = None if known.placing is None else known.placing.then(placing)
            self.known[before + name] = Known(curves, own, known.part)
        self.painted.extend(placing.curve(curve) for curve in inner.painted)

    def part(self, name: str) -> ThingPart:
        """Returns a part of the book."""
        if name not in self.parts:
            message = f"there is no part {name}"
            raise SceneUnusable(message)
        return self.parts[name]

    def point(self, said: tuple[float | str, ...]) -> Point:
        """Returns a point."""
        x, y, *_ = self._numbers(said)
        return x, y

    def knot(self, said: tuple[float | str, ...]) -> outlines.Knot:
        """Returns a point of a limb with its radius."""
        x, y, radius = self._numbers(said)
        return x, y, radius

    def _numbers(self, said: tuple[float | str, ...]) -> tuple[float, ...]:
        first, *rest = said
        numbers = [float(number) for number in rest]
        if not isinstance(first, str):
            return (first, *numbers)
        if first not in self.points:
            message = f"there is no point {first} so far"
            raise SceneUnusable(message)
        aside = numbers[:2] if len(numbers) >= 2 else (0.0, 0.0)
        return (*moved(self.points[first], *aside), *(numbers[2:] if len(numbers) >= 2 else numbers))

    def thing(self, name: str) -> Known:
        """Returns something drawn before."""
        if name not in self.known:
            message = f"nothing is called {name} so far"
            raise SceneUnusable(message)
        return self.known[name]

    def placing(self, placed: Placed) -> Placing:
        """Returns the placing that an entry says."""
        return Placing.of(self.point(placed.at), placed.turn, placed.scale, placed.flip)

    def frame(self, name: str | None) -> Placing:
        """Returns the coordinates of something drawn before, or those of the scene."""
        if name is None:
            return Placing()
        placing = self.thing(name).placing
        if placing is None:
            message = f"{name} has no coordinates of its own; name a part"
            raise SceneUnusable(message)
        return placing

    def curves(self, said: Iterable[Outline]) -> tuple[Curve, ...]:
        """Returns outlines without their faint lines."""
        return tuple(curve for outline in said for curve in self.made(outline).curves)

    def made(self, said: Outline) -> Made:
        """Returns an outline where it is placed, and remembers it if it has a name."""
        placing = self.placing(said)
        if said.part is not None:
            part = self.part(said.part)
            return self._named(said, self.placed_part(part, placing, name=said.name))
        if said.foot is not None:
            return self._named(said, self.foot(said.foot, placing, name=said.name))
        if said.lower_leg is not None:
            return Made((self.lower_leg(said.lower_leg, placing, name=said.name),))
        return Made((placing.curve(self._simple(said)),))

    def _named(self, said: Outline, made: Made) -> Made:
        return Made(made.curves) if said.plain else made

    def placed_part(self, part: ThingPart, placing: Placing, *, name: str | None = None) -> Made:
        """Returns a part of one colour where it is placed."""
        if part.layers:
            message = "a thing of several colours stands under thing:, not in an outline"
            raise SceneUnusable(message)
        own = self.inner()
        curves = tuple(placing.curve(curve) for curve in own.curves(part.join))
        lines = tuple(placing.curve(curve) for curve in own.curves(part.lines))
        if name is not None:
            self.learn(name, part, placing, curves)
        return Made(curves, lines)

    def learn(self, name: str, part: ThingPart, placing: Placing, curves: tuple[Curve, ...]) -> None:
        """Remembers a part under a name, with its points."""
        self.known[name] = Known(curves, placing, part)
        for point, place in part.points.items():
            self.points[f"{name}.{point}"] = placing.point(place)

    def foot(self, said: Foot, outer: Placing, *, name: str | None = None) -> Made:
        """Returns a foot from the side, its toes bent where that is said."""
        placing = Placing.of(self.point(said.ankle), said.turn, said.size, said.flip).then(outer)
        flat = self.part("foot_side")
        if said.toes is None:
            return self.placed_part(flat, placing, name=name)
        rear = self.placed_part(self.part("foot_rear"), placing)
        ball = Placing.of(self.point(said.ankle), said.turn, said.size, said.flip).point(flat.points["ball"])
        more = said.long_toes
        toes = outlines.chain(((0, 0, 28), (48 + more * 0.6, 2, 24), (76 + more, 4, 21)))
        bent = Placing.of(ball, said.toes, said.size, said.flip).then(outer)
        curves = (*rear.curves, bent.curve(toes))
        if name is not None:
            self.learn(name, flat, placing, curves)
            self.points[f"{name}.toes"] = bent.point((76 + more, 4))
        return Made(curves, rear.lines)

    def lower_leg(self, said: LowerLeg, outer: Placing, *, name: str | None = None) -> Curve:
        """Returns a lower leg, stretched from ankle to knee."""
        ankle, knee = self.point(said.ankle), self.point(said.knee)
        length = ((ankle[0] - knee[0]) ** 2 + (ankle[1] - knee[1]) ** 2) ** 0.5 / LEG_LENGTH
        placing = Placing.of(ankle, direction(ankle, knee) + 90, (said.size, length), said.flip).then(outer)
        made = self.placed_part(self.part("leg_side"), placing, name=name)
        return made.curves[0]

    def _simple(self, said: Outline) -> Curve:
        if said.path is not None:
            return outlines.parsed(said.path)
        if said.ellipse is not None:
            x, y, wide, high = said.ellipse
            return outlines.ellipse((x, y), wide, high)
        if said.circle is not None:
            x, y, radius = said.circle
            return outlines.ellipse((x, y), radius, radius)
        if said.box is not None:
            return outlines.box(*said.box, said.corner)
        if said.chain is not None:
            return outlines.chain([self.knot(knot) for knot in said.chain])
        if said.limb is not None:
            return outlines.limb([self.knot(knot) for knot in said.limb])
        if said.through is not None:
            return outlines.soft([self.point(point) for point in said.through], closed=said.closed)
        assert said.arc is not None, "the model lets no outline without a kind through"  # noqa: S101
        x, y, wide, high, start, end = said.arc
        return outlines.arc((x, y), wide, high, start, end)
