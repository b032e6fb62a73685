"""Does what operators ask for in their chats: fetches their files, works the desk of editions, and counts."""

import asyncio
import io
import zipfile
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.dialogue.events import ChatId
from bot.dialogue.operating.wishes import (
    Archive,
    Back,
    BackDifference,
    Difference,
    Done,
    Draft,
    Drafts,
    Examined,
    History,
    HistoryLine,
    NotDone,
    Numbers,
    Overview,
    ParkedLine,
    ParkedList,
    Report,
    Wish,
    read_wish,
)
from bot.editions.desk import Desk, Obstacle
from bot.editions.desk import NotDone as Refused
from bot.editions.examiner import ExaminationFailed
from bot.editions.incoming import FilesRefused, from_zip, with_file
from bot.editions.proposal import Proposal
from bot.editions.proving_again import Standing
from bot.knowledge.book import Book
from bot.knowledge.book_files import BookFiles
from bot.knowledge.counting import counts_of
from bot.store import Action, Store
from bot.telegram.clock import Clock

LONGEST_SECONDS = 1200.0
"""How long one wish may take: an examination takes a minute or two, on a busy machine more."""

COUNTED_FOR = timedelta(days=30)
"""What counts reach back to."""

_MOST_ACTIONS = 20
_LATEST_ACTIONS = 200

Fetch = Callable[[str], Awaitable[bytes]]
"""Fetches a file that was sent, by Telegram's name for it."""

TellOthers = Callable[[ChatId, str], Awaitable[int]]
"""Tells all operators but one a sentence; gives how many that were."""


@dataclass(frozen=True, slots=True)
class Operating:
    """What the service needs to let operators keep the book.

    Attributes:
        desk: Where editions are proposed and published.
        book: Gives the book that serves in this process.
        standing: Tells whether this program has proved it.
    """

    desk: Desk
    book: Callable[[], Book]
    standing: Callable[[], Standing]


