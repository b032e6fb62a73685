"""One pointer says which edition serves; files are kept once; nobody overwrites another unseen."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from bot.store import Action, KeptFiles, KeptProposal, Move, SqliteStore
from bot.store.edition_records import EDITIONS_KEPT, PROPOSAL_FOR
from tests.store.working import NOW, after


def files(name: str, **contents: str) -> KeptFiles:
    return KeptFiles(name, f"{name}-all", {key: text.encode() for key, text in {"same": "same", **contents}.items()})


def action(what: str = "published", at: timedelta = timedelta(), **more: str) -> Action:
    return Action(NOW + at, "operator 1", what, **more)


def proposal(edition: str, against: str | None = None, at: timedelta = timedelta()) -> KeptProposal:
    return KeptProposal(0, edition, against, "operator 1", NOW + at, "{}")


async def publish(store: SqliteStore, name: str, expected: str | None, at: timedelta = timedelta()) -> bool:
    return await store.move_pointer(Move(name, expected, action(at=at, to_edition=name), files(name, own=name)))


def rows(tmp_path: Path, question: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(tmp_path / "bot.db")
    try:
        return database.execute(question).fetchall()
    finally:
        database.close()


async def test_the_first_edition_serves_and_comes_back_as_it_was(store: SqliteStore) -> None:
    assert await store.serving_edition() is None
    assert await publish(store, "one", None)
    serving = await store.serving_edition()
    assert serving is not None
    assert (serving.edition, serving.since) == ("one", NOW)
    assert await store.edition_files("one") == {"same": b"same", "own": b"one"}
    assert await store.edition_files("none") is None


async def test_the_pointer_moves_only_from_where_it_was_expected(store: SqliteStore) -> None:
    await publish(store, "one", None)
    assert await publish(store, "two", "one")
    assert not await publish(store, "three", "one")
    assert not await publish(store, "three", None)
    serving = await store.serving_edition()
    assert serving is not None
    assert serving.edition == "two"
    assert [one.to_edition for one in await store.actions(9)] == ["two", "one"]
    assert await store.edition_files("three") is None


async def test_nothing_moves_to_an_edition_that_is_not_kept(store: SqliteStore) -> None:
    await publish(store, "one", None)
    assert not await store.move_pointer(Move("gone", "one", action()))
    assert [(kept.edition, kept.serves) for kept in await store.editions()] == [("one", True)]


async def test_a_file_is_kept_once_and_goes_with_its_last_edition(store: SqliteStore, tmp_path: Path) -> None:
    expected = None
    for number in range(EDITIONS_KEPT + 3):
        await publish(store, f"e{number}", expected, timedelta(minutes=number))
        expected = f"e{number}"
    kept = [one.edition for one in await store.editions()]
    assert kept == [f"e{number}" for number in range(EDITIONS_KEPT + 2, 2, -1)]
    contents = {row[0] for row in rows(tmp_path, "SELECT content FROM book_file")}
    assert contents == {b"same", *(name.encode() for name in kept)}


async def test_going_back_far_keeps_what_serves(store: SqliteStore) -> None:
    await publish(store, "first", None)
    await publish(store, "second", "first", timedelta(minutes=1))
    assert await store.move_pointer(Move("first", "second", action("rolled back", timedelta(minutes=2)), back=True))
    assert await store.why_set_aside("second-all") == "rolled back"
    assert await store.why_set_aside("first-all") is None
    assert [(kept.edition, kept.serves) for kept in await store.editions()] == [("first", True), ("second", False)]
    # What is put in place again on purpose is set aside no longer.
    assert await store.move_pointer(Move("second", "first", action(at=timedelta(minutes=3))))
    assert await store.why_set_aside("second-all") is None


async def test_a_proposal_waits_until_it_is_published(store: SqliteStore) -> None:
    await publish(store, "one", None)
    number = await store.keep_proposal(files("two"), proposal("two", "one"), action("proposed"))
    (waiting,) = await store.proposals()
    assert (waiting.number, waiting.edition, waiting.compared_with) == (number, "two", "one")
    assert [kept.edition for kept in await store.editions()] == ["one"]
    assert await store.move_pointer(Move("two", "one", action()))
    assert await store.proposals() == ()
    assert [one.what for one in await store.actions(9)] == ["published", "proposed", "published"]


async def test_a_discarded_proposal_leaves_nothing_but_a_note(store: SqliteStore, tmp_path: Path) -> None:
    await publish(store, "one", None)
    number = await store.keep_proposal(files("two", own="2"), proposal("two", "one"), action("proposed"))
    assert await store.discard_proposal(number, action("discarded"))
    assert not await store.discard_proposal(number, action("discarded"))
    assert await store.edition_files("two") is None
    assert rows(tmp_path, "SELECT count(*) FROM book_file") == [(2,)]
    assert await store.why_set_aside("two-all") == "discarded"


async def test_a_proposal_that_nobody_wants_goes_after_a_while(store: SqliteStore) -> None:
    await store.keep_proposal(files("two"), proposal("two"), action("proposed"))
    await store.keep_proposal(files("three"), proposal("three", at=PROPOSAL_FOR * 2), action("proposed"))
    assert [one.edition for one in await store.proposals()] == ["three"]
    assert await store.edition_files("two") is None


async def test_the_same_edition_proposed_again_waits_once(store: SqliteStore) -> None:
    await store.keep_proposal(files("two"), proposal("two"), action("proposed"))
    await store.keep_proposal(files("two"), proposal("two"), action("proposed", timedelta(minutes=1)))
    assert [one.edition for one in await store.proposals()] == ["two"]


async def test_a_clock_that_went_back_does_not_lose_the_serving_edition(store: SqliteStore) -> None:
    expected = None
    for number in range(EDITIONS_KEPT + 3):
        at = after(days=-number) - NOW
        await publish(store, f"e{number}", expected, at)
        expected = f"e{number}"
        serving = await store.serving_edition()
        assert serving is not None
        assert await store.edition_files(serving.edition) is not None
