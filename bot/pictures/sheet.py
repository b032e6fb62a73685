"""All pictures on one sheet, to see at a glance whether they are of one kind."""

from collections.abc import Sequence

from bot.pictures.kit.canvas import SIDE

GAP = 24
"""Units between two pictures of the sheet."""


def contact_sheet(pictures: Sequence[str], columns: int = 6) -> str:
    """Returns pictures side by side as one SVG, in rows.

    Args:
        pictures: SVGs that the drawing kit composed, each of another name.
        columns: How many stand in a row.
    """
    step, placed = SIDE + GAP, list[str]()
    for at, picture in enumerate(pictures):
        x, y = GAP + at % columns * step, GAP + at // columns * step
        placed.append(picture.replace("<svg ", f'<svg x="{x}" y="{y}" ', 1))
    wide, high = GAP + columns * step, GAP + -(-len(pictures) // columns) * step
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    white = f'<rect width="{wide}" height="{high}" fill="#FFFFFF"/>'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', white, *placed, "</svg>", ""])
