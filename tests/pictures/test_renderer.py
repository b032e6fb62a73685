"""Pictures are drawn beside the loop, and a worker that dies or hangs costs one picture and nothing else."""

import asyncio
import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.knowledge.models.drawing import Drawing
from bot.pictures.drawing import draw, draw_picture
from bot.pictures.renderer import PictureFailed, Renderer

from .drawings import BLUE_SQUARE, RED_SQUARE, measures

PATIENT = 300.0  # seconds; a limit that only a hanging test would meet


async def in_hand(renderer: Renderer, picture: asyncio.Task[bytes]) -> int:
    """Let the loop run until the worker has the picture in hand; its process id."""
    while not (renderer.busy or picture.done()):  # noqa: ASYNC110 - a state to be seen, no event is told
        await asyncio.sleep(0)
    assert renderer.process is not None
    return renderer.process


async def frozen(renderer: Renderer) -> int:
    """A worker that is there and stands still, so that nothing it is given gets done."""
    await renderer.png(BLUE_SQUARE)
    assert renderer.process is not None
    os.kill(renderer.process, signal.SIGSTOP)
    return renderer.process


async def test_a_picture_is_the_same_as_drawn_at_once() -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        assert await renderer.png(RED_SQUARE, 64) == draw(RED_SQUARE, 64)
        assert measures(await renderer.png(RED_SQUARE)) == (800, 800)


async def test_a_scene_of_the_book_is_composed_by_the_worker() -> None:
    floor = {"shows": "A floor on which nobody stands so far, with nothing on it.", "layers": [{"floor": {"y": 600}}]}
    drawing = Drawing.model_validate({"name": "floor", "scene": floor, "parts": {}}).as_bytes()
    async with Renderer(seconds=PATIENT) as renderer:
        assert await renderer.picture(drawing, 64) == draw_picture(drawing, 64)
        with pytest.raises(PictureFailed, match=r"there is no point me\.knee so far. Mend the drawing"):
            await renderer.picture(drawing.replace(b'"floor":{"y":600.0}', b'"ring":{"at":["me.knee"]}'))


async def test_pictures_asked_for_together_all_come_and_keep_apart() -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        red, blue, again = await asyncio.gather(*(renderer.png(s, 16) for s in (RED_SQUARE, BLUE_SQUARE, RED_SQUARE)))
    assert red == again == draw(RED_SQUARE, 16)
    assert blue == draw(BLUE_SQUARE, 16)


@pytest.mark.parametrize(
    "broken", [b"", b"<svg", b"\xff\xfe", b"<html/>", RED_SQUARE[:-4], b"a photo"], ids=lambda svg: repr(svg[:8])
)
async def test_a_broken_drawing_fails_in_words_and_costs_no_worker(broken: bytes) -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        await renderer.png(RED_SQUARE)
        worker = renderer.process
        for _ in range(3):
            with pytest.raises(PictureFailed, match=r"cannot be drawn: .+\. Mend the drawing"):
                await renderer.png(broken)
        assert await renderer.png(RED_SQUARE, 8) == draw(RED_SQUARE, 8)
        assert renderer.process == worker


@pytest.mark.parametrize("size", [0, -1, 4097])
async def test_a_size_out_of_range_is_the_callers_mistake(size: int) -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        with pytest.raises(ValueError, match=f"not {size}"):
            await renderer.png(RED_SQUARE, size)
        assert renderer.process is None


async def test_the_loop_goes_on_while_a_picture_is_drawn() -> None:
    events: list[str] = []
    async with Renderer(seconds=PATIENT) as renderer:
        worker = await frozen(renderer)
        # Were the loop to wait for the picture, only this thread could wake the worker, and the order would tell.
        rescue = threading.Timer(60, os.kill, (worker, signal.SIGCONT))
        rescue.start()
        picture = asyncio.create_task(renderer.png(RED_SQUARE))
        picture.add_done_callback(lambda _: events.append("picture is there"))
        await in_hand(renderer, picture)
        for turn in range(3):
            await asyncio.sleep(0)
            events.append(f"answer {turn}")
        os.kill(worker, signal.SIGCONT)
        await picture
        rescue.cancel()
    assert events == ["answer 0", "answer 1", "answer 2", "picture is there"]


