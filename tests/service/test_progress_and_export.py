"""/progress and /export from end to end: the real conversation, the real store, the real drawing, a fake Telegram."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.turn import DiaryLine
from bot.pictures.renderer import Renderer
from bot.store import SqliteStore
from tests.conversations.walking import finished_after_one_step
from tests.service.serving import serving
from tests.store.working import commit, turn, work
from tests.telegram.fake_telegram import FakeTelegram

ANN, BEN = 1, 2


@pytest.fixture
async def renderer() -> AsyncIterator[Renderer]:
    async with Renderer() as drawing:
        yield drawing


async def remember(folder: Path, conversation: Conversation) -> None:
    """Lets Ann have three days in her diary, and Ben something that is none of Ann's business."""
    now = datetime.now(UTC)
    ann = finished_after_one_step(Chat(conversation, now - timedelta(days=2), chat=ANN))
    (first,) = ann.diary
    more = tuple(
        DiaryLine(first.at + timedelta(days=day), first.routine, 9, first.techniques, 4 - day, 3 - day, "fine")
        for day in (1, 2)
    )
    ben = DiaryLine(now, "bens_secret_routine", 5, ())
    async with await SqliteStore.open(folder / "bot.db") as store:
        await commit(store, work(ANN, turn(diary=(first, *more)), session=ann.stored), now=now)
        await commit(store, work(BEN, turn(diary=(ben,)), session="{}"), now=now)


def beside_the_database(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.name.partition("-")[0] != "bot.db"}


async def test_progress_sends_one_photo_with_its_words_and_keeps_nothing_of_it(
    telegram: FakeTelegram, tmp_path: Path, conversation: Conversation, renderer: Renderer
) -> None:
    await remember(tmp_path, conversation)
    await telegram.say(ANN, "/progress")
    async with serving(telegram, tmp_path, lambda: conversation, render_chart=renderer.png) as running:
        await telegram.until(lambda: bool(telegram.shown(ANN)) and not telegram.inbox)
        (posted,) = telegram.chats[ANN]
        assert posted.words.startswith("<b>Your pain, day by day.</b>")
        assert "You did 3 of 3 days." in posted.words
        assert posted.photo is not None
        assert telegram.files[posted.photo].startswith(b"\x89PNG")
        assert (await running.store.counts())["jobs"] == 0
        week = next(button for row in posted.buttons for button in row if button["text"] == "My week")
        await telegram.press(ANN, week["callback_data"])
        await telegram.until(lambda: telegram.shown(ANN)[-1].startswith("<b>Your week.</b>"))
        assert len(telegram.chats[ANN]) == 1
        await running.end()
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        rows = (await store.everything_about(ANN))["outgoing"]
        assert {row["state"] for row in rows} == {"sent"}
        assert {row["content"] for row in rows} == {None}


async def test_export_sends_two_documents_of_this_chat_alone(
    telegram: FakeTelegram, tmp_path: Path, conversation: Conversation
) -> None:
    await remember(tmp_path, conversation)
    await telegram.say(ANN, "/export")
    before = beside_the_database(tmp_path)
    async with serving(telegram, tmp_path, lambda: conversation) as running:
        await telegram.until(lambda: len(telegram.documents.get(ANN, [])) == 2 and not telegram.inbox)
        await running.end()
    page, data = telegram.documents[ANN]
    assert "All that I keep about you" in page.decode()
    tables = json.loads(data)["tables"]
    assert [line["pain_before"] for line in tables["diary"]] == [4, 3, 2]
    assert tables["session"][0]["content"]["chat"] == ANN
    assert {row["chat"] for rows in tables.values() for row in rows} == {ANN}
    assert b"bens_secret_routine" not in page + data
    assert BEN not in telegram.documents
    # Nothing is left on the disk but the database itself.
    assert beside_the_database(tmp_path) == before
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        assert all(row["content"] is None for row in (await store.everything_about(ANN))["outgoing"])


async def test_the_export_names_every_table_that_erasing_knows(
    telegram: FakeTelegram, tmp_path: Path, conversation: Conversation
) -> None:
    await remember(tmp_path, conversation)
    await telegram.say(ANN, "/export")
    async with serving(telegram, tmp_path, lambda: conversation) as running:
        await telegram.until(lambda: len(telegram.documents.get(ANN, [])) == 2)
        known = set(await running.store.everything_about(ANN))
    assert set(json.loads(telegram.documents[ANN][1])["tables"]) == known
