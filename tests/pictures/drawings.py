"""Small drawings and a reading of PNG that several tests share."""

import struct

RED_SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path fill="red" d="M0,0h8v8h-8z"/></svg>'
BLUE_SQUARE = RED_SQUARE.replace(b"red", b"blue")


def measures(png: bytes) -> tuple[int, int]:
    """Width and height as the first chunk of a PNG says them."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n", "this is no PNG"
    width, height = struct.unpack(">II", png[16:24])
    return width, height
