"""Draws people: legs bent at their joints, shorts, shirt, head, and arms with hands."""

from bot.knowledge.models.figure import Arm, Leg, Person
from bot.knowledge.models.outline import Foot, LowerLeg
from bot.pictures.kit import outlines
from bot.pictures.kit.canvas import Canvas
from bot.pictures.kit.geometry import Curve, Placing, Point, along, between, direction, joint, middle, moved
from bot.pictures.kit.scope import LEG_LENGTH, Known, Scope

MIRROR = Placing(a=-1.0)
SHORTS = 0.62
"""Share of the thigh that shorts cover."""

LYING = 60
"""Degrees of lean beyond which somebody lies."""

SLEEVE = 0.6
"""Share of the upper arm that a sleeve covers."""


def draw_person(person: Person, scope: Scope, canvas: Canvas) -> None:
    """Paints a person and remembers its points and what can be tinted."""
    turned = MIRROR if person.faces == "left" else Placing()
    # All is drawn facing right; a person who faces left is drawn from mirrored points and mirrored back.
    inner = scope.inner()
    inner.points.update({name: turned.point(point) for name, point in scope.points.items()})
    drawing = canvas.placed(turned)
    figure = _Figure(person, scope, inner, turned, drawing)
    figure.draw()
    kept = Scope(scope.parts, figure.points, figure.known)
    scope.take(kept, turned, person.name)


class _Figure:
    def __init__(self, person: Person, outer: Scope, scope: Scope, turned: Placing, canvas: Canvas) -> None:
        self.person, self.outer, self.scope, self.turned, self.canvas = person, outer, scope, turned, canvas
        self.hip = self.place(person.hip)
        self.points: dict[str, Point] = {"hip": self.hip}
        self.known: dict[str, Known] = {}

    def place(self, said: tuple[float | str, ...]) -> Point:
        """Returns a point as if the person faced right."""
        return self.turned.point(self.outer.point(said))

    def draw(self) -> None:
        near, far = self.person.near, self.person.far
        if far is not None:
            self.leg(far, "far_")
        self.leg(near, "")
        if self.person.legs_only:
            self.canvas.fill([self.cut_trousers()], "ink", line=10)
            return
        self.canvas.fill([self.shorts(leg) for leg in (near, far) if leg is not None], "ink", line=4)
        self.upper_body(self.person.size)

    def leg(self, leg: Leg, before: str) -> None:
        """Paints a leg with its foot."""
        size, close = self.person.size, self.person.legs_only
        hip, knee, ankle = self.joints(leg)
        high, low = (105, 84) if close else (148 * (0.9 if before else 1), 95)
        thigh = outlines.chain(((*hip, high * size), (*knee, low * size)))
        lower = self.scope.lower_leg(LowerLeg(ankle=ankle, knee=knee, size=size), Placing(), name="leg")
        foot = self.scope.foot(Foot(ankle=ankle, turn=leg.foot, toes=leg.toes, size=size), Placing(), name="foot")
        whole = (thigh, lower, *foot.curves)
        self.canvas.fill(whole, "skin")
        if self.person.shoes:
            self.shoe(ankle, leg.foot)
        elif close and not before:
            self.canvas.stroke(foot.lines, 5, faint=True)
        for name in ("leg", "foot"):
            known = self.scope.known[name]
            self.known[before + name] = Known(whole, known.placing, known.part)
        self.points[f"{before}knee"], self.points[f"{before}ankle"] = knee, ankle
        for point in ("heel", "ball", "toes", "top", "sole"):
            self.points[before + point] = self.scope.points[f"foot.{point}"]
        self.points[f"{before}calf"] = self.scope.points["leg.calf"]

    def shoe(self, ankle: Point, turn: float) -> None:
        """Paints a shoe over the foot that was made last; it bends where the foot does."""
        size = self.person.size
        ball, toes = self.scope.points["foot.ball"], self.scope.points["foot.toes"]
        trainer = self.scope.placed_part(self.scope.part("trainer"), Placing.of(ankle, turn, size))
        front = outlines.chain(((*ball, 34.5 * size), (*toes, 27 * size)))
        self.canvas.fill((*trainer.curves, front), "paper")
        self.canvas.stroke(trainer.lines, 5, faint=True)

    def shorts(self, leg: Leg) -> Curve:
        """Returns one leg of the shorts."""
        size, (hip, knee, _) = self.person.size, self.joints(leg)
        return outlines.chain(((*hip, 156 * size), (*between(hip, knee, SHORTS), 130 * size)))

    def cut_trousers(self) -> Curve:
        """Returns trousers with a straight hem over both thighs, open above."""
        size = self.person.size
        back, knee, _ = self.joints(self.person.near)
        front, far_knee, _ = self.joints(self.person.far or self.person.near)
        hem, far_hem = between(back, knee, SHORTS), between(front, far_knee, SHORTS)
        down = 64 * size
        return (
            ("M", moved(back, -121 * size, 0)),
            ("L", moved(hem, -107 * size, down)),
            ("L", moved(far_hem, 107 * size, down)),
            ("L", moved(front, 121 * size, 0)),
            ("Z", ()),
        )

    def joints(self, leg: Leg) -> tuple[Point, Point, Point]:
        """Returns hip, knee and ankle."""
        length = LEG_LENGTH * self.person.size
        hip = self.hip if leg.hip is None else self.place(leg.hip)
        if leg.thigh is not None and leg.shin is not None:
            knee = along(hip, 90 - leg.thigh, length * 1.05)
            return hip, knee, along(knee, 90 - leg.shin, length)
        assert leg.ankle is not None, "the model lets no leg without ankle or angles through"  # noqa: S101
        ankle = self.place(leg.ankle)
        if leg.knee is not None:
            return hip, self.place(leg.knee), ankle
        return hip, joint(hip, ankle, length * 1.05, length), ankle

    def upper_body(self, size: float) -> None:
        person, head = self.person, size / 0.42
        waist = self.hip if person.waist is None else self.place(person.waist)
        body = Placing.of(waist, person.lean, 2.26 * size)
        low, high = body.point((20, -235)), body.point((34, -275))
        self.canvas.fill([outlines.chain(((*low, 24 * head), (*high, 24 * head)))], "skin")
        shirt = self.scope.placed_part(self.scope.part("torso_side"), body, name="body")
        self.canvas.fill(shirt.curves, "paper")
        self.known["body"] = self.scope.known["body"]
        crown = body.point((46, -318))
        for point in ("shoulder", "belly", "chest"):
            self.points[point] = self.scope.points[f"body.{point}"]
        self.points |= {"neck": high, "head": crown}
        # Who leans keeps the head upright; who lies has it in line with the body.
        turn = person.nod + (person.lean if abs(person.lean) > LYING else 0)
        draw_thing("head_side", Placing.of(crown, turn, head), self.scope, self.canvas)


