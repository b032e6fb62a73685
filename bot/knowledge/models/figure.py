"""People in the files of pictures: bodies by their joints, and arms that reach over what was drawn before."""

from typing import Literal, Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id
from bot.knowledge.models.outline import Name, Point

POINTS_OF_LEG = ("knee", "ankle", "heel", "ball", "toes", "top", "sole", "calf")
"""The points of the near leg of a person; those of the far leg begin with `far_`."""

POINTS_OF_PERSON = (
    "hip", "shoulder", "neck", "head", "belly", "chest",
    *POINTS_OF_LEG, *(f"far_{point}" for point in POINTS_OF_LEG),
)  # fmt: skip
"""The points of a person, such as `me.knee`."""

FRAMES_OF_PERSON = ("body", "leg", "foot", "far_leg", "far_foot")
"""What of a person can be tinted, such as `on: me.leg`."""


class Leg(Entry):
    """One leg from the side.

    Say where knee and ankle are; or the ankle alone, and the knee bends forwards by itself; or the angles of thigh
    and shin: 0 hangs straight down, 90 points ahead, -90 behind.
    """

    hip: Point | None = Field(None, description="Where this leg begins, if not at the hip of the person.")
    knee: Point | None = Field(None, description="The middle of the knee.")
    ankle: Point | None = Field(None, description="The middle of the ankle.")
    thigh: float | None = Field(None, description="Degrees from straight down to ahead.")
    shin: float | None = Field(None, description="Degrees from straight down to ahead.")
    foot: float = Field(0.0, description="The turn of the foot: 0 flat, -90 toes up, 30 on tiptoe.")
    toes: float | None = Field(None, description="The turn of the toes, where they bend at the ball.")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        by_angles = self.thigh is not None and self.shin is not None
        if by_angles == (self.ankle is not None) or (self.thigh is None) != (self.shin is None):
            message = "a leg needs ankle (and knee, if it does not simply bend forwards), or thigh and shin"
            raise ValueError(message)
        if by_angles and self.knee is not None:
            message = "the knee follows from thigh and shin; leave it out"
            raise ValueError(message)
        return self


class Person(Entry):
    """Somebody from the side: legs, shorts, shirt and head. Arms are elements of their own, drawn after it."""

    name: Id = Field("me", description="By which later elements speak of it: me.knee, me.leg.")
    hip: Point = Field(description="The hip joint.")
    lean: float = Field(0.0, description="Degrees forwards; 90 lies face down, -90 lies on the back.")
    waist: Point | None = Field(None, description="Where the shirt turns, if not at the hip; standing: 24 above it.")
    nod: float = Field(0.0, description="Degrees that the head is bent forwards.")
    near: Leg = Field(description="The leg on our side.")
    far: Leg | None = Field(None, description="The other leg, drawn behind it.")
    size: float = Field(0.42, gt=0, description="0.42 is a sitting person on a whole picture; 0.40 a standing one.")
    faces: Literal["right", "left"] = Field("right", description="Which way it looks.")
    shoes: bool = Field(False, description="Whether it wears shoes.")
    legs_only: bool = Field(False, description="A close-up of standing legs: trousers cut off above.")


class Arm(Entry):
    """An arm with its hand, over all that was drawn before."""

    shoulder: Point = Field(description="Where it begins, such as me.shoulder.")
    elbow: Point = Field(description="The elbow.")
    wrist: Point = Field(description="The wrist.")
    hand: Literal["flat", "fist", "grip", "thumb", "point", "none"] = Field(
        "flat",
        description="`flat` lies along, `fist` is closed, `grip` holds a thing from above, `thumb` presses, "
        "`point` shows with one finger.",
    )
    to: Point | None = Field(None, description="Where the finger tips are; without it the hand goes on straight.")
    turn: float = Field(0.0, description="Degrees by which a grip is turned.")
    flip: bool = Field(False, description="The thumb on the other side.")
    radii: tuple[float, float, float] = Field((30.0, 25.0, 20.0), description="At shoulder, elbow and wrist.")
    hand_size: float = Field(1.0, gt=0, description="A factor.")
    sleeve: bool = Field(True, description="Whether there is a sleeve over the upper arm.")
    melts_into: Name | None = Field(None, description="A shirt that the top of the sleeve melts into.")
    fill: Literal["skin", "hand"] = Field("skin", description="`hand` is the darker tone of a second person.")
