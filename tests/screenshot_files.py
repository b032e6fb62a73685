"""Where the pictures of docs/pictures go, and how large each may be; the walks and the reviewers' pages both take some."""

from pathlib import Path

from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "pictures"
LARGEST_BYTES = 200_000


def write_screenshot(folder: Path, name: str, content: bytes) -> Path:
    """Writes one picture and says so to whoever makes them.

    Args:
        folder: Where the file goes.
        name: The file without its ending.
        content: The PNG.

    Returns:
        The file.

    Raises:
        ValueError: It would be too large.
    """
    if len(content) > LARGEST_BYTES:
        message = f"{name}.png would have {len(content)} bytes; {LARGEST_BYTES} are the most"
        raise ValueError(message)
    file = folder / f"{name}.png"
    file.write_bytes(content)
    print(f"{file.name}: {len(content)} bytes")  # noqa: T201  whoever runs it wants to see that it goes on
    return file
