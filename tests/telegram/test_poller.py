"""Updates are confirmed only once they are worked, and trouble is told in words and waited out."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.telegram.api import ALLOWED_UPDATES, FootguideBot
from bot.telegram.errors import TokenRefused
from bot.telegram.poller import Poller
from tests.telegram.fake_telegram import TOKEN, Call, FakeTelegram
from tests.telegram.moved_clock import MovedClock


class Taker:
    """Notes what it is handed, and may be held up or made to fail."""

    def __init__(self) -> None:
        self.batches: list[tuple[list[int], int]] = []
        self.working = asyncio.Event()
        self.may_finish = asyncio.Event()
        self.may_finish.set()

    async def take(self, updates: Sequence[Mapping[str, Any]], offset: int) -> None:
        self.batches.append(([update["update_id"] for update in updates], offset))
        self.working.set()
        await self.may_finish.wait()


class Polling:
    def __init__(self, poller: Poller, taker: Taker, stopping: asyncio.Event, running: asyncio.Task[None]) -> None:
        self.poller = poller
        self.taker = taker
        self.stopping = stopping
        self.running = running


@asynccontextmanager
async def polling(
    bot: FootguideBot, clock: MovedClock, offset: int | None = None, seconds: int = 5
) -> AsyncIterator[Polling]:
    taker, stopping = Taker(), asyncio.Event()
    poller = Poller(bot, taker.take, clock, offset=offset, seconds=seconds, jitter=lambda: 1.0)
    running = asyncio.create_task(poller.run(stopping))
    try:
        yield Polling(poller, taker, stopping, running)
    finally:
        stopping.set()
        taker.may_finish.set()
        await asyncio.gather(running, return_exceptions=True)


async def pausing(clock: MovedClock) -> float:
    """Returns the seconds that the poller waits, once it does."""
    async with asyncio.timeout(20):
        # Nothing tells that somebody begins to wait, so it is looked at again and again.
        while (wait := clock.next_waking) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    return wait


async def test_a_batch_is_confirmed_only_after_it_was_worked(
    bot: FootguideBot, telegram: FakeTelegram, clock: MovedClock
) -> None:
    first, second = await telegram.say(1, "a"), await telegram.say(2, "b")
    async with polling(bot, clock) as running:
        running.taker.may_finish.clear()
        await running.taker.working.wait()
        assert telegram.inbox == [first, second]
        assert telegram.offsets == [0]
        running.taker.may_finish.set()
        await telegram.until(lambda: not telegram.inbox)
        assert telegram.offsets == [0, second + 1]
        assert running.taker.batches == [([first, second], second + 1)]


async def test_what_the_bot_asks_for_is_what_it_reads(
    bot: FootguideBot, telegram: FakeTelegram, clock: MovedClock
) -> None:
    asked: list[Call] = []

    async def note(call: Call) -> None:
        asked.append(call)

    telegram.on_call = note
    async with polling(bot, clock, offset=77):
        await telegram.until(lambda: telegram.offsets == [77])
    assert asked[0].params == {"offset": 77, "timeout": 5, "limit": 100, "allowed_updates": list(ALLOWED_UPDATES)}


async def test_a_batch_in_work_is_finished_at_the_end_and_left_unconfirmed(
    bot: FootguideBot, telegram: FakeTelegram, clock: MovedClock
) -> None:
    number = await telegram.say(1, "a")
    async with polling(bot, clock) as running:
        running.taker.may_finish.clear()
        await running.taker.working.wait()
        running.stopping.set()
        await asyncio.sleep(0)
        assert not running.running.done()
        running.taker.may_finish.set()
        await running.running
    # Its number is known as worked, so that it is handed over again does no harm.
    assert telegram.inbox == [number]


async def test_the_end_does_not_wait_for_a_long_poll(
    bot: FootguideBot, telegram: FakeTelegram, clock: MovedClock
) -> None:
    async with polling(bot, clock) as running:
        await telegram.until(lambda: telegram.offsets == [0])
        running.stopping.set()
        async with asyncio.timeout(4):
            await running.running


TROUBLES: list[tuple[dict[str, Any], str, list[int]]] = [
    (
        {"status": 409, "description": "Conflict: terminated by other getUpdates request"},
        "Another program polls with the same bot token. End the other one",
        [30, 30],
    ),
    (
        {"status": 409, "description": "Conflict: can't use getUpdates method while webhook is active"},
        "This bot has a webhook",
        [30, 30],
    ),
    ({"status": 500}, "Telegram does not answer: Telegram's server failed (HTTP 500)", [1, 2]),
    ({"drop": True}, "Telegram does not answer: The connection to 127.0.0.1 ended without an answer", [1, 2]),
    ({"status": 429, "retry_after": 17}, "Telegram asks to wait for 17 seconds", [17, 17]),
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble[1][:30])
async def test_trouble_is_told_once_in_words_and_tried_again(
    bot: FootguideBot,
    telegram: FakeTelegram,
    clock: MovedClock,
    caplog: pytest.LogCaptureFixture,
    trouble: tuple[dict[str, Any], str, list[int]],
) -> None:
    how, words, waits = trouble
    caplog.set_level("INFO", "bot")
    telegram.fail("getUpdates", times=2, **how)
    number = await telegram.say(1, "a")
    async with polling(bot, clock) as running:
        for wait in waits:
            assert await pausing(clock) == wait
            assert words in (running.poller.trouble or "")
            clock.move(wait)
        await running.taker.working.wait()
    assert running.taker.batches == [([number], number + 1)]
    assert running.poller.trouble is None
    warnings = [record for record in caplog.records if record.levelname == "WARNING"]
    assert len(warnings) == 1
    assert "Telegram answers again" in caplog.text
    assert TOKEN not in caplog.text


async def test_a_refused_token_ends_it_with_one_sentence(
    bot: FootguideBot, telegram: FakeTelegram, clock: MovedClock
) -> None:
    telegram.fail("getUpdates", status=401, description="Unauthorized")
    async with polling(bot, clock) as running:
        with pytest.raises(TokenRefused, match=r"Check BOT_TOKEN .* BOT_API_URL") as raised:
            await running.running
    assert TOKEN not in str(raised.value)
    assert raised.value.__cause__ is None


async def test_a_failure_of_the_work_ends_it_and_confirms_nothing(
    bot: FootguideBot, telegram: FakeTelegram, clock: MovedClock
) -> None:
    number = await telegram.say(1, "a")

    async def fail(updates: object, offset: int) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await Poller(bot, fail, clock, seconds=5).run(asyncio.Event())
    assert telegram.inbox == [number]


async def test_after_a_day_without_updates_the_old_number_is_not_used(
    bot: FootguideBot, telegram: FakeTelegram, clock: MovedClock
) -> None:
    async with polling(bot, clock, offset=5000, seconds=0):
        await telegram.until(lambda: telegram.offsets[-1:] == [5000])
        clock.move(23 * 3600)
        telegram.offsets.clear()
        await telegram.until(lambda: telegram.offsets[-1:] == [5000])
        clock.move(2 * 3600)
        # Telegram may have begun its numbers anew, below the old one.
        await telegram.until(lambda: telegram.offsets[-1:] == [0])
