"""`footguide pictures` writes what there is to look at, and says in words what it cannot do."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.pictures.drawing import draw
from bot.pictures.sheet import contact_sheet

from .drawings import measures


def test_it_writes_each_picture_and_one_sheet(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["pictures", str(out), "ankle_pumps", "foot_map", "--size", "100", "--tone", "4"]) == 0
    names = {"ankle_pumps.png", "foot_map.png", "sheet.png", "index.html", "files.txt"}
    assert {file.name for file in out.iterdir()} == names
    assert measures((out / "ankle_pumps.png").read_bytes()) == (100, 100)
    assert measures((out / "foot_map.png").read_bytes())[0] == 100, "a map is wider than high"
    page = (out / "index.html").read_text("utf-8")
    assert 'src="ankle_pumps.png" alt="A leg lies on a pillow;' in page


def test_it_writes_the_animations(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["pictures", str(out), "ankle_pumps", "--animations", "--tone", "4"]) == 0
    assert {file.name for file in out.iterdir()} == {"ankle_pumps.gif", "index.html", "files.txt"}
    assert (out / "ankle_pumps.gif").read_bytes().startswith(b"GIF89a")
    assert 'src="ankle_pumps.gif"' in (out / "index.html").read_text("utf-8")


def test_a_side_and_a_tone_change_the_picture(tmp_path: Path) -> None:
    ways = {"plain": [], "left": ["--side", "left"], "dark": ["--tone", "5"]}
    made = set()
    for name, more in ways.items():
        assert main(["pictures", str(tmp_path / name), "ankle_circles", "--size", "100", *more]) == 0
        made.add((tmp_path / name / "ankle_circles.png").read_bytes())
    assert len(made) == 3


def test_the_parts_of_the_kit_can_be_looked_at(tmp_path: Path) -> None:
    assert main(["pictures", str(tmp_path / "out"), "hand_thumb", "sole", "--parts", "--size", "100"]) == 0
    assert (tmp_path / "out" / "hand_thumb.png").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["no_such"], "There is no picture no_such"),
        (["foot_map", "--animations"], "There is no animation foot_map"),
        (["--size", "9"], "100 to 4096 pixels, not 9"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pictures", str(tmp_path / "out"), *more]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_sheet_has_its_pictures_in_rows() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="800" height="800"></svg>'
    sheet = contact_sheet([square] * 3, columns=2)
    assert [sheet.count(f'<svg x="{x}" y="{y}" ') for x, y in ((24, 24), (848, 24), (24, 848))] == [1, 1, 1]
    assert measures(draw(sheet.encode(), 400)) == (400, 400)
