"""`footguide pictures`: write every picture as PNG, and all of them on one sheet, to look at."""

import argparse
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path

from bot.commands.choosing import Commands, add_folder_of_book, folder_of_book
from bot.commands.refusal import Refusal
from bot.knowledge.book import Book
from bot.knowledge.fault import BookUnusable
from bot.knowledge.models.base import Side
from bot.knowledge.models.drawing import Drawing
from bot.knowledge.models.picture import TONES, Layer, Scene, Shape, Thing, ThingPart
from bot.knowledge.reading import read_with_faults
from bot.pages.writing import FolderTaken, write_pages
from bot.pictures.animation import ANIMATION_SIZE
from bot.pictures.drawing import draw, draw_picture
from bot.pictures.kit.compose import compose
from bot.pictures.kit.scope import SceneUnusable
from bot.pictures.sheet import contact_sheet

SHEET_SIZE = 2000
"""Pixels of the longer side of the sheet."""


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("pictures", help="write every picture as PNG, and one sheet of all")
    parser.add_argument("out", metavar="OUT", type=Path, help="folder for them: a new, an empty, or an earlier one")
    parser.add_argument("only", metavar="NAME", nargs="*", help="these pictures only")
    add_folder_of_book(parser)
    parser.add_argument("--tone", type=int, choices=TONES, default=1, help="tone of skin, from light to dark")
    parser.add_argument("--side", choices=[side.value for side in Side], help="the side that is worked on")
    parser.add_argument("--size", type=int, default=800, help="pixels of each side, 100 to 4096")
    parser.add_argument("--animations", action="store_true", help="those that move, as GIFs, instead")
    parser.add_argument("--parts", action="store_true", help="the parts of the drawing kit instead")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Writes the pictures; faults elsewhere in the book do not keep them back."""
    if not 100 <= options.size <= 4096:
        message = f"A picture has 100 to 4096 pixels, not {options.size}."
        raise Refusal(message)
    book, faults = read_with_faults(folder_of_book(options.knowledge))
    if book is None:
        raise BookUnusable(faults)
    for fault in faults:
        if fault.file.startswith("pictures/"):
            print(fault.in_full(), file=sys.stderr)
    scenes = parts_as_scenes(book.parts) if options.parts else book.pictures
    if options.animations:
        scenes = {name: scene for name, scene in scenes.items() if scene.moves is not None}
    for name in options.only:
        if name not in scenes:
            kind = "animation" if options.animations else "picture"
            message = f"There is no {kind} {name}. These are there: {', '.join(sorted(scenes))}."
            raise Refusal(message)
    chosen = {name: scenes[name] for name in options.only or sorted(scenes)}
    side = None if options.side is None else Side(options.side)
    if options.animations:
        files = {f"{name}.gif": _animated(name, scene, book, options.tone, side) for name, scene in chosen.items()}
        said = f"{len(files)} animations: open {options.out / 'index.html'}."
    else:
        drawn = {name: _composed(name, scene, book, options.tone, side) for name, scene in chosen.items()}
        files = {f"{name}.png": draw(svg.encode(), options.size) for name, svg in drawn.items()}
        files["sheet.png"] = draw(contact_sheet(tuple(drawn.values())).encode(), SHEET_SIZE)
        sheet = options.out / "sheet.png"
        said = f"{len(drawn)} pictures: open {options.out / 'index.html'}, or {sheet} for all at once."
    files["index.html"] = page(chosen, "gif" if options.animations else "png").encode()
    try:
        write_pages(files, options.out)
    except FolderTaken as taken:
        raise Refusal(str(taken)) from None
    except OSError as error:
        message = f"The pictures cannot be written to {options.out} ({error.strerror}). Name another folder."
        raise Refusal(message) from error
    print(said)
    return 0


def _composed(name: str, scene: Scene, book: Book, tone: int, side: Side | None) -> str:
    try:
        return compose(Drawing.of(name, scene, book.parts, tone=tone, side=side))
    except SceneUnusable as error:
        message = f"The picture {name} cannot be drawn: {error}. Mend pictures/{name}.yaml."
        raise Refusal(message) from error


def _animated(name: str, scene: Scene, book: Book, tone: int, side: Side | None) -> bytes:
    drawing = Drawing.of(name, scene, book.parts, tone=tone, side=side, moving=True)
    try:
        return draw_picture(drawing.as_bytes(), ANIMATION_SIZE)
    except ValueError as error:
        message = f"The animation {name} cannot be drawn: {error}. Mend pictures/{name}.yaml."
        raise Refusal(message) from error


def parts_as_scenes(parts: Mapping[str, ThingPart]) -> dict[str, Scene]:
    """Returns a scene for each part that shows it alone, with a cross at its point 0, 0."""
    cross = Layer.model_validate(
        {"line": {"colour": "accent", "width": 3, "draw": [{"path": "M380,480 L420,480 M400,460 L400,500"}]}}
    )
    scenes: dict[str, Scene] = {}
    for name, part in parts.items():
        if part.layers:
            layer = Layer(thing=Thing(use=name, at=(400.0, 480.0), scale=0.8))
        else:
            fill = "hand" if name.startswith(("hand", "finger")) else "skin"
            outline = {"part": name, "at": (400, 480), "scale": 0.8}
            layer = Layer(shape=Shape.model_validate({"fill": fill, "join": [outline]}))
        shows = "A part of the drawing kit, alone, with a cross at its point of origin."
        scenes[name] = Scene(shows=shows, layers=(layer, cross))
    return scenes


def page(scenes: Mapping[str, Scene], ending: str = "png") -> str:
    """Returns a page with all pictures, each with its name and what it says that it shows."""
    figures = "\n".join(
        f'<figure><img src="{name}.{ending}" alt="{escape(scene.shows)}" width="320">'
        f"<figcaption><b>{name}</b><br>{escape(scene.shows)}</figcaption></figure>"
        for name, scene in scenes.items()
    )
    style = (
        "body{font:16px/1.4 sans-serif;display:flex;flex-wrap:wrap;gap:16px;margin:16px}"
        "figure{margin:0;width:320px}img{max-width:100%;height:auto}"
    )
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Pictures</title><style>{style}</style>\n{figures}\n</html>\n"
    )
