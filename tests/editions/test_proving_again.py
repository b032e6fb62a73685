"""After an upgrade the edition serves at once and is proved beside the bot; one that fails offers no technique any more."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.editions.examination import Examination, Played, Proved
from bot.editions.examiner import ExaminationFailed
from bot.editions.memory import Memory
from bot.editions.proving_again import TRY_AGAIN, ProvingAgain, State
from bot.editions.starting import proved_before
from bot.knowledge.book import Book
from bot.knowledge.book_files import BookFiles, files_in
from bot.knowledge.withholding import as_written, withheld
from bot.language.catalogues import shipped_catalogues
from bot.running import not_proved
from bot.store import Action, KeptFiles, Move, SqliteStore
from tests.conftest import SUNDAY_MORNING
from tests.conversations.walking import (
    HEALTHY,
    heel_pain_in_practice,
    heel_pain_to_plan,
    one_leg_swollen,
    press_everything_old,
)
from tests.editions.examined import FAULT, Examiner, book_of
from tests.telegram.moved_clock import MovedClock

OLD, GOOD, NEW = book_of("does not prove any more"), book_of("proves still"), book_of("mended")
REASON = "I am being checked after an update."


class Upgraded:
    """A bot that was started anew with another program."""

    def __init__(self, store: SqliteStore, examiner: Examiner, program: str = "new") -> None:
        self.serves = OLD.edition
        self.withheld: list[str] = []
        self.told: list[str] = []
        self.proved: set[str] = set()
        self.clock = MovedClock()
        self.fails = False
        self.meanwhile: Callable[[], None] = lambda: None
        self._examiner = examiner
        self.proving = ProvingAgain(
            store,
            self._examine,
            lambda: self.serves,
            self._withhold,
            proved_before=lambda fingerprint: fingerprint in self.proved,
            clock=self.clock,
            program=program,
        )

    async def looks(self) -> State:
        """Looks once and gives how things stand."""
        await self.proving.look(self._tell)
        return self.proving.standing().state

    async def _tell(self, subject: str, sentence: str) -> None:
        assert subject
        self.told.append(sentence)

    async def _withhold(self, edition: str) -> bool:
        if edition != self.serves:
            return False
        self.withheld.append(edition)
        return True

    async def _examine(self, files: BookFiles, against: BookFiles | None) -> Examination:
        self.meanwhile()
        if self.fails:
            message = "The examination took too long."
            raise ExaminationFailed(message)
        return await self._examiner(files, against)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    async with await SqliteStore.open(tmp_path / "bot.db") as opened:
        before = None
        for files in (NEW, GOOD, OLD):
            kept = KeptFiles(files.edition, files.fingerprint, files.contents)
            at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=1)
            assert await opened.move_pointer(Move(files.edition, before, Action(at, "operator 1", "published"), kept))
            before = files.edition
        yield opened


@pytest.fixture
def examiner() -> Examiner:
    return Examiner(faulty={"does not prove any more": (FAULT,)})


@pytest.fixture
def upgraded(store: SqliteStore, examiner: Examiner) -> Upgraded:
    return Upgraded(store, examiner)


async def test_what_serves_is_proved_again_once(upgraded: Upgraded, examiner: Examiner) -> None:
    upgraded.serves = GOOD.edition
    assert upgraded.proving.standing().state is State.OPEN
    for _ in range(3):
        assert await upgraded.looks() is State.PROVED
    assert examiner.asked == [(GOOD.edition, None)]
    assert (upgraded.withheld, upgraded.told) == ([], [])


async def test_what_this_program_proved_is_not_proved_again(upgraded: Upgraded, examiner: Examiner) -> None:
    upgraded.proved.add(OLD.fingerprint)
    assert await upgraded.looks() is State.PROVED
    assert examiner.asked == []


async def test_what_does_not_prove_is_withheld_and_told_and_written_down(
    upgraded: Upgraded, store: SqliteStore
) -> None:
    for _ in range(3):
        assert await upgraded.looks() is State.WITHHELD
    assert upgraded.withheld == [OLD.edition]
    assert upgraded.proving.standing().faults == (FAULT,)
    (told,) = upgraded.told
    assert f"cannot prove edition {OLD.edition}" in told
    assert "nobody is offered a technique until you publish a mended edition or roll back" in told
    assert str(FAULT) in told
    action = (await store.actions(1))[0]
    assert (action.who, action.what, action.why) == ("the proof", "withheld: not proved by program new", "1 fault")


async def test_it_is_withheld_from_the_first_moment_after_a_restart_and_by_that_program_alone(
    upgraded: Upgraded, store: SqliteStore, examiner: Examiner
) -> None:
    await upgraded.looks()
    again = Upgraded(store, examiner)
    assert await again.proving.look_back()
    assert again.withheld == [OLD.edition]
    assert await again.looks() is State.WITHHELD
    assert len(examiner.asked) == 1
    newer = Upgraded(store, Examiner(), program="newer")
    assert not await newer.proving.look_back()
    assert await newer.looks() is State.PROVED
    assert newer.withheld == []


async def test_the_edition_that_is_published_instead_is_not_withheld(upgraded: Upgraded) -> None:
    await upgraded.looks()
    upgraded.serves = NEW.edition
    assert upgraded.proving.standing().state is State.OPEN
    assert await upgraded.looks() is State.PROVED
    upgraded.serves = OLD.edition
    assert await upgraded.looks() is State.WITHHELD
    assert upgraded.withheld == [OLD.edition, OLD.edition]


async def test_what_was_found_of_an_edition_that_no_longer_serves_withholds_nothing(upgraded: Upgraded) -> None:
    def publish() -> None:
        upgraded.serves = NEW.edition

    upgraded.meanwhile = publish
    await upgraded.looks()
    assert (upgraded.withheld, upgraded.told) == ([], [])
    assert await upgraded.looks() is State.PROVED


async def test_an_examination_that_cannot_be_made_is_told_and_tried_again(upgraded: Upgraded) -> None:
    upgraded.serves = GOOD.edition
    upgraded.fails = True
    assert await upgraded.looks() is State.OPEN
    assert "could not prove it. The examination took too long." in upgraded.told[0]
    upgraded.fails = False
    assert await upgraded.looks() is State.OPEN
    upgraded.clock.move(TRY_AGAIN)
    assert await upgraded.looks() is State.PROVED


async def test_it_ends_in_the_middle_of_an_examination(store: SqliteStore) -> None:
    begun = asyncio.Event()

    async def examine(files: BookFiles, against: BookFiles | None) -> Examination:
        del files, against
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def tell(subject: str, sentence: str) -> None:
        raise AssertionError(subject, sentence)

    async def withhold(edition: str) -> bool:
        raise AssertionError(edition)

    proving = ProvingAgain(
        store, examine, lambda: OLD.edition, withhold, proved_before=lambda _: False, clock=MovedClock()
    )
    stopping = asyncio.Event()
    async with asyncio.timeout(30):
        running = asyncio.create_task(proving.run(stopping, tell))
        await begun.wait()
        stopping.set()
        await running


def test_what_was_proved_before_is_the_shipped_book_or_in_the_memory(tmp_path: Path) -> None:
    memory, shipped = Memory([tmp_path], program="this"), tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "book.yaml").write_text("shipped")
    at = datetime(2026, 3, 1, tzinfo=UTC)
    assert proved_before(memory, shipped, files_in(shipped).fingerprint)
    assert not proved_before(memory, shipped, OLD.fingerprint)
    memory.remember(OLD.fingerprint, Proved(worlds=1, pieces={}, seconds=1, at=at))
    # Its cases were not played.
    assert not proved_before(memory, shipped, OLD.fingerprint)
    memory.remember(OLD.fingerprint, Played(cases=1, seconds=1, at=at))
    assert proved_before(memory, shipped, OLD.fingerprint)
    assert not proved_before(Memory([tmp_path], program="another"), shipped, OLD.fingerprint)


@pytest.fixture
def withholding(book: Book) -> Conversation:
    catalogues = shipped_catalogues()
    return Conversation(withheld(book, not_proved(catalogues.of(""))), catalogues)


def test_a_healthy_person_is_offered_nothing_and_told_why(withholding: Conversation) -> None:
    chat = Chat(withholding, SUNDAY_MORNING)
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Heel or sole")
    for answer in HEALTHY:
        chat.taps_on(answer)
    chat.taps_on("4").taps_on("2 to 6 weeks").taps_on("First steps after rest").taps_on("No")
    chat.taps_on("Mornings, 10")
    assert REASON in chat.screen.text
    assert chat.session.plan is None
    press_everything_old(chat)
    assert chat.shown_techniques() == []


def test_somebody_with_a_cramp_is_offered_nothing(chat: Chat, withholding: Conversation) -> None:
    heel_pain_to_plan(chat).types("/start")
    chat.conversation = withholding
    before = len(chat.seen)
    chat.taps_on("A cramp right now").taps_on("None of these").taps_on("No")
    assert REASON in chat.screen.text
    assert chat.shown_techniques(before) == []


def test_danger_signs_are_told_as_before(withholding: Conversation) -> None:
    chat = Chat(withholding, SUNDAY_MORNING)
    chat.types("/start").types("my chest hurts and i cant breathe")
    assert chat.turns[-1].stop
    calf = one_leg_swollen(Chat(withholding, SUNDAY_MORNING))
    assert calf.turns[-1].stop
    assert "This needs a medical check **today**." in calf.screen.text


def test_whoever_is_in_a_routine_is_shown_no_further_step(chat: Chat, withholding: Conversation) -> None:
    heel_pain_in_practice(chat)
    assert chat.stored is not None
    assert not withholding.may_show(chat.stored, chat.screen, chat.now)
    before = len(chat.seen)
    chat.conversation = withholding
    chat.taps_on("Skip")
    assert chat.shown_techniques(before) == []
    assert chat.session.practice is None


def test_what_operators_see_is_the_edition_as_it_is_written(book: Book, withholding: Conversation) -> None:
    assert len(withholding.book.cautions) == len(book.cautions) + 1
    written = as_written(withholding.book)
    assert (dict(written.cautions), written.unsigned, written.edition) == (
        dict(book.cautions), book.unsigned, book.edition,
    )  # fmt: skip
    assert as_written(book) is book