async def test_a_killed_worker_fails_its_picture_and_is_replaced() -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        worker = await frozen(renderer)
        lost = asyncio.create_task(renderer.png(RED_SQUARE, 8))
        waiting = asyncio.create_task(renderer.png(BLUE_SQUARE, 8))
        os.kill(await in_hand(renderer, lost), signal.SIGKILL)
        with pytest.raises(PictureFailed, match="ended the drawing worker"):
            await lost
        assert await waiting == draw(BLUE_SQUARE, 8), "a picture in the queue is not to blame"
        assert renderer.process not in {None, worker}
        assert await renderer.png(RED_SQUARE, 8) == draw(RED_SQUARE, 8), "once is no reason to refuse it"


async def test_a_picture_that_was_there_at_two_deaths_is_refused_and_others_are_drawn() -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        for _ in range(2):
            await frozen(renderer)
            deadly = asyncio.create_task(renderer.png(RED_SQUARE))
            os.kill(await in_hand(renderer, deadly), signal.SIGKILL)
            with pytest.raises(PictureFailed, match="ended the drawing worker"):
                await deadly
        with pytest.raises(PictureFailed, match="refused"):
            await renderer.png(RED_SQUARE)
        assert renderer.process is None, "the refused picture started no worker"
        assert await renderer.png(BLUE_SQUARE, 8) == draw(BLUE_SQUARE, 8)


async def test_a_picture_that_was_drawn_in_between_is_not_refused() -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        for _ in range(3):
            await frozen(renderer)
            unlucky = asyncio.create_task(renderer.png(RED_SQUARE, 8))
            os.kill(await in_hand(renderer, unlucky), signal.SIGKILL)
            with pytest.raises(PictureFailed, match="ended the drawing worker"):
                await unlucky
            assert await renderer.png(RED_SQUARE, 8) == draw(RED_SQUARE, 8)


async def test_a_picture_that_takes_too_long_is_given_up_and_the_next_one_comes() -> None:
    async with Renderer(seconds=2) as renderer:
        worker = await frozen(renderer)
        with pytest.raises(PictureFailed, match="took longer than 2 seconds"):
            await renderer.png(RED_SQUARE)
        assert await renderer.png(BLUE_SQUARE, 8) == draw(BLUE_SQUARE, 8)
        assert renderer.process != worker


async def test_a_worker_that_does_not_come_up_is_told_in_words() -> None:
    async with Renderer(seconds=PATIENT, start_seconds=0) as renderer:
        with pytest.raises(PictureFailed, match="did not start"):
            await renderer.png(RED_SQUARE)


async def test_a_caller_that_leaves_spoils_nothing_for_the_next() -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        worker = await frozen(renderer)
        left = asyncio.create_task(renderer.png(RED_SQUARE, 8))
        await in_hand(renderer, left)
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left
        following = asyncio.create_task(renderer.png(BLUE_SQUARE, 8))
        os.kill(worker, signal.SIGCONT)
        assert await following == draw(BLUE_SQUARE, 8)
        assert renderer.process == worker


async def test_ctrl_c_is_for_the_parent_alone() -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        worker = await frozen(renderer)
        os.kill(worker, signal.SIGINT)
        os.kill(worker, signal.SIGCONT)
        assert await renderer.png(RED_SQUARE, 8) == draw(RED_SQUARE, 8)
        assert renderer.process == worker


async def test_closing_finishes_what_is_in_hand_and_ends_the_worker() -> None:
    async with Renderer(seconds=PATIENT) as renderer:
        worker = await frozen(renderer)
        last = asyncio.create_task(renderer.png(RED_SQUARE, 8))
        late = asyncio.create_task(renderer.png(BLUE_SQUARE, 8))
        await in_hand(renderer, last)
        os.kill(worker, signal.SIGCONT)
    assert await last == draw(RED_SQUARE, 8)
    with pytest.raises(PictureFailed, match="closed"):
        await late
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    with pytest.raises(PictureFailed, match="closed"):
        await renderer.png(RED_SQUARE)


SCRIPT = """
import asyncio
from bot.pictures.renderer import Renderer

async def main():
    async with Renderer() as renderer:
        await renderer.png(b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')
        print(renderer.process, flush=True)
        await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.processes
def test_the_worker_ends_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # Python tells that a killed process left its semaphores behind
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as parent:
        assert parent.stdout is not None
        worker = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
        ended, _, _ = select.select([worker], [], [], PATIENT)
        os.close(worker)
    assert ended, "the worker outlived its parent"
