"""`footguide` as a process of its own: what it prints, how it ends, and killing it."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.conftest import ROOT

LONGEST_SECONDS = 30


class Footguide:
    """One process. Use as an async context manager; it is killed at the end if it still runs.

    Attributes:
        lines: All that it printed so far, both outputs together.
    """

    def __init__(self, folder: Path, *words: str, settings: dict[str, str] | None = None, **how: object) -> None:
        """Sets it up; nothing runs yet.

        Args:
            folder: Where it runs.
            *words: The words of its command line.
            settings: Its settings; those of whoever runs the test are not handed on.
            **how: More for `asyncio.create_subprocess_exec`.
        """
        self.lines: list[str] = []
        self._folder = folder
        self._words = words
        # The database's folder is made without the rights of others; the program must find its own modules anywhere.
        own = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        self._environment = own | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | (settings or {})
        self._how = how
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._printed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *self._words,
            cwd=self._folder,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            **self._how,  # type: ignore[arg-type]  passed on as it is
        )
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._running.returncode is None:
            self._running.kill()
        await self.ended()

    @property
    def output(self) -> str:
        """All that it printed so far, as one text."""
        return "\n".join(self.lines)

    @property
    def number(self) -> int:
        """Its process id."""
        return self._running.pid

    async def prints(self, pattern: str) -> re.Match[str]:
        """Waits until it has printed a line in which a pattern is found."""

        def found() -> re.Match[str] | None:
            return next((match for line in self.lines if (match := re.search(pattern, line))), None)

        await self._until(lambda: found() is not None or self._finished)
        match = found()
        assert match is not None, f"it ended without printing {pattern!r}:\n{self.output}"
        return match

    async def ended(self) -> int:
        """Waits until it has ended; gives its exit code, which is below zero for a signal."""
        async with asyncio.timeout(LONGEST_SECONDS):
            code = await self._running.wait()
            assert self._reading is not None
            await self._reading
        return code

    async def killed(self) -> None:
        """Ends it as a power cut would."""
        self._running.kill()
        assert await self.ended() == -signal.SIGKILL, self.output

    async def stopped(self) -> int:
        """Ends it as a supervisor would; gives its exit code."""
        self._running.terminate()
        return await self.ended()

    @property
    def _running(self) -> asyncio.subprocess.Process:
        assert self._process is not None, "it was never started"
        return self._process

    @property
    def _finished(self) -> bool:
        return self._reading is not None and self._reading.done()

    async def _until(self, condition: Callable[[], bool]) -> None:
        async with self._printed, asyncio.timeout(LONGEST_SECONDS):
            await self._printed.wait_for(condition)

    async def _read(self) -> None:
        output = self._running.stdout
        assert output is not None
        async for line in output:
            self.lines.append(line.decode().rstrip("\n"))
            async with self._printed:
                self._printed.notify_all()
