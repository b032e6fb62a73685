"""A routine week by week: how many days it was done as bars, and below them the pain as a line with squares."""

from bot.dialogue.charts import RoutineChart
from bot.pictures.charts.paper import BLUE, FAINT, INK, ORANGE, PAPER, SOFT, TITLE, WIDTH, Paper

_LEFT, _RIGHT = 90.0, WIDTH - 50.0
_BARS = (170.0, 290.0)
_LINE = (385.0, 505.0)
_WEEK_HAS = 7
_MOST_PAIN = 10


def draw_routine(chart: RoutineChart) -> bytes:
    """Returns the chart as an SVG."""
    paper = Paper(600)
    paper.write(40, 60, chart.routine, size=TITLE, bold=True)
    paper.write(40, 122, chart.done_name, colour=BLUE)
    paper.write(40, 352, chart.pain_name, colour=ORANGE)
    step = (_RIGHT - _LEFT) / len(chart.by_week)
    top, bottom = _BARS
    for place, week in enumerate(chart.by_week):
        x = _LEFT + step * (place + 0.5)
        height = (bottom - top) * week.done / _WEEK_HAS
        width = min(70.0, step * 0.7)
        if week.done:
            paper.box(x - width / 2, bottom - height, width, height, fill=BLUE, corner=min(6, width / 4))
        paper.write(x, bottom - height - 10, str(week.done), anchor="middle", room=step)
        paper.write(x, _LINE[1] + 44, str(week.number), anchor="middle", size=24, colour=SOFT, room=step)
    paper.line([(_LEFT, bottom), (_RIGHT, bottom)], colour=INK, width=3)
    for value in (0, 5, _MOST_PAIN):
        paper.line([(_LEFT, _height(value)), (_RIGHT, _height(value))], colour=FAINT)
        paper.write(_LEFT - 16, _height(value) + 10, str(value), anchor="end", colour=SOFT)
    told = [
        (_LEFT + step * (place + 0.5), _height(week.pain))
        for place, week in enumerate(chart.by_week)
        if week.pain is not None
    ]
    paper.line(told, colour=ORANGE, width=4)
    for x, y in told:
        paper.box(x - 12, y - 12, 24, 24, fill=PAPER, colour=ORANGE, edge=4)
    paper.write((_LEFT + _RIGHT) / 2, _LINE[1] + 80, chart.week_name, anchor="middle", size=24, colour=SOFT)
    return paper.svg()


def _height(pain: int) -> float:
    top, bottom = _LINE
    return bottom - (bottom - top) * pain / _MOST_PAIN
