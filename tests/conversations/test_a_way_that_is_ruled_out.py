"""An easier or harder way that was taken before something was told does not stay on the screen against it."""

from bot.cases.chat import Chat
from tests.conversations.walking import HEALTHY

HARDER = "Pull with a towel"


def cramps_at_night_in_practice(chat: Chat) -> Chat:
    """A healthy adult with cramps at night, at the first step: the seated calf stretch."""
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Calf, cramps")
    for answer in ("None of these", "None of these", "No", *HEALTHY[2:]):
        chat.taps_on(answer)
    chat.taps_on("4").taps_on("2 to 6 weeks").taps_on("Cramps at night")
    return chat.taps_on("Evenings, 15").taps_on("None of these").taps_on("Start: left is sore")


def test_a_harder_way_goes_when_a_medicine_rules_it_out(chat: Chat) -> None:
    cramps_at_night_in_practice(chat).taps_on("Harder").taps_on("Start timer")
    assert HARDER in chat.screen.text
    told = len(chat.seen)
    chat.types("i take ciprofloxacin").taps_on("Yes").taps_on("No")
    assert chat.screen.technique == "seated_calf_stretch"
    assert all(HARDER not in message.text for message in chat.seen[told:])
    assert any("Back to the step as planned" in message.text for message in chat.seen[told:])
    assert "Harder" not in [button.label for button in chat.buttons]
    assert "Start timer 0:45" in [button.label for button in chat.buttons]


def test_a_harder_way_stays_where_nothing_rules_it_out(chat: Chat) -> None:
    cramps_at_night_in_practice(chat).taps_on("Harder").taps_on("Why?").taps_on("Back to the step")
    assert HARDER in chat.screen.text
