"""Rows go out in the right order, once, and leave nothing behind."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogue.turn import Button, Kind, Message, Remove, Slot, TakeButtons
from bot.store import SlotHeld, SqliteStore
from tests.store.working import NOW, claim, commit, deliver_all, nudge, screen, show, stop, texts, turn, work


def held(message: int) -> SlotHeld:
    return SlotHeld(message, photo=True, content="hash")


async def test_what_is_put_out_comes_back_whole(store: SqliteStore) -> None:
    message = Message(
        Kind.SCREEN,
        "**Step** <1> & 2",
        ((Button("Yes", "1.yes"), Button("STOP", "1.stop", danger=True)),),
        Slot.PRACTICE,
        fresh=True,
        picture="toe_pull",
        sound=True,
        technique="toe_pull",
        not_after=NOW + timedelta(minutes=5),
    )
    await show(store, 1, message, TakeButtons(Slot.INTERVIEW, "done"), Remove(Slot.BELL))
    assert [part for _, part in await deliver_all(store)] == [
        message,
        TakeButtons(Slot.INTERVIEW, "done"),
        Remove(Slot.BELL),
    ]


async def test_stops_go_before_answers_and_screens_and_these_before_nudges(store: SqliteStore) -> None:
    await show(store, 1, nudge("nudge"))
    await show(store, 2, screen("screen"))
    await show(store, 3, Message(Kind.ANSWER, "answer"))
    await show(store, 4, stop("stop"), stop=True)
    assert texts(await deliver_all(store)) == ["stop", "screen", "answer", "nudge"]


async def test_rows_of_one_chat_keep_their_order_whatever_their_kind(store: SqliteStore) -> None:
    await show(store, 1, nudge("first"), Message(Kind.ANSWER, "second"), screen("third"))
    assert texts(await deliver_all(store)) == ["first", "second", "third"]


async def test_one_row_of_a_chat_is_claimed_at_a_time(store: SqliteStore) -> None:
    await show(store, 1, Message(Kind.ANSWER, "a"), Message(Kind.ANSWER, "b"))
    await show(store, 2, Message(Kind.ANSWER, "c"))
    rows = await claim(store)
    assert [row.chat for row in rows] == [1, 2]
    assert await claim(store, skip=(1, 2)) == []
    assert [row.content for row in await claim(store, skip=(2,))] == [Message(Kind.ANSWER, "b")]


async def test_the_limit_counts_chats(store: SqliteStore) -> None:
    for chat in range(5):
        await show(store, chat, screen("x"))
    assert len(await claim(store, limit=3)) == 3
    assert len(await claim(store, limit=3)) == 2


async def test_several_unsent_screens_of_a_slot_collapse_into_the_last(store: SqliteStore) -> None:
    await show(store, 1, screen("one"))
    await show(store, 1, screen("two"), screen("step", Slot.PRACTICE))
    await show(store, 1, screen("three"))
    assert texts(await deliver_all(store)) == ["step", "three"]


async def test_the_last_of_collapsed_screens_stands_below_when_one_of_them_was_to(store: SqliteStore) -> None:
    await show(store, 1, screen("one", fresh=True))
    await show(store, 1, screen("two"))
    assert [part for _, part in await deliver_all(store)] == [screen("two", fresh=True)]


async def test_an_answer_a_stop_and_what_has_no_slot_are_never_dropped_for_a_newer_one(store: SqliteStore) -> None:
    await show(
        store,
        1,
        Message(Kind.ANSWER, "a", slot=Slot.INTERVIEW),
        Message(Kind.STOP, "b", slot=Slot.INTERVIEW),
        screen("c", None),
        screen("d", None),
        screen("e"),
    )
    assert texts(await deliver_all(store)) == ["a", "b", "c", "d", "e"]


async def test_a_screen_is_kept_when_something_happens_to_its_slot_in_between(store: SqliteStore) -> None:
    await show(store, 1, screen("one"), TakeButtons(Slot.INTERVIEW), screen("two"))
    assert texts(await deliver_all(store)) == ["one", "TakeButtons", "two"]


async def test_a_screen_that_is_being_sent_is_not_collapsed(store: SqliteStore) -> None:
    await show(store, 1, screen("one"))
    (row,) = await claim(store)
    await show(store, 1, screen("two"))
    assert await store.last_look(row.id) is not None


async def test_the_last_look_tells_of_a_newer_screen_of_the_same_place(store: SqliteStore) -> None:
    await show(store, 1, screen("one", Slot.PRACTICE))
    (row,) = await claim(store)
    for beside in (screen("two", Slot.INTERVIEW), Message(Kind.ANSWER, "words")):
        await show(store, 1, beside)
        look = await store.last_look(row.id)
        assert look is not None
        assert not look.overtaken
    await show(store, 1, screen("three", Slot.PRACTICE))
    look = await store.last_look(row.id)
    assert look is not None
    assert look.overtaken


async def test_a_released_row_collapses_into_the_one_that_came_meanwhile(store: SqliteStore) -> None:
    await show(store, 1, screen("one"))
    (row,) = await claim(store)
    await show(store, 1, screen("two"))
    await store.release(row.id)
    assert texts(await deliver_all(store)) == ["two"]


async def test_a_released_row_counts_its_tries(store: SqliteStore) -> None:
    await show(store, 1, screen("one"))
    for tries in (1, 2, 3):
        (row,) = await claim(store)
        assert row.tries == tries
        await store.release(row.id)


async def test_a_sent_row_keeps_nothing_of_its_content(store: SqliteStore) -> None:
    await show(store, 1, screen("private"))
    await deliver_all(store)
    (row,) = (await store.everything_about(1))["outgoing"]
    assert (row["state"], row["content"]) == ("sent", None)


async def test_the_slot_is_written_with_the_mark_and_let_go_with_it(store: SqliteStore) -> None:
    await show(store, 1, screen("step", Slot.PRACTICE), TakeButtons(Slot.PRACTICE))
    (row,) = await claim(store)
    assert await store.held(1, Slot.PRACTICE) is None
    await store.sent(row.id, 1, NOW, Slot.PRACTICE, held(55))
    assert await store.held(1, Slot.PRACTICE) == held(55)
    assert await store.held(1, Slot.INTERVIEW) is None
    assert await store.held(2, Slot.PRACTICE) is None
    (row,) = await claim(store)
    await store.sent(row.id, 1, NOW, Slot.PRACTICE, None)
    assert await store.held(1, Slot.PRACTICE) is None


async def test_a_row_sent_without_a_slot_leaves_the_slots_alone(store: SqliteStore) -> None:
    await show(store, 1, screen("step", Slot.PRACTICE), Message(Kind.ANSWER, "words"))
    (row,) = await claim(store)
    await store.sent(row.id, 1, NOW, Slot.PRACTICE, held(55))
    (row,) = await claim(store)
    await store.sent(row.id, 1, NOW)
    assert await store.held(1, Slot.PRACTICE) == held(55)


@pytest.mark.parametrize("kind", [Kind.STOP, Kind.ANSWER, Kind.SCREEN])
async def test_after_a_kill_what_was_being_sent_goes_again(tmp_path: Path, kind: Kind) -> None:
    async with await SqliteStore.open(tmp_path / "bot.db") as dying:
        await show(dying, 1, Message(kind, "words"))
        assert len(await claim(dying)) == 1
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        assert await claim(store) == []
        assert await store.recover(NOW) == 1
        assert texts(await deliver_all(store)) == ["words"]
        assert await store.recover(NOW) == 0


async def test_after_a_kill_a_nudge_that_was_being_sent_counts_as_sent(tmp_path: Path) -> None:
    async with await SqliteStore.open(tmp_path / "bot.db") as dying:
        await show(dying, 1, nudge("time to stretch"))
        await show(dying, 2, nudge("not begun"))
        assert len(await claim(dying, limit=1)) == 1
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        assert await store.recover(NOW) == 0
        assert texts(await deliver_all(store)) == ["not begun"]
        (row,) = (await store.everything_about(1))["outgoing"]
        assert (row["state"], row["content"]) == ("sent", None)


async def test_a_dropped_row_is_gone(store: SqliteStore) -> None:
    await show(store, 1, screen("late"))
    (row,) = await claim(store)
    await store.drop(row.id, 1)
    assert await store.recover(NOW) == 0
    assert (await store.everything_about(1))["outgoing"] == []


async def test_what_is_made_anew_replaces_its_row_and_is_marked(store: SqliteStore) -> None:
    await show(store, 1, screen("step", Slot.PRACTICE, technique="toe_pull"))
    (row,) = await claim(store)
    assert not row.anew
    await commit(store, work(1, turn(screen("anew", Slot.PRACTICE)), replaces=row.id))
    assert await store.last_look(row.id) is None
    (row,) = await claim(store)
    assert row.anew


async def test_the_last_look_shows_the_present_session(store: SqliteStore) -> None:
    await show(store, 1, screen("step"))
    (row,) = await claim(store)
    await commit(store, work(1, session="newer", unsettled=True))
    look = await store.last_look(row.id)
    assert look is not None
    assert (look.session, look.unsettled) == ("newer", True)


async def test_a_row_of_a_form_that_nobody_knows_is_dropped_and_the_rest_goes(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    await show(store, 1, screen("of the future"), Message(Kind.ANSWER, "readable"))
    await store._writer.write(
        lambda database: database.execute("UPDATE outgoing SET content = '{\"text\": 3}' WHERE slot IS NOT NULL")
    )
    assert texts(await deliver_all(store)) == ["readable"]
    assert "cannot read" in caplog.text


async def test_names_of_pictures_are_kept_for_one_bot_on_one_server(store: SqliteStore) -> None:
    await store.keep_picture_file(7, "https://a", "hash", "file-1")
    assert await store.picture_file(7, "https://a", "hash") == "file-1"
    assert await store.picture_file(8, "https://a", "hash") is None
    assert await store.picture_file(7, "https://b", "hash") is None
    assert await store.picture_file(7, "https://a", "other") is None
    await store.forget_picture_file(7, "https://a", "hash")
    assert await store.picture_file(7, "https://a", "hash") is None
