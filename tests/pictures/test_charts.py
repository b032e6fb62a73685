"""Charts can be drawn, say all their words, and tell their lines apart without colour."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.dialogue.charts import (
    Bar,
    Chart,
    DayCame,
    HabitChart,
    MinutesChart,
    PainChart,
    PainPoint,
    RoutineChart,
    RoutineWeek,
    WeekCard,
    WeekDay,
)
from bot.dialogue.turn import Kind, Message
from bot.pictures.charts import draw_chart
from bot.pictures.charts.paper import BLUE, INK, ORANGE, PAPER, SOFT
from bot.pictures.drawing import draw
from bot.store.encoding import read_outgoing, write_outgoing

PAIN = PainChart(
    "Pain, 0 to 10",
    "before",
    "after <b>",
    (PainPoint("1 Nov", 4, 3), PainPoint("", 5, None), PainPoint("", None, None), PainPoint("4 Nov", 3, 3)),
)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CAME: tuple[DayCame, ...] = ("done", "rest", "missed", "open")
MINUTES = MinutesChart("Minutes a day", (Bar("1 Nov", 11), Bar("", 0), Bar("3 Nov", 15)))
HABIT = HabitChart(
    "Heel & sole", 42, "Strength 42", "In a row: 3", ((None, *CAME, "done", "done"),), DAYS,
    tuple((came, f"it {came}") for came in CAME),
)  # fmt: skip
WEEK = WeekCard(
    "Your week", tuple(WeekDay(day, "done", 9) for day in DAYS), ("7 of 7 days done", "63 minutes"), "min"
)
ROUTINE = RoutineChart(
    "Before <steps>",
    "Days done",
    "Pain",
    "week",
    (RoutineWeek(1, 5, 4), RoutineWeek(2, 0, None), RoutineWeek(3, 7, 2)),
)
ALL = (PAIN, MINUTES, HABIT, WEEK, ROUTINE)


def told(svg: bytes) -> list[str]:
    """The words that stand in a drawing."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode())


@pytest.mark.parametrize("chart", ALL)
def test_every_chart_is_drawn_as_png(chart: Chart) -> None:
    assert draw(draw_chart(chart), 800).startswith(b"\x89PNG")


@pytest.mark.parametrize("chart", ALL)
def test_every_chart_comes_back_from_the_store_as_what_it_was(chart: Chart) -> None:
    message = Message(Kind.SCREEN, "words", chart=chart)
    assert read_outgoing("message", write_outgoing(message)) == message


def test_words_are_escaped_and_all_there() -> None:
    words = told(draw_chart(PAIN))
    assert {"Pain, 0 to 10", "before", "after &lt;b&gt;", "1 Nov", "4 Nov", "0", "10"} <= set(words)
    assert {*DAYS, "Heel &amp; sole", "Strength 42", "In a row: 3", "it rest"} <= set(told(draw_chart(HABIT)))
    assert {"11", "15", "1 Nov"} <= set(told(draw_chart(MINUTES)))
    assert {"7 of 7 days done", "63 minutes", "9 min"} <= set(told(draw_chart(WEEK)))
    assert {"Before &lt;steps&gt;", "Days done", "Pain", "week", "5", "0", "7", "3"} <= set(told(draw_chart(ROUTINE)))


def test_a_week_without_a_number_of_pain_has_no_square() -> None:
    svg = draw_chart(ROUTINE).decode()
    assert len(re.findall(rf'<rect[^>]*stroke="{ORANGE}"', svg)) == 2
    assert len(re.findall(rf'<rect[^>]*fill="{BLUE}"', svg)) == 2


def test_the_line_before_is_whole_and_of_discs_the_line_after_dashed_and_of_squares() -> None:
    svg = draw_chart(PAIN).decode()
    lines = re.findall(r"<polyline[^>]*>", svg)
    assert any(BLUE in line and "dasharray" not in line for line in lines)
    assert all("dasharray" in line for line in lines if ORANGE in line)
    # One of each is in the legend.
    assert svg.count(f'fill="{BLUE}" stroke') == 4
    assert len(re.findall(rf'<rect[^>]*stroke="{ORANGE}"', svg)) == 3


def test_a_day_without_a_number_is_a_gap() -> None:
    runs = [re.findall(r'points="([^"]*)"', line)[0].split() for line in re.findall(r"<polyline[^>]*>",
            draw_chart(PAIN).decode()) if BLUE in line]  # fmt: skip
    assert [len(run) for run in runs] == [2, 1]


def test_the_four_kinds_of_day_have_four_shapes() -> None:
    def shape(came: DayCame) -> str:
        week = ((came, None, None, None, None, None, None),)
        svg = draw_chart(HabitChart("t", 0, "s", "r", week, DAYS, ())).decode()
        # Without its colours, so that only the shape is left.
        return re.sub(r"#[0-9A-F]{6}", "", svg)

    assert len({shape(came) for came in CAME}) == 4


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [BLUE, ORANGE, INK, SOFT])
def test_everything_that_is_read_stands_out_from_the_paper(colour: str) -> None:
    assert (luminance(PAPER) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_the_digits_are_in_the_shipped_font() -> None:
    blank = draw_chart(MinutesChart("", (Bar("", 0),)))
    written = draw_chart(MinutesChart("0123456789", (Bar("", 0),)))
    assert draw(blank, 400) != draw(written, 400)


pains = some.one_of(some.none(), some.integers(0, 10))


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(pains, pains), min_size=1, max_size=84))
def test_any_diary_stays_on_the_paper(numbers: list[tuple[int | None, int | None]]) -> None:
    points = tuple(PainPoint("", before, after) for before, after in numbers)
    svg = draw_chart(PainChart("t", "b", "a", points)).decode()
    for run in re.findall(r'<polyline points="([^"]*)"', svg):
        for point in run.split():
            x, y = map(float, point.split(","))
            assert 0 < x < 800
            assert 150 < y < 540
