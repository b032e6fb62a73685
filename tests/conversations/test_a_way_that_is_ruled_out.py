"""An easier or harder way that was taken before something was told does not stay on the screen against it."""

from dataclasses import replace
from types import MappingProxyType

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.language.catalogues import shipped_catalogues
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


def without_an_easier_way(book: Book, technique: str) -> Conversation:
    """The conversation with an edition in which one technique has no easier way."""
    entry = book.techniques[technique].model_copy(update={"easier": None})
    return Conversation(
        replace(book, techniques=MappingProxyType({**book.techniques, technique: entry})), shipped_catalogues()
    )


def test_a_harder_way_that_hurts_is_left_also_where_there_is_no_easier_one(chat: Chat, book: Book) -> None:
    chat.conversation = without_an_easier_way(book, "seated_calf_stretch")
    cramps_at_night_in_practice(chat).taps_on("Harder").taps_on("It hurts").presses_code("s:four_or_five")
    chat.taps_on("Better, go on")
    assert chat.screen.technique == "seated_calf_stretch"
    assert HARDER not in chat.screen.text
    labels = [button.label for button in chat.buttons]
    assert "Start timer 0:22" in labels
    assert "Harder" not in labels


def test_a_harder_way_that_hurts_becomes_the_easier_one_and_is_not_offered_again(chat: Chat) -> None:
    cramps_at_night_in_practice(chat).taps_on("Harder").taps_on("It hurts").presses_code("s:four_or_five")
    chat.taps_on("Better, go on")
    assert "Keep the knee a little bent." in chat.screen.text
    assert "Harder" not in [button.label for button in chat.buttons]
