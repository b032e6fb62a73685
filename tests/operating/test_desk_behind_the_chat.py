"""What operators ask for is really done: with the database, the desk of editions and the files that they send."""

import io
import zipfile
from base64 import b64decode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.dialogue.operating.wishes import (
    Archive,
    Back,
    BackDifference,
    Difference,
    Done,
    Drafts,
    Examined,
    History,
    NotDone,
    Numbers,
    Overview,
    ParkedList,
    Report,
    Wish,
    read_report,
)
from bot.dialogue.turn import Tally
from bot.editions.desk import Desk
from bot.editions.proving_again import Standing, State
from bot.knowledge.book import Book
from bot.service.operating import OperatorWorks
from bot.store import SqliteStore
from tests.editions.examined import FAULT, Clock, Examiner, book_of
from tests.store.working import NOW, commit, turn, work
from tests.telegram.moved_clock import MovedClock

ONE, TWO, BAD, LOOSE = (book_of(text) for text in ("one", "two", "bad", "loose"))
OPERATOR = 1001


class Office:
    """An operator's office: what is wanted goes in, what came of it comes out."""

    def __init__(self, store: SqliteStore, book: Book) -> None:
        self.examiner = Examiner(faulty={"bad": (FAULT,)}, looser={"loose": ("Scraping is allowed.",)})
        self.desk = Desk(store, self.examiner, Clock())
        self.files: dict[str, bytes] = {}
        self.told: list[tuple[int, str]] = []
        self.clock = MovedClock()
        self.standing = Standing(book.edition, State.PROVED)
        self.works = OperatorWorks(
            self.desk, store, lambda: book, fetch=self._fetch, tell_others=self._tell, clock=self.clock,
            standing=lambda: self.standing,
        )  # fmt: skip

    async def wants(self, does: str, **more: object) -> Report:
        """Asks for something as an operator."""
        wish = Wish.model_validate({"does": does, **more})
        return read_report(await self.works(OPERATOR, wish.model_dump_json()))

    async def proposes(self, content: bytes, name: str = "book.yaml") -> Report:
        """Sends a file."""
        self.files["f"] = content
        return await self.wants("propose", file="f", name=name)

    async def _fetch(self, file: str) -> bytes:
        return self.files[file]

    async def _tell(self, chat: int, sentence: str) -> int:
        self.told.append((chat, sentence))
        return 2


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    async with await SqliteStore.open(tmp_path / "bot.db") as opened:
        yield opened


@pytest.fixture
async def office(store: SqliteStore, book: Book) -> Office:
    office = Office(store, book)
    proposal = await office.desk.propose(ONE, who="the start")
    assert proposal.number is not None
    await office.desk.publish(proposal.number, who="the start")
    return office


async def test_a_file_is_checked_against_what_serves_and_published(office: Office) -> None:
    found = await office.proposes(TWO.contents["book.yaml"])
    assert isinstance(found, Examined)
    assert (found.against, found.edition, found.faults) == (ONE.edition, TWO.edition, ())
    drafts = await office.wants("drafts")
    assert isinstance(drafts, Drafts)
    assert [draft.number for draft in drafts.drafts] == [found.number]
    assert isinstance(await office.wants("difference", number=found.number), Difference)
    done = await office.wants("publish", number=found.number, edition=TWO.edition, why="minutes of May")
    assert done == Done(what="published", edition=TWO.edition, before=ONE.edition, others=2)
    assert office.told == [(OPERATOR, f"Operator 1001 has published edition {TWO.edition}. Why: minutes of May")]
    history = await office.wants("history")
    assert isinstance(history, History)
    assert (history.lines[0].who, history.lines[0].why) == ("operator 1001", "minutes of May")


async def test_a_publication_that_is_done_twice_is_one(office: Office) -> None:
    found = await office.proposes(TWO.contents["book.yaml"])
    assert isinstance(found, Examined)
    wish = {"number": found.number, "edition": TWO.edition, "why": "once"}
    await office.wants("publish", **wish)
    assert await office.wants("publish", **wish) == Done(what="published", edition=TWO.edition)
    assert len(office.told) == 1


async def test_mistakes_and_odd_files_are_refused_and_nothing_changes(office: Office) -> None:
    found = await office.proposes(BAD.contents["book.yaml"])
    assert isinstance(found, Examined)
    assert (found.number, len(found.faults)) == (None, 1)
    assert found.shown == (FAULT.on_a_phone(),)
    for content, name in (
        (b"not a zip", "draft.zip"),
        (b"text", "notes.txt"),
        (b"text", "../book.yaml"),
        (b"x" * 4_000_000, "book.yaml"),
    ):
        refused = await office.proposes(content, name)
        assert isinstance(refused, NotDone), name
    serving = await office.desk.serving()
    assert serving is not None
    assert serving.edition == ONE.edition


async def test_what_is_looser_is_not_published_by_the_desk_either(office: Office) -> None:
    found = await office.proposes(LOOSE.contents["book.yaml"])
    assert isinstance(found, Examined)
    assert found.looser == 1
    wish = {"number": found.number, "edition": LOOSE.edition, "why": "meant"}
    assert isinstance(await office.wants("publish", **wish), NotDone)
    assert isinstance(await office.wants("publish", **wish, looser=True), Done)


