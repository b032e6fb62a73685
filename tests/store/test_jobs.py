"""Jobs are rows: asked for with a turn, counted at each try, and gone with the turn that answers their end."""

from bot.dialogue.turn import DiaryLine, Job
from bot.store import DueJob, SqliteStore
from tests.store.working import NOW, after, commit, turn, work


async def due(store: SqliteStore, *skip: int) -> list[DueJob]:
    return list(await store.due_jobs(after(minutes=1), 10, skip))


async def test_a_job_waits_until_a_turn_answers_its_end(store: SqliteStore) -> None:
    await commit(store, work(1, turn(jobs=(Job("count", "sheep"),))))
    (job,) = await due(store)
    assert (job.chat, job.kind, job.payload, job.tries) == (1, "count", "sheep", 0)
    assert await store.begin_job(job.id)
    assert [(one.id, one.tries) for one in await due(store)] == [(job.id, 1)]
    await commit(store, work(1, turn(), ended=(job.id,)))
    assert await due(store) == []
    assert not await store.job_waits(job.id)
    assert not await store.begin_job(job.id)


async def test_the_same_job_asked_for_twice_is_one_and_another_payload_is_another(store: SqliteStore) -> None:
    twice = turn(jobs=(Job("count", "sheep"), Job("count", "sheep"), Job("count", "cows")))
    await commit(store, work(1, twice), work(2, turn(jobs=(Job("count", "sheep"),))))
    assert [(job.chat, job.payload) for job in await due(store)] == [(1, "sheep"), (1, "cows"), (2, "sheep")]


async def test_a_job_in_hand_is_not_given_again_and_one_put_off_waits(store: SqliteStore) -> None:
    await commit(store, work(1, turn(jobs=(Job("a"), Job("b")))))
    first, second = await due(store)
    assert await due(store, first.id) == [second]
    assert await store.next_job_due((first.id,)) == NOW
    assert await store.next_job_due((first.id, second.id)) is None
    assert await store.due_jobs(NOW, 10, (), ("a",)) == (second,)
    assert await store.next_job_due((), ("a", "b")) is None
    await store.put_off_job(second.id, after(minutes=5))
    assert await due(store) == [first]
    assert await store.next_job_due((first.id,)) == after(minutes=5)


async def test_erasing_a_chat_takes_its_jobs_and_an_erasing_turn_asks_for_none(store: SqliteStore) -> None:
    await commit(store, work(1, turn(jobs=(Job("a"),))))
    (job,) = await due(store)
    await commit(store, work(1, turn(erase=True, jobs=(Job("b"),)), session=None))
    assert await due(store) == []
    assert not await store.job_waits(job.id)


async def test_the_diary_comes_back_as_it_was_written(store: SqliteStore) -> None:
    later = DiaryLine(after(days=1), "heel", 11, ("a", "b"), 4, 3, "fine")
    first = DiaryLine(NOW, "heel", 5, ())
    await commit(store, work(1, turn(diary=(later, first))), work(2, turn(diary=(DiaryLine(NOW, "other", 1, ()),))))
    assert list(await store.diary(1)) == [first, later]
