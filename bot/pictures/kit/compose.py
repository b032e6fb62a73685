"""Makes the SVG of a picture for a tone of skin and a side."""

from bot.knowledge.models.drawing import Drawing
from bot.pictures.kit.canvas import SIDE, Canvas
from bot.pictures.kit.geometry import Placing
from bot.pictures.kit.layers import draw_layers
from bot.pictures.kit.palette import TONES
from bot.pictures.kit.scope import Scope

MIRROR = Placing(a=-1.0, e=float(SIDE))


def compose(drawing: Drawing) -> str:
    """Returns a picture as SVG. The same drawing always gives the same text.

    Args:
        drawing: The scene with the parts that it uses, the tone and whether it is mirrored.

    Raises:
        SceneUnusable: The scene speaks of something that is not there.
    """
    scene = drawing.scene
    placing = Placing.of(scene.zoom.move, scale=scene.zoom.scale)
    if drawing.mirrored:
        placing = placing.then(MIRROR)
    canvas = Canvas(drawing.name, TONES[drawing.tone], placing)
    draw_layers(scene.layers, Scope(drawing.parts), canvas)
    return canvas.svg(scene.shows, scene.height)
