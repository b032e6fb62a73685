"""Times of day as people type them."""

from datetime import time

import pytest

from bot.language.clock_words import span_in, time_in, times_in


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7:30", time(7, 30)),
        ("07.30", time(7, 30)),
        ("at 19:05 please", time(19, 5)),
        ("7:30 pm", time(19, 30)),
        ("half past seven", time(7, 30)),
        ("half past 7 in the evening", time(19, 30)),
        ("quarter to eight", time(7, 45)),
        ("quarter to one", time(0, 45)),
        ("ten past six", time(6, 10)),
        ("seven o'clock", time(7)),
        ("8 pm", time(20)),
        ("12 am", time(0)),
        ("12 noon", time(12)),
        ("in the morning", time(7)),
        ("Evening", time(19)),
        ("at bedtime", time(21)),
        ("25:00", None),
        ("whenever", None),
        ("", None),
    ],
)
def test_a_time_in_words(typed: str, meant: time | None) -> None:
    assert time_in(typed) == meant


def test_several_times_are_read_and_a_list_with_something_else_in_it_is_not_guessed() -> None:
    assert times_in("7:00, 13:00 and 20:00") == (time(7), time(13), time(20))
    assert times_in("half past seven & 8 pm") == (time(7, 30), time(20))
    assert times_in("7:30") == (time(7, 30),)
    assert times_in("7 30") == (time(7, 30),)
    assert times_in("nothing") == ()


def test_a_span_of_the_clock() -> None:
    assert span_in("22:00 to 6:30") == (time(22), time(6, 30))
    assert span_in("from 10 pm until 6 in the morning") == (time(22), time(6))
    assert span_in("22-6") == (time(22), time(6))
    assert span_in("22:00") is None
