"""Pictures: a scene is a list of layers, painted one over the other, from which the drawing kit makes line art."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id, Words
from bot.knowledge.models.between import between
from bot.knowledge.models.figure import Arm, Person
from bot.knowledge.models.outline import Four, Name, Outline, Part, Path, Placed, Point

Fill = Literal["skin", "hand", "prop", "paper", "ink", "accent"]
"""The whole palette: the person's skin, a second person's hands, things, white, the dark and the accent."""

TONES = (1, 2, 3, 4, 5)
"""The tones of skin that a person can choose among, from light to dark."""


class Shape(Entry):
    """Outlines that become one, filled and drawn round."""

    fill: Fill = Field(description="Its colour, one of the palette.")
    join: tuple[Outline, ...] = Field(min_length=1, description="The outlines that become one.")
    line: float = Field(14.0, ge=0, description="Width of the outline; 0 draws none.")
    name: Id | None = Field(None, description="A name for `inside`.")


class Tint(Entry):
    """The target zone: a transparent patch of the accent."""

    on: Name | None = Field(None, description="A part: the patch has its coordinates and is cut to its outline.")
    zone: Id | None = Field(None, description="A zone of that part, such as calf, arch or heel.")
    draw: tuple[Outline, ...] = Field((), description="Outlines of the patch, where no zone fits.")
    inside: Name | None = Field(None, description="Something drawn before to which the patch is cut.")
    strength: float = Field(0.38, gt=0, le=1, description="How dense it is, up to 1.")

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if (self.zone is None) == (not self.draw):
            message = "a tint has either zone, with on, or draw"
            raise ValueError(message)
        if self.zone is not None and self.on is None:
            message = "a zone needs on: the part that it belongs to"
            raise ValueError(message)
        return self


class Line(Entry):
    """Lines without a fill."""

    draw: tuple[Outline, ...] = Field(min_length=1, description="The lines.")
    on: Name | None = Field(None, description="A part whose coordinates the lines have.")
    width: float = Field(7.0, gt=0, description="Width in pixels.")
    colour: Literal["ink", "prop", "accent", "paper"] = Field("ink", description="Its colour.")
    faint: bool = Field(False, description="For wrinkles and small things inside an outline.")
    dashed: bool = Field(False, description="Whether it is dashed.")


class Arrow(Entry):
    """An arrow in the accent: straight or bowed from a point to another, round a point, or along a path."""

    start: Point | None = Field(None, alias="from", description="Where it begins.")
    to: Point | None = Field(None, description="Where its head is.")
    bow: float = Field(0.0, description="Pixels by which it bulges to the left of its way; negative: to the right.")
    around: Point | None = Field(None, description="The middle of a turn.")
    radius: float | tuple[float, float] = Field(100.0, description="Radius of the turn, or across and down.")
    degrees: tuple[float, float] = Field((0.0, 270.0), description="Start and end; 0 right, 90 down; less runs back.")
    path: Path | None = Field(None, description="An SVG path that it follows.")
    both: bool = Field(False, description="A head at both ends: there and back.")
    width: float = Field(14.0, gt=0, description="Width in pixels.")
    head: float = Field(44.0, gt=0, description="Length of its head in pixels.")
    dashed: bool = Field(False, description="Whether it is dashed.")

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        straight = self.start is not None and self.to is not None
        if [straight, self.around is not None, self.path is not None].count(True) != 1:
            message = "an arrow has from and to, or around, or path"
            raise ValueError(message)
        return self


class Ring(Entry):
    """A dashed ring round a spot to look at."""

    at: Point = Field(description="Its middle.")
    radius: float | tuple[float, float] = Field(46.0, description="Radius, or across and down.")
    turn: float = Field(0.0, description="Degrees, clockwise.")


class Badge(Entry):
    """A number on a map. Nothing else in a picture may be read."""

    digit: int = Field(ge=1, le=9, description="The number.")
    at: Point = Field(description="Its middle.")
    size: float = Field(1.0, ge=0.6, le=1.4, description="Smaller where many stand close together.")


class Thing(Placed):
    """A thing of several colours from parts/, such as a bottle."""

    use: Id = Field(description="A file of parts/ with layers.")
    name: Id | None = Field(None, description="A name for its points.")


class Chair(Entry):
    """A chair from the side, its back on the left."""

    x: float = Field(description="The middle of the seat.")
    seat: float = Field(description="The height of the seat.")
    floor: float = Field(description="The height of the floor.")
    back: bool = Field(True, description="False is a stool.")
    flip: bool = Field(False, description="Its back on the right.")


class Wall(Entry):
    """A wall on the right (or the left) that stands on a floor."""

    x: float = Field(description="Where it stands.")
    floor: float = Field(description="The height of the floor.")
    flip: bool = Field(False, description="A wall on the left.")


class Floor(Entry):
    """A floor: a block, or a line."""

    y: float = Field(description="Its height.")
    line: bool = Field(False, description="Whether it is a line instead of a block.")


class Steps(Entry):
    """A step that goes up to the right."""

    edge: float = Field(description="Where the upper floor begins.")
    top: float = Field(description="The height of the upper floor.")
    floor: float = Field(description="The height of the lower floor.")
    flip: bool = Field(False, description="It goes up to the left.")


class Group(Placed):
    """Layers that are placed together; a box cuts them to a panel."""

    box: Four | None = Field(None, description="[left, top, width, height] to which they are cut.")
    corner: float = Field(0.0, ge=0, description="Radius of the corners of the box.")
    frame: bool = Field(False, description="Whether the box is drawn.")
    layers: "tuple[Layer, ...]" = Field(min_length=1, description="What is in it.")


class Layer(Entry):
    """One element of a picture: exactly one of its keys."""

    shape: Shape | None = None
    tint: Tint | None = None
    line: Line | None = None
    ghost: tuple[Outline, ...] | None = Field(None, min_length=1, description="Where it starts or ends: dashed.")
    arrow: Arrow | None = None
    ring: Ring | None = None
    badge: Badge | None = None
    person: Person | None = None
    arm: Arm | None = None
    thing: Thing | None = None
    chair: Chair | None = None
    wall: Wall | None = None
    floor: Floor | None = None
    steps: Steps | None = None
    group: Group | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self.model_fields_set) != 1 or self.element is None:
            message = (
                f"a layer has exactly one of {', '.join(type(self).model_fields)}; begin each with a dash of its own"
            )
            raise ValueError(message)
        return self

    @property
    def element(self) -> object:
        """What it draws."""
        return next((value for name in type(self).model_fields if (value := getattr(self, name)) is not None), None)


class ThingPart(Part):
    """A part, or a thing of several colours that is put together of layers."""

    layers: tuple[Layer, ...] = Field((), description="What a thing is made of, in its own coordinates.")

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if bool(self.join) == bool(self.layers):
            message = "a part has either join, for one colour, or layers"
            raise ValueError(message)
        return self


class Zoom(Entry):
    """Makes the whole art larger and moves it, without thicker lines."""

    scale: float = Field(1.0, gt=0, description="A factor.")
    move: tuple[float, float] = Field((0.0, 0.0), description="Pixels to the right and down.")


class Pose(Entry):
    """One pose of what moves in an animation."""

    seconds: float = Field(gt=0, le=6, description="How long it takes to come here from the pose before.")
    stay: float = Field(0.0, ge=0, le=6, description="Seconds that it stays here.")
    layers: tuple[Layer, ...] = Field(min_length=1, description="The same layers in each pose, with other numbers.")


class Moves(Entry):
    """The picture as a short animation that goes round; the kit draws what lies between its poses."""

    zoom: Zoom | None = Field(None, description="In place of that of the picture.")
    behind: tuple[Layer, ...] = Field((), description="What stays, under what moves.")
    poses: tuple[Pose, ...] = Field(min_length=2, max_length=6, description="Its poses, in their order.")
    front: tuple[Layer, ...] = Field((), description="What stays, over what moves.")

    @model_validator(mode="after")
    def _poses_are_alike(self) -> Self:
        first = self.poses[0]
        for number, pose in enumerate(self.poses[1:], 2):
            if len(pose.layers) != len(first.layers):
                message = f"pose {number} has {len(pose.layers)} layers, the first has {len(first.layers)}"
                raise ValueError(message)
            for one, other in zip(first.layers, pose.layers, strict=True):
                between(one, other, 0.5)
        return self

    def layers(self, pose: Pose) -> tuple[Layer, ...]:
        """Returns everything that is to be seen in a pose."""
        return (*self.behind, *pose.layers, *self.front)


class Scene(Entry):
    """One picture. Its id is the name of its file in `pictures/`."""

    shows: Words = Field(
        pattern=r"^[A-Z][^.\n]{30,180}\.$", description="One sentence for those who cannot see it, without a side."
    )
    drawn_for: Literal["left", "right", "both"] = Field(
        "right",
        description="The side that the art shows; the other one gets the mirrored art. `both`: never mirrored.",
    )
    map: bool = Field(False, description="Whether it is a map, which alone may have numbers.")
    height: int = Field(800, ge=400, le=800, description="Of the canvas, which is 800 wide; less only for a map.")
    zoom: Zoom = Zoom()
    layers: tuple[Layer, ...] = Field(min_length=1, description="What is painted, the lowest first.")
    moves: Moves | None = Field(None, description="The same as a short animation, where the movement is hard to see.")

    @model_validator(mode="after")
    def _numbers_on_maps_only(self) -> Self:
        moving = [] if self.moves is None else [self.moves.layers(pose) for pose in self.moves.poses]
        if not self.map and any(layer.badge for layers in (self.layers, *moving) for layer in all_layers(layers)):
            message = "only a map has numbers; take the badge out, or say map: true"
            raise ValueError(message)
        if not self.map and self.height != 800:
            message = "only a map is less than 800 high, so that all steps look alike; leave height out"
            raise ValueError(message)
        return self


def all_layers(layers: tuple[Layer, ...]) -> Iterator[Layer]:
    """Yields layers and those inside their groups, in the order in which they are painted."""
    for layer in layers:
        yield layer
        if layer.group is not None:
            yield from all_layers(layer.group.layers)
