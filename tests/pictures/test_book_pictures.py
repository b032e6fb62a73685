"""The shipped pictures are of one kind: same canvas, same few colours, no words, whatever the tone and the side."""

import re
from collections import Counter
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from bot.knowledge.book_files import files_in
from bot.knowledge.models.base import Side
from bot.knowledge.models.drawing import Drawing
from bot.knowledge.models.picture import TONES, Scene, ThingPart
from bot.knowledge.reading import BookReader
from bot.pictures.content import content_hash
from bot.pictures.drawing import draw, draw_picture
from bot.pictures.kit.compose import compose
from bot.pictures.kit.palette import ACCENT, INK, PAPER, PROP
from bot.pictures.kit.palette import TONES as TONES_OF_SKIN
from tests.conftest import ROOT

from .drawings import measures

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "rect", "defs", "clipPath", "g", "path", "circle"}

READER = BookReader(files_in(ROOT / "knowledge"))
SCENES: Mapping[str, Scene] = READER.models("pictures", Scene)
PARTS: Mapping[str, ThingPart] = READER.models("pictures/parts", ThingPart)

every_picture = pytest.mark.parametrize("name", SCENES)


def svg(name: str, tone: int = 1, side: Side | None = None) -> str:
    return compose(Drawing.of(name, SCENES[name], PARTS, tone=tone, side=side))


def elements(drawing: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(drawing).iter())  # noqa: S314 - our own drawing


def test_all_scenes_and_parts_were_read() -> None:
    assert [fault.in_full() for fault in READER.faults] == []
    assert len(SCENES) >= 19
    assert len(PARTS) >= 40


@every_picture
def test_it_is_drawn_on_the_whole_canvas(name: str) -> None:
    drawing = svg(name)
    high = SCENES[name].height
    assert measures(draw(drawing.encode(), 800)) == (800, high)
    root = elements(drawing)[0]
    assert (root.get("viewBox"), root.get("width"), root.get("height")) == (f"0 0 800 {high}", "800", str(high))


@every_picture
def test_it_says_what_is_to_be_seen_and_nothing_else_in_words(name: str) -> None:
    found = elements(svg(name))
    assert (found[1].tag, found[1].text) == (f"{SVG}title", SCENES[name].shows)
    allowed = ELEMENTS | {"text"} if SCENES[name].map else ELEMENTS
    assert {element.tag.removeprefix(SVG) for element in found} <= allowed
    written = [element.text for element in found[2:] if (element.text or "").strip()]
    assert all(re.fullmatch("[1-9]", text or "") for text in written)
    assert SCENES[name].map or not written


@every_picture
@pytest.mark.parametrize("tone", TONES)
def test_it_uses_the_colours_of_the_book_and_no_others(name: str, tone: int) -> None:
    skin = TONES_OF_SKIN[tone]
    colours = {PAPER, INK, PROP, ACCENT, skin.skin, skin.hand, "none"}
    found = elements(svg(name, tone))
    for element in found:
        assert not {"style", "class", "color", "filter", "transform"} & set(element.keys())
        assert {element.get("fill", "none"), element.get("stroke", "none")} <= colours
    painted = {element.get(paint) for element in found for paint in ("fill", "stroke")}
    assert {PAPER, skin.skin, ACCENT} <= painted


@every_picture
def test_what_it_refers_to_is_in_it_under_a_name_of_its_own(name: str) -> None:
    drawing = svg(name)
    named = [named for element in elements(drawing) if (named := element.get("id")) is not None]
    assert len(named) == len(set(named))
    assert all(one.startswith(name + "-") for one in named), "two pictures on one page would mix up"
    assert set(re.findall(r"url\(#([^)]+)\)", drawing)) == set(named)


@every_picture
def test_the_other_side_gets_the_mirrored_art(name: str) -> None:
    for_left, for_right = svg(name, side=Side.LEFT), svg(name, side=Side.RIGHT)
    if SCENES[name].drawn_for == "both":
        assert for_left == for_right
        return
    shown, mirrored = (for_right, for_left) if SCENES[name].drawn_for == "right" else (for_left, for_right)
    assert shown == svg(name)
    there, back = _first_places(shown), _first_places(mirrored)
    assert len(there) == len(back)
    assert all(abs(800 - x - other) <= 1 and y == down for (x, y), (other, down) in zip(there, back, strict=True))


def _first_places(drawing: str) -> list[tuple[int, int]]:
    """Where each painted path begins. Paths that are turned round to be united may begin elsewhere, and are left out."""
    starts = []
    for element in elements(drawing):
        if element.tag == f"{SVG}path" and element.get("fill") == "none" and (path := element.get("d")):
            x, y = path[1:].split(" ")[0].split(",")
            starts.append((int(x), int(y)))
    return starts


def test_no_picture_is_there_twice() -> None:
    drawn = {content_hash(draw(svg(name).encode(), 100)): name for name in SCENES}
    assert len(drawn) == len(SCENES)


def test_each_number_of_the_map_is_really_drawn() -> None:
    whole = svg("foot_map")
    digits = [e.text or "" for e in elements(whole) if e.tag == f"{SVG}text"]
    # From below, from above, inner and outer side, from behind: heel or sole, back of heel, ball or toes, ankle, calf.
    assert Counter(digits) == {"1": 3, "2": 3, "3": 4, "4": 3, "5": 1}
    for digit in "12345":
        without = re.sub(rf"<text [^>]*>{digit}</text>", "", whole, count=1)
        assert draw(whole.encode(), 400) != draw(without.encode(), 400), "the font did not draw it"


def test_a_picture_is_known_by_all_that_changes_it() -> None:
    scene = SCENES["towel_stretch_calf"]
    drawings = [
        Drawing.of("towel_stretch_calf", scene, PARTS, tone=tone, side=side).as_bytes()
        for tone in TONES
        for side in Side
    ]
    assert len({content_hash(drawing) for drawing in drawings}) == len(TONES) * len(Side)
    other_leg = PARTS["leg_side"].model_copy(update={"join": PARTS["sole_pad"].join})
    changed = Drawing.of("towel_stretch_calf", scene, {**PARTS, "leg_side": other_leg}, side=Side.RIGHT).as_bytes()
    assert changed not in drawings


def test_what_the_worker_draws_is_what_was_composed() -> None:
    drawing = Drawing.of("ankle_pumps", SCENES["ankle_pumps"], PARTS, tone=3, side=None)
    assert draw_picture(drawing.as_bytes(), 200) == draw(compose(drawing).encode(), 200)
