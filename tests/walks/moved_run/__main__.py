"""`footguide run` with a clock that a test moves, and a death at a chosen moment; everything else is the real program.

The folder that it runs in tells it both: `clock` holds how many seconds it is ahead, `die at` the failpoint.
"""

import asyncio
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from typing_extensions import override

from bot import cli, running
from bot.service import Service
from bot.telegram.clock import Clock
from bot.telegram.failpoints import Point

AHEAD = Path("clock")
DIES_AT = Path("die at")

_GLANCE_SECONDS = 0.02
"""How long a sleeper does not look at the clock."""


class MovedClock(Clock):
    """The computer's clock, as far ahead as the file says."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=_ahead())

    @override
    def elapsed(self) -> float:
        return time.monotonic() + _ahead()

    @override
    async def sleep(self, seconds: float) -> None:
        until = self.elapsed() + seconds
        while (left := until - self.elapsed()) > 0:  # noqa: ASYNC110  a file rings no event
            await asyncio.sleep(min(left, _GLANCE_SECONDS))


def die(point: Point) -> None:
    """Ends the process as a power cut would, at the failpoint that the file names."""
    if DIES_AT.exists() and DIES_AT.read_text(encoding="utf-8") == point.value:
        os.kill(os.getpid(), signal.SIGKILL)


def _ahead() -> float:
    return float(AHEAD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    setattr(running, "Service", partial(Service, clock=MovedClock(), reach=die))  # noqa: B010  not its own name
    sys.exit(cli.main(["run"]))