@dataclass(frozen=True, slots=True)
class OperatorWorks:
    """What is done for operators.

    Attributes:
        desk: Where editions are proposed and published.
        store: The database.
        book: Gives the book that serves in this process.
        fetch: Fetches a file that was sent.
        tell_others: Tells the other operators.
        clock: Time.
        standing: Tells whether this program has proved the book that serves.
    """

    desk: Desk
    store: Store
    book: Callable[[], Book]
    fetch: Fetch
    tell_others: TellOthers
    clock: Clock
    standing: Callable[[], Standing]

    async def __call__(self, chat: ChatId, payload: str) -> str:
        """Does what an operator wants and gives the report as text.

        It may be done twice, where the process ended on the way: the desk then says that it was done.

        Args:
            chat: The chat of the operator.
            payload: The wish.
        """
        wish = read_wish(payload)
        try:
            report = await self._does(wish)(chat, wish)
        except (Refused, FilesRefused, ExaminationFailed) as refusal:
            report = NotDone(words=str(refusal))
        return report.model_dump_json()

    def _does(self, wish: Wish) -> Callable[[ChatId, Wish], Awaitable[Report]]:
        return {
            "overview": self._overview,
            "history": self._history,
            "drafts": self._drafts,
            "files": self._files,
            "propose": self._propose,
            "difference": self._difference,
            "publish": self._publish,
            "discard": self._discard,
            "back": self._back,
            "back_difference": self._back_difference,
            "roll_back": self._roll_back,
            "stats": self._stats,
            "parked": self._parked,
            "retry": self._retry,
            "drop": self._drop,
        }[wish.does]

    # -- looking ---------------------------------------------------------------------------------------

    async def _overview(self, _: ChatId, __: Wish) -> Report:
        book, serving, back = self.book(), await self.desk.serving(), await self.desk.rolls_back_to()
        done = await self.desk.actions(_LATEST_ACTIONS)
        moved = next((one for one in done if serving is not None and one.at == serving.since), None)
        refused = done[0] if done and done[0].what == "refused" else None
        standing = self.standing()
        return Overview(
            edition=book.edition,
            since=None if serving is None else serving.since,
            by="" if moved is None else moved.who,
            proof=standing.state.value,
            faults=tuple(fault.on_a_phone() for fault in standing.faults),
            refused=None if refused is None else _line(refused),
            counts=counts_of(book),
            unsigned=book.unsigned,
            drafts=len(await self.desk.proposals()),
            back_to="" if back is None else back.edition,
            now=dict((await self.store.statistics(self.clock.now().date())).now),
        )

    async def _history(self, _: ChatId, __: Wish) -> Report:
        lines = tuple(_line(one) for one in await self.desk.actions(_MOST_ACTIONS))
        return History(lines=lines, editions=tuple(kept.edition for kept in await self.desk.editions()))

    async def _drafts(self, _: ChatId, __: Wish) -> Report:
        return Drafts(drafts=tuple(map(_draft, await self.desk.proposals())))

    async def _files(self, _: ChatId, __: Wish) -> Report:
        files = await self._serving_files()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(files.contents.items()):
                archive.writestr(name, content)
        return Archive(edition=files.edition, zip=b64encode(packed.getvalue()).decode())

    async def _stats(self, _: ChatId, __: Wish) -> Report:
        found = await self.store.statistics((self.clock.now() - COUNTED_FOR).date())
        return Numbers(now=dict(found.now), since=found.since, tallies=found.tallies)

    # -- editions --------------------------------------------------------------------------------------

    async def _propose(self, chat: ChatId, wish: Wish) -> Report:
        content = await self.fetch(wish.file)
        serving = await self._serving_files()
        unpack = partial(from_zip, content, serving)
        if not wish.name.casefold().endswith(".zip"):
            unpack = partial(with_file, serving, wish.name, content)
        # Unpacking and hashing take long enough to be felt by whoever chats just now.
        files = await asyncio.to_thread(unpack)
        proposal = await self.desk.propose(files, who=_who(chat), why=wish.why)
        now = (await self.store.statistics(self.clock.now().date())).now
        return _examined(proposal, wish.name, dict(now))

    async def _difference(self, _: ChatId, wish: Wish) -> Report:
        found = next((one for one in await self.desk.proposals() if one.number == wish.number), None)
        if found is None:
            return NotDone(words=f"There is no proposal {wish.number} any more. /knowledge shows what waits.")
        text = found.examination.in_full or "Nothing changes for patients."
        return Difference(number=wish.number, edition=found.edition, text=text)

    async def _publish(self, chat: ChatId, wish: Wish) -> Report:
        before = await self.desk.serving()
        if before is not None and before.edition == wish.edition:
            # Done already by a try that ended before it could say so.
            return Done(what="published", edition=wish.edition)
        serving = await self.desk.publish(wish.number, who=_who(chat), why=wish.why, accept_looser=wish.looser)
        others = await self.tell_others(
            chat, f"{_who(chat).capitalize()} has published edition {serving.edition}. Why: {wish.why}"
        )
        return Done(
            what="published", edition=serving.edition, before="" if before is None else before.edition, others=others
        )

    async def _discard(self, chat: ChatId, wish: Wish) -> Report:
        found = next((one for one in await self.desk.proposals() if one.number == wish.number), None)
        await self.desk.discard(wish.number, who=_who(chat), why=wish.why)
        return Done(what="discarded", edition="" if found is None else found.edition)

    async def _back(self, _: ChatId, wish: Wish) -> Report:
        serving, edition = await self.desk.leads_back(wish.edition or None)
        return Back(edition=edition, expected=wish.expected or serving)

    async def _back_difference(self, _: ChatId, wish: Wish) -> Report:
        found = await self.desk.difference_of(wish.edition, wish.expected)
        faults = tuple(fault.on_a_phone() for fault in found.faults)
        return BackDifference(edition=wish.edition, faults=faults, difference=found.on_a_phone)

    async def _roll_back(self, chat: ChatId, wish: Wish) -> Report:
        before = await self.desk.serving()
        if before is not None and before.edition == wish.edition:
            return Done(what="rolled_back", edition=wish.edition)
        serving = await self.desk.roll_back(
            wish.edition, who=_who(chat), why=wish.why, expected=wish.expected or None
        )
        others = await self.tell_others(
            chat, f"{_who(chat).capitalize()} has rolled back to edition {serving.edition}. Why: {wish.why}"
        )
        return Done(
            what="rolled_back", edition=serving.edition, others=others,
            before="" if before is None else before.edition,
        )  # fmt: skip

    async def _serving_files(self) -> BookFiles:
        files = await self.desk.serving_files()
        if files is None:
            message = "No edition serves from the database yet, so there is nothing to change or to send."
            raise Refused(Obstacle.UNKNOWN, message)
        return files

    # -- parked updates --------------------------------------------------------------------------------

    async def _parked(self, _: ChatId, __: Wish) -> Report:
        return await self._parked_after("")

    async def _retry(self, chat: ChatId, wish: Wish) -> Report:
        asked = await self.store.retry_parked(wish.number)
        if asked:
            await self.desk.note(who=_who(chat), what=f"retried parked update {wish.number}")
        return await self._parked_after(
            f"Number {wish.number} is worked again." if asked else f"There is nothing to retry under {wish.number}."
        )

    async def _drop(self, chat: ChatId, wish: Wish) -> Report:
        dropped = await self.store.drop_parked(wish.number)
        if dropped:
            await self.desk.note(who=_who(chat), what=f"dropped parked update {wish.number}")
        return await self._parked_after(
            f"Number {wish.number} is gone." if dropped else f"There is no number {wish.number}."
        )

    async def _parked_after(self, said: str) -> ParkedList:
        lines = tuple(
            ParkedLine(number=one.id, chat=one.chat, reason=one.reason, at=one.at, kept=one.content is not None)
            for one in await self.store.parked()
        )
        return ParkedList(lines=lines, said=said)


def _who(chat: ChatId) -> str:
    return f"operator {chat}"


def _line(action: Action) -> HistoryLine:
    return HistoryLine(
        at=action.at, who=action.who, what=action.what, why=action.why, edition=action.to_edition or ""
    )


def _draft(proposal: Proposal) -> Draft:
    return Draft(
        number=proposal.number or 0,
        edition=proposal.edition,
        who=proposal.who,
        at=proposal.made_at,
        looser=len(proposal.examination.looser),
    )


def _examined(proposal: Proposal, name: str, now: dict[str, int]) -> Examined:
    found = proposal.examination
    return Examined(
        number=proposal.number,
        edition=proposal.edition,
        against=found.against or "",
        name=name,
        faults=tuple(fault.in_full() for fault in found.faults),
        shown=tuple(fault.on_a_phone() for fault in found.faults),
        now=now,
        worlds=0 if found.proof is None else found.proof.worlds,
        cases=0 if found.cases is None else found.cases.cases,
        looser=len(found.looser),
        difference=found.on_a_phone,
        unsigned=found.unsigned,
    )
