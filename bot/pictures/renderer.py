"""Draws pictures beside the event loop, so that nobody's answer waits for somebody's picture."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from types import TracebackType
from typing import Final, Self

from bot.pictures.content import content_hash
from bot.pictures.drawing import draw, draw_picture, prepare

LARGEST_SIZE: Final = 4096
DEATHS_UNTIL_REFUSED: Final = 2

Make = Callable[[bytes, int], bytes]
"""What the worker is to do: drawing and size to PNG."""


class PictureFailed(Exception):
    """A picture could not be drawn; the message says why and what to do. The text can go out without it."""


@dataclass(frozen=True)
class _Worker:
    pool: ProcessPoolExecutor
    process: int

    @classmethod
    def start(cls, seconds: float) -> Self:
        """Start the process and wait until it answers."""
        pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=prepare)
        try:
            return cls(pool, pool.submit(os.getpid).result(seconds))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise

    def kill(self) -> None:
        """End the process at once: a drawing cannot be interrupted in any other way."""
        try:
            os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            return  # it died by itself in the meantime, which is what was wanted


class Renderer:
    """One worker process that draws one picture at a time; open it with `async with`.

    The worker starts with the first picture. A worker that dies or hangs fails the picture it was drawing, and
    the next picture gets a fresh one; a picture that was there twice when a worker died is refused from then on.
    """

    def __init__(self, *, seconds: float = 10.0, start_seconds: float = 60.0) -> None:
        """Set the limits.

        Args:
            seconds: how long one picture may take to draw; waiting for its turn does not count.
            start_seconds: how long a fresh worker may take to answer.
        """
        self._seconds = seconds
        self._start_seconds = start_seconds
        self._turn = asyncio.Lock()
        self._worker: _Worker | None = None
        self._deaths: Counter[str] = Counter()
        self._drawings: set[asyncio.Task[bytes]] = set()
        self._busy = False
        self._open = False

    async def __aenter__(self) -> Self:
        self._open = True
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        await asyncio.gather(*self._drawings, return_exceptions=True)
        await self._put_away()

    @property
    def busy(self) -> bool:
        """Whether the worker has a picture in hand."""
        return self._busy

    @property
    def process(self) -> int | None:
        """Process id of the worker; None while there is none."""
        return None if self._worker is None else self._worker.process

    async def png(self, svg: bytes, size: int = 800) -> bytes:
        """Draw an SVG as PNG bytes.

        Args:
            svg: the drawing, UTF-8, on its own: it cannot pull in other files.
            size: pixels of the longer side, 1 to 4096; the other side follows from the drawing.

        Raises:
            PictureFailed: it cannot be drawn, took too long, or the worker died or did not start.
            ValueError: the size is out of range.
        """
        return await self._made(draw, svg, size)

    async def picture(self, drawing: bytes, size: int = 800) -> bytes:
        """Compose a picture of the book and draw it as PNG bytes.

        Args:
            drawing: a `Drawing` of a scene, as bytes.
            size: pixels of each side, 1 to 4096.

        Raises:
            PictureFailed: it cannot be drawn, took too long, or the worker died or did not start.
            ValueError: the size is out of range.
        """
        return await self._made(draw_picture, drawing, size)

    async def _made(self, make: Make, what: bytes, size: int) -> bytes:
        if not 1 <= size <= LARGEST_SIZE:
            raise ValueError(f"a picture is 1 to {LARGEST_SIZE} pixels wide, not {size}")
        drawing = asyncio.create_task(self._in_turn(make, what, size))
        self._drawings.add(drawing)
        drawing.add_done_callback(self._forget)
        # A caller that leaves does not stop the worker; the next picture must not pay for the one in hand.
        return await asyncio.shield(drawing)

    def _forget(self, drawing: asyncio.Task[bytes]) -> None:
        self._drawings.discard(drawing)
        if not drawing.cancelled():
            drawing.exception()  # told to the caller; nobody else misses it if the caller has left

    async def _in_turn(self, make: Make, what: bytes, size: int) -> bytes:
        name = content_hash(what)
        async with self._turn:
            if not self._open:
                raise PictureFailed("No picture was drawn: the renderer is closed. Draw inside `async with`.")
            if self._deaths[name] >= DEATHS_UNTIL_REFUSED:
                raise PictureFailed(
                    f"Picture {name[:12]} is refused: the drawing worker died on it {DEATHS_UNTIL_REFUSED} times."
                    " Make the drawing simpler."
                )
            self._busy = True
            try:
                png = await self._drawn(make, what, size, name)
            finally:
                self._busy = False
            del self._deaths[name]
            return png

    async def _drawn(self, make: Make, what: bytes, size: int, name: str) -> bytes:
        worker = await self._ready()
        try:
            try:
                future = worker.pool.submit(make, what, size)
            except BrokenExecutor:  # it died while it was idle, which no picture is to blame for
                await self._put_away()
                worker = await self._ready()
                future = worker.pool.submit(make, what, size)
            async with asyncio.timeout(self._seconds):
                return await asyncio.wrap_future(future)
        except ValueError as error:
            raise PictureFailed(f"Picture {name[:12]} cannot be drawn: {error}. Mend the drawing.") from error
        except TimeoutError as error:
            worker.kill()
            raise await self._died(name, f"took longer than {self._seconds:g} seconds") from error
        except BrokenExecutor as error:
            raise await self._died(name, "ended the drawing worker") from error
        except asyncio.CancelledError:
            worker.kill()  # only a closing loop cancels a drawing; closing must not wait for one that hangs
            raise

    async def _died(self, name: str, how: str) -> PictureFailed:
        self._deaths[name] += 1
        await self._put_away()
        return PictureFailed(
            f"Picture {name[:12]} {how}. The next picture gets a fresh worker; this one is tried"
            f" {DEATHS_UNTIL_REFUSED} times in all."
        )

    async def _ready(self) -> _Worker:
        if self._worker is None:
            try:
                self._worker = await asyncio.to_thread(_Worker.start, self._start_seconds)
            except (OSError, BrokenExecutor, NotImplementedError) as error:
                raise PictureFailed(
                    f"No picture was drawn: the drawing worker did not start ({type(error).__name__}: {error})."
                    " Look at the limits for memory and processes, and that /dev/shm is there."
                ) from error
        return self._worker

    async def _put_away(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            await asyncio.to_thread(worker.pool.shutdown)
