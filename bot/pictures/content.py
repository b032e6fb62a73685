"""Names a picture by what is in it, so that one already sent can be sent again without its bytes."""

import hashlib


def content_hash(drawing: bytes) -> str:
    """The name of a picture: 64 hexadecimal digits that change with every byte of the drawing.

    The size in pixels is no part of it; whoever sends one drawing in two sizes adds the size to the key.
    """
    return hashlib.sha256(drawing).hexdigest()
