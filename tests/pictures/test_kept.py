"""Drawn pictures are kept on disk by their content; what is not whole there is drawn anew, and no fault stops one."""

import asyncio
import os
from pathlib import Path

import pytest

from bot.pictures.content import drawn_by
from bot.pictures.drawing import draw
from bot.pictures.kept import KeptPictures

from .drawings import BLUE_SQUARE, RED_SQUARE


class Drawer:
    """Draws, and counts what it was asked for."""

    def __init__(self) -> None:
        self.drawn: list[bytes] = []

    async def __call__(self, drawing: bytes) -> bytes:
        self.drawn.append(drawing)
        return draw(drawing, 32)


def kept_in(folder: Path, by: str = "first program", most_bytes: int = 10**6) -> tuple[Drawer, KeptPictures]:
    drawer = Drawer()
    return drawer, KeptPictures(folder, drawer, by, most_bytes=most_bytes)


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_picture_is_drawn_once_and_is_there_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    drawer, kept = kept_in(folder)
    first = await kept.picture(RED_SQUARE)
    assert await kept.picture(RED_SQUARE) == first == draw(RED_SQUARE, 32)
    assert drawer.drawn == [RED_SQUARE]
    drawer, kept = kept_in(folder)
    assert await kept.picture(RED_SQUARE) == first
    assert await kept.picture(BLUE_SQUARE) != first
    assert drawer.drawn == [BLUE_SQUARE]


async def test_what_another_program_drew_is_not_shown(tmp_path: Path) -> None:
    _, kept = kept_in(tmp_path)
    await kept.picture(RED_SQUARE)
    drawer, kept = kept_in(tmp_path, by="second program")
    await kept.picture(RED_SQUARE)
    assert drawer.drawn == [RED_SQUARE]


def half(png: bytes) -> bytes:
    return png[: len(png) // 2]


def without_its_end(png: bytes) -> bytes:
    return png[:-1]


def with_a_bit_turned(png: bytes) -> bytes:
    middle = len(png) // 2
    return png[:middle] + bytes([png[middle] ^ 1]) + png[middle + 1 :]


def something_else(png: bytes) -> bytes:
    del png
    return b"not a picture at all"


def nothing(png: bytes) -> bytes:
    del png
    return b""


@pytest.mark.parametrize("broken", [half, without_its_end, with_a_bit_turned, something_else, nothing])
async def test_what_is_not_whole_is_drawn_anew_and_mended(tmp_path: Path, broken: object) -> None:
    drawer, kept = kept_in(tmp_path)
    first = await kept.picture(RED_SQUARE)
    (file,) = files(tmp_path)
    assert callable(broken)
    file.write_bytes(broken(first))
    assert await kept.picture(RED_SQUARE) == first
    assert len(drawer.drawn) == 2
    assert await kept.picture(RED_SQUARE) == first
    assert len(drawer.drawn) == 2


async def test_an_animation_is_kept_and_half_of_one_is_drawn_anew(tmp_path: Path) -> None:
    gif, drawn = b"GIF89a and what it shows\0;", []

    async def draw_gif(drawing: bytes) -> bytes:
        drawn.append(drawing)
        return gif

    kept = KeptPictures(tmp_path, draw_gif, "first program")
    assert [await kept.picture(b"moving") for _ in range(2)] == [gif, gif]
    assert len(drawn) == 1
    (file,) = files(tmp_path)
    file.write_bytes(half(gif))
    assert await kept.picture(b"moving") == gif
    assert len(drawn) == 2


async def test_what_cannot_be_read_is_drawn(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    drawer, kept = kept_in(tmp_path)
    await kept.picture(RED_SQUARE)
    (file,) = files(tmp_path)
    file.unlink()
    file.mkdir()
    assert await kept.picture(RED_SQUARE) == draw(RED_SQUARE, 32)
    assert len(drawer.drawn) == 2
    assert "cannot be read" in caplog.text


async def test_a_folder_that_cannot_be_written_costs_time_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    drawer, kept = kept_in(tmp_path / "taken")
    for _ in range(2):
        assert await kept.picture(RED_SQUARE) == draw(RED_SQUARE, 32)
    assert len(drawer.drawn) == 2
    assert "could not be kept" in caplog.text


async def test_only_so_much_is_kept_and_what_was_needed_lately_stays(tmp_path: Path) -> None:
    squares = [RED_SQUARE.replace(b"<svg ", f'<svg id="n{number}" '.encode(), 1) for number in range(4)]
    size = len(draw(RED_SQUARE, 32))
    drawer, kept = kept_in(tmp_path, most_bytes=size * 3)
    for age, square in enumerate(squares[:3]):
        before = set(files(tmp_path))
        await kept.picture(square)
        (new,) = set(files(tmp_path)) - before
        os.utime(new, (1000 + age, 1000 + age))
    await kept.picture(squares[0])
    await kept.picture(squares[3])
    assert len(files(tmp_path)) == 3
    drawer.drawn.clear()
    for square in (squares[0], squares[2], squares[3]):
        await kept.picture(square)
    assert drawer.drawn == []
    await kept.picture(squares[1])
    assert drawer.drawn == [squares[1]]


async def test_a_picture_larger_than_all_there_may_be_is_still_given(tmp_path: Path) -> None:
    _, kept = kept_in(tmp_path, most_bytes=1)
    assert await kept.picture(RED_SQUARE) == draw(RED_SQUARE, 32)
    assert await kept.picture(BLUE_SQUARE) == draw(BLUE_SQUARE, 32)
    assert len(files(tmp_path)) == 1


async def test_a_write_that_fails_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    _, kept = kept_in(tmp_path)
    assert await kept.picture(RED_SQUARE) == draw(RED_SQUARE, 32)
    assert files(tmp_path) == []


async def test_pictures_asked_for_together_keep_apart(tmp_path: Path) -> None:
    _, kept = kept_in(tmp_path)
    red, blue, again = await asyncio.gather(*(kept.picture(one) for one in (RED_SQUARE, BLUE_SQUARE, RED_SQUARE)))
    assert red == again == draw(RED_SQUARE, 32)
    assert blue == draw(BLUE_SQUARE, 32)
    assert {file.suffix for file in files(tmp_path)} == {".png"}


def test_the_drawing_program_has_a_name_of_its_own() -> None:
    assert drawn_by() == drawn_by()
    assert len(drawn_by()) == 64
