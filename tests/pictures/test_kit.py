"""The drawing kit puts things where a file says: placing, bending, naming, cutting."""

import math
import re
from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.models.drawing import KIT, Drawing
from bot.knowledge.models.figure import Leg
from bot.knowledge.models.outline import Outline
from bot.knowledge.models.picture import Scene
from bot.pictures.content import content_hash
from bot.pictures.drawing import draw
from bot.pictures.kit import outlines
from bot.pictures.kit.compose import compose
from bot.pictures.kit.geometry import Placing, joint
from bot.pictures.kit.scope import SceneUnusable, Scope

from .drawings import measures
from .examples import PAGE, SIZE, drawn, examples, parts_of_the_book

PARTS = parts_of_the_book()
SHOWS = "Somebody looks at a bare foot and finds nothing that was not there before."


def scene(*layers: dict[str, Any], **more: Any) -> Scene:
    return Scene.model_validate({"shows": SHOWS, "layers": layers, **more})


def svg(*layers: dict[str, Any], **more: Any) -> str:
    return compose(Drawing.of("test", scene(*layers, **more), PARTS, side=None))


def after(*said: dict[str, Any]) -> Scope:
    scope = Scope(PARTS)
    for outline in said:
        scope.made(Outline.model_validate(outline))
    return scope


def test_placing_scales_then_mirrors_then_turns_then_moves() -> None:
    assert Placing.of((100, 50), scale=2).point((10, 5)) == pytest.approx((120, 60))
    assert Placing.of(flip=True, turn=90).point((10, 0)) == pytest.approx((0, -10))
    inner, outer = Placing.of((10, 0), 30, 2), Placing.of((5, 5), -70, (1, 3), True)
    assert inner.then(outer).point((7, 9)) == pytest.approx(outer.point(inner.point((7, 9))))


def test_a_knee_bends_forwards_and_both_bones_keep_their_length() -> None:
    knee = joint((0, 0), (0, 150), 100, 100)
    assert knee[0] > 0
    assert math.dist((0, 0), knee) == pytest.approx(100)
    assert math.dist(knee, (0, 150)) == pytest.approx(100)
    assert joint((0, 0), (0, 300), 100, 100) == pytest.approx((0, 150)), "too far: the leg is straight"


def test_united_outlines_all_run_the_same_way() -> None:
    there = outlines.box(0, 0, 10, 10)
    back = Placing(a=-1.0).curve(there)
    turned = outlines.united([there, back])
    assert turned[0] == there
    assert [numbers for _, numbers in turned[1]] != [numbers for _, numbers in back]
    assert outlines.united(turned) == turned


def test_a_foot_bends_its_toes_at_the_ball() -> None:
    flat = after({"foot": {"ankle": [0, 0]}, "name": "foot"})
    bent = after({"foot": {"ankle": [0, 0], "toes": -60}, "name": "foot"})
    assert (bent.points["foot.ball"], flat.points["foot.ball"]) == ((150.0, 66.0), (150.0, 66.0))
    assert bent.points["foot.toes"][1] < flat.points["foot.toes"][1] - 40


def test_points_are_named_or_beside_a_named_one() -> None:
    scope = after({"part": "foot_side", "at": [100, 100], "scale": 2, "name": "foot"})
    assert scope.point(("foot.ball",)) == (400, 232)
    assert scope.point(("foot.ball", 5, -2)) == (405, 230)
    assert scope.knot(("foot.ball", 5, -2, 9)) == (405, 230, 9)
    with pytest.raises(SceneUnusable, match=r"no point foot\.nose so far"):
        scope.point(("foot.nose",))


@pytest.mark.parametrize("faces", ["right", "left"])
def test_a_person_faces_where_it_is_told(faces: str) -> None:
    person = {"hip": [400, 300], "faces": faces, "near": {"ankle": [400, 600]}}
    arrow = {"from": "me.ankle", "to": "me.toes"}
    found = re.search(
        r'stroke-width="14" stroke="#D9482B" d="M(\d+),(\d+) L(\d+),', svg({"person": person}, {"arrow": arrow})
    )
    assert found is not None
    start, _, end = (int(part) for part in found.groups())
    assert start == 400
    assert (end > start) == (faces == "right")


def test_a_leg_by_angles_hangs_down_and_points_ahead() -> None:
    person = {"hip": [400, 300], "size": 0.4, "near": {"thigh": 90, "shin": 0}}
    ring = {"at": "me.ankle", "radius": 4}
    whole = svg({"person": person}, {"ring": ring})
    x, y = re.findall(r'stroke-dasharray="14 12" d="M(\d+),(\d+)', whole)[0]
    assert (int(x), int(y)) == (400 + 189 + 4, 300 + 180)


def test_an_arrow_has_a_rim_of_paper_below_it_on_any_tone() -> None:
    whole = svg({"arrow": {"from": [100, 100], "to": [300, 100], "width": 14}})
    rim, line = whole.index('stroke-width="26" stroke="#FBF7F0"'), whole.index('stroke-width="14" stroke="#D9482B"')
    assert rim < line


def test_shoes_are_put_on_both_feet() -> None:
    person = {"hip": [400, 300], "near": {"ankle": [400, 600]}, "far": {"ankle": [440, 600]}}
    barefoot, shod = (svg({"person": {**person, "shoes": shoes}}) for shoes in (False, True))
    assert shod.count('fill="#FBF7F0"') - barefoot.count('fill="#FBF7F0"') == 2


