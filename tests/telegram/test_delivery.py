"""How messages come into their places, with and without pictures, and what is tried when Telegram refuses one."""

import pytest

from bot.dialogue.charts import MinutesChart, WeekCard
from bot.dialogue.turn import File, Kind, Message, Remove, Slot, TakeButtons
from tests.store.working import commit, screen, turn, work
from tests.telegram.bench import Bench
from tests.telegram.fake_telegram import FakeTelegram
from tests.telegram.screens import BUTTONS, DRAWN, methods, question, step

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
    assert bench.told_operators == [
        ("picture pump", "Picture pump could not be drawn. People get the words without it.")
    ]


@pytest.mark.parametrize("trouble", ["missing", "raises"])
async def test_where_the_book_has_no_picture_the_words_go(bench: Bench, telegram: FakeTelegram, trouble: str) -> None:
    if trouble == "raises":
        bench.screens.pictures.clear()
    else:
        bench.screens.pictures["pump"] = None  # type: ignore[assignment]
    await bench.show(1, step("words"))
    assert telegram.shown(1) == ["words"]
    assert [subject for subject, _ in bench.told_operators] == ["picture pump"]


async def test_where_telegram_refuses_a_picture_the_words_go(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendPhoto", status=400, description="Bad Request: IMAGE_PROCESS_FAILED")
    await bench.show(1, step("words"))
    assert methods(telegram) == ["sendPhoto", "sendMessage"]
    assert telegram.shown(1) == ["words"]
    assert [sentence.split(". ")[0] for _, sentence in bench.told_operators] == [
        "Picture pump was refused by Telegram"
    ]


async def test_a_picture_that_fails_again_and_again_is_left_out(bench: Bench, telegram: FakeTelegram) -> None:
    telegram.fail("sendPhoto", status=500, times=99)
    await bench.show(1, step("words"))
    for wait in (1, 2, 4):
        await bench.after(wait)
    assert methods(telegram) == ["sendPhoto"] * 3 + ["sendMessage"]
    assert telegram.shown(1) == ["words"]
    assert [sentence.split(". ")[0] for _, sentence in bench.told_operators] == ["Picture pump could not be sent"]


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


# Animations


def movement(words: str = "**Pump**") -> Message:
    return Message(Kind.SCREEN, words, slot=Slot.ANIMATION, fresh=True, picture="pump moving", technique="pump")


async def test_an_animation_is_sent_silently_and_by_its_name_the_second_time(
    bench: Bench, telegram: FakeTelegram
) -> None:
    bench.screens.pictures["pump moving"] = b"<svg>moving</svg>"
    await bench.show(1, step("words"), movement())
    await bench.show(2, movement())
    assert methods(telegram) == ["sendPhoto", "sendAnimation", "sendAnimation"]
    first, second = telegram.calls_of("sendAnimation")
    assert first.params["disable_notification"]
    assert first.words == "<b>Pump</b>"
    assert telegram.files[second.params["animation"]] == b"PNG of <svg>moving</svg>"
    assert bench.drawn.count(b"<svg>moving</svg>") == 1
    assert telegram.shown(1) == ["words", "<b>Pump</b>"]


async def test_an_animation_is_taken_away_with_its_step(bench: Bench, telegram: FakeTelegram) -> None:
    bench.screens.pictures["pump moving"] = b"<svg>moving</svg>"
    await bench.show(1, step("words"), movement())
    await bench.show(1, Remove(Slot.ANIMATION), step("next", "pull"))
    assert telegram.shown(1) == ["next"]


async def test_where_an_animation_cannot_be_drawn_its_words_go(bench: Bench, telegram: FakeTelegram) -> None:
    bench.screens.pictures["pump moving"] = b"<svg>moving</svg>"
    bench.drawing_fails = True
    await bench.show(1, movement())
    assert methods(telegram) == ["sendMessage"]
    assert telegram.shown(1) == ["<b>Pump</b>"]
    assert bench.told_operators[0][0] == "picture pump moving"


async def test_an_animation_that_may_not_be_shown_any_more_is_held_back(bench: Bench, telegram: FakeTelegram) -> None:
    bench.screens.pictures["pump moving"] = b"<svg>moving</svg>"
    bench.screens.allowed = False
    await bench.show(1, movement())
    assert methods(telegram) == []
    assert len(bench.made_anew) == 1


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


CHART = WeekCard("Your week", (), ())


async def test_a_chart_is_drawn_above_its_words_and_telegrams_name_for_it_is_not_kept(
    bench: Bench, telegram: FakeTelegram
) -> None:
    await bench.show(1, Message(Kind.SCREEN, "**Your week**", BUTTONS, Slot.INTERVIEW, chart=CHART))
    await bench.show(2, Message(Kind.SCREEN, "Your week", BUTTONS, Slot.INTERVIEW, chart=CHART))
    assert methods(telegram) == ["sendPhoto", "sendPhoto"]
    (posted,) = telegram.chats[1]
    assert posted.photo is not None
    assert telegram.files[posted.photo] == b"PNG of <svg>WeekCard</svg>"
    assert posted.words == "<b>Your week</b>"
    # Drawn anew for everybody: it is of one person.
    assert bench.drawn == [b"<svg>WeekCard</svg>"] * 2


async def test_another_chart_in_the_same_place_is_an_edit(bench: Bench, telegram: FakeTelegram) -> None:
    await bench.show(1, Message(Kind.SCREEN, "one", BUTTONS, Slot.INTERVIEW, chart=CHART))
    other = MinutesChart("Minutes", ())
    await bench.show(1, Message(Kind.SCREEN, "two", BUTTONS, Slot.INTERVIEW, chart=other))
    assert methods(telegram) == ["sendPhoto", "editMessageMedia"]
    assert telegram.shown(1) == ["two"]


async def test_where_a_chart_cannot_be_drawn_its_words_go_alone(bench: Bench, telegram: FakeTelegram) -> None:
    bench.drawing_fails = True
    await bench.show(1, Message(Kind.SCREEN, "Your week", BUTTONS, Slot.INTERVIEW, chart=CHART))
    assert methods(telegram) == ["sendMessage"]
    assert telegram.shown(1) == ["Your week"]


async def test_a_file_goes_as_a_document_under_its_name_with_the_words_below(
    bench: Bench, telegram: FakeTelegram
) -> None:
    await bench.show(1, Message(Kind.ANSWER, "**All** I know", file=File("data.html", "Füße")))
    (call,) = telegram.calls_of("sendDocument")
    assert call.words == "<b>All</b> I know"
    assert telegram.documents[1] == ["Füße".encode()]
    assert await bench.rows(1) == ["sent"]
