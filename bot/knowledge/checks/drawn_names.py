"""Everything that a picture speaks of is there: parts, names of what was drawn before, their points and zones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pydantic import BaseModel

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.drawing import entries_inside, parts_named
from bot.knowledge.models.figure import FRAMES_OF_PERSON, POINTS_OF_PERSON, Person
from bot.knowledge.models.outline import Outline
from bot.knowledge.models.picture import Group, Layer, Line, Shape, Thing, ThingPart, Tint
from bot.knowledge.positions import Positions

_PERSON_PARTS = {
    "body": "torso_side", "leg": "leg_side", "foot": "foot_side", "far_leg": "leg_side", "far_foot": "foot_side",
}  # fmt: skip


@dataclass(frozen=True)
class _Problem:
    entry: BaseModel
    path: tuple[str | int, ...]
    wrong: str
    remedy: str


@dataclass
class _Names:
    """What has a name so far: points, and what can be tinted with the part that it is."""

    parts: Mapping[str, ThingPart]
    points: set[str] = field(default_factory=set)
    things: dict[str, ThingPart | None] = field(default_factory=dict)

    def learn(self, name: str, part: str) -> None:
        known = self.parts.get(part)
        self.things[name] = known
        self.points |= {f"{name}.{point}" for point in (known.points if known is not None else ())}

    def take(self, inner: "_Names", under: str = "") -> None:
        before = f"{under}." if under else ""
        self.points |= {before + point for point in inner.points}
        self.things |= {before + name: part for name, part in inner.things.items()}


def check_drawn_names(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every name in a picture or a part that leads nowhere."""
    problems: list[_Problem] = []
    for scene in book.pictures.values():
        _walk(scene.layers, _Names(book.parts), problems, ())
        if scene.moves is not None:
            for pose in scene.moves.poses:
                _walk(scene.moves.layers(pose), _Names(book.parts), problems, ())
    for name, part in book.parts.items():
        for outline in (*part.join, *part.lines, *part.zones.values()):
            _outline(outline, _Names(book.parts), problems)
        _walk(part.layers, _Names(book.parts), problems, (name,))
        problems += [
            _Problem(layer, (), "a part has a number in it", "put the badge into the map itself")
            for layer in entries_inside(part)
            if isinstance(layer, Layer) and layer.badge is not None
        ]
    for problem in problems:
        yield Fault(*positions.of(problem.entry, *problem.path), "drawn_name", problem.wrong, problem.remedy)


def _walk(layers: Sequence[Layer], names: _Names, problems: list[_Problem], trail: tuple[str, ...]) -> None:
    """Goes through layers as they are painted, and learns names on the way."""
    for layer in layers:
        element = layer.element
        match element:
            case Group():
                inner = _Names(names.parts)
                _walk(element.layers, inner, problems, trail)
                names.take(inner)
            case tuple():
                for outline in element:
                    _outline(outline, names, problems)
            case Shape() | Line() | Tint():
                if isinstance(element, Line | Tint):
                    _spoken_of(element, names, problems)
                for outline in element.join if isinstance(element, Shape) else element.draw:
                    _outline(outline, names, problems)
                if isinstance(element, Shape) and element.name is not None:
                    names.things[element.name] = None
            case BaseModel():
                for entry in entries_inside(element):
                    _points(entry, names, problems)
                _needed_parts(element, names, problems)
                _thing_or_person(element, names, problems, trail)


