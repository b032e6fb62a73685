"""Paints the layers of a scene, one kind of element after another."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.knowledge.models import picture
from bot.knowledge.models.figure import Arm, Person
from bot.knowledge.models.outline import Outline
from bot.pictures.kit import outlines
from bot.pictures.kit.arrows import draw_arrow
from bot.pictures.kit.canvas import SIDE, Canvas
from bot.pictures.kit.figures import draw_arm, draw_person, draw_thing
from bot.pictures.kit.geometry import Curve, Placing
from bot.pictures.kit.scope import Known, SceneUnusable, Scope


def draw_layers(layers: Sequence[picture.Layer], scope: Scope, canvas: Canvas) -> None:
    """Paints layers in their order.

    Raises:
        SceneUnusable: A layer speaks of something that is not there.
    """
    for layer in layers:
        element = layer.element
        _PAINTERS[type(element)](element, scope, canvas)


def _shape(shape: picture.Shape, scope: Scope, canvas: Canvas) -> None:
    made = [scope.made(outline) for outline in shape.join]
    curves = tuple(curve for one in made for curve in one.curves)
    canvas.fill(curves, shape.fill, line=shape.line)
    scope.painted.extend(curves)
    lines = [line for one in made for line in one.lines]
    if lines:
        canvas.stroke(lines, 5, faint=True)
    if shape.name is not None:
        scope.known[shape.name] = Known(curves)


def _tint(tint: picture.Tint, scope: Scope, canvas: Canvas) -> None:
    frame, cut = scope.frame(tint.on), tint.inside or tint.on
    patches: Sequence[Outline] = tint.draw
    if tint.zone is not None and tint.on is not None:
        part = scope.thing(tint.on).part
        if part is None or tint.zone not in part.zones:
            message = f"{tint.on} has no zone {tint.zone}"
            raise SceneUnusable(message)
        patches = (part.zones[tint.zone],)
    curves = [frame.curve(curve) for curve in scope.curves(patches)]
    clip = canvas.clip(scope.thing(cut).curves) if cut is not None else ""
    canvas.fill(curves, "accent", line=0, opacity=tint.strength * canvas.tone.tint, clip=clip)


def _line(line: picture.Line, scope: Scope, canvas: Canvas) -> None:
    frame = scope.frame(line.on)
    curves = [frame.curve(curve) for curve in scope.curves(line.draw)]
    canvas.stroke(curves, line.width, line.colour, faint=line.faint, dash="14 12" if line.dashed else "")


def _ghost(ghost: tuple[Outline, ...], scope: Scope, canvas: Canvas) -> None:
    canvas.stroke(scope.curves(ghost), 7, faint=True, dash="18 16")


def _ring(ring: picture.Ring, scope: Scope, canvas: Canvas) -> None:
    wide, high = ring.radius if isinstance(ring.radius, tuple) else (ring.radius, ring.radius)
    curve = outlines.ellipse(scope.point(ring.at), wide, high, ring.turn)
    canvas.both([curve], "accent", 6, opacity=0.3, dash="14 12")


def _badge(badge: picture.Badge, scope: Scope, canvas: Canvas) -> None:
    canvas.digit(badge.digit, scope.point(badge.at), badge.size)


def _thing(thing: picture.Thing, scope: Scope, canvas: Canvas) -> None:
    draw_thing(thing.use, scope.placing(thing), scope, canvas, thing.name or "")


def _group(group: picture.Group, scope: Scope, canvas: Canvas) -> None:
    placing, inner = scope.placing(group), scope.inner()
    placed = canvas.placed(placing)
    if group.box is None:
        draw_layers(group.layers, inner, placed)
    else:
        panel = outlines.box(*group.box, group.corner)
        with placed.cut_to([panel]):
            draw_layers(group.layers, inner, placed)
        if group.frame:
            placed.stroke([panel], 7, "prop")
    scope.take(inner, placing)


def _chair(chair: picture.Chair, _: Scope, canvas: Canvas) -> None:
    x, seat, floor = chair.x, chair.seat, chair.floor
    back = outlines.chain(((x - 96, seat - 210, 15), (x - 78, seat + 20, 15)))
    legs = (
        outlines.chain(((x - 78, seat + 20, 15), (x - 84, floor - 18, 14))),
        outlines.chain(((x + 126, seat + 20, 15), (x + 136, floor - 18, 14))),
    )
    board = outlines.box(x - 88, seat, 232, 34, 17)
    curves = (*((back,) if chair.back else ()), *legs, board)
    placed = canvas.placed(Placing(a=-1.0, e=2 * x)) if chair.flip else canvas
    placed.fill(curves, "prop")


def _wall(wall: picture.Wall, _: Scope, canvas: Canvas) -> None:
    width = SIDE + 40 - wall.x if not wall.flip else wall.x + 40
    left = wall.x if not wall.flip else -40
    canvas.fill([outlines.box(left, -40, width, wall.floor + 40), _ground(wall.floor)], "prop")


def _floor(floor: picture.Floor, _: Scope, canvas: Canvas) -> None:
    if floor.line:
        canvas.stroke([(("M", (-40.0, floor.y)), ("L", (SIDE + 40.0, floor.y)))], 7)
    else:
        canvas.fill([_ground(floor.y)], "prop")


def _steps(steps: picture.Steps, _: Scope, canvas: Canvas) -> None:
    upper = outlines.box(steps.edge, steps.top, SIDE + 40 - steps.edge, SIDE + 40 - steps.top)
    placed = canvas.placed(Placing(a=-1.0, e=2 * steps.edge)) if steps.flip else canvas
    wide = outlines.box(steps.edge - 2 * SIDE, steps.floor, 3 * SIDE, SIDE)
    placed.fill([upper, wide], "prop")


def _ground(y: float) -> Curve:
    return outlines.box(-40, y, SIDE + 80, SIDE + 40 - y)


_PAINTERS: Mapping[type[object], Callable[[Any, Scope, Canvas], None]] = {
    picture.Shape: _shape, picture.Tint: _tint, picture.Line: _line, tuple: _ghost, picture.Arrow: draw_arrow,
    picture.Ring: _ring, picture.Badge: _badge, Person: draw_person, Arm: draw_arm, picture.Thing: _thing,
    picture.Chair: _chair, picture.Wall: _wall, picture.Floor: _floor, picture.Steps: _steps, picture.Group: _group,
}  # fmt: skip
"""What paints each kind of element."""
