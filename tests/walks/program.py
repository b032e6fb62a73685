"""`footguide` as a process of its own: what it prints, how it ends, and killing it."""

import asyncio
import os
import re
import resource
import signal
import sys
from collections.abc import Callable, Mapping
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

    def __init__(self, folder: Path, *words: str, settings: Mapping[str, str] | None = None, first: str = "") -> None:
        """Sets it up; nothing runs yet.

        Args:
            folder: Where it runs.
            *words: The words of its command line.
            settings: Its settings; those of whoever runs the test are not handed on.
            first: Python that the process runs before it becomes footguide, to take something away from it.
        """
        self.lines: list[str] = []
        self._folder = folder
        self._command = (sys.executable, "-m", "bot", *words)
        if first:
            self._command = (
                sys.executable,
                "-c",
                f"{first}\nimport os\nos.execv(*{[sys.executable, self._command]!r})",
            )
        own = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        # It runs in a folder without a checkout, and must find this one.
        # Sentence likeness takes a second to load, and has tests of its own.
        self._environment = own | {"PYTHONPATH": str(ROOT), "BOT_SEMANTIC": "off"} | dict(settings or {})
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._printed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            cwd=self._folder,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
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

    def fills_the_disk(self, full: bool) -> None:
        """Lets no file grow any more, which is a full disk to it; or lets files grow again."""
        soft = 0 if full else resource.RLIM_INFINITY
        resource.prlimit(self._running.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))

    async def prints(self, pattern: str, since: int = 0) -> re.Match[str]:
        """Waits until it has printed a line in which a pattern is found.

        Args:
            pattern: The pattern.
            since: How many lines at the beginning do not count.
        """

        def found() -> re.Match[str] | None:
            return next((match for line in self.lines[since:] if (match := re.search(pattern, line))), None)

        await self._until(lambda: found() is not None or self._finished)
        match = found()
        assert match is not None, f"it ended without printing {pattern!r}:\n{self.output}"
        return match

    async def ended(self) -> int:
        """Waits until it has ended; gives its exit code, which is below zero for a signal.

        However it ended, it has shown nobody a token or a traceback.
        """
        async with asyncio.timeout(LONGEST_SECONDS):
            code = await self._running.wait()
            assert self._reading is not None
            await self._reading
        token = self._environment.get("BOT_TOKEN", "no token")
        for secret in (token, token.partition(":")[2] or token):
            assert secret not in self.output, "it has shown the token"
        assert "Traceback" not in self.output, self.output
        return code

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self._running.kill()

    async def was_killed(self) -> None:
        """Waits until it was killed."""
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
