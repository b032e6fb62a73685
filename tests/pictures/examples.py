"""Draws the examples of docs/pictures.md anew: `python -m tests.pictures.examples`."""

import re
from pathlib import Path

from bot.knowledge.book_files import files_in
from bot.knowledge.models.drawing import Drawing
from bot.knowledge.models.picture import Scene, ThingPart
from bot.knowledge.reading import BookReader
from bot.knowledge.yaml_reading import Document
from bot.pictures.drawing import draw
from bot.pictures.kit.compose import compose

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "pictures.md"
SIZE = 320
"""Pixels of each side."""

EXAMPLE = re.compile(r"```yaml\n(shows:.*?)```\n\n!\[[^\]]+\]\((pictures/[\w-]+\.png)\)", re.DOTALL)


def parts_of_the_book() -> dict[str, ThingPart]:
    return BookReader(files_in(ROOT / "knowledge")).models("pictures/parts", ThingPart)


def examples() -> dict[str, Scene]:
    """The scenes of the page by the file of their picture."""
    found = EXAMPLE.findall(PAGE.read_text("utf-8"))
    return {file: Scene.model_validate(Document(PAGE.name, text).data) for text, file in found}


def drawn(scene: Scene, parts: dict[str, ThingPart]) -> bytes:
    return draw(compose(Drawing.of("example", scene, parts, side=None)).encode(), SIZE)


if __name__ == "__main__":
    for file, scene in examples().items():
        (PAGE.parent / file).write_bytes(drawn(scene, parts_of_the_book()))
