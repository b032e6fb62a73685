"""A Bot API server, a bot that talks to it, and a clock that a test moves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.telegram.api import FootguideBot
from tests.telegram.bench import Bench, running_bench
from tests.telegram.fake_telegram import TOKEN, FakeTelegram
from tests.telegram.moved_clock import MovedClock


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[FootguideBot]:
    async with FootguideBot(TOKEN, telegram.url) as made:
        telegram.calls.clear()
        yield made


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
async def bench(bot: FootguideBot, tmp_path: Path, clock: MovedClock) -> AsyncIterator[Bench]:
    async with running_bench(bot, tmp_path, clock) as running:
        yield running
