"""The shipped pictures are of one kind: same canvas, same few colours, no words, a sentence for those who cannot see them."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.pictures.content import content_hash
from bot.pictures.drawing import draw

from .drawings import measures

FOLDER = Path(__file__).parents[2] / "knowledge" / "pictures"
PICTURES = sorted(FOLDER.glob("*.svg"))
MAP = FOLDER / "foot_map.svg"
SVG = "{http://www.w3.org/2000/svg}"
COLOURS = {"#FBF7F0", "#1F3A4D", "#F3D9C4", "#E3B899", "#C9D6DC", "#D9482B"}
ELEMENTS = {"svg", "title", "rect", "defs", "clipPath", "g", "path", "circle", "ellipse"}

every_picture = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)


def elements(picture: Path) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture.read_bytes()).iter())  # noqa: S314 - our own files


def test_the_folder_holds_the_map_and_the_first_twelve_techniques() -> None:
    needed = {
        "ankle_pumps",
        "plantar_fascia_stretch",
        "towel_stretch_calf",
        "arch_rub_toes_back",
        "foot_rom_flow",
        "effleurage_foot",
        "breathing_relaxation",
        "cramp_release_stretch",
        "ball_bottle_roll",
        "gastroc_wall_stretch",
        "foot_check",
        "petrissage_foot",
        "foot_map",
    }
    assert needed <= {picture.stem for picture in PICTURES}


@every_picture
def test_it_is_drawn_on_the_whole_canvas(picture: Path) -> None:
    svg = picture.read_bytes()
    assert measures(draw(svg, 800)) == (800, 800)
    root = elements(picture)[0]
    assert (root.get("viewBox"), root.get("width"), root.get("height")) == ("0 0 800 800", "800", "800")
    assert len(svg) < 20_000


@every_picture
def test_it_opens_with_one_sentence_that_says_what_is_to_be_seen(picture: Path) -> None:
    first = elements(picture)[1]
    assert first.tag == f"{SVG}title"
    title = first.text or ""
    assert re.fullmatch(r"[A-Z][^.\n]{30,180}\.", title), title


@every_picture
def test_it_uses_the_colours_of_the_book_and_no_others(picture: Path) -> None:
    for element in elements(picture):
        assert not {"style", "class", "color", "stop-color", "filter", "transform-origin"} & set(element.keys())
        for paint in ("fill", "stroke"):
            assert element.get(paint, "none") in COLOURS | {"none"}, ElementTree.tostring(element)
    painted = {element.get("fill") for element in elements(picture)}
    assert {"#FBF7F0", "#F3D9C4", "#D9482B"} <= painted | {element.get("stroke") for element in elements(picture)}


@every_picture
def test_it_says_nothing_in_words(picture: Path) -> None:
    allowed = ELEMENTS | {"text"} if picture == MAP else ELEMENTS
    assert {element.tag.removeprefix(SVG) for element in elements(picture)} <= allowed
    for element in elements(picture):
        if element.tag != f"{SVG}title":
            assert not (element.text or "").strip() or (picture == MAP and element.tag == f"{SVG}text")


@every_picture
def test_what_it_refers_to_is_in_it_under_a_name_of_its_own(picture: Path) -> None:
    named = [name for element in elements(picture) if (name := element.get("id")) is not None]
    assert len(named) == len(set(named))
    assert all(name.startswith(picture.stem + "-") for name in named), "two pictures on one page would mix up"
    used = set(re.findall(r"url\(#([^)]+)\)", picture.read_text(encoding="utf-8")))
    assert used == set(named)


def test_no_picture_is_there_twice() -> None:
    drawn = {content_hash(draw(picture.read_bytes(), 100)): picture.stem for picture in PICTURES}
    assert len(drawn) == len(PICTURES)


def test_the_map_numbers_its_five_zones() -> None:
    assert [e.text for e in sorted(elements(MAP), key=lambda e: e.text or "") if e.tag == f"{SVG}text"] == list(
        "12345"
    )


@pytest.mark.parametrize("digit", list("12345"))
def test_each_number_of_the_map_is_really_drawn(digit: str) -> None:
    svg = MAP.read_text(encoding="utf-8")
    without, count = re.subn(rf"<text [^>]*>{digit}</text>", "", svg)
    assert count == 1
    assert draw(svg.encode(), 400) != draw(without.encode(), 400), "the font did not draw it"