def draw_thing(name: str, placing: Placing, scope: Scope, canvas: Canvas, called: str = "") -> None:
    """Paints a thing of several colours, or a part of one as it would be in the tone of skin."""
    # Layers can hold things, and things layers: the two modules need each other.
    from bot.pictures.kit.layers import draw_layers  # noqa: PLC0415

    part, inner = scope.part(name), scope.inner()
    draw_layers(part.layers, inner, canvas.placed(placing))
    if called:
        scope.take(inner, placing, called)
        scope.learn(called, part, placing, tuple(placing.curve(curve) for curve in inner.painted))
    else:
        scope.painted.extend(placing.curve(curve) for curve in inner.painted)


def draw_arm(arm: Arm, scope: Scope, canvas: Canvas) -> None:
    """Paints an arm with its hand over all that is there."""
    shoulder, elbow, wrist = scope.point(arm.shoulder), scope.point(arm.elbow), scope.point(arm.wrist)
    upper, fore, thin = arm.radii
    bones = outlines.chain(((*shoulder, upper), (*elbow, fore), (*wrist, thin)))
    size = thin / 20 * arm.hand_size
    tip = along(wrist, direction(elbow, wrist), 54 * size) if arm.to is None else scope.point(arm.to)
    canvas.fill((bones, *_hand(arm, wrist, tip, size, scope)), arm.fill)
    if not arm.sleeve:
        return
    end = between(shoulder, elbow, SLEEVE)
    wide = upper * 1.18
    canvas.fill([outlines.chain(((*shoulder, wide), (*end, wide)))], "paper")
    if arm.melts_into is not None:
        shirt = scope.thing(arm.melts_into)
        inwards = 26 if shoulder[0] < middle(shirt.curves[0])[0] else -26
        patch = outlines.ellipse(moved(shoulder, inwards, -18), wide * 1.8, wide * 1.35)
        canvas.fill([patch], "paper", line=0, clip=canvas.clip(shirt.curves))


def _hand(arm: Arm, wrist: Point, tip: Point, size: float, scope: Scope) -> tuple[Curve, ...]:
    if arm.hand == "none":
        return ()
    if arm.hand == "fist":
        return (outlines.ellipse(tip, 30 * size, 27 * size),)
    if arm.hand == "grip":
        placing = Placing.of(tip, arm.turn, 0.48 * size, arm.flip)
        return scope.placed_part(scope.part("hand_grip"), placing).curves
    # A hand that lies along: its fingers run to the right of the part, its thumb is above.
    name = {"flat": "hand_flat", "thumb": "hand_thumb_out", "point": "hand_point"}[arm.hand]
    scale = 0.62 * size
    placing = Placing.of(wrist, direction(wrist, tip), (scale, -scale if arm.flip else scale))
    return scope.placed_part(scope.part(name), placing).curves
