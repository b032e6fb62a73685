"""One week at a glance: a sign and the minutes of each day, and a few lines below."""

from bot.dialogue.charts import WeekCard
from bot.pictures.charts.day_signs import draw_sign
from bot.pictures.charts.paper import SOFT, TITLE, WIDTH, Paper

_LEFT = 40.0
_STEP = (WIDTH - 2 * _LEFT) / 7


def draw_week(card: WeekCard) -> bytes:
    """Returns the card as an SVG."""
    paper = Paper(330 + 46 * len(card.lines))
    paper.write(_LEFT, 64, card.heading, size=TITLE, bold=True)
    for number, day in enumerate(card.days):
        x = _LEFT + _STEP * (number + 0.5)
        paper.write(x, 130, day.name, anchor="middle", size=24, colour=SOFT, room=_STEP)
        if day.came is not None:
            draw_sign(paper, x, 180, 34, day.came)
        if day.minutes:
            minutes = f"{day.minutes} {card.minutes_name}".strip()
            paper.write(x, 252, minutes, anchor="middle", size=24, room=_STEP)
    for number, words in enumerate(card.lines):
        paper.write(_LEFT, 320 + 46 * number, words)
    return paper.svg()