async def test_a_rollback_names_the_edition_that_was_seen(office: Office) -> None:
    found = await office.proposes(TWO.contents["book.yaml"])
    assert isinstance(found, Examined)
    await office.wants("publish", number=found.number, edition=TWO.edition, why="new")
    wish = {"edition": ONE.edition, "why": "wrong"}
    assert isinstance(await office.wants("roll_back", **wish, expected="somethingelse"), NotDone)
    done = await office.wants("roll_back", **wish, expected=TWO.edition)
    assert done == Done(what="rolled_back", edition=ONE.edition, before=TWO.edition, others=2)


async def test_where_a_rollback_leads_and_what_it_changes(office: Office) -> None:
    assert await office.wants("back") == NotDone(words="There is no earlier edition to roll back to.")
    found = await office.proposes(TWO.contents["book.yaml"])
    assert isinstance(found, Examined)
    await office.wants("publish", number=found.number, edition=TWO.edition, why="new")
    back = Back(edition=ONE.edition, expected=TWO.edition)
    assert await office.wants("back") == await office.wants("back", edition=ONE.edition[:5]) == back
    assert await office.wants("back", edition=ONE.edition, expected="seen") == Back(
        edition=ONE.edition, expected="seen"
    )
    assert isinstance(await office.wants("back", edition="zz"), NotDone)
    assert isinstance(await office.wants("back", edition=TWO.edition), NotDone)
    differs = {"edition": ONE.edition, "expected": TWO.edition}
    assert await office.wants("back_difference", **differs) == BackDifference(edition=ONE.edition, difference="")
    assert office.examiner.asked[-1] == (ONE.edition, TWO.edition)
    # It is told just so where somebody has rolled back meanwhile.
    await office.wants("roll_back", **differs, why="wrong")
    assert isinstance(await office.wants("back_difference", **differs), BackDifference)
    assert isinstance(await office.wants("back_difference", edition="gone", expected=TWO.edition), NotDone)


async def test_a_draft_is_thrown_away(office: Office) -> None:
    found = await office.proposes(TWO.contents["book.yaml"])
    assert isinstance(found, Examined)
    assert await office.wants("discard", number=found.number) == Done(what="discarded", edition=TWO.edition)
    assert isinstance(await office.wants("discard", number=found.number), NotDone)
    assert await office.wants("drafts") == Drafts(drafts=())


async def test_the_files_that_serve_can_be_sent_back_as_they_came(office: Office) -> None:
    found = await office.wants("files")
    assert isinstance(found, Archive)
    content = b64decode(found.zip)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(ONE.contents)
    again = await office.proposes(content, "draft.zip")
    assert isinstance(again, NotDone)
    assert "serves already" in again.words


async def test_counts_and_the_overview_come_from_the_database(office: Office, store: SqliteStore) -> None:
    session = '{"stage": {"name": "question"}, "reminders": {"schedules": [{}, {}]}}'
    tallies = (Tally("outcome", "selfcare"), Tally("outcome", "selfcare"), Tally("practice", "heel_pain_morning"))
    await commit(store, work(5, turn(tallies=tallies), session=session), now=NOW)
    office.clock.move((NOW - office.clock.now()).total_seconds())
    found = await office.wants("stats")
    assert isinstance(found, Numbers)
    assert found.tallies == (("outcome", "selfcare", 2), ("practice", "heel_pain_morning", 1))
    assert (found.now["people"], found.now["in an interview"], found.now["reminders set"]) == (1, 1, 2)
    overview = await office.wants("overview")
    assert isinstance(overview, Overview)
    assert (overview.now["in a practice"], overview.drafts, overview.counts["cases"] > 900) == (0, 0, True)


async def test_parked_updates_are_handled_and_that_is_written_down(office: Office) -> None:
    found = await office.wants("parked")
    assert found == ParkedList(lines=())
    assert await office.wants("retry", number=7) == ParkedList(lines=(), said="There is nothing to retry under 7.")
    assert await office.wants("drop", number=7) == ParkedList(lines=(), said="There is no number 7.")
    assert all("parked" not in action.what for action in await office.desk.actions())


async def test_the_overview_tells_who_published_what_was_refused_since_and_how_the_proof_stands(
    office: Office,
) -> None:
    found = await office.proposes(TWO.contents["book.yaml"])
    assert isinstance(found, Examined)
    await office.wants("publish", number=found.number, edition=TWO.edition, why="new")
    overview = await office.wants("overview")
    assert isinstance(overview, Overview)
    assert (overview.by, overview.refused, overview.proof, overview.faults) == ("operator 1001", None, "proved", ())
    await office.proposes(BAD.contents["book.yaml"])
    office.standing = Standing(TWO.edition, State.WITHHELD, (FAULT,))
    overview = await office.wants("overview")
    assert isinstance(overview, Overview)
    assert overview.by == "operator 1001"
    assert overview.refused is not None
    assert (overview.refused.who, overview.refused.why) == ("operator 1001", "1 fault")
    assert (overview.proof, overview.faults) == ("withheld", (FAULT.on_a_phone(),))
