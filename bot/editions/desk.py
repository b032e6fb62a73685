"""Where operators propose, publish, discard and roll back editions; everything they do is written down.

The same desk stands behind the commands, the watched folder and the operators' chat. It moves the pointer in the
database and nothing else: every process that serves follows the pointer.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.editions.examination import Examination
from bot.editions.proposal import Proposal
from bot.knowledge.book_files import BookFiles
from bot.store import Action, KeptEdition, KeptFiles, KeptProposal, Move, Serving


class Obstacle(StrEnum):
    """Why something was not done."""

    FAULTY = "faulty"
    """The edition has faults, its proof failed or its cases did."""
    LOOSER = "looser"
    """It loosens a safety rule, and nobody said that this is meant."""
    MOVED = "moved"
    """Another edition serves than the one that it was compared with."""
    UNKNOWN = "unknown"
    """There is no such proposal or edition."""
    SAME = "same"
    """It serves already."""


class NotDone(Exception):
    """Something was refused; nothing was changed. The text says why and what to do.

    Attributes:
        obstacle: Why, for those who act on it.
    """

    def __init__(self, obstacle: Obstacle, words: str) -> None:
        super().__init__(words)
        self.obstacle = obstacle


Examine = Callable[[BookFiles, BookFiles | None], Awaitable[Examination]]
"""Examines an edition against the serving one, if any, beside this process."""


class EditionStore(Protocol):
    """The operations of `bot.store.Store` that the desk needs."""

    async def serving_edition(self) -> Serving | None:
        """Tells which edition serves."""

    async def edition_files(self, edition: str) -> Mapping[str, bytes] | None:
        """Gives the files of an edition."""

    async def editions(self) -> Sequence[KeptEdition]:
        """Lists the editions that can be served."""

    async def keep_proposal(self, files: KeptFiles, proposal: KeptProposal, action: Action) -> int:
        """Keeps a sound edition."""

    async def proposals(self) -> Sequence[KeptProposal]:
        """Lists what waits."""

    async def discard_proposal(self, number: int, action: Action) -> bool:
        """Takes a proposal away."""

    async def move_pointer(self, move: Move) -> bool:
        """Lets an edition serve."""

    async def why_set_aside(self, fingerprint: str) -> str | None:
        """Tells why a content is not served by itself: it was rolled back or discarded."""

    async def note_action(self, action: Action) -> None:
        """Writes an action down."""

    async def actions(self, limit: int) -> Sequence[Action]:
        """Lists what was done."""


class Desk:
    """What an operator can do with editions. `who` is an operator in a word or two, such as `operator 1001`."""

    def __init__(
        self,
        store: EditionStore,
        examine: Examine,
        now: Callable[[], datetime],
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        """Sets it up.

        Args:
            store: The database.
            examine: Examines an edition.
            now: Gives this moment, aware.
            moved: Called when the pointer was moved, so that the process that serves follows at once.
        """
        self._store = store
        self._examine = examine
        self._now = now
        self._moved = moved

    async def serving(self) -> Serving | None:
        """Tells which edition serves; None before the first start."""
        return await self._store.serving_edition()

    async def serving_files(self) -> BookFiles | None:
        """Gives the files of the serving edition, so that one of them can be replaced."""
        serving = await self._store.serving_edition()
        contents = None if serving is None else await self._store.edition_files(serving.edition)
        return None if contents is None else BookFiles.of(contents)

    async def propose(self, files: BookFiles, *, who: str, why: str = "") -> Proposal:
        """Examines an edition beside the bot, which takes a minute or two, and keeps it where it is sound.

        Args:
            files: The whole edition.
            who: Who proposes it.
            why: The reason in words; may be empty.

        Returns:
            The proposal. Where it has faults its number is None, and nothing of it was kept.

        Raises:
            NotDone: It is the edition that serves already.
            ExaminationFailed: It could not be examined.
        """
        serving = await self.serving_files()
        if serving is not None and serving.fingerprint == files.fingerprint and not files.faults:
            message = f"This is edition {files.edition}, which serves already. Nothing was changed."
            raise NotDone(Obstacle.SAME, message)
        examination = await self._examine(files, serving)
        against = examination.against
        now = self._now()
        if not examination.sound:
            count = len(examination.faults)
            await self._store.note_action(
                Action(now, who, "refused", f"{count} fault{'' if count == 1 else 's'}", against, files.edition)
            )
            return Proposal(None, who, now, examination)
        number = await self._store.keep_proposal(
            _kept(files),
            KeptProposal(0, files.edition, against, who, now, examination.model_dump_json()),
            Action(now, who, "proposed", why, against, files.edition),
        )
        return Proposal(number, who, now, examination)

    async def proposals(self) -> Sequence[Proposal]:
        """Lists what waits to be published or discarded, the oldest first."""
        return [_proposal(kept) for kept in await self._store.proposals()]

    async def publish(self, number: int, *, who: str, why: str = "", accept_looser: bool = False) -> Serving:
        """Lets a proposed edition serve.

        Args:
            number: The number of the proposal.
            who: Who publishes it.
            why: The reason in words; may be empty.
            accept_looser: Whether somebody has read by what it loosens safety rules, and means it.

        Raises:
            NotDone: There is no such proposal, it loosens a rule and nobody meant that, or another edition serves
                than the one that it was compared with.
        """
        kept = next((one for one in await self._store.proposals() if one.number == number), None)
        if kept is None:
            raise _gone(number)
        proposal = _proposal(kept)
        if proposal.examination.loosens and not accept_looser:
            message = (
                f"Edition {kept.edition} loosens {_count(len(proposal.examination.looser), 'safety rule')}. "
                "It is published only once somebody has read by what, and says that it is meant."
            )
            raise NotDone(Obstacle.LOOSER, message)
        what = "published, though looser" if proposal.examination.loosens else "published"
        action = Action(self._now(), who, what, why, kept.compared_with, kept.edition)
        if not await self._store.move_pointer(Move(kept.edition, kept.compared_with, action)):
            raise NotDone(Obstacle.MOVED, await self._moved_meanwhile(kept.compared_with))
        self._moved()
        return Serving(kept.edition, action.at)

    async def discard(self, number: int, *, who: str, why: str = "") -> None:
        """Takes a proposal away; the same content is not proposed by the watched folder again.

        Args:
            number: The number of the proposal.
            who: Who discards it.
            why: The reason in words; may be empty.

        Raises:
            NotDone: There is no such proposal.
        """
        kept = next((one for one in await self._store.proposals() if one.number == number), None)
        if kept is None or not await self._store.discard_proposal(
            number, Action(self._now(), who, "discarded", why, kept.compared_with, kept.edition)
        ):
            raise _gone(number)

    async def editions(self) -> Sequence[KeptEdition]:
        """Lists the editions that can be served, the one that was published last first."""
        return await self._store.editions()

    async def rolls_back_to(self) -> KeptEdition | None:
        """Tells where a rollback without a name leads: to the one that was published before the serving one.

        What was itself rolled back is passed over: a second rollback would else undo the first.
        """
        kept = list(await self._store.editions())
        place = next((number for number, one in enumerate(kept) if one.serves), len(kept))
        for one in kept[place + 1 :]:
            if await self._store.why_set_aside(one.fingerprint) is None:
                return one
        return None

    async def leads_back(self, to: str | None = None) -> tuple[str, str]:
        """Tells which edition serves, and to which one a rollback leads.

        Args:
            to: The edition, or the first letters of its id; the one before by default.

        Raises:
            NotDone: There is no such edition, or it serves already.
        """
        serving = await self._store.serving_edition()
        if serving is None:
            message = "No edition serves yet, so there is nothing to roll back."
            raise NotDone(Obstacle.UNKNOWN, message)
        edition = await self._earlier(to)
        if edition == serving.edition:
            message = f"Edition {edition} serves already. Nothing was changed."
            raise NotDone(Obstacle.SAME, message)
        return serving.edition, edition

    async def difference_of(self, to: str, against: str) -> Examination:
        """Tells what it changes for people if one kept edition serves in the place of another.

        Args:
            to: The edition that would serve.
            against: The edition that would serve no longer.

        Raises:
            NotDone: One of them is not kept any more.
            ExaminationFailed: They could not be compared.
        """
        files = [await self._store.edition_files(edition) for edition in (to, against)]
        if files[0] is None or files[1] is None:
            message = f"Edition {against if files[0] else to} is not kept any more, so nothing can be said about it."
            raise NotDone(Obstacle.UNKNOWN, message)
        return await self._examine(BookFiles.of(files[0]), BookFiles.of(files[1]))

    async def roll_back(
        self, to: str | None = None, *, who: str, why: str = "", expected: str | None = None
    ) -> Serving:
        """Lets an earlier edition serve again. What served so far is not proposed by the watched folder again.

        Args:
            to: The edition, or the first letters of its id; the one before by default.
            who: Who rolls back.
            why: The reason in words; may be empty.
            expected: The edition that the operator saw serving; whichever serves by default.

        Raises:
            NotDone: There is no such edition, it serves already, or another one serves than was expected.
        """
        serving, edition = await self.leads_back(to)
        action = Action(self._now(), who, "rolled back", why, serving, edition)
        if (expected or serving) != serving or not await self._store.move_pointer(
            Move(edition, serving, action, back=True)
        ):
            raise NotDone(Obstacle.MOVED, await self._moved_meanwhile(expected or serving))
        self._moved()
        return Serving(edition, action.at)

    async def note(self, *, who: str, what: str, why: str = "") -> None:
        """Writes down what an operator did beside editions.

        Args:
            who: Who did it.
            what: What, in a few words.
            why: The reason in words; may be empty.
        """
        await self._store.note_action(Action(self._now(), who, what, why))

    async def actions(self, limit: int = 20) -> Sequence[Action]:
        """Lists what was done to the book, the latest first.

        Args:
            limit: How many at most.
        """
        return await self._store.actions(limit)

    async def _earlier(self, to: str | None) -> str:
        if to is None:
            before = await self.rolls_back_to()
            if before is None:
                message = "There is no earlier edition to roll back to."
                raise NotDone(Obstacle.UNKNOWN, message)
            return before.edition
        found = [one.edition for one in await self._store.editions() if one.edition.startswith(to)]
        if len(found) != 1 or not to:
            there = "no edition" if not found else "more than one edition"
            message = f"There is {there} {to!r}; `footguide editions` lists them all."
            raise NotDone(Obstacle.UNKNOWN, message)
        return found[0]

    async def _moved_meanwhile(self, expected: str | None) -> str:
        serving = await self._store.serving_edition()
        last = await self._store.actions(1)
        who = f" ({last[0].who}: {last[0].what})" if last else ""
        now = "none" if serving is None else serving.edition
        return (
            f"Somebody else was quicker: edition {now} serves now{who}, and this was compared with "
            f"{expected or 'none'}. Nothing was changed. Look at what serves now, and propose it again."
        )


def _gone(number: int) -> NotDone:
    words = f"There is no proposal {number} any more: it was published, discarded or replaced by a newer one."
    return NotDone(Obstacle.UNKNOWN, words)


def _kept(files: BookFiles) -> KeptFiles:
    return KeptFiles(files.edition, files.fingerprint, files.contents)


def _proposal(kept: KeptProposal) -> Proposal:
    return Proposal(kept.number, kept.who, kept.made_at, Examination.model_validate_json(kept.examination))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
