"""Proves the serving edition with this program: after an upgrade it serves at once, and is examined beside the bot.

What one program proved says nothing about another one. Where the examination finds a fault, nobody is offered a
technique from that edition any more, until an operator publishes another one or rolls back; danger signs are told as
before.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.editions.desk import EditionStore, Examine
from bot.editions.examiner import ExaminationFailed
from bot.editions.folder import MOST_FAULTS_TOLD, Tell
from bot.editions.going_on import go_on_until
from bot.editions.program import program_version
from bot.knowledge.book_files import BookFiles
from bot.knowledge.fault import Fault
from bot.store import Action
from bot.telegram.clock import Clock, wait_for

_log = logging.getLogger(__name__)

WHO = "the proof"
"""Who acts, in the trail of what was done."""

LOOK_AGAIN = 2.0
"""Seconds until the serving edition is looked at again; a command beside the bot moves the pointer too."""

TRY_AGAIN = 3600.0
"""Seconds until an examination that could not be made is tried again."""

_ACTIONS_READ = 500


class State(StrEnum):
    """How things stand with the proof of the serving edition."""

    PROVED = "proved"
    OPEN = "open"
    """It is being examined, or could not be."""
    WITHHELD = "withheld"
    """It has faults, and nobody is offered a technique from it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with the serving edition.

    Attributes:
        edition: The edition.
        state: Whether this program has proved it.
        faults: What keeps it from being proved; empty where that was found before the last restart.
    """

    edition: str
    state: State
    faults: tuple[Fault, ...] = ()


class ProvingAgain:
    """Follows the serving edition, and sees to it that this program has proved it."""

    def __init__(
        self,
        store: EditionStore,
        examine: Examine,
        serving: Callable[[], str],
        withhold: Callable[[str], Awaitable[bool]],
        *,
        proved_before: Callable[[str], bool],
        clock: Clock,
        program: str | None = None,
    ) -> None:
        """Sets it up.

        Args:
            store: The database.
            examine: Examines an edition beside this process.
            serving: Gives the edition that serves in this process.
            withhold: Lets an edition offer no technique any more; gives whether it served still.
            proved_before: Tells of a fingerprint whether this program, or whoever made it, proved that book.
            clock: Time.
            program: Which program this is; its own version by default.
        """
        self._store = store
        self._examine = examine
        self._serving = serving
        self._withhold = withhold
        self._proved_before = proved_before
        self._clock = clock
        self._withheld = f"withheld: not proved by program {(program or program_version())[:12]}"
        self._standing = Standing("", State.OPEN)
        self._try_at = 0.0

    def standing(self) -> Standing:
        """Returns how things stand with the edition that serves at this moment."""
        edition = self._serving()
        return self._standing if self._standing.edition == edition else Standing(edition, State.OPEN)

    async def look_back(self) -> bool:
        """Withholds the serving edition at once where this program found before that it cannot be proved.

        Returns:
            Whether it did.
        """
        edition = self._serving()
        actions = await self._store.actions(_ACTIONS_READ)
        if not any(one.what == self._withheld and one.to_edition == edition for one in actions):
            return False
        if await self._withhold(edition):
            self._standing = Standing(edition, State.WITHHELD)
        return True

    async def run(self, stopping: asyncio.Event, tell: Tell) -> None:
        """Looks after the serving edition until `stopping` is set; an examination under way is then ended.

        Args:
            stopping: Set by whoever wants the service to end.
            tell: Tells the operators what was found.
        """
        await go_on_until(stopping, self._follow(stopping, tell))

    async def _follow(self, stopping: asyncio.Event, tell: Tell) -> None:
        while not stopping.is_set():
            await self.look(tell)
            await wait_for(stopping, LOOK_AGAIN, self._clock)

    async def look(self, tell: Tell) -> None:
        """Looks once at the edition that serves, and examines it where nobody knows how it stands.

        Args:
            tell: Tells the operators what was found.
        """
        edition = self._serving()
        if self._standing.edition == edition:
            if self._standing.state is not State.OPEN or self._clock.elapsed() < self._try_at:
                return
        elif await self.look_back():
            return
        self._standing = Standing(edition, State.OPEN)
        contents = await self._store.edition_files(edition)
        if contents is None:
            # It served for a moment, and is not kept any more.
            return
        files = await asyncio.to_thread(BookFiles.of, contents)
        if await asyncio.to_thread(self._proved_before, files.fingerprint):
            self._standing = Standing(edition, State.PROVED)
            return
        _log.info("Edition %s was never proved by this program; that is done now, while it serves", edition)
        try:
            found = await self._examine(files, None)
        except ExaminationFailed as failure:
            self._try_at = self._clock.elapsed() + TRY_AGAIN
            words = f"Edition {edition} serves, and this program could not prove it. {failure}"
            await tell(f"edition {edition} not proved", f"{words} It is tried again in an hour.")
            return
        if found.sound:
            _log.info("Edition %s is proved", edition)
            self._standing = Standing(edition, State.PROVED)
        else:
            await self._found_faulty(edition, found.faults, tell)

    async def _found_faulty(self, edition: str, faults: tuple[Fault, ...], tell: Tell) -> None:
        if not await self._withhold(edition):
            # Another edition serves by now, and is looked at next.
            return
        self._standing = Standing(edition, State.WITHHELD, faults)
        count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
        await self._store.note_action(Action(self._clock.now(), WHO, self._withheld, count, edition, edition))
        await tell(f"edition {edition} withheld", withheld_in_words(edition, faults))


def withheld_in_words(edition: str, faults: tuple[Fault, ...]) -> str:
    """Returns what operators are told of an edition that serves and cannot be proved.

    Args:
        edition: The edition.
        faults: What was found.
    """
    more = len(faults) - MOST_FAULTS_TOLD
    meanwhile = "Danger signs are asked about and told as before, and nobody is offered a technique"
    return "\n".join(
        [
            f"This program cannot prove edition {edition}, which serves.",
            f"{meanwhile} until you publish a mended edition or roll back:",
            *(f"• {fault}" for fault in faults[:MOST_FAULTS_TOLD]),
            *([f"• and {more} more; `footguide check` and `footguide cases` list them all"] if more > 0 else []),
        ]
    )
