"""Names what is drawn and what draws it, so that one already sent can be sent again without its bytes."""

import hashlib
from importlib.metadata import version
from pathlib import Path


def content_hash(drawing: bytes) -> str:
    """The name of a picture: 64 hexadecimal digits that change with every byte of the drawing.

    The size in pixels is no part of it; whoever sends one drawing in two sizes adds the size to the key.
    """
    return hashlib.sha256(drawing).hexdigest()


def drawn_by() -> str:
    """The name of the program that draws, as shipped: it changes with every byte of it.

    A picture is known by this and by its drawing, so that an upgrade never shows what the program before it drew.
    """
    named = hashlib.sha256(version("resvg_py").encode())
    folder = Path(__file__).parent
    for file in sorted([*folder.rglob("*.py"), *folder.rglob("*.ttf")]):
        named.update(file.relative_to(folder).as_posix().encode() + b"\0")
        named.update(file.read_bytes() + b"\0")
    return named.hexdigest()
