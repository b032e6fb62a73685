"""Pictures that move: the frames between their poses, and one small GIF of them."""

import io
from typing import Any

import pytest
from PIL import Image, ImageChops
from pydantic import ValidationError

from bot.knowledge.book_files import files_in
from bot.knowledge.models.base import Side
from bot.knowledge.models.between import PosesDiffer, between
from bot.knowledge.models.drawing import Drawing
from bot.knowledge.models.outline import Outline
from bot.knowledge.models.picture import TONES, Scene
from bot.knowledge.reading import BookReader
from bot.pictures.animation import ANIMATION_SIZE, LARGEST, animated
from bot.pictures.drawing import draw, draw_picture
from bot.pictures.kit.moving import frames
from bot.pictures.kit.scope import SceneUnusable
from tests.conftest import ROOT

from .examples import parts_of_the_book

SHOWS = "Somebody looks at a bare foot and finds nothing that was not there before."
PARTS = parts_of_the_book()
SCENES = BookReader(files_in(ROOT / "knowledge")).models("pictures", Scene)
MOVING = {name: scene for name, scene in SCENES.items() if scene.moves}

every_animation = pytest.mark.parametrize("name", MOVING)


def pose(*layers: dict[str, Any], seconds: float = 1.0, stay: float = 0.0) -> dict[str, Any]:
    return {"seconds": seconds, "stay": stay, "layers": layers}


def ring(x: float) -> dict[str, Any]:
    return {"ring": {"at": [x, 100], "radius": 40}}


def scene(*poses: dict[str, Any], **more: Any) -> Scene:
    return Scene.model_validate({"shows": SHOWS, "layers": [ring(100)], "moves": {"poses": poses, **more}})


def drawing(of: Scene) -> Drawing:
    return Drawing.of("test", of, PARTS, side=None, moving=True)


def test_three_pictures_move() -> None:
    assert sorted(MOVING) == ["ankle_pumps", "heel_raise_double", "short_foot"]


@every_animation
@pytest.mark.parametrize(("tone", "side"), [*((tone, None) for tone in TONES), (1, Side.LEFT), (1, Side.RIGHT)])
def test_it_is_small_enough_for_a_slow_network(name: str, tone: int, side: Side | None) -> None:
    gif = draw_picture(Drawing.of(name, MOVING[name], PARTS, tone=tone, side=side, moving=True).as_bytes(), 800)
    assert len(gif) <= LARGEST
    image = Image.open(io.BytesIO(gif))
    assert (image.format, image.size) == ("GIF", (ANIMATION_SIZE, ANIMATION_SIZE))


@every_animation
def test_it_goes_round_through_different_poses_at_the_pace_of_the_words(name: str) -> None:
    gif = draw_picture(Drawing.of(name, MOVING[name], PARTS, side=None, moving=True).as_bytes(), 200)
    image = Image.open(io.BytesIO(gif))
    moves = MOVING[name].moves
    assert moves is not None
    assert image.info["loop"] == 0, "it goes on for ever"
    lasts, seen = 0.0, []
    for number in range(image.n_frames):  # type: ignore[attr-defined]
        image.seek(number)
        lasts += image.info["duration"] / 1000
        seen.append(image.convert("RGB"))
    asked = sum(pose.seconds + pose.stay for pose in moves.poses)
    assert lasts == pytest.approx(asked, rel=0.1)
    middle = len(seen) // 2
    assert ImageChops.difference(seen[0], seen[middle]).getbbox() is not None
    assert len(seen) >= 20, "it does not jump"


@every_animation
def test_the_still_knows_nothing_of_the_moves(name: str) -> None:
    still = Drawing.of(name, MOVING[name], PARTS, side=None)
    bare = MOVING[name].model_copy(update={"moves": None})
    assert still.as_bytes() == Drawing.of(name, bare, PARTS, side=None).as_bytes()
    assert still.as_bytes() != Drawing.of(name, MOVING[name], PARTS, side=None, moving=True).as_bytes()


def test_numbers_are_on_their_way_and_all_else_stays() -> None:
    first = Outline.model_validate({"foot": {"ankle": [0, 10], "turn": -40}, "name": "foot"})
    second = Outline.model_validate({"foot": {"ankle": [20, 10], "turn": 0}, "name": "foot"})
    half = between(first, second, 0.5)
    assert half.foot is not None
    assert (half.foot.ankle, half.foot.turn, half.name) == ((10, 10), -20, "foot")
    curve = between(Outline(path="M0,0 L10,10"), Outline(path="M0,0 L20,-10"), 0.5)
    assert curve.path == "M0.00,0.00 L15.00,0.00"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"circle": [0, 0, 5]}, "only one of two poses has box, circle"),
        ({"box": [0, 0, 5, 5], "name": None, "part": None, "corner": 3}, None),
        ({"box": [0, 0, 5, 5], "flip": True}, "two poses differ in flip"),
    ],
)
def test_poses_of_different_things_are_refused(other: dict[str, Any], said: str | None) -> None:
    first, second = Outline.model_validate({"box": [0, 0, 9, 9]}), Outline.model_validate(other)
    if said is None:
        assert between(first, second, 1.0).corner == 3
        return
    with pytest.raises(PosesDiffer, match=said):
        between(first, second, 0.5)


@pytest.mark.parametrize(
    ("poses", "said"),
    [
        ([pose(ring(1))], "at least 2"),
        ([pose(ring(1)), pose(ring(1), ring(2))], "pose 2 has 2 layers, the first has 1"),
        ([pose(ring(1)), pose({"floor": {"y": 700}})], "only one of two poses has floor, ring"),
        ([pose(ring(1)), pose(ring(2), seconds=0)], "greater than 0"),
        ([pose({"badge": {"digit": 1, "at": [0, 0]}})] * 2, "only a map has numbers"),
    ],
)
def test_moves_that_cannot_be_drawn_are_refused_in_words(poses: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        scene(*poses)


def test_a_pose_stays_as_long_as_it_says_and_what_lies_between_is_quick() -> None:
    found = frames(drawing(scene(pose(ring(100), stay=0.5), pose(ring(300)))), most=36, fastest=10)
    assert [frame.milliseconds for frame in found] == [500, *[100] * 19]
    assert len({frame.svg for frame in found}) > 10


def test_a_slow_movement_has_fewer_frames_a_second() -> None:
    slow = frames(drawing(scene(pose(ring(100), seconds=6), pose(ring(300), seconds=6))), most=36, fastest=10)
    assert len(slow) == 36
    assert {frame.milliseconds for frame in slow} == {333}


def test_what_stays_is_under_and_over_what_moves() -> None:
    whole = scene(
        pose(ring(100)), pose(ring(300)), behind=[{"floor": {"y": 700}}], front=[{"wall": {"x": 700, "floor": 700}}]
    )
    assert whole.moves is not None
    assert [layer.element for layer in whole.moves.layers(whole.moves.poses[1])] == [
        whole.moves.behind[0].floor, whole.moves.poses[1].layers[0].ring, whole.moves.front[0].wall,
    ]  # fmt: skip


def test_a_picture_that_does_not_move_has_no_frames() -> None:
    still = Scene.model_validate({"shows": SHOWS, "layers": [ring(100)]})
    with pytest.raises(SceneUnusable, match="test has no moves"):
        frames(drawing(still), most=36, fastest=12)


def test_an_animation_that_is_too_large_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pictures.animation.LARGEST", 2000)
    whole = drawing(MOVING["ankle_pumps"])
    with pytest.raises(ValueError, match=r"bytes, 2000 at most; let less of it move"):
        animated(whole, lambda svg: draw(svg.encode(), 100))
