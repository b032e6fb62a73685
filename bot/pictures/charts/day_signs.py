"""The sign of a day, told apart by its shape alone: a tick, a dash in a ring, a small dot, an empty ring."""

from bot.dialogue.charts import DayCame
from bot.pictures.charts.paper import BLUE, FAINT, PAPER, SOFT, Paper


def draw_sign(paper: Paper, x: float, y: float, radius: float, came: DayCame) -> None:
    """Draws what one day came to around a point."""
    if came == "done":
        paper.disc(x, y, radius, fill=BLUE)
        tick = [(x - radius * 0.45, y), (x - radius * 0.1, y + radius * 0.38), (x + radius * 0.5, y - radius * 0.4)]
        paper.line(tick, colour=PAPER, width=radius / 5)
    elif came == "rest":
        paper.disc(x, y, radius * 0.9, colour=SOFT, width=3)
        paper.line([(x - radius * 0.4, y), (x + radius * 0.4, y)], colour=SOFT, width=radius / 5)
    elif came == "missed":
        paper.disc(x, y, radius * 0.25, fill=SOFT)
    else:
        paper.disc(x, y, radius * 0.9, colour=FAINT, width=3)
