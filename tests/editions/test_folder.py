"""A folder is proposed once it is still and right; a faulty, half-written or vanished one changes nothing."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.editions.desk import Desk
from bot.editions.folder import STILL_SECONDS, WatchedFolder
from bot.knowledge.book_files import files_in
from bot.store import Action, KeptFiles, Move, SqliteStore
from bot.telegram.clock import SystemClock
from tests.editions.examined import FAULT, NOW, Clock, Examiner
from tests.telegram.moved_clock import MovedClock


class Watched:
    """A folder, watched with a clock that a test moves."""

    def __init__(self, folder: Path, store: SqliteStore) -> None:
        self.path = folder
        self.store = store
        self.clock = MovedClock()
        self.examiner = Examiner(
            faulty={"bad": (FAULT,)}, looser={"loose": ("A person with diabetes: scraping is allowed.",)}
        )
        self.desk = Desk(store, self.examiner, Clock())
        self.folder = WatchedFolder(folder, self.desk, store, clock=self.clock)
        self.told: list[str] = []

    async def tell(self, subject: str, sentence: str) -> None:
        assert subject
        self.told.append(sentence)

    def write(self, text: str) -> str:
        self.path.mkdir(exist_ok=True)
        (self.path / "book.yaml").write_text(text)
        return files_in(self.path).edition

    async def settle(self) -> bool:
        await self.folder.look(self.tell)
        self.clock.move(STILL_SECONDS)
        return await self.folder.look(self.tell)

    async def serving(self) -> str:
        found = await self.desk.serving()
        assert found is not None
        return found.edition


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        found = Watched(tmp_path / "book", store)
        found.write("one")
        files = files_in(found.path)
        kept = KeptFiles(files.edition, files.fingerprint, files.contents)
        await store.move_pointer(Move(files.edition, None, Action(NOW, "the start", "first edition"), kept))
        yield found


async def test_what_serves_already_is_left_alone(watched: Watched) -> None:
    await watched.settle()
    assert watched.examiner.asked == []
    assert watched.told == []


async def test_a_sound_edit_serves_once_the_folder_is_still(watched: Watched) -> None:
    edition = watched.write("two")
    await watched.folder.look(watched.tell)
    watched.clock.move(STILL_SECONDS / 2)
    assert not await watched.folder.look(watched.tell)
    assert watched.examiner.asked == []
    watched.clock.move(STILL_SECONDS)
    assert await watched.folder.look(watched.tell)
    assert await watched.serving() == edition
    assert "serves now" in watched.told[0]
    assert (await watched.desk.actions(1))[0].who == "the watched folder"


async def test_each_save_begins_the_wait_anew(watched: Watched) -> None:
    for number in range(4):
        watched.write(f"two {number}")
        assert not await watched.folder.look(watched.tell)
        watched.clock.move(STILL_SECONDS * 0.9)
    assert watched.examiner.asked == []


async def test_a_faulty_edit_is_told_once_and_changes_nothing(watched: Watched) -> None:
    before = await watched.serving()
    watched.write("bad")
    await watched.settle()
    await watched.settle()
    assert await watched.serving() == before
    assert len(watched.told) == 1
    assert "refused" in watched.told[0]
    assert str(FAULT) in watched.told[0]
    assert await watched.desk.proposals() == []


async def test_a_file_half_written_is_refused_and_then_taken(watched: Watched) -> None:
    (watched.path / "faq").mkdir()
    half = watched.path / "faq" / "photo.part"
    half.write_text("half")
    await watched.settle()
    assert "refused" in watched.told[0]
    half.rename(half.with_suffix(".yaml"))
    await watched.settle()
    assert "serves now" in watched.told[1]


async def test_what_loosens_a_rule_waits_for_an_operator(watched: Watched) -> None:
    before = await watched.serving()
    edition = watched.write("loose")
    await watched.settle()
    assert await watched.serving() == before
    assert [one.edition for one in await watched.desk.proposals()] == [edition]
    assert "scraping is allowed" in watched.told[0]
    # A restart does not examine it again.
    again = WatchedFolder(watched.path, watched.desk, watched.store, clock=watched.clock)
    await again.look(watched.tell)
    watched.clock.move(STILL_SECONDS)
    await again.look(watched.tell)
    assert len(watched.examiner.asked) == 1


async def test_a_rolled_back_folder_waits_until_it_is_edited(watched: Watched) -> None:
    first = await watched.serving()
    watched.write("two")
    await watched.settle()
    await watched.desk.roll_back(who="operator 1")
    again = WatchedFolder(watched.path, watched.desk, watched.store, clock=watched.clock)
    for _ in range(2):
        await again.look(watched.tell)
        watched.clock.move(STILL_SECONDS)
        await again.look(watched.tell)
    assert await watched.serving() == first
    edition = watched.write("three")
    await watched.settle()
    assert await watched.serving() == edition


async def test_a_folder_that_was_left_behind_does_not_undo_what_was_published_elsewhere(watched: Watched) -> None:
    elsewhere = files_in(watched.path).replaced("book.yaml", b"from the chat")
    proposal = await watched.desk.propose(elsewhere, who="operator 1")
    assert proposal.number is not None
    await watched.desk.publish(proposal.number, who="operator 1")
    await watched.settle()
    assert await watched.serving() == elsewhere.edition
    assert "served before" in watched.told[0]


async def test_a_folder_that_vanishes_is_told_and_the_edition_serves_on(watched: Watched) -> None:
    before = await watched.serving()
    shutil.rmtree(watched.path)
    await watched.settle()
    await watched.settle()
    assert await watched.serving() == before
    assert len(watched.told) == 1
    assert "has vanished" in watched.told[0]
    edition = watched.write("two")
    await watched.settle()
    assert await watched.serving() == edition


async def test_what_is_saved_while_the_folder_is_read_is_not_taken_half(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.write("two")

    def saved_meanwhile(folder: Path) -> object:
        found = files_in(folder)
        watched.write("three, longer")
        return found

    with monkeypatch.context() as patch:
        patch.setattr("bot.editions.folder.files_in", saved_meanwhile)
        assert not await watched.settle()
    assert watched.examiner.asked == []
    await watched.settle()
    assert [edition for edition, _ in watched.examiner.asked] == [files_in(watched.path).edition]


async def test_two_edits_at_once_both_live_on(watched: Watched) -> None:
    """Somebody publishes while the folder's edit is examined: it is compared anew, and nobody is overwritten unseen."""
    edition = watched.write("two")
    mine = files_in(watched.path)
    real = watched.desk.publish

    async def slow(number: int, **more: object) -> object:
        if not await watched.store.edition_files(other.edition):
            proposal = await watched.desk.propose(other, who="operator 1")
            assert proposal.number is not None
            await real(proposal.number, who="operator 1")
        return await real(number, **more)  # type: ignore[arg-type]

    other = mine.replaced("book.yaml", b"other")
    watched.desk.publish = slow  # type: ignore[method-assign, assignment]
    await watched.settle()
    assert await watched.serving() == other.edition
    await watched.settle()
    assert await watched.serving() == edition
    assert watched.examiner.asked[-1] == (edition, other.edition)


async def test_a_save_is_noticed_by_itself(watched: Watched) -> None:
    folder = WatchedFolder(watched.path, watched.desk, watched.store, clock=SystemClock())
    stopping = asyncio.Event()
    told = asyncio.Event()

    async def tell(subject: str, sentence: str) -> None:
        watched.told.append(f"{subject} {sentence}")
        told.set()

    running = asyncio.create_task(folder.run(stopping, tell))
    watched.write("two")
    async with asyncio.timeout(30):
        await told.wait()
        stopping.set()
        await running
    assert await watched.serving() == files_in(watched.path).edition
