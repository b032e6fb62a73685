"""Turns a picture into a PNG; runs in the worker process, because resvg holds the interpreter while it draws."""

import multiprocessing
import os
import re
import signal
import threading
from pathlib import Path
from typing import Final

import resvg_py

from bot.knowledge.models.drawing import Drawing
from bot.pictures.animation import ANIMATION_SIZE, animated
from bot.pictures.kit.compose import compose

FONT_FILE: Final = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
FONT_FAMILY: Final = "DejaVu Sans"

# resvg would read any file of the disk that an <image> names, and a document type may hide one.
_REACHES_OUTSIDE: Final = re.compile(rb"<(?:[\w.-]+:)?(?:image|feImage)\b|<!DOCTYPE")


def prepare() -> None:
    """Make a fresh worker deaf to Ctrl+C, which is for its parent, and let it end when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, name="leave with parent", daemon=True).start()


def _leave_with_parent() -> None:
    # A killed parent cannot say goodbye, and the queue that the worker waits on would never close.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def draw(svg: bytes, size: int) -> bytes:
    """Draw an SVG as PNG bytes.

    Args:
        svg: the drawing, UTF-8. Every text is set in the shipped font, whatever family it names, because a
            family that is not there would vanish without a word.
        size: pixels of the longer side; the other side follows from the drawing.

    Raises:
        ValueError: the bytes are no SVG that can be drawn by itself.
    """
    if _REACHES_OUTSIDE.search(svg):
        raise ValueError("it pulls in another file (an image element or a DOCTYPE); draw with paths only")
    return resvg_py.svg_to_bytes(
        svg_string=svg.decode("utf-8"),
        width=size,
        height=size,
        skip_system_fonts=True,
        font_files=[str(FONT_FILE)],
        font_family=FONT_FAMILY,
        sans_serif_family=FONT_FAMILY,
        serif_family=FONT_FAMILY,
        monospace_family=FONT_FAMILY,
        cursive_family=FONT_FAMILY,
        fantasy_family=FONT_FAMILY,
    )


def draw_picture(drawing: bytes, size: int) -> bytes:
    """Compose a picture of the book and draw it as PNG bytes, or as those of a GIF where it moves.

    Args:
        drawing: A `Drawing` as bytes.
        size: pixels of each side; an animation has fewer.

    Raises:
        ValueError: it is no drawing, its scene speaks of something that is not there, or its animation is too large.
    """
    wanted = Drawing.model_validate_json(drawing)
    if wanted.moving:
        return animated(wanted, lambda svg: draw(svg.encode(), min(size, ANIMATION_SIZE)))
    return draw(compose(wanted).encode(), size)
