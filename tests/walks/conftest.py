"""What the walks share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.trial.server import TrialServer
from tests.walks.running import TOKEN, Installation


@pytest.fixture
async def installation(tmp_path: Path) -> AsyncIterator[Installation]:
    """A Bot API that answers and an empty folder; nothing runs yet."""
    telegram = TrialServer(token=TOKEN, secret="walks", port=0)  # noqa: S106  on this machine alone
    await telegram.start()
    yield Installation(telegram, tmp_path)
    await telegram.stop()
