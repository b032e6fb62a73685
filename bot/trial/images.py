"""How large a picture is, read from its first bytes; what is not a picture is refused as Telegram refuses it."""

import struct
from typing import Final

from bot.trial.refusal import bad_request

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_GIF: Final = (b"GIF87a", b"GIF89a")
_JPEG: Final = b"\xff\xd8"
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(content: bytes) -> tuple[int, int, str]:
    """Return width and height in pixels and the media type of a PNG, GIF or JPEG picture.

    Args:
        content: The whole file.

    Raises:
        Refusal: It is none of them, or Telegram would find it too long and thin.
    """
    if content.startswith(_PNG) and content[12:16] == b"IHDR":
        width, height = struct.unpack(">II", content[16:24])
        kind = "image/png"
    elif content.startswith(_GIF):
        width, height = struct.unpack("<HH", content[6:10])
        kind = "image/gif"
    elif content.startswith(_JPEG):
        width, height = _jpeg_size(content)
        kind = "image/jpeg"
    else:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width < 1 or height < 1 or width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height, kind


def _jpeg_size(content: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker, length = struct.unpack(">BH", content[position + 1 : position + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
