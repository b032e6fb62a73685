"""Every word that a person reads goes through a catalogue: none stands outside, in a language that marks them all."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from gettext import NullTranslations
from html import unescape
from typing import get_args

import pytest

from bot.cases.chat import Chat
from bot.dialogue.charts import DayCame
from bot.dialogue.commands import command_list
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import JobDone, Unreadable
from bot.dialogue.jobs import write_diary
from bot.dialogue.turn import File, Message, TakeButtons
from bot.knowledge.book import Book
from bot.language.catalogues import Catalogue, Catalogues
from tests.conftest import SUNDAY_MORNING

OPEN, CLOSE = "⟦", "⟧"


class Marking(NullTranslations):
    """A language in which every message is the English one between marks."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{OPEN}{msgid1 if n == 1 else msgid2}{CLOSE}"


def unmarked(text: str) -> str:
    """Returns the letters that stand outside all marks."""
    depth, outside = 0, []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if not depth and letter.isalpha():
            outside.append(letter)
    return "".join(outside)


@pytest.fixture(scope="module")
def marked(book: Book) -> Conversation:
    return Conversation(book, Catalogues({"en": Catalogue("en", Marking(), Marking())}))


def check(chat: Chat) -> None:
    for turn in chat.turns:
        assert unmarked(turn.toast or "") == ""
        for outgoing in turn.outgoing:
            if isinstance(outgoing, Message | TakeButtons):
                assert unmarked(outgoing.text or "") == "", outgoing.text
            if isinstance(outgoing, Message):
                for row in outgoing.buttons:
                    for button in row:
                        assert unmarked(button.label) == "", button.label
                for words in (*chart_words(outgoing.chart), *page_words(outgoing.file)):
                    assert unmarked(words) == "", words


def chart_words(part: object) -> Iterator[str]:
    """The words in a chart; what a day came to is a sign there, and no word."""
    if isinstance(part, str):
        if part not in get_args(DayCame):
            yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from chart_words(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from chart_words(getattr(part, field.name))


def page_words(file: File | None) -> list[str]:
    """The words of a page; a file for programs has none."""
    if file is None or not file.name.endswith(".html"):
        return []
    body = file.content.partition("<body>")[2]
    return [unescape(words) for words in re.split(r"<[^>]*>", body)]


def answer_with(chat: Chat, **chosen: str) -> None:
    """Answers every question, with the first answer that has no danger in it unless another is chosen."""
    while chat.session.stage.name == "question":
        name = chat.session.stage.question or ""
        question = chat.conversation.book.questions[name]
        if name in chosen:
            chat.presses_code(chosen[name])
        elif question.lines:
            chat.presses_code("none")
        elif question.kind == "number":
            chat.presses_code("n:3")
        else:
            chat.presses_code(f"c:{question.healthy}")


def test_the_way_to_a_finished_routine_holds_no_unmarked_word(marked: Conversation) -> None:
    chat = Chat(marked, SUNDAY_MORNING)
    chat.types("/start").presses_code("kept").presses_code("welcome").presses_code("w:adult")
    chat.presses_code("why").presses_code("question")
    answer_with(chat)
    chat.presses_code("p:morning:10").presses_code("none").presses_code("reasons").presses_code(
        "change"
    ).presses_code("plan")
    chat.presses_code("answers").presses_code("on").presses_code("p:evening:15")
    if chat.offers("left_out"):
        chat.presses_code("left_out")
    chat.presses_code("start:left" if chat.offers("start:left") else "start")
    chat.presses_code("why").presses_code("step").presses_code("start").presses_code("hurts").presses_code("step")
    while chat.session.stage.name == "practice":
        chat.presses_code("skip")
    chat.presses_code("n:2").presses_code("fine").types("/help").types("/about").types("/nonsense").types("xyzzy")
    for kind in Unreadable:
        chat.sends(kind)
    chat.types("/forget").presses_code("keep")
    check(chat)


def test_progress_and_export_hold_no_unmarked_word(marked: Conversation) -> None:
    chat = Chat(marked, SUNDAY_MORNING)
    chat.types("/progress").types("/start").presses_code("w:adult")
    answer_with(chat, complaint="c:heel_or_sole")
    chat.presses_code("p:morning:10").presses_code("none").presses_code("start:left").presses_code("start")
    chat.types("/progress").presses_code("home").presses_code("go_on").presses_code("finish")
    chat.presses_code("n:2").presses_code("fine").types("/progress")
    for view in ("pain", "habit", "minutes", "week"):
        chat.presses_code(f"v:{view}")
    chat.presses_code("home").presses_code("kept").presses_code("export").presses_code("forget").presses_code(
        "export"
    )
    chat.happens(JobDone("diary", "pain 1", None)).happens(JobDone("export", "", None))
    (line,) = chat.diary
    chat.waits(timedelta(days=16))
    alike = [replace(line, at=line.at + timedelta(days=day)) for day in (0, 8, 15)]
    chat.happens(JobDone("diary", f"after {chat.session.screen}", write_diary(alike)))
    chat.presses_code("summary").presses_code("home")
    check(chat)


def test_the_settings_hold_no_unmarked_word(marked: Conversation) -> None:
    chat = Chat(marked, SUNDAY_MORNING)
    chat.types("/start").presses_code("w:adult")
    answer_with(chat)
    chat.types("/settings")
    for first, *then in (
        ("wishes", "m:5"), ("sides", "s:left"), ("tone", "t:2"), ("text", "plain", "pictures"), ("sounds", "bells", "rings"),
        ("name",), ("language",), ("day", "d:6"),
    ):  # fmt: skip
        chat.presses_code(first)
        for code in then:
            chat.presses_code(code)
        chat.presses_code("back")
    chat.presses_code("name").types("x" * 50).types("боль").presses_code("no").types("/settings")
    chat.presses_code("back").types("/stop").types("/export")
    check(chat)


def test_a_stop_and_its_ways_out_hold_no_unmarked_word(marked: Conversation) -> None:
    chat = Chat(marked, SUNDAY_MORNING)
    chat.types("/start").presses_code("w:adult").presses_code("c:calf_or_cramps")
    answer_with(chat, life_threat="t:chest_or_breath")
    chat.presses_code("numbers").presses_code("mistake").presses_code("c:unsure").types("let me go on")
    chat.presses_code("checked").presses_code("c:yes").presses_code("numbers").types("/forget").presses_code("erase")
    check(chat)


def test_typed_danger_and_a_fault_of_ours_hold_no_unmarked_word(marked: Conversation) -> None:
    chat = Chat(marked, SUNDAY_MORNING)
    chat.types("one calf is swollen and sore").presses_code("c:no").types("/start").fails().presses_code("again")
    check(chat)


def test_the_command_menu_holds_no_unmarked_word() -> None:
    marked = Catalogue("en", Marking(), Marking())
    assert all(unmarked(line) == "" for _, line in command_list(marked))


def test_the_test_itself_sees_an_unmarked_word() -> None:
    assert unmarked(f"{OPEN}seen {OPEN}inside{CLOSE}{CLOSE} 3 · out") == "out"
