"""When messages go: waiting, trying again, the guard at the last moment, stops and pacing."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogue.turn import Kind, Message, Slot, TakeButtons
from bot.telegram.api import FootguideBot
from bot.telegram.errors import TokenRefused
from tests.store.working import commit, nudge, stop, turn, work
from tests.telegram.bench import Bench, running_bench
from tests.telegram.fake_telegram import Call, FakeTelegram
from tests.telegram.moved_clock import MovedClock
from tests.telegram.screens import methods, question, step

# Waiting and trying again


async def test_a_wait_that_telegram_asks_for_holds_that_chat_only(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendMessage", status=429, retry_after=9, chat=1)
    await bench.show(1, question("one"))
    await bench.show(2, question("two"))
    assert telegram.shown(2) == ["two"]
    await bench.after(8.9)
    assert telegram.shown(1) == []
    await bench.after(0.1)
    assert telegram.shown(1) == ["one"]


async def test_what_comes_while_a_chat_waits_collapses_into_the_newest(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendMessage", status=429, retry_after=9)
    for text in ("one", "two", "three"):
        await bench.show(1, question(text))
    await bench.after(9)
    assert telegram.shown(1) == ["three"]
    assert len(telegram.calls) == 2


@pytest.mark.parametrize("how", [{"status": 500}, {"status": 503}, {"drop": True}])
async def test_a_failing_server_is_tried_again_more_and_more_rarely(
    bench: Bench, telegram: FakeTelegram, how: dict[str, object]
) -> None:
    telegram.fail("sendMessage", times=3, **how)
    await bench.show(1, question("one"))
    for tries, wait in ((1, 1), (2, 2), (3, 4)):
        assert len(telegram.calls) == tries
        await bench.after(wait - 0.1)
        assert len(telegram.calls) == tries
        await bench.after(0.1)
    assert telegram.shown(1) == ["one"]


async def test_a_stop_never_waits_long_for_its_next_try(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendMessage", status=500, times=8)
    await bench.show(1, stop("Please stop here."), stop=True)
    for _ in range(8):
        await bench.after(5)
    assert telegram.shown(1) == ["Please stop here."]


async def test_an_answer_that_was_lost_is_sent_again_and_an_edit_does_not_double(
    bench: Bench, telegram: FakeTelegram
) -> None:
    await bench.show(1, question("one"))
    telegram.fail("editMessageText", drop=True, after_effect=True)
    await bench.show(1, question("two"))
    await bench.after(1)
    assert telegram.shown(1) == ["two"]
    assert methods(telegram) == ["sendMessage", "editMessageText", "editMessageText"]


@pytest.mark.parametrize("after_effect", [True, False])
async def test_a_reminder_whose_answer_was_lost_never_comes_twice(
    bench: Bench, telegram: FakeTelegram, after_effect: bool, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("sendMessage", drop=True, after_effect=after_effect)
    await bench.show(1, nudge("time"))
    await bench.after(600)
    assert len(telegram.calls) == 1
    assert await bench.rows(1) == ["sent"]
    assert "counts as sent" in caplog.text


async def test_a_reminder_that_the_server_says_it_failed_on_is_tried_again(
    bench: Bench, telegram: FakeTelegram
) -> None:
    telegram.fail("sendMessage", status=500)
    await bench.show(1, nudge("time"))
    await bench.after(1)
    assert telegram.shown(1) == ["time"]


async def test_a_refused_token_ends_the_sender_in_words(
    bot: FootguideBot, telegram: FakeTelegram, tmp_path: Path, clock: MovedClock
) -> None:
    async def meet_a_refusal() -> None:
        async with running_bench(bot, tmp_path, clock) as bench:
            telegram.fail("sendMessage", status=401, description="Unauthorized")
            await commit(bench.store, work(1, turn(question("one"))))
            bench.sender.wake()
            await telegram.until(lambda: bool(telegram.calls))

    with pytest.raises(TokenRefused, match="BOT_TOKEN"):
        await meet_a_refusal()


async def test_a_row_that_fails_oddly_is_dropped_in_the_end_and_the_sender_lives(
    bench: Bench, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(rows: object) -> None:
        message = "private words"
        raise LookupError(message)

    with monkeypatch.context() as patched:
        patched.setattr("bot.telegram.delivery.keyboard", fail)
        await bench.show(1, question("odd"))
        for wait in (1, 2, 4, 8, 16):
            await bench.after(wait)
    assert await bench.rows(1) == []
    await bench.show(1, question("fine"))
    assert telegram.shown(1) == ["fine"]
    assert "failed oddly (LookupError)" in caplog.text
    assert "private" not in caplog.text


# The guard at the last moment


async def test_a_technique_is_asked_about_with_the_present_session_before_it_is_shown(
    bench: Bench, telegram: FakeTelegram
) -> None:
    await bench.show(1, step("step"), session="now")
    assert set(bench.screens.asked) == {"now"}
    assert telegram.shown(1) == ["step"]


async def test_what_shows_no_technique_is_not_asked_about(bench: Bench, telegram: FakeTelegram) -> None:
    bench.screens.allowed = False
    await bench.show(1, question("question"))
    assert bench.screens.asked == []
    assert telegram.shown(1) == ["question"]


async def test_where_the_guard_says_no_the_row_is_dropped_and_the_screen_made_anew(
    bench: Bench, telegram: FakeTelegram
) -> None:
    bench.screens.allowed = False
    await bench.show(1, step("step"))
    assert telegram.calls == []
    assert [row.chat for row in bench.made_anew] == [1]


async def test_the_guard_is_asked_again_after_the_picture_is_drawn(
    bench: Bench, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def draw(svg: bytes) -> bytes:
        bench.screens.allowed = False
        return svg

    monkeypatch.setattr(bench.sender._delivery._photos, "_render", draw)
    await bench.show(1, step("step"))
    assert telegram.calls == []
    assert len(bench.made_anew) == 1


async def test_a_step_gives_way_to_the_one_that_is_made_while_its_picture_is_drawn(
    bench: Bench, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[bytes] = []

    async def draw(svg: bytes) -> bytes:
        if not drawn:
            await commit(bench.store, work(1, turn(step("what was told since", "pull"))))
        drawn.append(svg)
        return svg

    monkeypatch.setattr(bench.sender._delivery._photos, "_render", draw)
    await bench.show(1, step("the old words"))
    assert telegram.shown(1) == ["what was told since"]
    assert methods(telegram) == ["sendPhoto"]
    assert bench.made_anew == []


async def test_a_step_whose_buttons_are_taken_away_next_does_not_give_way(
    bench: Bench, telegram: FakeTelegram
) -> None:
    await bench.show(1, step("step"), TakeButtons(Slot.PRACTICE), step("the next", "pull"))
    assert telegram.shown(1) == ["step", "the next"]


async def test_the_guard_is_asked_again_when_a_row_is_tried_again(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendPhoto", status=500)
    await bench.show(1, step("step"))
    bench.screens.allowed = False
    await bench.after(1)
    assert telegram.shown(1) == []
    assert len(bench.made_anew) == 1


async def test_an_unsettled_chat_is_shown_no_technique(bench: Bench, telegram: FakeTelegram) -> None:
    await commit(bench.store, work(1, turn(step("step")), unsettled=True))
    bench.sender.wake()
    await bench.settle()
    assert telegram.calls == []
    assert len(bench.made_anew) == 1


async def test_a_guard_that_fails_counts_as_a_no(
    bench: Bench, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*asked: object) -> bool:
        raise LookupError

    monkeypatch.setattr(bench.screens, "may_show", fail)
    await bench.show(1, step("step"))
    assert telegram.calls == []
    assert len(bench.made_anew) == 1


async def test_what_comes_too_late_is_dropped(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendMessage", status=429, retry_after=30)
    soon = bench.clock.now() + timedelta(seconds=20)
    await bench.show(1, Message(Kind.NUDGE, "time", not_after=soon))
    await bench.after(30)
    assert telegram.shown(1) == []
    assert await bench.rows(1) == []


async def test_what_comes_just_in_time_is_shown(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, Message(Kind.NUDGE, "time", not_after=bench.clock.now()))
    assert telegram.shown(1) == ["time"]


# Stop first


async def test_a_stop_withdraws_a_step_that_waits_and_takes_the_buttons_off_the_one_that_stands(
    bench: Bench, telegram: FakeTelegram
) -> None:
    await bench.show(1, step("first"))
    telegram.fail("editMessageMedia", status=429, retry_after=5)
    await bench.show(1, step("second", "pull"))
    await bench.show(1, stop("Please stop here."), stop=True)
    await bench.after(5)
    assert telegram.shown(1) == ["first", "Please stop here."]
    assert telegram.chats[1][0].buttons == []


async def test_a_step_in_flight_loses_its_buttons_when_a_stop_comes(bench: Bench, telegram: FakeTelegram) -> None:
    arrived, released = asyncio.Event(), asyncio.Event()

    async def hold(call: Call) -> None:
        if call.method == "sendPhoto":
            arrived.set()
            await released.wait()

    telegram.on_call = hold
    await commit(bench.store, work(1, turn(step("in flight"))))
    bench.sender.wake()
    await arrived.wait()
    await commit(bench.store, work(1, turn(stop("Please stop here."), stop=True)))
    bench.sender.wake()
    released.set()
    await bench.settle()
    assert telegram.shown(1) == ["in flight", "Please stop here."]
    assert [posted.buttons for posted in telegram.chats[1]] == [[], []]


# Pacing


async def test_a_chat_gets_four_at_once_and_then_one_a_second(
    bot: FootguideBot, telegram: FakeTelegram, tmp_path: Path, clock: MovedClock
) -> None:
    async with running_bench(bot, tmp_path, clock, chat=1) as bench:
        await bench.show(1, *(Message(Kind.ANSWER, str(number)) for number in range(6)))
        assert telegram.shown(1) == ["0", "1", "2", "3"]
        await bench.show(2, Message(Kind.ANSWER, "not held up"))
        assert telegram.shown(2) == ["not held up"]
        await bench.after(1)
        assert telegram.shown(1) == ["0", "1", "2", "3", "4"]
        await bench.after(1)
        assert telegram.shown(1) == ["0", "1", "2", "3", "4", "5"]


async def test_the_most_urgent_go_first_and_the_rest_as_there_is_room(
    bot: FootguideBot, telegram: FakeTelegram, tmp_path: Path, clock: MovedClock
) -> None:
    async with running_bench(bot, tmp_path, clock, overall=1) as bench:
        await commit(
            bench.store,
            work(1, turn(nudge("nudge"))),
            work(2, turn(question("screen"))),
            work(3, turn(question("screen"))),
            work(4, turn(stop("stop"), stop=True)),
        )
        bench.sender.wake()
        await bench.settle()
        for order in ([4], [4, 2], [4, 2, 3], [4, 2, 3, 1]):
            assert [call.chat for call in telegram.calls] == order
            await bench.after(1)


async def test_no_more_chats_are_written_to_at_once_than_allowed(
    bot: FootguideBot, telegram: FakeTelegram, tmp_path: Path, clock: MovedClock
) -> None:
    at_once = most = 0
    released = asyncio.Event()

    async def hold(call: Call) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        if at_once == 3:
            released.set()
        await released.wait()
        at_once -= 1

    telegram.on_call = hold
    async with running_bench(bot, tmp_path, clock, width=3) as bench:
        await commit(bench.store, *(work(chat, turn(question("x"))) for chat in range(9)))
        bench.sender.wake()
        await bench.settle()
    assert most == 3
    assert sorted(telegram.chats) == list(range(9))


async def test_stopping_finishes_the_call_in_flight_and_begins_no_other(
    bot: FootguideBot, telegram: FakeTelegram, tmp_path: Path, clock: MovedClock
) -> None:
    arrived, released = asyncio.Event(), asyncio.Event()

    async def hold(call: Call) -> None:
        arrived.set()
        await released.wait()

    telegram.on_call = hold
    async with running_bench(bot, tmp_path, clock) as bench:
        await commit(bench.store, work(1, turn(Message(Kind.ANSWER, "a"), Message(Kind.ANSWER, "b"))))
        bench.sender.wake()
        await arrived.wait()
        bench.stopping.set()
        released.set()
    assert telegram.shown(1) == ["a"]
