"""An operator keeps the book from a chat: every step is asked for, and nothing goes live without a second message."""

from datetime import UTC, datetime, timedelta

import pytest
from typing_extensions import override

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Document
from bot.dialogue.operating.wishes import (
    OPERATING,
    Archive,
    Back,
    BackDifference,
    Done,
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
from bot.dialogue.turn import Job, Message
from bot.knowledge.book import Book
from bot.language.catalogues import shipped_catalogues
from tests.conftest import SUNDAY_MORNING
from tests.conversations.walking import heel_pain_in_practice

OPERATOR = 77
AT = datetime(2026, 11, 20, 14, 6, tzinfo=UTC)

SOUND = Examined(
    number=3, edition="9b11d0aaaaaa", against="7f3a2caaaaaa", name="medicines.yaml", worlds=383_321, cases=154,
    difference="**What changes for patients**\n· A person on a blood thinner: pressure at most 2 (was 3).", unsigned=12,
)  # fmt: skip
LOOSER = SOUND.model_copy(update={"looser": 1, "difference": "**Looser: 1.** This allows more."})
FAULTY = Examined(
    number=None, edition="aaaa", name="medicines.yaml",
    faults=(
        "medicines.yaml:14:24: there is no class percusion; did you mean percussion? [unknown_class]",
        "medicines.yaml:16:55: pressure goes from 0 to 10; write a number in it [number_out_of_range]",
    ),
)  # fmt: skip
OVERVIEW = Overview(
    edition="7f3a2caaaaaa", since=AT, by="operator 5", unsigned=519, drafts=1, back_to="111111111111",
    counts={"techniques": 62, "routines": 28, "red_flags": 57, "cautions": 72, "cases": 939}, now={"people": 41},
)  # fmt: skip

BACK = Back(edition="111111111111", expected="7f3a2caaaaaa")
LOOSER_AGAIN = BackDifference(
    edition="111111111111", difference="**Looser: 1.** A person on a blood thinner: pressure at most 3 (was 2)."
)
ROLLED = Done(what="rolled_back", edition="111111111111", before="7f3a2caaaaaa")


class Desked(Chat):
    """A chat of an operator; what is wanted is written down, and answered as the test says."""

    def __init__(self, conversation: Conversation, chat: int, **answers: Report) -> None:
        super().__init__(conversation, SUNDAY_MORNING, chat=chat)
        self.wanted: list[Wish] = []
        self.answers = answers

    @override
    def works(self, job: Job) -> str | None:
        if job.kind != OPERATING:
            return super().works(job)
        wish = read_wish(job.payload)
        self.wanted.append(wish)
        report = self.answers.get(wish.does)
        return None if report is None else report.model_dump_json()

    def reads(self, text: str) -> Message:
        """The last message that holds these words."""
        found = [message for message in self.seen if text in message.text]
        assert found, [message.text for message in self.seen]
        return found[-1]

    def taps_under(self, text: str, label: str) -> "Desked":
        """Taps a button under a message that holds these words."""
        buttons = [button for row in self.reads(text).buttons for button in row if button.label == label]
        assert buttons, [button.label for row in self.reads(text).buttons for button in row]
        self.presses(buttons[0].data)
        return self


@pytest.fixture
def operated(book: Book) -> Conversation:
    """The conversation with one operator."""
    return Conversation(book, shipped_catalogues(), operators=frozenset({OPERATOR}))


def sends(chat: Desked, name: str = "medicines.yaml", size: int = 900, words: str = "") -> Desked:
    """The operator sends a file."""
    chat.happens(Document("file-1", name, size, words))
    return chat


def test_anyone_else_gets_the_ordinary_answer(operated: Conversation) -> None:
    chat = Desked(operated, 5, overview=OVERVIEW)
    for command in ("/knowledge", "/rollback", "/stats", "/parked"):
        chat.types(command)
        chat.reads("I don't know that command.")
    sends(chat)
    chat.reads("I can't open files, and I kept nothing of this one.")
    chat.presses("operator.publish.3.9b11d0aaaaaa.same").presses("operator.files")
    chat.types("because I say so")
    assert chat.wanted == []


def test_what_serves_is_told_with_what_is_unsigned(operated: Conversation) -> None:
    chat = Desked(operated, OPERATOR, overview=OVERVIEW)
    chat.types("/knowledge")
    text = chat.reads("**Knowledge, edition 7f3a2caaaaaa**").text
    assert "published 20 Nov 14:06 · by operator 5" in text
    assert "62 techniques, 28 routines, 57 red flags, 72 cautions, 939 cases." in text
    assert "**Unsigned: 519.**" in text
    assert "Check: no mistakes. The safety proof holds." in text
    assert "Now: 41 people" in text
    assert "refused" not in text
    labels = [button.label for row in chat.seen[-1].buttons for button in row]
    assert labels == ["Get the files", "History", "How to edit", "Drafts: 1", "Roll back to 111111111111"]


def test_what_was_refused_last_and_what_is_not_proved_is_told(operated: Conversation) -> None:
    refused = HistoryLine(at=AT, who="the watched folder", what="refused", why="2 faults", edition="bad")
    chat = Desked(operated, OPERATOR, overview=OVERVIEW.model_copy(update={"proof": "open", "refused": refused}))
    text = chat.types("/knowledge").seen[-1].text
    assert "This program has not proved it yet" in text
    assert "The last edit was refused: 2 faults, the watched folder, 20 Nov 14:06. Nothing of it serves." in text
    faults = tuple(f"a.yaml:{line}:1: wrong" for line in range(4))
    chat.answers["overview"] = OVERVIEW.model_copy(update={"proof": "withheld", "faults": faults})
    text = chat.types("/knowledge").seen[-1].text
    assert "**Nobody is offered a technique now:** this program cannot prove this edition." in text
    assert "· a.yaml:2:1: wrong" in text
    assert "`footguide check` and `footguide cases` list all mistakes." in text
    assert "no mistakes" not in text


def test_mistakes_come_with_their_places_and_nothing_has_changed(operated: Conversation) -> None:
    chat = sends(Desked(operated, OPERATOR, propose=FAULTY))
    assert (chat.wanted[0].does, chat.wanted[0].file, chat.wanted[0].name) == ("propose", "file-1", "medicines.yaml")
    text = chat.reads("**Not taken. 2 mistakes.** Nothing has changed for patients.").text
    assert "medicines.yaml:14:24" in text
    assert "did you mean percussion?" in text
    short = FAULTY.model_copy(update={"shown": ("medicines.yaml:14:24: short", "medicines.yaml:16:55: short")})
    assert "**1.** medicines.yaml:14:24: short" in sends(Desked(operated, OPERATOR, propose=short)).seen[-1].text
    assert chat.seen[-1].buttons == ()


def test_very_many_mistakes_come_as_a_file(operated: Conversation) -> None:
    many = FAULTY.model_copy(update={"faults": tuple(f"book.yaml:{line}:1: wrong" for line in range(300))})
    chat = sends(Desked(operated, OPERATOR, propose=many))
    found = chat.reads("**Not taken. 300 mistakes.**")
    assert found.file is not None
    assert found.file.content.count("wrong") == 300


def test_publishing_takes_a_second_message_with_the_reason(operated: Conversation) -> None:
    done = Done(what="published", edition=SOUND.edition, before="7f3a2caaaaaa", others=2)
    chat = sends(Desked(operated, OPERATOR, propose=SOUND, publish=done))
    text = chat.reads("**Checked: no mistakes.**").text
    assert "383,321 worlds. All 154 patient cases pass." in text
    assert "· A person on a blood thinner: pressure at most 2 (was 3)." in text
    assert "In the middle now" not in text
    chat.taps_under("**Checked", "Publish")
    chat.reads("Write one line why.")
    assert [wish.does for wish in chat.wanted] == ["propose"]
    chat.types("bruise reported by podiatry,\nsee minutes 20 Nov")
    wish = chat.wanted[-1]
    assert (wish.does, wish.number, wish.looser) == ("publish", 3, False)
    assert wish.why == "bruise reported by podiatry, see minutes 20 Nov"
    assert "2 other operators have been told." in chat.reads("**Published: edition 9b11d0aaaaaa.**").text
    chat.types("and one more word")
    assert len(chat.wanted) == 2


def test_people_in_the_middle_are_counted(operated: Conversation) -> None:
    busy = SOUND.model_copy(update={"now": {"people": 41, "in a practice": 1, "in an interview": 3}})
    text = sends(Desked(operated, OPERATOR, propose=busy)).reads("**Checked").text
    assert "In the middle now: 1 in a practice, 3 in an interview. They keep their place;" in text


def test_what_is_looser_comes_first_and_needs_the_typed_name(operated: Conversation) -> None:
    chat = sends(Desked(operated, OPERATOR, propose=LOOSER, publish=NotDone(words="no")))
    assert "**Looser: 1.** This allows more." in chat.reads("**Checked").text
    for wrong in ("yes do it", "9b11d yes", "7f3a2c because"):
        chat.taps_under("**Checked", "Publish").types(wrong)
        chat.reads("That is not the name of edition 9b11d0aaaaaa. Nothing has changed.")
    chat.taps_under("**Checked", "Publish").types("9b11d0")
    chat.reads("There was no reason in it. Nothing has changed.")
    assert [wish.does for wish in chat.wanted] == ["propose"]
    chat.taps_under("**Checked", "Publish").types("9b11d0 agreed in the meeting")
    assert (chat.wanted[-1].looser, chat.wanted[-1].why) == (True, "agreed in the meeting")


def test_a_question_that_is_left_or_grew_old_publishes_nothing(operated: Conversation) -> None:
    chat = sends(Desked(operated, OPERATOR, propose=SOUND))
    chat.taps_under("**Checked", "Publish").taps_under("Write one line why.", "No, leave it").types("why not")
    chat.taps_under("**Checked", "Publish").waits(timedelta(minutes=16))
    chat.types("because")
    chat.reads("That question is too old.")
    chat.taps_under("**Checked", "Publish").types("/knowledge").types("because")
    assert [wish.does for wish in chat.wanted] == ["propose", "overview"]


def test_danger_in_the_reason_is_read_before_it_is_a_reason(operated: Conversation) -> None:
    chat = sends(Desked(operated, OPERATOR, propose=SOUND))
    chat.taps_under("**Checked", "Publish").types("my chest hurts and i cant breathe")
    assert chat.turns[-1].stop
    assert [wish.does for wish in chat.wanted] == ["propose"]
    sends(chat, words="i have chest pain right now")
    assert [wish.does for wish in chat.wanted] == ["propose"]


def test_a_rollback_needs_the_typed_name_and_names_what_was_seen(operated: Conversation) -> None:
    chat = Desked(operated, OPERATOR, overview=OVERVIEW, back=BACK, back_difference=LOOSER_AGAIN, roll_back=ROLLED)
    chat.types("/knowledge")
    chat.taps_under("**Knowledge", "Roll back to 111111111111")
    assert (chat.wanted[-2].edition, chat.wanted[-2].expected) == ("111111111111", "7f3a2caaaaaa")
    chat.reads("It may offer what the present edition leaves out.")
    chat.types("111111 wrong minutes, ball roll is fine")
    wish = chat.wanted[-1]
    assert (wish.does, wish.edition, wish.expected) == ("roll_back", "111111111111", "7f3a2caaaaaa")
    assert wish.why == "wrong minutes, ball roll is fine"
    chat.reads("**Rolled back to 111111111111.**")


def test_what_a_rollback_changes_is_told_and_nobody_has_to_wait_for_it(operated: Conversation) -> None:
    chat = Desked(operated, OPERATOR, back=BACK, back_difference=LOOSER_AGAIN, roll_back=ROLLED)
    chat.types("/rollback 1111")
    assert [(wish.does, wish.edition) for wish in chat.wanted] == [
        ("back", "1111"),
        ("back_difference", "111111111111"),
    ]
    told = chat.reads("**What going back to 111111111111 changes**").text
    assert "**Looser: 1.** A person on a blood thinner: pressure at most 3 (was 2)." in told
    # The reason may be typed before that came, or after it.
    chat.types("111111 wrong minutes")
    assert chat.wanted[-1].does == "roll_back"


def test_mistakes_of_the_edition_to_go_back_to_are_told(operated: Conversation) -> None:
    faulty = BackDifference(edition="111111111111", faults=("a.yaml:1:1: wrong; mend it",))
    chat = Desked(operated, OPERATOR, back=BACK, back_difference=faulty)
    told = chat.types("/rollback").seen[-1].text
    assert "This program finds mistakes in that edition, so going back to it is no help:" in told
    assert "· a.yaml:1:1: wrong; mend it" in told


def test_a_rollback_that_leads_nowhere_is_told_and_waits_for_nothing(operated: Conversation) -> None:
    chat = Desked(operated, OPERATOR, back=NotDone(words="There is no earlier edition to roll back to."))
    chat.types("/rollback")
    chat.reads("There is no earlier edition to roll back to.")
    chat.types("111111 because")
    assert [wish.does for wish in chat.wanted] == ["back"]


def test_a_file_that_is_too_large_is_not_even_fetched(operated: Conversation) -> None:
    chat = sends(Desked(operated, OPERATOR), size=100_000_000)
    chat.reads("larger than 5 MB")
    assert chat.wanted == []


def test_what_could_not_be_done_is_said_and_a_publication_is_not_guessed_at(operated: Conversation) -> None:
    chat = sends(Desked(operated, OPERATOR))
    chat.reads("That could not be done, three times over")
    chat = sends(Desked(operated, OPERATOR, propose=SOUND))
    chat.taps_under("**Checked", "Publish").types("because")
    chat.reads("I don't know whether that was done.")


def test_the_files_come_as_a_zip_and_the_history_with_its_reasons(operated: Conversation) -> None:
    lines = (HistoryLine(at=AT, who="operator 5", what="published", why="minutes", edition="7f3a2caaaaaa"),)
    chat = Desked(
        operated, OPERATOR, files=Archive(edition="7f3a2caaaaaa", zip="UEs="), overview=OVERVIEW,
        history=History(lines=lines, editions=("7f3a2caaaaaa", "111111111111")),
    )  # fmt: skip
    chat.types("/knowledge").presses("operator.files")
    file = chat.seen[-1].file
    assert file is not None
    assert (file.name, file.as_bytes()) == ("knowledge-7f3a2caaaaaa.zip", b"PK")
    chat.taps_under("**Knowledge", "History")
    assert "operator 5: published 7f3a2caaaaaa (minutes)" in chat.seen[-1].text


def test_counts_name_nobody(operated: Conversation) -> None:
    tallies = (
        ("outcome", "urgent dvt_possible", 3),
        ("outcome", "selfcare", 2),
        ("practice", "heel_pain_morning", 9),
    )
    chat = Desked(operated, OPERATOR, stats=Numbers(now={"people": 41}, since=AT.date(), tallies=tallies))
    chat.types("/stats")
    assert "nothing was counted" not in chat.seen[-1].text
    assert "**outcome**: 5\n· urgent dvt_possible: 3\n· selfcare: 2\n**practice**: 9" in chat.seen[-1].text


def test_parked_updates_are_listed_retried_and_dropped(operated: Conversation) -> None:
    line = ParkedLine(number=4, chat=9, reason="failed oddly", at=AT, kept=False)
    chat = Desked(operated, OPERATOR, parked=ParkedList(lines=(line,)), retry=ParkedList(lines=(), said="Again."))
    chat.types("/parked")
    assert "4  chat 9, 20 Nov 14:06: failed oddly Its content is gone." in chat.seen[-1].text
    chat.types("/parked retry 4").types("/parked nonsense")
    assert [(wish.does, wish.number) for wish in chat.wanted] == [("parked", 0), ("retry", 4), ("parked", 0)]


def test_an_operator_in_a_practice_keeps_the_place(operated: Conversation) -> None:
    chat = Desked(operated, OPERATOR, overview=OVERVIEW)
    heel_pain_in_practice(chat)
    step = chat.screen
    chat.types("/knowledge")
    assert chat.screen is step
    chat.presses(step.buttons[0][0].data)
    assert chat.toast is None
    assert chat.session.practice is not None
