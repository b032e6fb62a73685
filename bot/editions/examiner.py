"""Runs the examination of an edition in a process of its own, which can neither stall nor end the one that serves."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.editions.examination import Examination
from bot.editions.order import Order
from bot.knowledge.book_files import BookFiles

LONGEST_SECONDS = 1800.0
"""How long an examination may take; it takes a minute or two of one processor, and others go first."""

_LAST_WORDS = 500


class ExaminationFailed(Exception):
    """An edition could not be examined. The text says why; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Examiner:
    """Examines editions, one at a time for each caller.

    Attributes:
        memory: Folders of what was proved before.
        side_by_side: Whether an examination may take all processors.
        longest_seconds: After how long it is ended.
        require_signed: Whether a safety rule that no clinician has signed is a fault.
    """

    memory: Sequence[Path] = ()
    side_by_side: bool = False
    longest_seconds: float = LONGEST_SECONDS
    require_signed: bool = False

    async def __call__(self, files: BookFiles, against: BookFiles | None) -> Examination:
        """Examines an edition.

        Args:
            files: The edition.
            against: The edition that serves, or None.

        Raises:
            ExaminationFailed: The process took too long, or ended without a word.
        """
        order = await asyncio.to_thread(self._order(files, against).written)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.editions"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=_environment(),
            # A session of its own, so that the processes it forks off can be ended with it.
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self.longest_seconds):
                found, words = await process.communicate(order)
        except TimeoutError:
            message = (
                f"The examination took longer than {self.longest_seconds:.0f} seconds and was ended. Nothing was "
                "changed. Try it again when the machine has less to do; `footguide check` tells more."
            )
            raise ExaminationFailed(message) from None
        finally:
            await _end(process)
        if process.returncode != 0:
            raise ExaminationFailed(_ended_oddly(process.returncode, words))
        try:
            return await asyncio.to_thread(Examination.model_validate_json, found)
        except ValidationError as error:
            message = "The examination ended with words that cannot be read. Nothing was changed. Try it again."
            raise ExaminationFailed(message) from error

    def _order(self, files: BookFiles, against: BookFiles | None) -> Order:
        seconds = int(self.longest_seconds) + 1
        return Order(files, against, tuple(self.memory), self.side_by_side, seconds, self.require_signed)


def _environment() -> dict[str, str]:
    """Returns what the process is to know: where the program lies, and no setting or secret of the bot."""
    mine = {name: value for name, value in os.environ.items() if not name.upper().startswith("BOT_")}
    return {**mine, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ends the process and what it forked off, where it did not end well by itself."""
    if process.returncode == 0:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.returncode is None:
        await process.wait()


def _ended_oddly(code: int | None, words: bytes) -> str:
    how = f"by signal {-code}" if code is not None and code < 0 else f"with exit code {code}"
    last = words.decode(errors="replace").strip().splitlines()[-1:] or ["it left no words"]
    return (
        f"The process that examined the edition ended {how} ({last[0][:_LAST_WORDS]}). Nothing was changed. "
        "`footguide check` with the same files tells more."
    )
