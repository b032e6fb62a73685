"""Operators propose, publish, discard and roll back; nobody overwrites another, and all of it is written down."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.editions.desk import Desk, NotDone, Obstacle
from bot.knowledge.book_files import BookFiles
from bot.store import SqliteStore
from tests.editions.examined import FAULT, Clock, Examiner, book_of

ONE, TWO, THREE, BAD, LOOSE = (book_of(text) for text in ("one", "two", "three", "bad", "loose"))
A, B = "operator 1001", "operator 1002"


@pytest.fixture
def examiner() -> Examiner:
    return Examiner(faulty={"bad": (FAULT,)}, looser={"loose": ("A person with diabetes: scraping is allowed.",)})


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    async with await SqliteStore.open(tmp_path / "bot.db") as opened:
        yield opened


@pytest.fixture
async def desk(store: SqliteStore, examiner: Examiner) -> Desk:
    desk = Desk(store, examiner, Clock())
    await put(desk, ONE)
    return desk


async def put(desk: Desk, files: BookFiles, who: str = A) -> None:
    proposal = await desk.propose(files, who=who)
    assert proposal.number is not None
    await desk.publish(proposal.number, who=who, accept_looser=True)


async def serving(desk: Desk) -> str:
    found = await desk.serving()
    assert found is not None
    return found.edition


async def did(desk: Desk) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.who, one.what, one.from_edition, one.to_edition) for one in reversed(await desk.actions())]


async def test_a_sound_edit_is_proposed_and_published(desk: Desk, examiner: Examiner) -> None:
    proposal = await desk.propose(TWO, who=A)
    assert proposal.number is not None
    assert await serving(desk) == ONE.edition
    assert examiner.asked[-1] == (TWO.edition, ONE.edition)
    await desk.publish(proposal.number, who=B, why="calf dose was too high")
    assert await serving(desk) == TWO.edition
    assert await desk.proposals() == []
    assert (await did(desk))[-2:] == [
        (A, "proposed", ONE.edition, TWO.edition),
        (B, "published", ONE.edition, TWO.edition),
    ]
    assert (await desk.actions(1))[0].why == "calf dose was too high"


async def test_a_faulty_edit_is_told_and_nothing_of_it_stays(desk: Desk, store: SqliteStore) -> None:
    proposal = await desk.propose(BAD, who=A)
    assert proposal.number is None
    assert [str(fault) for fault in proposal.examination.faults] == [str(FAULT)]
    assert await serving(desk) == ONE.edition
    assert await desk.proposals() == []
    assert await store.edition_files(BAD.edition) is None
    assert (await did(desk))[-1] == (A, "refused", ONE.edition, BAD.edition)


async def test_what_loosens_a_rule_takes_a_second_word(desk: Desk) -> None:
    proposal = await desk.propose(LOOSE, who=A)
    assert proposal.number is not None
    with pytest.raises(NotDone, match="loosens 1 safety rule") as refusal:
        await desk.publish(proposal.number, who=A)
    assert refusal.value.obstacle is Obstacle.LOOSER
    assert await serving(desk) == ONE.edition
    await desk.publish(proposal.number, who=A, accept_looser=True)
    assert await serving(desk) == LOOSE.edition
    assert (await did(desk))[-1] == (A, "published, though looser", ONE.edition, LOOSE.edition)


async def test_two_operators_at_once_do_not_overwrite_one_another(desk: Desk) -> None:
    mine, theirs = await desk.propose(TWO, who=A), await desk.propose(THREE, who=B)
    assert mine.number is not None
    assert theirs.number is not None
    await desk.publish(theirs.number, who=B)
    with pytest.raises(NotDone, match=r"Somebody else was quicker.*operator 1002: published") as refusal:
        await desk.publish(mine.number, who=A)
    assert refusal.value.obstacle is Obstacle.MOVED
    assert await serving(desk) == THREE.edition
    # Compared with what serves now, it may go.
    again = await desk.propose(TWO, who=A)
    assert again.number is not None
    await desk.publish(again.number, who=A)
    assert await serving(desk) == TWO.edition


async def test_a_proposal_cannot_be_published_twice(desk: Desk) -> None:
    proposal = await desk.propose(TWO, who=A)
    assert proposal.number is not None
    await desk.publish(proposal.number, who=A)
    with pytest.raises(NotDone, match="no proposal") as refusal:
        await desk.publish(proposal.number, who=B)
    assert refusal.value.obstacle is Obstacle.UNKNOWN


async def test_what_serves_already_is_not_examined_again(desk: Desk, examiner: Examiner) -> None:
    before = len(examiner.asked)
    with pytest.raises(NotDone, match="serves already"):
        await desk.propose(ONE, who=A)
    assert len(examiner.asked) == before


async def test_a_discarded_edit_is_gone(desk: Desk, store: SqliteStore) -> None:
    proposal = await desk.propose(TWO, who=A)
    assert proposal.number is not None
    await desk.discard(proposal.number, who=B, why="not what we meant")
    assert await desk.proposals() == []
    assert await store.why_set_aside(TWO.fingerprint) == "discarded"
    with pytest.raises(NotDone, match="no proposal"):
        await desk.discard(proposal.number, who=B)


async def test_rolling_back_leads_to_the_edition_before(desk: Desk, store: SqliteStore) -> None:
    await put(desk, TWO)
    await put(desk, THREE)
    await desk.roll_back(who=B, why="people were confused")
    assert await serving(desk) == TWO.edition
    assert await store.why_set_aside(THREE.fingerprint) == "rolled back"
    assert (await did(desk))[-1] == (B, "rolled back", THREE.edition, TWO.edition)


async def test_rolling_back_by_name(desk: Desk) -> None:
    await put(desk, TWO)
    await put(desk, THREE)
    await desk.roll_back(ONE.edition[:6], who=B)
    assert await serving(desk) == ONE.edition
    for wrong, words in (("ffff0000", "no edition"), (ONE.edition, "serves already"), ("", "more than one edition")):
        with pytest.raises(NotDone, match=words):
            await desk.roll_back(wrong, who=B)


async def test_a_rollback_is_refused_where_somebody_published_meanwhile(desk: Desk) -> None:
    await put(desk, TWO)
    await put(desk, THREE, who=B)
    with pytest.raises(NotDone, match="Somebody else was quicker"):
        await desk.roll_back(ONE.edition, who=A, expected=TWO.edition)
    assert await serving(desk) == THREE.edition


async def test_with_one_edition_there_is_nothing_to_roll_back_to(desk: Desk) -> None:
    with pytest.raises(NotDone, match="no earlier edition"):
        await desk.roll_back(who=A)


async def test_whoever_serves_is_told_of_each_move(store: SqliteStore, examiner: Examiner) -> None:
    told: list[None] = []
    desk = Desk(store, examiner, Clock(), moved=lambda: told.append(None))
    await put(desk, ONE)
    await put(desk, TWO)
    await desk.roll_back(who=A)
    assert len(told) == 3
