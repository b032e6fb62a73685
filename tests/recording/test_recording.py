"""A chat becomes a patient case that comes out as the chat did, and reads like the cases of the book."""

import asyncio
from pathlib import Path

import pytest

from bot.cases.chat import Chat
from bot.cases.player import play_in_chat
from bot.cases.recording import NothingToRecord, differences, recorded_case, written
from bot.cli import main
from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case
from bot.knowledge.yaml_reading import Document
from bot.store import SqliteStore
from tests.conversations.walking import heel_pain_to_plan, one_leg_swollen
from tests.store.working import commit, turn, work


def test_chats_of_many_people_are_recorded_and_come_out_the_same(book: Book, conversation: Conversation) -> None:
    recorded = 0
    for case in [case for case in book.cases if not case.later][::31]:
        _, chat = play_in_chat(case, conversation)
        try:
            found = recorded_case(chat.session, book, chat.now, case.case)
        except NothingToRecord:
            continue
        assert differences(found, conversation) == (), case.case
        recorded += 1
    assert recorded > 20


def test_it_is_written_as_the_book_writes_cases(book: Book, chat: Chat) -> None:
    heel_pain_to_plan(chat)
    case = recorded_case(chat.session, book, chat.now, "a heel: worst with the first steps")
    text = written(case)
    assert text.startswith('- case: "a heel: worst with the first steps"\n  answers: {complaint: heel_or_sole')
    assert "triage: selfcare" in text
    assert [Case.model_validate(entry) for entry in Document("cases.yaml", text).data] == [case]


def test_a_stop_is_recorded_with_its_lock(book: Book, chat: Chat) -> None:
    one_leg_swollen(chat)
    case = recorded_case(chat.session, book, chat.now, "one leg")
    assert (case.expect.triage, case.expect.lock, case.expect.offers) == ("urgent", "dvt_possible", ())


def test_a_chat_that_came_to_nothing_says_so(book: Book, chat: Chat) -> None:
    chat.types("/start")
    with pytest.raises(NothingToRecord, match="nobody has agreed"):
        recorded_case(chat.session, book, chat.now, "nothing")
    chat.taps_on("I agree: me, 18 or older").taps_on("Heel or sole")
    with pytest.raises(NothingToRecord, match="no plan and to no stop yet"):
        recorded_case(chat.session, book, chat.now, "nothing")


def test_what_no_longer_holds_is_told(book: Book, conversation: Conversation, chat: Chat) -> None:
    heel_pain_to_plan(chat)
    case = recorded_case(chat.session, book, chat.now, "a heel")
    told = case.model_copy(update={"answers": {**case.answers, "dvt_possible": "yes"}})
    assert any("triage is urgent" in difference for difference in differences(told, conversation))


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chat: Chat) -> Path:
    """A trial database in which chat 1001 has come to a plan."""
    file = tmp_path / "trial.db"
    monkeypatch.setenv("BOT_TRIAL_DATABASE", f"sqlite:///{file}")

    async def fill() -> None:
        async with await SqliteStore.open(file) as store:
            await commit(store, work(1001, turn(), session=heel_pain_to_plan(chat).stored))

    asyncio.run(fill())
    return tmp_path


def test_the_command_adds_to_a_file_and_plays_it(trial: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = trial / "mine.yaml"
    file.write_text("# mine\n- case: first\n  expect: {triage: selfcare}\n", "utf-8")
    assert main(["record", "1001", str(file), "--name", "a heel in the morning"]) == 0
    assert 'case: "a heel in the morning"' in capsys.readouterr().out
    assert [entry["case"] for entry in Document("mine.yaml", file.read_text("utf-8")).data] == [
        "first", "a heel in the morning",
    ]  # fmt: skip
    assert main(["cases", str(file)]) == 0


def test_the_command_refuses_in_words(trial: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "5", str(trial / "mine.yaml")]) == 1
    assert "Nothing is kept about chat 5" in capsys.readouterr().err
    assert not (trial / "mine.yaml").exists()
    assert main(["record", "1001", str(trial / "no" / "mine.yaml")]) == 1
    assert "cannot be written" in capsys.readouterr().err
