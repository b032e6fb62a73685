"""Pain over time: a full line with discs before the routine, a dashed one with squares after it."""

from bot.dialogue.charts import PainChart
from bot.pictures.charts.paper import BLUE, FAINT, ORANGE, PAPER, SOFT, TITLE, WIDTH, Paper

_LEFT, _RIGHT = 90.0, WIDTH - 50.0
_TOP, _BOTTOM = 165.0, 520.0
_HEIGHT = 590


def draw_pain(chart: PainChart) -> bytes:
    """Returns the chart as an SVG; the lines have a gap where a day has no number."""
    paper = Paper(_HEIGHT)
    paper.write(40, 60, chart.title, size=TITLE, bold=True)
    _disc(paper, 60, 112, 11)
    paper.write(84, 122, chart.before_name, room=270, colour=BLUE)
    _square(paper, 430, 112, 11)
    paper.write(454, 122, chart.after_name, room=300, colour=ORANGE)
    for value in range(0, 11, 2):
        paper.line([(_LEFT, _height(value)), (_RIGHT, _height(value))], colour=FAINT)
        paper.write(_LEFT - 16, _height(value) + 10, str(value), anchor="end", colour=SOFT)
    places = _places(len(chart.points))
    size = 11 if len(places) <= 16 else 8 if len(places) <= 40 else 5
    before = [(x, point.before) for x, point in zip(places, chart.points, strict=True)]
    after = [(x, point.after) for x, point in zip(places, chart.points, strict=True)]
    for run in _runs(before):
        paper.line(run, colour=BLUE, width=4)
    for run in _runs(after):
        paper.line(run, colour=ORANGE, width=4, dashes="12 10")
    for run in _runs(after):
        for x, y in run:
            _square(paper, x, y, size)
    for run in _runs(before):
        for x, y in run:
            _disc(paper, x, y, size * 0.8)
    for x, point in zip(places, chart.points, strict=True):
        if point.label:
            paper.write(x, _BOTTOM + 44, point.label, anchor="middle", size=24, colour=SOFT, room=150)
    return paper.svg()


def _height(value: int) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / 10


def _places(count: int) -> list[float]:
    if count == 1:
        return [(_LEFT + _RIGHT) / 2]
    step = (_RIGHT - _LEFT - 50) / (count - 1)
    return [_LEFT + 25 + step * number for number in range(count)]


def _runs(points: list[tuple[float, int | None]]) -> list[list[tuple[float, float]]]:
    """Cuts a line at the days without a number."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x, _height(value)))
    return [run for run in runs if run]


def _disc(paper: Paper, x: float, y: float, radius: float) -> None:
    paper.disc(x, y, radius, fill=BLUE)


def _square(paper: Paper, x: float, y: float, half: float) -> None:
    # Larger and hollow, so that it is seen around a disc of the same day.
    edge = half * 1.25
    paper.box(x - edge, y - edge, 2 * edge, 2 * edge, fill=PAPER, colour=ORANGE, edge=3.5)
