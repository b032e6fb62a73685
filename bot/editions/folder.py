"""Watches the folder in which operators edit the book: once it is still and right, it is proposed by itself."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Protocol

from watchfiles import awatch

from bot.editions.desk import Desk, NotDone, Obstacle
from bot.editions.examiner import ExaminationFailed
from bot.editions.going_on import go_on_until
from bot.editions.proposal import Proposal
from bot.knowledge.book_files import BookFiles, files_in
from bot.telegram.clock import Clock

_log = logging.getLogger(__name__)

WHO = "the watched folder"
"""Who acts, in the trail of what was done."""

STILL_SECONDS = 2.0
"""How long nothing may be saved before the folder is read."""

MOST_FAULTS_TOLD = 5
_LOOK_MILLISECONDS = 1000
_MISSING_SECONDS = 2.0

Tell = Callable[[str, str], Awaitable[None]]
"""Tells the operators something: the subject, and a sentence."""

Signature = tuple[tuple[str, int, int, int], ...]


class Aside(Protocol):
    """The operation of `bot.store.Store` that the folder needs beside the desk."""

    async def why_set_aside(self, fingerprint: str) -> str | None:
        """Tells why a content is not proposed again by itself."""


class WatchedFolder:
    """Proposes what stands in a folder, and publishes it where it loosens nothing."""

    def __init__(self, folder: Path, desk: Desk, aside: Aside, *, clock: Clock) -> None:
        """Sets it up.

        Args:
            folder: The folder.
            desk: Where editions are proposed and published.
            aside: Knows what was rolled back or discarded.
            clock: Time.
        """
        self._folder = folder
        self._desk = desk
        self._aside = aside
        self._clock = clock
        self._seen: Signature | None = ()
        self._since = 0.0
        self._settled: Signature | None = ()

    async def run(self, stopping: asyncio.Event, tell: Tell) -> None:
        """Watches until `stopping` is set; an examination under way is then ended.

        Args:
            stopping: Set by whoever wants the service to end.
            tell: Tells the operators what becomes of an edit.
        """
        await go_on_until(stopping, self._watch(stopping, tell))

    async def look(self, tell: Tell) -> bool:
        """Looks at the folder once; what has been still for long enough, and is new, is considered.

        Args:
            tell: Tells the operators what becomes of an edit.

        Returns:
            Whether something was considered.
        """
        signature = await asyncio.to_thread(signature_of, self._folder)
        now = self._clock.elapsed()
        if signature != self._seen:
            self._seen, self._since = signature, now
            return False
        if signature == self._settled or now - self._since < STILL_SECONDS:
            return False
        self._settled = signature
        if signature is None:
            await tell(
                "book folder gone",
                f"The folder of the book, {self._folder}, has vanished. The edition that serves goes on serving.",
            )
            return True
        files = await asyncio.to_thread(files_in, self._folder)
        if await asyncio.to_thread(signature_of, self._folder) != signature:
            # Something was saved while it was read.
            self._settled = ()
            return False
        await self._consider(files, tell)
        return True

    async def _watch(self, stopping: asyncio.Event, tell: Tell) -> None:
        async for _ in self._moments(stopping):
            await self.look(tell)

    async def _moments(self, stopping: asyncio.Event) -> AsyncIterator[None]:
        """Yields when something was saved, and from time to time: a folder can be replaced without a word."""
        while not stopping.is_set():
            if self._folder.is_dir():
                watching = awatch(
                    self._folder, stop_event=stopping, rust_timeout=_LOOK_MILLISECONDS, yield_on_timeout=True
                )
                async for _ in watching:
                    yield
                    if not self._folder.is_dir():
                        break
            else:
                yield
                await self._clock.sleep(_MISSING_SECONDS)

    async def _consider(self, files: BookFiles, tell: Tell) -> None:
        if not files.faults and await self._waits(files, tell):
            return
        try:
            proposal = await self._desk.propose(files, who=WHO)
            await self._decide(proposal, tell)
        except ExaminationFailed as failure:
            await tell(f"edition {files.fingerprint} not examined", f"An edit was not examined. {failure}")
        except NotDone as refusal:
            if refusal.obstacle is Obstacle.MOVED:
                # Compared with what serves now, it may go.
                self._settled = ()
            _log.info("The folder was not published: %s", refusal)

    async def _waits(self, files: BookFiles, tell: Tell) -> bool:
        """Tells whether what the folder holds is to be left alone until somebody edits it or decides."""
        serving = await self._desk.serving_files()
        if serving is not None and serving.fingerprint == files.fingerprint:
            return True
        why = await self._aside.why_set_aside(files.fingerprint)
        if why is not None:
            _log.info("The folder holds edition %s, which was %s; it waits for an edit", files.edition, why)
            return True
        if any(one.fingerprint == files.fingerprint for one in await self._desk.editions()):
            await tell(
                f"edition {files.fingerprint} served before",
                f"The folder of the book holds edition {files.edition}, which served before, so it is not published "
                f"by itself. To let it serve again: `footguide rollback {files.edition}`.",
            )
            return True
        if any(
            one.edition == files.edition and serving is not None and one.compared_with == serving.edition
            for one in await self._desk.proposals()
        ):
            _log.info("The folder holds edition %s, which waits for an operator", files.edition)
            return True
        return False

    async def _decide(self, proposal: Proposal, tell: Tell) -> None:
        found = proposal.examination
        subject = f"edition {found.fingerprint}"
        if proposal.number is None:
            await tell(f"{subject} faulty", refused_in_words(proposal))
        elif found.loosens:
            await tell(f"{subject} looser", waiting_in_words(proposal))
        else:
            await self._desk.publish(proposal.number, who=WHO)
            await tell(f"{subject} published", f"Edition {proposal.edition} serves now; it loosens nothing.")


def refused_in_words(proposal: Proposal) -> str:
    """Returns what operators are told of an edit that was refused.

    Args:
        proposal: A proposal with faults.
    """
    faults = proposal.examination.faults
    more = len(faults) - MOST_FAULTS_TOLD
    return "\n".join(
        [
            "An edit of the book was refused, and the edition before serves on:",
            *(f"• {fault}" for fault in faults[:MOST_FAULTS_TOLD]),
            *([f"• and {more} more; `footguide check` and `footguide cases` list them all"] if more > 0 else []),
        ]
    )


def waiting_in_words(proposal: Proposal) -> str:
    """Returns what operators are told of an edit that waits for them.

    Args:
        proposal: A sound proposal that loosens safety rules.
    """
    looser = proposal.examination.looser
    more = len(looser) - MOST_FAULTS_TOLD
    return "\n".join(
        [
            f"Edition {proposal.edition} loosens safety rules, so it waits for an operator:",
            *(f"• {sentence}" for sentence in looser[:MOST_FAULTS_TOLD]),
            *([f"• and {more} more"] if more > 0 else []),
            "To publish it: /knowledge, or `footguide publish FOLDER --accept-looser`.",
        ]
    )


def signature_of(folder: Path) -> Signature | None:
    """Returns what changes when anything in a folder is saved; None where there is no such folder.

    Args:
        folder: The folder.
    """
    if not folder.is_dir():
        return None
    found = []
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place) / name
            try:
                now = path.stat()
            except OSError:
                # It went between the listing and the look; the next look tells.
                found.append((str(path), -1, -1, -1))
            else:
                found.append((str(path), now.st_size, now.st_mtime_ns, now.st_ino))
    return tuple(sorted(found))
