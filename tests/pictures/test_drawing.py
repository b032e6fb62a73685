"""One SVG becomes one PNG, the same everywhere: one font, nothing from the disk."""

from pathlib import Path

import pytest

from bot.pictures.content import content_hash
from bot.pictures.drawing import FONT_FILE, draw

from .drawings import BLUE_SQUARE, RED_SQUARE, measures


def lettering(attributes: str, words: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
        f'<text x="4" y="30" font-size="24" {attributes}>{words}</text></svg>'
    ).encode()


@pytest.mark.parametrize(
    "attributes", ["", 'font-family="DejaVu Sans"', 'font-family="Helvetica"', 'style="font-family:serif"']
)
def test_words_are_drawn_whatever_family_they_name(attributes: str) -> None:
    assert draw(lettering(attributes, "heel"), 200) != draw(lettering(attributes, ""), 200)
    assert draw(lettering(attributes, "heel"), 200) == draw(lettering("", "heel"), 200)


@pytest.mark.parametrize("words", ["Ferse", "Пятка", "φτέρνα", "كعب"])
def test_the_font_knows_more_than_english_letters(words: str) -> None:
    missing_glyphs = "\U0010fffd" * len(words)
    assert draw(lettering("", words), 200) not in {
        draw(lettering("", ""), 200),
        draw(lettering("", missing_glyphs), 200),
    }


def test_the_font_travels_with_its_licence() -> None:
    assert FONT_FILE.stat().st_size < 1_000_000
    assert "Bitstream Vera" in (FONT_FILE.parent / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "height", "expected"), [(640, 480, (800, 600)), (1, 9_000_000, (1, 800))])
def test_the_longer_side_has_the_size_asked_for(width: int, height: int, expected: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'.encode()
    assert measures(draw(svg, 800)) == expected


def test_a_drawing_cannot_pull_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(draw(RED_SQUARE, 8))
    for element in ("image", "feImage", "svg:image"):
        svg = RED_SQUARE.replace(b"</svg>", f'<{element} href="{secret}" width="8" height="8"/></svg>'.encode())
        with pytest.raises(ValueError, match="pulls in another file"):
            draw(svg, 8)


def test_the_name_of_a_picture_follows_its_content() -> None:
    assert content_hash(RED_SQUARE) == content_hash(bytes(RED_SQUARE))
    assert content_hash(RED_SQUARE) != content_hash(BLUE_SQUARE)
    assert len(content_hash(b"")) == 64
