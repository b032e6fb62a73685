"""What came in is worked once, counted before it is worked, and committed whole."""

from dataclasses import replace

import pytest

from bot.dialogue.turn import CancelTimer, DiaryLine, SetTimer, Slot, TakeButtons
from bot.store import ChatMemory, SlotHeld, SqliteStore
from tests.store.working import (
    APOLOGY,
    BOT,
    NOW,
    after,
    arrivals,
    claim,
    commit,
    deliver_all,
    nudge,
    screen,
    show,
    stop,
    texts,
    turn,
    work,
)


async def test_a_session_comes_back_as_it_was_left(store: SqliteStore) -> None:
    await commit(store, work(1, session='{"a": 1}'), work(2, session='{"b": 2}', unsettled=True))
    assert await store.memories([1, 2, 3]) == {
        1: ChatMemory('{"a": 1}'),
        2: ChatMemory('{"b": 2}', unsettled=True),
        3: ChatMemory(),
    }


async def test_the_last_session_wins(store: SqliteStore) -> None:
    await commit(store, work(1, session="old"))
    await commit(store, work(1, session="new"))
    assert (await store.memories([1]))[1].session == "new"


async def test_worked_updates_are_known_and_their_attempts_forgotten(store: SqliteStore) -> None:
    await store.begin(BOT, [10, 11], [], NOW)
    await commit(store, work(1, arrivals=arrivals(10)), ignored=(12,))
    known = await store.known(BOT, [10, 11, 12, 13])
    assert known.seen == {10, 12}
    assert known.tries == {11: 1}


async def test_attempts_add_up_and_belong_to_one_bot(store: SqliteStore) -> None:
    for _ in range(3):
        await store.begin(BOT, [10], [], NOW)
    await store.begin(BOT + 1, [10], [], NOW)
    assert (await store.known(BOT, [10])).tries == {10: 3}
    assert (await store.known(BOT + 1, [10])).tries == {10: 1}
    assert (await store.known(BOT + 2, [10])).seen == frozenset()


async def test_the_offset_holds_for_a_day_and_for_one_bot(store: SqliteStore) -> None:
    assert await store.poll_offset(BOT, NOW) is None
    await commit(store, offset=501)
    assert await store.poll_offset(BOT, after(hours=24)) == 501
    assert await store.poll_offset(BOT, after(hours=25)) is None
    assert await store.poll_offset(BOT + 1, NOW) is None


async def test_timers_are_set_replaced_and_cancelled_by_name(store: SqliteStore) -> None:
    first = turn(timers=(SetTimer("hold", after(seconds=30), "a"), SetTimer("daily", after(days=1), "b")))
    await commit(store, work(1, first), work(2, turn(timers=(SetTimer("hold", after(seconds=40)),))))
    assert await store.next_due() == after(seconds=30)
    again = turn(timers=(SetTimer("hold", after(seconds=50), "c"), CancelTimer("daily"), CancelTimer("unknown")))
    await commit(store, work(1, again))
    due = await store.due_timers(after(days=2), 10)
    assert [(timer.chat, timer.name, timer.payload, timer.due) for timer in due] == [
        (2, "hold", "", after(seconds=40)),
        (1, "hold", "c", after(seconds=50)),
    ]


async def test_a_timer_is_due_at_its_moment_and_stays_until_it_is_committed_as_fired(store: SqliteStore) -> None:
    await commit(store, work(1, turn(timers=(SetTimer("hold", after(seconds=30)),))))
    assert list(await store.due_timers(after(seconds=29.9), 10)) == []
    (timer,) = await store.due_timers(after(seconds=30), 10)
    assert timer.tries == 0
    await store.begin(BOT, [], [timer], NOW)
    (timer,) = await store.due_timers(after(seconds=30), 10)
    assert timer.tries == 1
    await commit(store, work(1, fired=(timer,)))
    assert list(await store.due_timers(after(days=1), 10)) == []


async def test_a_timer_that_fires_may_set_itself_anew(store: SqliteStore) -> None:
    await commit(store, work(1, turn(timers=(SetTimer("daily", NOW, "monday"),))))
    (timer,) = await store.due_timers(NOW, 10)
    await commit(store, work(1, turn(timers=(SetTimer("daily", after(days=1), "tuesday"),)), fired=(timer,)))
    (timer,) = await store.due_timers(after(days=1), 10)
    assert (timer.payload, timer.tries) == ("tuesday", 0)


async def test_a_timer_set_anew_meanwhile_is_not_taken_away_by_the_old_one(store: SqliteStore) -> None:
    await commit(store, work(1, turn(timers=(SetTimer("hold", NOW),))))
    (old,) = await store.due_timers(NOW, 10)
    await commit(store, work(1, turn(timers=(SetTimer("hold", after(seconds=30)),))))
    await commit(store, work(1, fired=(old,)))
    assert await store.next_due() == after(seconds=30)


