"""How a routine becomes a habit: a bar of strength, and a sign for each day of the last weeks."""

from bot.dialogue.charts import HabitChart
from bot.pictures.charts.day_signs import draw_sign
from bot.pictures.charts.paper import BLUE, FAINT, INK, SOFT, TITLE, WIDTH, Paper

_LEFT = 40.0
_BAR = WIDTH - 2 * _LEFT
_ROW = 78.0
_GRID = 290.0


def draw_habit(chart: HabitChart) -> bytes:
    """Returns the chart as an SVG."""
    legend = _GRID + _ROW * len(chart.weeks) + 30
    paper = Paper(legend + 40)
    paper.write(_LEFT, 60, chart.title, size=TITLE, bold=True)
    paper.write(_LEFT, 118, chart.strength_name, room=_BAR)
    paper.box(_LEFT, 136, _BAR, 34, fill=FAINT, corner=17)
    paper.box(_LEFT, 136, max(34.0, _BAR * chart.strength / 100), 34, fill=BLUE, corner=17)
    paper.write(_LEFT, 214, chart.streak_name, room=_BAR)
    step = _BAR / 7
    for column, name in enumerate(chart.day_names):
        x = _LEFT + step * (column + 0.5)
        paper.write(x, _GRID - 24, name, anchor="middle", size=24, colour=SOFT, room=step)
        for row, week in enumerate(chart.weeks):
            came = week[column]
            if came is not None:
                draw_sign(paper, x, _GRID + _ROW * (row + 0.5), 27, came)
    room = _BAR / max(1, len(chart.meaning))
    for number, (came, words) in enumerate(chart.meaning):
        x = _LEFT + room * number
        draw_sign(paper, x + 16, legend - 8, 15, came)
        paper.write(x + 42, legend, words, size=22, colour=INK, room=room - 54)
    return paper.svg()
