"""Never more than the rate; a chat may have a short burst."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pacing import Pacing
from tests.telegram.moved_clock import MovedClock


def test_a_chat_may_have_four_at_once_and_then_one_a_second() -> None:
    clock = MovedClock()
    pacing = Pacing(0, 1, clock)
    for _ in range(4):
        assert pacing.resting() == {}
        pacing.take(1)
    assert pacing.resting() == {1: pytest.approx(1)}
    clock.move(1)
    assert pacing.resting() == {}
    pacing.take(1)
    assert pacing.resting() == {1: pytest.approx(1)}


def test_after_a_rest_the_burst_is_back_and_no_more_than_that() -> None:
    clock = MovedClock()
    pacing = Pacing(0, 2, clock, burst=3)
    for _ in range(3):
        pacing.take(1)
    clock.move(1000)
    for _ in range(3):
        assert pacing.resting() == {}
        pacing.take(1)
    assert pacing.resting() == {1: pytest.approx(0.5)}


def test_chats_do_not_wait_for_one_another() -> None:
    pacing = Pacing(0, 1, MovedClock())
    for _ in range(9):
        pacing.take(1)
    assert set(pacing.resting()) == {1}


def test_overall_there_is_room_for_the_rate_and_again_a_second_later() -> None:
    clock = MovedClock()
    pacing = Pacing(30, 0, clock)
    assert pacing.room() == 30
    for chat in range(10):
        pacing.take(chat)
    clock.move(0.4)
    for chat in range(20):
        pacing.take(chat)
    assert pacing.room() == 0
    assert pacing.until_room() == pytest.approx(0.6)
    clock.move(0.6)
    assert (pacing.room(), pacing.until_room()) == (10, 0)


def test_a_rate_below_one_a_second_works() -> None:
    clock = MovedClock()
    pacing = Pacing(0.5, 0, clock)
    pacing.take(1)
    assert pacing.until_room() == pytest.approx(2)
    clock.move(2)
    assert pacing.room() == 1


@given(st.lists(st.floats(min_value=0, max_value=0.3), min_size=40, max_size=200), st.integers(1, 12))
def test_no_second_ever_sees_more_than_the_rate(moves: list[float], rate: int) -> None:
    clock = MovedClock()
    pacing = Pacing(rate, 0, clock)
    went: list[float] = []
    for move in moves:
        clock.move(move)
        while pacing.room():
            pacing.take(len(went))
            went.append(clock.elapsed())
    for moment in went:
        assert sum(moment <= other < moment + 1 - 1e-9 for other in went) <= rate


def test_zero_is_no_limit() -> None:
    pacing = Pacing(0, 0, MovedClock())
    for _ in range(1000):
        pacing.take(1)
    assert pacing.room() > 1000
    assert (pacing.resting(), pacing.until_room()) == ({}, 0)


def test_chats_that_rested_long_enough_are_forgotten() -> None:
    clock = MovedClock()
    pacing = Pacing(0, 1, clock)
    for chat in range(1000):
        pacing.take(chat)
    clock.move(5)
    assert pacing.resting() == {}
    assert pacing._used_up == {}


@pytest.mark.parametrize(("overall", "chat", "burst"), [(-1, 1, 4), (30, -0.1, 4), (30, 1, 0)])
def test_nonsense_is_refused(overall: float, chat: float, burst: int) -> None:
    with pytest.raises(ValueError, match="0 for no limit"):
        Pacing(overall, chat, MovedClock(), burst=burst)