def test_a_zone_is_cut_to_its_part() -> None:
    whole = svg(
        {"shape": {"fill": "skin", "join": [{"part": "leg_back", "at": [400, 500], "name": "leg"}]}},
        {"tint": {"on": "leg", "zone": "calf"}},
    )
    clip, tint = re.findall(r'<clipPath id="test-shape-1"><path d="([^"]+)"', whole), whole.split("\n")[-4]
    assert clip
    assert clip[0] in whole.split("</defs>")[1], "it is cut to the outline that was painted"
    assert 'clip-path="url(#test-shape-1)"' in tint


def test_a_number_is_not_mirrored() -> None:
    badge = scene({"badge": {"digit": 2, "at": [100, 300]}}, map=True, drawn_for="left")
    mirrored = compose(Drawing(name="test", scene=badge, parts={}, mirrored=True))
    assert '<text x="700" y="317"' in mirrored
    assert "transform" not in mirrored


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ({"badge": {"digit": 2, "at": [1, 1]}}, "only a map has numbers"),
        ({"group": {"layers": [{"badge": {"digit": 2, "at": [1, 1]}}]}}, "only a map has numbers"),
        ({"shape": {"fill": "#FF0000", "join": [{"circle": [0, 0, 1]}]}}, "Input should be 'skin'"),
        ({"shape": {"fill": "skin", "join": [{"path": "M0,0 L10"}]}}, "wrong count of numbers"),
        ({"shape": {"fill": "skin", "join": [{"path": "M0,0 Q1,1 2,2"}]}}, "a path is M, L, C and Z"),
        ({"shape": {"fill": "skin", "join": [{"circle": [0, 0, 1], "box": [0, 0, 1, 1]}]}}, "exactly one of"),
        ({"ring": {"at": "foot"}}, "a point is"),
        ({"floor": {"y": 1}, "wall": {"x": 1, "floor": 1}}, "exactly one of"),
        ({"arrow": {"from": [0, 0]}}, "from and to, or around, or path"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(layer: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        scene(layer)


def test_only_a_map_is_less_high() -> None:
    with pytest.raises(ValidationError, match="only a map is less than 800 high"):
        scene({"floor": {"y": 1}}, height=500)
    small = scene({"badge": {"digit": 2, "at": [100, 300], "size": 0.6}}, map=True, height=500)
    drawing = compose(Drawing(name="test", scene=small, parts={}))
    assert 'viewBox="0 0 800 500"' in drawing
    assert 'r="21"' in drawing


@pytest.mark.parametrize("leg", [{}, {"thigh": 10}, {"ankle": [0, 0], "thigh": 1, "shin": 1}, {"knee": [0, 0]}])
def test_half_a_leg_is_refused(leg: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="a leg needs ankle"):
        Leg.model_validate(leg)


def test_the_examples_of_the_page_are_drawn_as_they_are_shown() -> None:
    shown = examples()
    assert len(shown) >= 4
    for file, example in shown.items():
        picture = (PAGE.parent / file).read_bytes()
        assert measures(picture) == (SIZE, SIZE)
        assert content_hash(picture) == content_hash(drawn(example, PARTS)), (
            f"run python -m tests.pictures.examples: {file}"
        )


def test_every_part_of_the_kit_stands_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    own = {"foot_rear", "torso_side"}
    assert [name for name in PARTS if f"`{name}`" not in page and name not in own] == []


def test_every_part_can_be_drawn() -> None:
    for name, part in PARTS.items():
        layer = {"thing": {"use": name, "at": [400, 400]}} if part.layers else {
            "shape": {"fill": "skin", "join": [{"part": name, "at": [400, 400]}]}
        }  # fmt: skip
        assert len(draw(svg(layer).encode(), 100)) > len(draw(svg({"floor": {"y": 900}}).encode(), 100)), name


def test_a_kit_that_draws_in_another_way_has_another_number() -> None:
    """Telegram keeps pictures by what they are made of; only the number of the kit tells that the way has changed."""
    whole = svg(
        {"floor": {"y": 700}},
        {"steps": {"edge": 500, "top": 600, "floor": 720}},
        {"chair": {"x": 260, "seat": 512, "floor": 700}},
        {
            "shape": {
                "fill": "skin",
                "name": "arm",
                "join": [{"chain": [[10, 10, 9], [90, 20, 7]]}, {"circle": [9, 9, 9]}],
            }
        },
        {
            "shape": {
                "fill": "prop",
                "join": [{"limb": [[10, 10, 9], [90, 20, 7], [99, 99, 5]]}, {"box": [1, 2, 30, 40]}],
            }
        },
        {"tint": {"inside": "arm", "draw": [{"ellipse": [10, 10, 20, 10], "turn": 30}]}},
        {"line": {"draw": [{"through": [[1, 2], [30, 40], [50, 10]]}], "dashed": True}},
        {"ghost": [{"arc": [400, 400, 90, 50, 10, 200]}]},
        {"arrow": {"from": [10, 10], "to": [200, 90], "bow": 30, "both": True}},
        {"group": {"at": [9, 9], "box": [0, 0, 50, 50], "frame": True, "layers": [{"ring": {"at": [20, 20]}}]}},
    )
    known = "06cc76174bd63c0a"
    assert (KIT, content_hash(whole.encode())[:16]) == (2, known), "raise KIT, and pin the new drawing here"
