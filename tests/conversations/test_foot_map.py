"""The foot map: a picture of its own, with the question and its numbered answers right below it."""

from bot.cases.chat import Chat
from bot.dialogue.turn import Kind, Message


def at_the_map(chat: Chat) -> Chat:
    """Somebody who would rather point than read."""
    return chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Show me a foot map")


def test_the_map_is_a_message_of_its_own_and_the_question_stands_below_it(chat: Chat) -> None:
    at_the_map(chat)
    shown, asked = [part for part in chat.turns[-1].outgoing if isinstance(part, Message)][-2:]
    assert (shown.kind, shown.picture, shown.slot, shown.buttons) == (Kind.ANSWER, "foot_map", None, ())
    assert shown.text == "**Where is it?** Tap its number below, or write it."
    assert asked is chat.screen
    assert asked.fresh, "what is to be tapped stands below the map"


def test_the_answers_carry_the_numbers_of_the_map(chat: Chat) -> None:
    at_the_map(chat)
    labels = [[button.label for button in row] for row in chat.screen.buttons]
    assert labels == [
        ["1 Heel or sole", "2 Back of heel"],
        ["3 Ball or toes", "4 Ankle"],
        ["5 Calf, cramps", "Tired, swollen"],
        ["Skin, callus", "Just relax"],
        ["No pain, a goal"],
        ["Back", "Why?"],
    ]
    chat.taps_on("2 Back of heel")
    assert chat.session.person.facts.said("complaint", "complaint") == "back_of_heel"
    assert "Safety check 1 of 6." in chat.screen.text


def test_a_number_that_is_written_is_the_place_with_that_number(chat: Chat) -> None:
    at_the_map(chat).types("5")
    assert chat.session.person.facts.said("complaint", "complaint") == "calf_or_cramps"
    assert "Safety check 1 of 6." in chat.screen.text


def test_a_danger_that_is_typed_at_the_map_goes_first(chat: Chat) -> None:
    at_the_map(chat).types("3 and my chest hurts and i cant breathe")
    assert "Is this happening now?" in chat.screen.text


def test_the_numbers_stay_when_the_question_is_looked_at_from_why(chat: Chat) -> None:
    at_the_map(chat).taps_on("Why?").taps_on("Back to the question")
    assert "1 Heel or sole" in {button.label for button in chat.buttons}
