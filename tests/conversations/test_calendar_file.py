"""The reminders as a file for the person's own calendar: the times on the wall, the days, and no word of a condition."""

import pytest

from bot.cases.chat import Chat
from tests.conversations.walking import finished_after_one_step


@pytest.fixture
def reminded(chat: Chat) -> Chat:
    """Somebody in London who is reminded every day at seven; it is Sunday morning."""
    finished_after_one_step(chat).types("/reminders").taps_on("New reminder").taps_on("07:00").types("London")
    return chat.taps_on("Go on")


def calendar(chat: Chat) -> list[str]:
    """The lines of the file that was sent last."""
    files = [message.file for message in chat.seen if message.file is not None]
    assert files[-1].name == "stretch.ics"
    content = files[-1].content
    assert content.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    return content.replace("\r\n ", "").split("\r\n")


def test_the_file_has_the_time_on_the_wall_and_names_no_condition(reminded: Chat) -> None:
    lines = calendar(reminded.types("/reminders").taps_on("Calendar file"))
    assert "DTSTART:20261123T070000" in lines
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU" in lines
    assert "SUMMARY:Time for your stretch" in lines
    assert "DESCRIPTION:Start it in the chat: it asks first what is new." in lines
    assert not any("heel" in line.casefold() or "pain" in line.casefold() for line in lines)
    assert reminded.screen.text.startswith("**Your reminders.**")


def test_only_the_days_that_ring_are_in_it(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Days").taps_on("✅ Monday").taps_on("Done")
    lines = calendar(reminded.types("/reminders").taps_on("Calendar file"))
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU" in lines
    assert "DTSTART:20261124T070000" in lines


def test_without_a_reminder_there_is_no_file(chat: Chat) -> None:
    finished_after_one_step(chat).types("/reminders")
    assert "Calendar file" not in [button.label for button in chat.buttons]