async def test_a_diary_line_of_the_same_moment_replaces_the_one_before(store: SqliteStore) -> None:
    line = DiaryLine(NOW, "heel_morning", 9, ("ankle_pumps", "toe_pull"), pain_before=4)
    await commit(store, work(1, turn(diary=(line,))))
    await commit(store, work(1, turn(diary=(replace(line, pain_after=2, effort="easy"),))))
    (row,) = (await store.everything_about(1))["diary"]
    assert (row["pain_before"], row["pain_after"], row["effort"]) == (4, 2, "easy")
    assert row["techniques"] == '["ankle_pumps", "toe_pull"]'


async def test_a_chat_that_the_database_refuses_is_undone_and_parked_alone(store: SqliteStore) -> None:
    await commit(store, work(1, session="before"))
    broken = turn(screen("half"), timers=(SetTimer("naive", NOW.replace(tzinfo=None)),))
    refused = await commit(
        store,
        work(1, broken, session="after", arrivals=arrivals(10, 11)),
        work(2, turn(screen("fine")), session="fine", arrivals=arrivals(12)),
        offset=13,
    )
    assert refused == {1}
    assert await store.memories([1, 2]) == {1: ChatMemory("before", unsettled=True), 2: ChatMemory("fine")}
    assert sorted(texts(await deliver_all(store))) == ["fine", APOLOGY.text]
    assert [(row.chat, row.content) for row in await store.parked()] == [
        (1, '{"update_id": 10}'),
        (1, '{"update_id": 11}'),
    ]
    assert (await store.known(BOT, [10, 11, 12])).seen == {10, 11, 12}
    assert await store.poll_offset(BOT, NOW) == 13


async def test_a_stop_deletes_what_was_not_sent_and_goes_ahead_of_everybody(store: SqliteStore) -> None:
    await show(store, 2, screen("somebody else's"))
    await show(store, 1, screen("before"), nudge("reminder"))
    await commit(store, work(1, turn(screen("same batch")), turn(stop("Please stop here."), stop=True)))
    went = await deliver_all(store)
    assert [(chat, text) for (chat, _), text in zip(went, texts(went), strict=True)] == [
        (1, "Please stop here."),
        (2, "somebody else's"),
    ]


async def test_a_stop_takes_the_buttons_off_screens_that_it_does_not_name(store: SqliteStore) -> None:
    await show(store, 1, screen("question"), screen("step", Slot.PRACTICE), screen("ring", Slot.BELL))
    for message in range(3):
        (row,) = await claim(store)
        assert row.content.slot is not None
        await store.sent(row.id, 1, NOW, row.content.slot, SlotHeld(message, photo=False, content=""))
    await show(store, 1, nudge("on its way"))
    (flying,) = await claim(store)
    await show(store, 1, stop("Please stop here."), TakeButtons(Slot.INTERVIEW, "ended"), stop=True)
    await store.sent(flying.id, 1, NOW, Slot.REMINDER, SlotHeld(9, photo=False, content=""))
    took = [part for _, part in await deliver_all(store)]
    assert took[:2] == [stop("Please stop here."), TakeButtons(Slot.INTERVIEW, "ended")]
    assert set(took[2:]) == {TakeButtons(Slot.PRACTICE), TakeButtons(Slot.REMINDER)}


async def test_a_second_stop_leaves_the_first_to_be_said(store: SqliteStore) -> None:
    await show(store, 1, stop("an emergency"), stop=True)
    await show(store, 1, stop("and urgent"), stop=True)
    assert texts(await deliver_all(store)) == ["an emergency", "and urgent"]


async def test_a_row_that_a_stop_withdrew_is_not_there_any_more(store: SqliteStore) -> None:
    await show(store, 1, screen("step"))
    (row,) = await claim(store)
    assert await store.last_look(row.id) is not None
    await show(store, 1, stop("stop"), stop=True)
    assert await store.last_look(row.id) is None
    await store.release(row.id)
    assert texts(await deliver_all(store)) == ["stop", "TakeButtons"]


async def test_nothing_is_put_out_for_somebody_who_left(store: SqliteStore) -> None:
    await show(store, 1, screen("waits"))
    await commit(store, work(1, turn(screen("to nobody")), here=False))
    by_timer = replace(work(1, turn(nudge("still nobody"))), by_person=False)
    await commit(store, by_timer)
    assert await deliver_all(store) == []
    await commit(store, work(1, turn(screen("back again")), here=True))
    assert texts(await deliver_all(store)) == ["back again"]


async def test_whoever_does_something_is_here_again(store: SqliteStore) -> None:
    await show(store, 1, screen("first"))
    await store.gone(1)
    assert await deliver_all(store) == []
    await show(store, 1, screen("hello again"))
    assert texts(await deliver_all(store)) == ["hello again"]


@pytest.mark.parametrize("limit", [1, 2])
async def test_due_timers_come_in_the_asked_number(store: SqliteStore, limit: int) -> None:
    await commit(store, *(work(chat, turn(timers=(SetTimer("daily", NOW),))) for chat in (1, 2, 3)))
    assert len(await store.due_timers(NOW, limit)) == limit
