"""Charts as SVG: what a chart shows comes as data from the conversation, with all its words said."""

from bot.dialogue.charts import Chart, HabitChart, MinutesChart, PainChart, RoutineChart, WeekCard
from bot.pictures.charts.habit import draw_habit
from bot.pictures.charts.minutes import draw_minutes
from bot.pictures.charts.pain import draw_pain
from bot.pictures.charts.routine import draw_routine
from bot.pictures.charts.week import draw_week

__all__ = ["draw_chart"]


def draw_chart(chart: Chart) -> bytes:
    """Returns a chart as an SVG on paper of its own, readable on a light and on a dark screen.

    Args:
        chart: What it shows.
    """
    match chart:
        case PainChart():
            return draw_pain(chart)
        case MinutesChart():
            return draw_minutes(chart)
        case HabitChart():
            return draw_habit(chart)
        case WeekCard():
            return draw_week(chart)
        case RoutineChart():
            return draw_routine(chart)
