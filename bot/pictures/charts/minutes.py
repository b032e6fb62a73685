"""Minutes for each day, as bars with their number above."""

from bot.dialogue.charts import MinutesChart
from bot.pictures.charts.paper import BLUE, INK, SOFT, TITLE, WIDTH, Paper

_LEFT, _RIGHT = 50.0, WIDTH - 50.0
_TOP, _BOTTOM = 150.0, 440.0
_NUMBERS_UP_TO = 16
"""With more bars than this there is no room for a number above each."""


def draw_minutes(chart: MinutesChart) -> bytes:
    """Returns the chart as an SVG."""
    paper = Paper(510)
    paper.write(40, 60, chart.title, size=TITLE, bold=True)
    highest = max(10, *(bar.minutes for bar in chart.bars))
    step = (_RIGHT - _LEFT) / len(chart.bars)
    for number, bar in enumerate(chart.bars):
        middle = _LEFT + step * (number + 0.5)
        height = (_BOTTOM - _TOP) * bar.minutes / highest
        width = min(70.0, step * 0.7)
        if bar.minutes:
            paper.box(middle - width / 2, _BOTTOM - height, width, height, fill=BLUE, corner=min(6, width / 4))
            if len(chart.bars) <= _NUMBERS_UP_TO:
                paper.write(middle, _BOTTOM - height - 12, str(bar.minutes), anchor="middle", room=step)
        if bar.label:
            paper.write(middle, _BOTTOM + 42, bar.label, anchor="middle", size=24, colour=SOFT, room=max(step, 90))
    paper.line([(_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)], colour=INK, width=3)
    return paper.svg()
