"""Every table has a rule of erasure, and the rules do what they say."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.dialogue.keeping import KIND
from bot.dialogue.session import Lock, Person, Session
from bot.dialogue.turn import DiaryLine, Feedback, Job, SetTimer, Slot, TakeButtons
from bot.knowledge.models.base import Level
from bot.store import Arrival, SlotHeld, SqliteStore
from bot.store.erasing import TABLES_ABOUT_A_CHAT, TABLES_ABOUT_NOBODY
from tests.store.working import (
    BOT,
    NOW,
    after,
    arrivals,
    claim,
    commit,
    deliver_all,
    nudge,
    screen,
    texts,
    turn,
    work,
)

YEAR = timedelta(days=365)


def tables(file: Path) -> dict[str, set[str]]:
    """The columns of every table in a database file."""
    database = sqlite3.connect(file)
    try:
        names = [
            row[0]
            for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row[0].startswith("sqlite_")
        ]
        return {name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")} for name in names}
    finally:
        database.close()


async def fill(store: SqliteStore, chat: int) -> None:
    """Puts something about a chat into every table that can hold it."""
    full = turn(
        screen("step", Slot.PRACTICE),
        nudge("later"),
        timers=(SetTimer("daily", after(days=1)),),
        diary=(DiaryLine(NOW, "r", 5, ("t",)),),
        jobs=(Job("count", "sheep"),),
        feedback=(Feedback("ankle_pumps", "helped"),),
    )
    await commit(store, work(chat, full, parked=((Arrival("{}", chat), "a reason"),)))
    (row,) = await claim(store, skip=tuple({1, 2} - {chat}))
    await store.sent(row.id, chat, NOW, Slot.PRACTICE, SlotHeld(5, photo=False, content="h"))


async def test_every_table_of_the_schema_has_an_erase_rule(store: SqliteStore, tmp_path: Path) -> None:
    found = tables(tmp_path / "bot.db")
    assert set(found) == {*TABLES_ABOUT_A_CHAT, *TABLES_ABOUT_NOBODY}
    for name, columns in found.items():
        assert ("chat" in columns) == (name in TABLES_ABOUT_A_CHAT), name


async def test_erasing_takes_every_row_about_a_chat_and_of_nobody_else(store: SqliteStore) -> None:
    await fill(store, 1)
    await fill(store, 2)
    before = await store.everything_about(2)
    assert set(before) == set(TABLES_ABOUT_A_CHAT)
    assert all(before.values()), before
    await store.erase(1)
    assert not any((await store.everything_about(1)).values())
    assert await store.everything_about(2) == before


async def test_a_turn_that_erases_still_says_its_last_words_and_then_nothing_is_left(store: SqliteStore) -> None:
    await fill(store, 1)
    last = turn(screen("Everything is erased.", Slot.PRACTICE), TakeButtons(Slot.PRACTICE), erase=True)
    await commit(store, work(1, last, session=None, arrivals=arrivals(9)))
    left = {table for table, rows in (await store.everything_about(1)).items() if rows}
    assert left == {"outgoing", "slot"}
    (row,) = await claim(store)
    assert row.content == screen("Everything is erased.", Slot.PRACTICE)
    await store.sent(row.id, 1, NOW, Slot.PRACTICE, SlotHeld(6, photo=False, content="h"))
    held = await store.held(1, Slot.PRACTICE)
    assert held is not None
    assert held.message == 6
    (row,) = await claim(store)
    await store.sent(row.id, 1, NOW, Slot.PRACTICE, None)
    assert not any((await store.everything_about(1)).values())


async def test_a_turn_that_erases_without_a_word_leaves_nothing(store: SqliteStore) -> None:
    await fill(store, 1)
    await commit(store, work(1, turn(erase=True, timers=(SetTimer("daily", after(days=1)),)), session=None))
    assert not any((await store.everything_about(1)).values())


async def test_last_words_that_cannot_be_sent_leave_nothing(store: SqliteStore) -> None:
    for ending in ("drop", "gone", "recover"):
        await fill(store, 1)
        await commit(store, work(1, turn(nudge("farewell"), erase=True), session=None))
        (row,) = await claim(store)
        match ending:
            case "drop":
                await store.drop(row.id, 1)
            case "gone":
                await store.gone(1)
            case "recover":
                await store.recover(NOW)
        assert not any((await store.everything_about(1)).values()), ending


async def test_a_chat_may_begin_anew_in_the_batch_that_erased_it(store: SqliteStore) -> None:
    await fill(store, 1)
    again = turn(screen("Hello"), timers=(SetTimer("new", after(hours=1)),))
    await commit(store, work(1, turn(erase=True), again, session="fresh"))
    memory = (await store.memories([1]))[1]
    assert memory.session == "fresh"
    assert texts(await deliver_all(store)) == ["Hello"]
    assert await store.next_due() == after(hours=1)


async def test_old_numbers_sent_rows_and_parked_words_are_forgotten_in_their_time(store: SqliteStore) -> None:
    await store.begin(BOT, [1], [], NOW)
    await commit(store, work(1, turn(screen("x")), arrivals=arrivals(2), parked=((Arrival("words", 3), "why"),)))
    await deliver_all(store)

    await store.purge(after(hours=47), YEAR)
    known = await store.known(BOT, [1, 2])
    assert (known.tries, known.seen) == ({1: 1}, frozenset({2}))
    assert len((await store.everything_about(1))["outgoing"]) == 1

    await store.purge(after(hours=49), YEAR)
    known = await store.known(BOT, [1, 2])
    assert (known.tries, known.seen) == ({}, frozenset())
    assert (await store.everything_about(1))["outgoing"] == []

    await store.purge(after(days=6.9), YEAR)
    assert [row.content for row in await store.parked()] == ["words"]
    await store.purge(after(days=7.1), YEAR)
    assert [(row.content, row.reason) for row in await store.parked()] == [(None, "why")]
    await store.purge(after(days=91), YEAR)
    assert list(await store.parked()) == []


async def test_people_who_were_idle_for_too_long_are_forgotten(store: SqliteStore) -> None:
    await fill(store, 1)
    await fill(store, 2)
    await commit(store, work(2, turn()), now=after(days=300))
    by_timer = replace(work(1, turn(nudge("reminder"))), by_person=False)
    await commit(store, by_timer, now=after(days=300))
    await store.purge(after(days=364), YEAR)
    assert any((await store.everything_about(1)).values())
    await store.purge(after(days=366), YEAR)
    assert not any((await store.everything_about(1)).values())
    assert (await store.memories([2]))[2].session == "{}"


async def test_who_was_not_warned_because_the_bot_was_down_is_warned_first_and_erased_two_weeks_later(
    store: SqliteStore,
) -> None:
    known = Session(chat=1, consented=NOW, last_at=NOW, watched=True)
    owed = turn(timers=(SetTimer(KIND, after(days=351)),))
    await commit(store, work(1, owed, session=known.model_dump_json()))

    # The bot was down from day 350 on; on day 400 it starts, and forgets before any timer rings.
    await store.purge(after(days=400), YEAR)
    (timer,) = await store.due_timers(after(days=400), 10)
    warned = known.model_copy(update={"watched": False, "warned": after(days=400)})
    rung = work(1, turn(nudge("In 14 days ...")), session=warned.model_dump_json(), fired=(timer,))
    await commit(store, replace(rung, by_person=False), now=after(days=400))

    await store.purge(after(days=413.9), YEAR)
    assert (await store.memories([1]))[1].session is not None
    await store.purge(after(days=414.1), YEAR)
    assert not any((await store.everything_about(1)).values())


async def test_a_warning_that_can_never_come_is_not_waited_for(store: SqliteStore) -> None:
    owed = turn(timers=(SetTimer(KIND, after(days=351)),))
    known = Session(chat=1, consented=NOW, last_at=NOW, watched=True)
    lock = Lock(flag="one_leg_swollen", level=Level.URGENT, since=NOW)
    locked = known.model_copy(update={"chat": 2, "owner": Person(lock=lock)})
    await commit(store, work(1, owed, session=known.model_dump_json()))
    await commit(store, work(2, owed, session=locked.model_dump_json()))
    await store.gone(1)
    await store.purge(after(days=366), YEAR)
    assert not any((await store.everything_about(1)).values())
    assert not any((await store.everything_about(2)).values())
