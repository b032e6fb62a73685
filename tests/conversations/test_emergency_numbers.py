"""Emergency numbers: all of them for everybody; where the person set a clock, the number of that place stands first."""

import pytest

from bot.cases.chat import Chat
from tests.conversations.walking import finished_after_one_step

ALL = ("112 in Europe", "911 in North America", "999 in the UK", "or the number where you live")


def numbers(chat: Chat, zone: str | None) -> list[str]:
    """What is shown to somebody with this clock after a danger sign."""
    finished_after_one_step(chat)
    if zone is not None:
        chat.types("/settings").taps_on("My clock").types(zone)
    chat.types("my chest hurts and i cant breathe").taps_on("Yes").taps_on("Show emergency numbers")
    return next(m.text for m in reversed(chat.seen) if m.text.startswith("**Your local emergency number.**")).split(
        "\n"
    )


@pytest.mark.parametrize(
    ("zone", "first"), [("London", "999"), ("Berlin", "112"), ("Toronto", "911"), ("Nairobi", "112"), (None, "112")]
)
def test_the_number_of_the_place_stands_first_and_never_alone(chat: Chat, zone: str | None, first: str) -> None:
    lines = numbers(chat, zone)
    assert lines[1].startswith(first)
    assert all(any(line.startswith(known) for line in lines) for known in ALL)


def test_the_language_of_the_app_tells_no_country(chat: Chat) -> None:
    assert numbers(chat, None)[1:4] == [
        "112 in Europe and many other countries", "911 in North America", "999 in the UK and some other countries",
    ]  # fmt: skip


def test_every_number_that_may_stand_first_has_its_line(chat: Chat) -> None:
    words = chat.conversation.book.words
    lines = words.emergency_numbers.split("\n")
    assert all(any(line.startswith(f"{number} ") for line in lines) for number in words.number_first)
