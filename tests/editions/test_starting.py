"""What a process begins with: the edition that the pointer names; at the first start the folder's."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.editions.examination import Examination
from bot.editions.starting import FolderBook, edition_to_begin_with, replaced_in_words
from bot.knowledge.book import Book
from bot.knowledge.book_files import BookFiles, files_in
from bot.knowledge.fault import BookUnusable
from bot.store import Action, KeptFiles, Move, SqliteStore
from tests.conftest import ROOT
from tests.editions.examined import FAULT, NOW, Clock, Examiner

SHIPPED = ROOT / "knowledge"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    async with await SqliteStore.open(tmp_path / "bot.db") as opened:
        yield opened


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    folder = tmp_path / "draft"
    shutil.copytree(SHIPPED, folder)
    path = folder / "techniques" / "ankle_pumps.yaml"
    path.write_text(path.read_text() + "\n")
    return folder


async def begin(store: SqliteStore, folder: Path, examiner: Examiner | None = None) -> Book:
    return await edition_to_begin_with(
        store, FolderBook(folder), shipped=SHIPPED, examine=examiner or Examiner(), now=Clock()
    )


async def test_the_shipped_book_is_the_first_edition_without_a_proof(store: SqliteStore) -> None:
    examiner = Examiner()
    book = await begin(store, SHIPPED, examiner)
    assert examiner.asked == []
    serving = await store.serving_edition()
    assert serving is not None
    assert serving.edition == book.edition == files_in(SHIPPED).edition
    assert [one.what for one in await store.actions(9)] == ["first edition"]


async def test_any_other_book_is_examined_before_anybody_meets_it(store: SqliteStore, draft: Path) -> None:
    examiner = Examiner()
    book = await begin(store, draft, examiner)
    assert examiner.asked == [(book.edition, None)]


async def test_a_first_book_that_cannot_be_proved_does_not_start(store: SqliteStore, draft: Path) -> None:
    async def fails(files: BookFiles, against: BookFiles | None) -> Examination:
        return Examination(edition=files.edition, fingerprint=files.fingerprint, faults=(FAULT,))

    with pytest.raises(BookUnusable, match="presure"):
        await edition_to_begin_with(store, FolderBook(draft), shipped=SHIPPED, examine=fails, now=Clock())
    assert await store.serving_edition() is None


async def test_later_starts_take_what_the_pointer_names_whatever_the_folder_holds(
    store: SqliteStore, draft: Path
) -> None:
    first = await begin(store, SHIPPED)
    assert (await begin(store, draft)).edition == first.edition
    shutil.rmtree(draft)
    assert (await begin(store, draft)).edition == first.edition


async def test_an_edition_that_this_program_cannot_read_is_replaced_by_the_folder(store: SqliteStore) -> None:
    old = KeptFiles("000000000000", "0" * 64, {"book.yaml": b"of another program"})
    await store.move_pointer(Move(old.edition, None, Action(NOW, "the start", "first edition"), old))
    book = await begin(store, SHIPPED)
    assert book.edition == files_in(SHIPPED).edition
    assert "cannot read the edition before" in (await store.actions(1))[0].what
    told = replaced_in_words(old.edition, book.edition)
    assert f"cannot read edition 000000000000, which served before. Edition {book.edition}" in told


async def test_without_any_book_that_can_be_read_nothing_starts(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(BookUnusable, match="there is no such folder"):
        await begin(store, tmp_path / "nowhere")
