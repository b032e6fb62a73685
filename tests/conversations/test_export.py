"""/export: everything that is kept, in two files, in one command or tap."""

import json
from html.parser import HTMLParser

from bot.cases.chat import Chat
from bot.dialogue.turn import File
from tests.conversations.walking import finished_after_one_step, one_leg_swollen


def files(chat: Chat) -> list[File]:
    return [message.file for message in chat.seen if message.file is not None]


class Cells(HTMLParser):
    """The words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(page: str) -> list[str]:
    reader = Cells()
    reader.feed(page)
    reader.close()
    return reader.words


def test_one_command_sends_one_file_to_read_and_one_for_programs(chat: Chat) -> None:
    finished_after_one_step(chat).types("/export")
    page, data = files(chat)
    assert (page.name, data.name) == ("footguide-data.html", "footguide-data.json")
    assert "Here is all I know about you." in chat.seen[-2].text
    assert "think before you forward it" in chat.seen[-2].text
    words = words_of(page.content)
    assert "Your answers" in words
    assert "Heel or sole" in words
    assert "Sunday 22 November 2026, 07:30" in " ".join(words)
    assert "<script" not in page.content
    assert "**" not in page.content
    tables = json.loads(data.content)["tables"]
    assert tables["session"][0]["content"]["owner"]["history"]["practices"] == 1
    (line,) = tables["diary"]
    assert (line["pain_before"], line["pain_after"], line["effort"]) == (4, 3, "fine")


def test_privacy_offers_both_and_comes_back_below_the_files(chat: Chat) -> None:
    finished_after_one_step(chat).types("/privacy")
    assert "until you erase it, or after 365 days without a visit" in chat.screen.text
    chat.taps_on("Send me my data")
    assert len(files(chat)) == 2
    assert chat.seen[-1].text.startswith("**What I keep**")
    chat.taps_on("Erase everything").taps_on("Send me a copy first")
    assert len(files(chat)) == 4
    chat.taps_on("Yes, erase it all")
    assert chat.stored is None
    assert chat.diary == ()


def test_under_a_lock_the_data_is_theirs_all_the_same(chat: Chat) -> None:
    one_leg_swollen(chat).types("/export")
    page, _ = files(chat)
    assert "Advice that still stands" in words_of(page.content)
    assert chat.session.stage.name == "stopped"


def test_before_any_consent_what_little_there_is_is_sent(chat: Chat) -> None:
    chat.types("hello").types("/export")
    page, _ = files(chat)
    assert "No answers are kept." in words_of(page.content)