def _thing_or_person(element: BaseModel, names: _Names, problems: list[_Problem], trail: tuple[str, ...]) -> None:
    shirt = getattr(element, "melts_into", None)
    if isinstance(shirt, str) and shirt not in names.things:
        problems.append(_unknown(element, "melts_into", f"nothing is called {shirt} so far", shirt, names.things))
    if isinstance(element, Person):
        names.points |= {f"{element.name}.{point}" for point in POINTS_OF_PERSON}
        for frame in FRAMES_OF_PERSON:
            names.things[f"{element.name}.{frame}"] = names.parts.get(_PERSON_PARTS[frame])
    if not isinstance(element, Thing) or element.use not in names.parts:
        return
    if element.use in trail:
        problems.append(_Problem(element, ("use",), f"{element.use} is made of itself", "use another part"))
        return
    part = names.parts[element.use]
    if not part.layers:
        wrong = f"{element.use} has one colour and no layers"
        problems.append(_Problem(element, ("use",), wrong, "put it into a shape, as part:"))
    inner = _Names(names.parts)
    _walk(part.layers, inner, [], (*trail, element.use))
    if element.name is not None:
        names.take(inner, element.name)
        names.learn(element.name, element.use)


def _outline(outline: Outline, names: _Names, problems: list[_Problem]) -> None:
    for entry in entries_inside(outline):
        _points(entry, names, problems)
    _needed_parts(outline, names, problems)
    part = names.parts.get(outline.part or "")
    if part is not None and part.layers:
        wrong = f"{outline.part} has several colours"
        problems.append(_Problem(outline, ("part",), wrong, "write it as a layer of its own: thing: {use: ...}"))
    if outline.name is not None:
        names.learn(outline.name, outline.part or ("foot_side" if outline.foot is not None else "leg_side"))


def _needed_parts(entry: BaseModel, names: _Names, problems: list[_Problem]) -> None:
    for part, said_by in parts_named(entry):
        if part not in names.parts:
            key = "part" if isinstance(said_by, Outline) and said_by.part else "use"
            path = (key,) if getattr(said_by, key, None) else ()
            problems.append(_suggested(said_by, path, f"there is no part {part}", part, names.parts))


def _points(entry: BaseModel, names: _Names, problems: list[_Problem]) -> None:
    for key, info in type(entry).model_fields.items():
        value = getattr(entry, key)
        said = [((info.alias or key,), value)]
        if isinstance(value, tuple) and value and isinstance(value[0], tuple):
            said = [((info.alias or key, place), part) for place, part in enumerate(value)]  # type: ignore[misc]
        for path, point in said:
            if isinstance(point, tuple) and point and isinstance(point[0], str) and point[0] not in names.points:
                wrong = f"there is no point {point[0]} so far"
                problems.append(_suggested(entry, path, wrong, point[0], names.points))


def _spoken_of(element: Line | Tint, names: _Names, problems: list[_Problem]) -> None:
    for key in ("on", "inside"):
        name = getattr(element, key, None)
        if name is not None and name not in names.things:
            problems.append(_unknown(element, key, f"nothing is called {name} so far", name, names.things))
            return
    on = names.things.get(element.on or "")
    if element.on is not None and on is None:
        problems.append(_Problem(element, ("on",), f"{element.on} is no part", "name a part, or take inside:"))
    if isinstance(element, Tint) and element.zone is not None and on is not None and element.zone not in on.zones:
        problems.append(_unknown(element, "zone", f"{element.on} has no zone {element.zone}", element.zone, on.zones))


def _unknown(entry: BaseModel, key: str, wrong: str, name: str, known: Mapping[str, object]) -> _Problem:
    return _suggested(entry, (key,), wrong, name, known)


def _suggested(
    entry: BaseModel, path: tuple[str | int, ...], wrong: str, name: str, known: Mapping[str, object] | set[str]
) -> _Problem:
    near = get_close_matches(name, sorted(known), n=1)
    remedy = f"did you mean {near[0]}?" if near else "name something that was drawn before, or a file of parts/"
    return _Problem(entry, path, wrong, remedy)


CHECK = Check(
    Explanation(
        "drawn_name",
        rule="A picture speaks only of parts that there are, and of names, points and zones of what it drew before.",
        why=(
            "The drawing kit cannot put a hand on a foot that is not there. The person would get words without "
            "a picture."
        ),
        wrong="- tint: {on: foot, zone: heal}",
        right="- tint: {on: foot, zone: heel}",
    ),
    check_drawn_names,
)
