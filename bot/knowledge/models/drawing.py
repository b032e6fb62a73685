"""One picture as it is wanted: a scene with the parts that it uses, a tone of skin and a side."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal, Self

from pydantic import BaseModel

from bot.knowledge.models.base import Entry, Id, Side
from bot.knowledge.models.figure import Arm, Person
from bot.knowledge.models.outline import Outline
from bot.knowledge.models.picture import Scene, Thing, ThingPart

KIT = 2
"""Raised when the drawing kit draws the same scene in another way, so that pictures sent before are drawn anew."""

PARTS_OF_FOOT = ("foot_side", "foot_rear")
PARTS_OF_PERSON = (*PARTS_OF_FOOT, "leg_side", "torso_side", "head_side")
PARTS_OF_HAND = {
    "flat": "hand_flat", "grip": "hand_grip", "thumb": "hand_thumb_out", "point": "hand_point",
}  # fmt: skip

PARTS_OF_KIT = frozenset({*PARTS_OF_PERSON, *PARTS_OF_HAND.values(), "trainer"})
"""The parts that the kit draws people with; a picture need not name them."""


class Drawing(Entry):
    """Everything that the drawing kit needs for one picture; as JSON it is what a picture is known by."""

    kit: int = KIT
    name: Id
    scene: Scene
    parts: dict[Id, ThingPart]
    tone: Literal[1, 2, 3, 4, 5] = 1
    mirrored: bool = False
    moving: bool = False

    @classmethod
    def of(
        cls,
        name: str,
        scene: Scene,
        parts: Mapping[str, ThingPart],
        *,
        tone: int = 1,
        side: Side | None,
        moving: bool = False,
    ) -> Self:
        """Returns the drawing of a scene.

        Args:
            name: The name of the scene.
            scene: The scene.
            parts: All parts of the book.
            tone: The tone of skin, 1 to 5.
            side: The side of the body that is worked on, or None where it does not matter.
            moving: Whether it is to be the animation; otherwise the picture, which knows nothing of its moves.
        """
        if not moving and scene.moves is not None:
            scene = scene.model_copy(update={"moves": None})
        used = {part: parts[part] for part in sorted(parts_used([scene], parts))}
        mirrored = scene.drawn_for != "both" and side is not None and side.value != scene.drawn_for
        said = {"name": name, "scene": scene, "parts": used, "tone": tone, "mirrored": mirrored, "moving": moving}
        return cls.model_validate(said)

    def as_bytes(self) -> bytes:
        """Returns it as JSON; the same drawing always gives the same bytes."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True).encode()


def parts_used(scenes: Iterable[Scene], parts: Mapping[str, ThingPart]) -> set[str]:
    """Returns the names of the parts that scenes use, and of those that these use."""
    found: set[str] = set()
    waiting = [name for scene in scenes for name, _ in parts_named(scene)]
    while waiting:
        name = waiting.pop()
        if name not in found and name in parts:
            found.add(name)
            waiting += [inner for inner, _ in parts_named(parts[name])]
    return found


def parts_named(entry: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    """Yields the names of parts that a scene or a part speaks of itself, each with the entry that does."""
    for inside in entries_inside(entry):
        names: Iterable[str] = ()
        match inside:
            case Outline(part=str(name)):
                names = (name,)
            case Outline(foot=None, lower_leg=None):
                names = ()
            case Outline(foot=None):
                names = ("leg_side",)
            case Outline():
                names = PARTS_OF_FOOT
            case Thing():
                names = (inside.use,)
            case Person():
                names = (*PARTS_OF_PERSON, "trainer") if inside.shoes else PARTS_OF_PERSON
            case Arm():
                names = (PARTS_OF_HAND[inside.hand],) if inside.hand in PARTS_OF_HAND else ()
            case _:
                names = ()
        yield from ((name, inside) for name in names)


@cache
def _fields(kind: type[BaseModel]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


def entries_inside(entry: object) -> Iterator[BaseModel]:
    """Yields an entry and all the entries inside it, in the order of the file."""
    if isinstance(entry, BaseModel):
        yield entry
        for name in _fields(type(entry)):
            part = getattr(entry, name)
            if isinstance(part, BaseModel | dict | tuple):
                yield from entries_inside(part)
    elif isinstance(entry, dict):
        for part in entry.values():
            yield from entries_inside(part)
    elif isinstance(entry, tuple):
        for part in entry:
            yield from entries_inside(part)
