"""A Bot API server for the service to talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.telegram.fake_telegram import FakeTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server
