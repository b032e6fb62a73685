"""How messages come into their places, and what happens when Telegram does not play along."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogue.turn import Button, Kind, Message, Remove, Slot, TakeButtons
from bot.telegram.api import FootguideBot
from bot.telegram.errors import TokenRefused
from tests.store.working import commit, nudge, screen, stop, turn, work
from tests.telegram.bench import Bench, running_bench
from tests.telegram.fake_telegram import Call, FakeTelegram
from tests.telegram.moved_clock import MovedClock

BUTTONS = ((Button("Done", "1.done"),),)
DRAWN = [[{"text": "Done", "callback_data": "1.done"}]]


@pytest.fixture
async def bench(bot: FootguideBot, tmp_path: Path, clock: MovedClock) -> AsyncIterator[Bench]:
    async with running_bench(bot, tmp_path, clock) as running:
        yield running


def question(text: str, *, fresh: bool = False, sound: bool = False) -> Message:
    return Message(Kind.SCREEN, text, BUTTONS, Slot.INTERVIEW, fresh=fresh, sound=sound)


def step(text: str, picture: str = "pump") -> Message:
    return Message(Kind.SCREEN, text, BUTTONS, Slot.PRACTICE, picture=picture, technique="pump")


def methods(telegram: FakeTelegram) -> list[str]:
    return [call.method for call in telegram.calls]


# Coming into a slot


async def test_a_screen_is_edited_in_place(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, question("**one**"))
    await bench.show(1, question("two <3"))
    assert methods(telegram) == ["sendMessage", "editMessageText"]
    (posted,) = telegram.chats[1]
    assert (posted.words, posted.buttons) == ("two &lt;3", DRAWN)
    assert telegram.calls[0].params["text"] == "<b>one</b>"


async def test_a_message_without_a_slot_is_always_new_and_stays(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, Message(Kind.ANSWER, "a", BUTTONS))
    await bench.show(1, Message(Kind.ANSWER, "a", BUTTONS))
    assert telegram.shown(1) == ["a", "a"]
    assert [posted.buttons for posted in telegram.chats[1]] == [DRAWN, DRAWN]


async def test_a_fresh_screen_is_new_and_the_old_one_loses_its_buttons(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, question("one"))
    await bench.show(1, question("two", fresh=True))
    await bench.show(1, question("three"))
    assert telegram.shown(1) == ["one", "three"]
    assert [posted.buttons for posted in telegram.chats[1]] == [[], DRAWN]


async def test_a_screen_that_stands_there_already_costs_no_call(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, question("one"))
    await bench.show(1, question("one"))
    assert methods(telegram) == ["sendMessage"]
    assert await bench.rows(1) == ["sent", "sent"]


async def test_not_modified_is_success(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, question("one"))
    telegram.fail("editMessageText", status=400, description="Bad Request: message is not modified: specified new")
    await bench.show(1, question("two"))
    assert methods(telegram) == ["sendMessage", "editMessageText"]
    assert await bench.rows(1) == ["sent", "sent"]


async def test_where_the_message_is_gone_a_new_one_is_sent(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, question("one"))
    telegram.chats[1].clear()
    await bench.show(1, question("two"))
    assert telegram.shown(1) == ["two"]
    await bench.show(1, question("three"))
    assert telegram.shown(1) == ["three"]


async def test_a_photo_is_edited_with_its_caption_in_one_call(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, step("**Pump**"))
    await bench.show(1, step("Pull", "pull"))
    assert methods(telegram) == ["sendPhoto", "editMessageMedia"]
    (posted,) = telegram.chats[1]
    assert (posted.words, posted.buttons) == ("Pull", DRAWN)
    assert posted.photo is not None
    assert telegram.files[posted.photo] == b"PNG of <svg>pull</svg>"
    assert telegram.calls[1].params["media"]["parse_mode"] == "HTML"


@pytest.mark.parametrize("text_first", [True, False])
async def test_between_text_and_photo_there_is_a_new_message(
    bench: Bench, telegram: FakeTelegram, text_first: bool
) -> None:
    words, photo = screen("words", Slot.PRACTICE, buttons=BUTTONS), step("step")
    first, second = (words, photo) if text_first else (photo, words)
    await bench.show(1, first)
    await bench.show(1, second)
    assert telegram.shown(1) == [first.text, second.text]
    assert [posted.buttons for posted in telegram.chats[1]] == [[], DRAWN]


async def test_a_slot_table_that_is_wrong_about_the_kind_mends_itself(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, question("one"))
    telegram.chats[1][0].photo = "somehow"
    await bench.show(1, question("two"))
    assert telegram.shown(1) == ["one", "two"]


async def test_buttons_are_taken_and_the_slot_is_let_go(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, question("one"), TakeButtons(Slot.INTERVIEW))
    assert telegram.chats[1][0].buttons == []
    await bench.show(1, question("two"))
    assert telegram.shown(1) == ["one", "two"]


@pytest.mark.parametrize("message", [step("a step"), question("a question")])
async def test_buttons_are_taken_with_last_words(bench: Bench, telegram: FakeTelegram, message: Message) -> None:
    assert message.slot is not None
    await bench.show(1, message, TakeButtons(message.slot, "**Done.**"))
    (posted,) = telegram.chats[1]
    assert (posted.words, posted.buttons) == ("<b>Done.</b>", [])
    assert (posted.photo is None) == (message.picture is None)


async def test_taking_from_an_empty_slot_calls_nobody(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, TakeButtons(Slot.PRACTICE), Remove(Slot.BELL))
    assert telegram.calls == []
    assert await bench.rows(1) == ["sent", "sent"]


async def test_a_message_is_removed(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, screen("Time.", Slot.BELL), Remove(Slot.BELL), Remove(Slot.BELL))
    assert telegram.shown(1) == []
    assert methods(telegram) == ["sendMessage", "deleteMessage"]


async def test_a_message_too_old_to_be_removed_loses_its_buttons(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("deleteMessage", status=400, description="Bad Request: message can't be deleted for everyone")
    await bench.show(1, question("old"), Remove(Slot.INTERVIEW))
    assert telegram.chats[1][0].buttons == []


async def test_only_what_may_ring_rings(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, Message(Kind.STOP, "stop", sound=True), Message(Kind.ANSWER, "quiet"), step("step"))
    assert [posted.silent for posted in telegram.chats[1]] == [False, True, True]


async def test_words_are_never_taken_for_markup(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, Message(Kind.ANSWER, "<b>&</b> **x** https://example.org"))
    (call,) = telegram.calls
    assert call.params["text"] == "&lt;b&gt;&amp;&lt;/b&gt; <b>x</b> https://example.org"
    assert call.params["parse_mode"] == "HTML"
    assert call.params["link_preview_options"] == {"is_disabled": True}


# Pictures


async def test_a_picture_is_uploaded_once_and_then_goes_by_its_name(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, step("for one"))
    await bench.show(2, step("for two"))
    assert bench.drawn == [b"<svg>pump</svg>"]
    assert [bool(call.files) for call in telegram.calls] == [True, False]
    assert telegram.chats[1][0].photo == telegram.chats[2][0].photo


async def test_people_who_need_a_new_picture_at_once_cause_one_upload(bench: Bench, telegram: FakeTelegram) -> None:
    await commit(bench.store, *(work(chat, turn(step("now"))) for chat in range(1, 9)))
    bench.sender.wake()
    await bench.settle()
    assert [telegram.shown(chat) for chat in range(1, 9)] == [["now"]] * 8
    assert len(bench.drawn) == len(telegram.files) == 1


async def test_a_refused_name_is_forgotten_and_the_bytes_go_in_the_same_attempt(
    bench: Bench, telegram: FakeTelegram
) -> None:
    await bench.show(1, step("one"))
    telegram.files.clear()
    await bench.show(2, step("two"))
    assert telegram.shown(2) == ["two"]
    assert [bool(call.files) for call in telegram.calls] == [True, False, True]
    assert (await bench.rows(2)) == ["sent"]
    await bench.show(3, step("three"))
    assert len(bench.drawn) == 2


async def test_where_a_picture_cannot_be_drawn_the_words_go(
    bench: Bench, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    bench.drawing_fails = True
    await bench.show(1, step("words"))
    assert methods(telegram) == ["sendMessage"]
    assert telegram.chats[1][0].buttons == DRAWN
    assert "the drawing program fell over" in caplog.text


@pytest.mark.parametrize("trouble", ["missing", "raises"])
async def test_where_the_book_has_no_picture_the_words_go(bench: Bench, telegram: FakeTelegram, trouble: str) -> None:
    if trouble == "raises":
        bench.screens.pictures.clear()
    else:
        bench.screens.pictures["pump"] = None  # type: ignore[assignment]
    await bench.show(1, step("words"))
    assert telegram.shown(1) == ["words"]


async def test_where_telegram_refuses_a_picture_the_words_go(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendPhoto", status=400, description="Bad Request: IMAGE_PROCESS_FAILED")
    await bench.show(1, step("words"))
    assert methods(telegram) == ["sendPhoto", "sendMessage"]
    assert telegram.shown(1) == ["words"]


async def test_a_picture_that_fails_again_and_again_is_left_out(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendPhoto", status=500, times=99)
    await bench.show(1, step("words"))
    for wait in (1, 2, 4):
        await bench.after(wait)
    assert methods(telegram) == ["sendPhoto"] * 3 + ["sendMessage"]
    assert telegram.shown(1) == ["words"]


async def test_a_caption_that_is_too_long_goes_as_words(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, step("x" * 1025))
    assert methods(telegram) == ["sendMessage"]


async def test_words_that_are_too_long_go_in_parts_and_nothing_is_lost(
    bench: Bench, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    await bench.show(1, question("a" * 4000 + "\n\n" + "b" * 4000, sound=True))
    assert telegram.shown(1) == ["a" * 4000, "b" * 4000]
    assert [posted.buttons for posted in telegram.chats[1]] == [[], DRAWN]
    assert [posted.silent for posted in telegram.chats[1]] == [True, False]
    assert "too long for one; it goes in 2 parts" in caplog.text
    await bench.show(1, question("short"))
    assert telegram.shown(1) == ["a" * 4000, "short"]


# Refusals


async def test_words_that_telegram_refuses_are_sent_plainer_and_logged_without_the_words(
    bench: Bench, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("sendMessage", status=400, description='Bad Request: can\'t parse entities near "private"')
    await bench.show(1, question("**private** words"))
    assert telegram.shown(1) == ["private words"]
    assert "parse_mode" not in telegram.calls[-1].params
    assert telegram.chats[1][0].buttons == DRAWN
    assert "Telegram refused a screen to chat 1" in caplog.text
    assert "private" not in caplog.text


async def test_buttons_that_telegram_refuses_are_left_out(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail(
        "sendMessage",
        status=400,
        description="Bad Request: BUTTON_DATA_INVALID",
        times=99,
        only=lambda call: "reply_markup" in call.params,
    )
    await bench.show(1, Message(Kind.STOP, "Please stop here.", BUTTONS))
    assert telegram.shown(1) == ["Please stop here."]


async def test_what_telegram_takes_in_no_form_is_dropped_and_the_next_goes(
    bench: Bench, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("sendMessage", status=400, times=3)
    await bench.show(1, question("odd"), Message(Kind.ANSWER, "fine"))
    assert telegram.shown(1) == ["fine"]
    assert "in no form" in caplog.text


async def test_a_person_who_blocked_the_bot_is_gone_and_their_rows_with_them(
    bench: Bench, telegram: FakeTelegram
) -> None:
    telegram.blocked.add(1)
    await bench.show(1, Message(Kind.ANSWER, "a"), Message(Kind.ANSWER, "b"))
    assert len(telegram.calls) == 1
    assert await bench.rows(1) == []
    assert (await bench.store.counts())["chats_here"] == 0


async def test_a_chat_that_does_not_exist_is_gone(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendMessage", status=400, description="Bad Request: chat not found")
    await bench.show(1, question("a"), Message(Kind.ANSWER, "b"))
    assert len(telegram.calls) == 1
    assert await bench.rows(1) == []


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
