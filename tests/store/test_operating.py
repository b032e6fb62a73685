"""What operators ask of the database."""

from datetime import date
from pathlib import Path

import pytest

from bot.dialogue.turn import Feedback, SetTimer
from bot.store import Arrival, SqliteStore, StoreUnavailable
from tests.store.working import after, commit, screen, show, turn, work


async def park(store: SqliteStore) -> int:
    await commit(store, work(1, parked=((Arrival('{"update_id": 5}', 5), "the conversation failed on it"),)))
    return list(await store.parked())[-1].id


async def test_a_parked_update_is_worked_again_when_asked_and_only_once(store: SqliteStore) -> None:
    number = await park(store)
    assert list(await store.claim_parked(10)) == []
    assert await store.retry_parked(number)
    (row,) = await store.claim_parked(10)
    assert (row.id, row.chat, row.content) == (number, 1, '{"update_id": 5}')
    assert list(await store.claim_parked(10)) == []
    assert [row.id for row in await store.parked()] == [number]
    await commit(store, work(1, turn(), retried=(number,)))
    assert list(await store.parked()) == []


async def test_a_parked_update_can_be_dropped(store: SqliteStore) -> None:
    number = await park(store)
    assert await store.drop_parked(number)
    assert not await store.drop_parked(number)
    assert not await store.retry_parked(number)
    assert list(await store.parked()) == []


async def test_counts_tell_what_there_is(store: SqliteStore) -> None:
    await show(store, 1, screen("x"))
    await commit(store, work(2, turn(timers=(SetTimer("daily", after(days=1)),)), here=False))
    await park(store)
    assert await store.counts() == {
        "chats": 2,
        "chats_here": 1,
        "outgoing_waiting": 1,
        "outgoing_sending": 0,
        "timers": 1,
        "jobs": 0,
        "parked": 1,
    }


async def test_a_backup_is_a_database_of_its_own(store: SqliteStore, tmp_path: Path) -> None:
    await commit(store, work(1, session="kept"))
    await store.backup(tmp_path / "copy.db")
    await commit(store, work(1, session="later"))
    async with await SqliteStore.open(tmp_path / "copy.db") as copy:
        assert (await copy.memories([1]))[1].session == "kept"


async def test_a_backup_never_overwrites(store: SqliteStore, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("something dear", encoding="utf-8")
    with pytest.raises(StoreUnavailable, match="does not exist yet"):
        await store.backup(target)
    assert target.read_text(encoding="utf-8") == "something dear"


async def test_what_was_said_of_techniques_is_counted_the_last_word_of_each_chat(store: SqliteStore) -> None:
    first, second = Feedback("ankle_pumps", "no_use"), Feedback("ankle_pumps", "helped")
    await commit(store, work(1, turn(feedback=(first,))))
    await commit(store, work(1, turn(feedback=(second,))))
    await commit(store, work(2, turn(feedback=(second, Feedback("toe_yoga", "hurt")))))
    assert await store.feedback() == {"ankle_pumps": {"helped": 2}, "toe_yoga": {"hurt": 1}}
    numbers = await store.statistics(date(2026, 1, 1))
    assert [tally for tally in numbers.tallies if tally[0] == "feedback"] == [
        ("feedback", "ankle_pumps: helped", 2), ("feedback", "toe_yoga: hurt", 1),
    ]  # fmt: skip
    await store.erase(2)
    assert await store.feedback() == {"ankle_pumps": {"helped": 1}}
