"""The operators hear of what only they can mend: in their own chats, once a day, and nothing about anybody."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.dialogue.turn import Kind, Message
from bot.service.operator_notices import OperatorNotices
from bot.store import SqliteStore
from tests.service.scripted import Scripted, saying
from tests.service.serving import serving
from tests.store.working import claim
from tests.telegram.fake_telegram import FakeTelegram
from tests.telegram.moved_clock import MovedClock

OPERATOR, SECOND = 9001, 9002
STEP = Message(Kind.SCREEN, "my private words", picture="toe_pull")
NOTICE = (
    "<b>For the operators of this bot.</b>\n\nPicture toe_pull is not in the book. People get the words without it."
)


async def test_a_missing_picture_never_stops_a_step_and_the_operators_hear_of_it_once(
    telegram: FakeTelegram, tmp_path: Path
) -> None:
    conversation = Scripted({"step": saying(STEP)})
    for chat in (1, 2):
        # The second round is another process.
        async with serving(telegram, tmp_path, conversation, operators={OPERATOR, SECOND}):
            await telegram.say(chat, "step")
            await telegram.until(lambda chat=chat: telegram.shown(chat) == ["my private words"])  # type: ignore[misc]
            await telegram.until(lambda: telegram.shown(OPERATOR) == telegram.shown(SECOND) == [NOTICE])
            await telegram.until(lambda: not telegram.inbox)
    assert telegram.shown(OPERATOR) == [NOTICE]
    assert telegram.chats[OPERATOR][0].silent


async def test_an_operator_who_cannot_be_written_to_is_left_alone(
    telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    telegram.blocked.add(OPERATOR)
    telegram.fail("sendMessage", status=400, description="Bad Request: chat not found", chat=SECOND)
    async with serving(telegram, tmp_path, Scripted({"step": saying(STEP)}), operators={OPERATOR, SECOND}) as running:
        await telegram.say(1, "step")
        await telegram.until(
            lambda: {call.chat for call in telegram.calls_of("sendMessage")} >= {1, OPERATOR, SECOND}
        )
        await telegram.say(1, "and now")
        await telegram.until(lambda: telegram.shown(1) == ["my private words", "heard: and now"])
    assert (OPERATOR in telegram.chats, SECOND in telegram.chats) == (False, False)
    assert "ERROR" not in {record.levelname for record in caplog.records if str(OPERATOR) in record.getMessage()}
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        assert not any((await store.everything_about(OPERATOR)).values())
    assert running.running.done()


async def test_without_operators_the_log_alone_has_it(
    telegram: FakeTelegram, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(telegram, tmp_path, Scripted({"step": saying(STEP)})):
        await telegram.say(1, "step")
        await telegram.until(lambda: telegram.shown(1) == ["my private words"])
    assert set(telegram.chats) == {1}
    told = [record.getMessage() for record in caplog.records if "For the operators" in record.getMessage()]
    assert told == ["For the operators: Picture toe_pull is not in the book. People get the words without it."]


class _Noticing:
    """Notices over a store, with time in the hands of the test."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.clock = MovedClock()
        self.woken = 0
        self.notices = OperatorNotices(store, [OPERATOR], clock=self.clock, written=self._wake)

    def _wake(self) -> None:
        self.woken += 1

    async def waiting(self) -> list[str]:
        """The words that wait for the operator, which are then sent."""
        words = []
        while rows := await claim(self.store):
            for row in rows:
                assert isinstance(row.content, Message)
                words.append(row.content.text.rpartition("\n")[2])
                await self.store.sent(row.id, row.chat, self.clock.now())
        return words


async def test_each_subject_comes_once_a_day_and_again_the_next(tmp_path: Path) -> None:
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        one = _Noticing(store)
        await one.notices.tell("picture a", "A broke.")
        await one.notices.tell("picture a", "A broke again.")
        await one.notices.tell("picture b", "B broke.")
        assert (await one.waiting(), one.woken) == (["A broke.", "B broke."], 2)
        one.clock.move(timedelta(hours=23).total_seconds())
        await one.notices.tell("picture a", "Too soon.")
        assert await one.waiting() == []
        one.clock.move(timedelta(hours=1).total_seconds())
        await one.notices.tell("picture a", "The next day.")
        assert await one.waiting() == ["The next day."]


async def test_marks_are_forgotten_when_they_hold_no_more(tmp_path: Path) -> None:
    async with await SqliteStore.open(tmp_path / "bot.db") as store:
        one = _Noticing(store)
        await one.notices.tell("picture a", "A broke.")

        async def again(now: datetime) -> bool:
            await store.purge(now, timedelta(days=365))
            return await store.notify([], "picture a", Message(Kind.ANSWER, "x"), one.clock.now())

        assert not await again(one.clock.now() + timedelta(hours=23))
        assert await again(one.clock.now() + timedelta(hours=25))
