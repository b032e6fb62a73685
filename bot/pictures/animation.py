"""Makes one GIF of the frames of a picture that moves, small enough for a phone on a slow network."""

import io
from collections.abc import Callable
from typing import Final

from PIL import Image

from bot.knowledge.models.drawing import Drawing
from bot.pictures.kit.moving import frames

LARGEST: Final = 200_000
"""Bytes of one animation at the most."""

ANIMATION_SIZE: Final = 360
"""Pixels of each side at the most."""

MOST_FRAMES: Final = 36
"""Frames that move; a slow movement has fewer a second."""

FASTEST: Final = 12
"""Frames a second at the most."""

COLOURS: Final = 24
"""The few colours of a picture, and what lies between them at the edges."""


def animated(drawing: Drawing, draw: Callable[[str], bytes]) -> bytes:
    """Returns a picture that moves as the bytes of a GIF that goes round.

    Args:
        drawing: The picture.
        draw: Draws one frame, an SVG, as PNG.

    Raises:
        ValueError: It does not move, speaks of something that is not there, or is too large.
    """
    found = frames(drawing, most=MOST_FRAMES, fastest=FASTEST)
    gif = _gif([draw(frame.svg) for frame in found], [frame.milliseconds for frame in found])
    if len(gif) > LARGEST:
        message = f"its animation has {len(gif)} bytes, {LARGEST} at most; let less of it move, or zoom in"
        raise ValueError(message)
    return gif


def _gif(drawn: list[bytes], milliseconds: list[int]) -> bytes:
    images = [Image.open(io.BytesIO(png)).convert("RGB") for png in drawn]
    # One palette for all, so that what does not move does not flicker, and is written once.
    palette = _beside(images[0], images[len(images) // 2]).quantize(COLOURS, dither=Image.Dither.NONE)
    flat = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    out = io.BytesIO()
    flat[0].save(out, "GIF", save_all=True, append_images=flat[1:], duration=milliseconds, loop=0, optimize=True)
    return out.getvalue()


def _beside(one: Image.Image, other: Image.Image) -> Image.Image:
    both = Image.new("RGB", (one.width + other.width, one.height))
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    return both
