"""A step that hurt: halved once, and then left out for the whole practice, whichever way somebody walks."""

from bot.cases.chat import Chat
from tests.conversations.walking import heel_pain_in_practice

HURTS = "s:four_or_five"


def hurts_and_is_left_out(chat: Chat) -> Chat:
    """The open step hurts, and hurts still when it is halved."""
    return chat.taps_on("It hurts").presses_code(HURTS).taps_on("Still over 3")


def test_back_does_not_lead_to_a_step_that_was_left_out(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Skip")
    first, second = chat.session.practice.plan.items[:2] if chat.session.practice else ()
    hurts_and_is_left_out(chat)
    assert chat.screen.technique not in {first.technique, second.technique}
    told = len(chat.seen)
    chat.taps_on("Back")
    assert chat.screen.technique == first.technique
    chat.taps_on("Skip")
    assert second.technique not in chat.shown_techniques(told)


def test_back_at_the_first_step_that_is_left_stays_there(chat: Chat) -> None:
    hurts_and_is_left_out(heel_pain_in_practice(chat))
    second, told = chat.screen.technique, len(chat.seen)
    chat.taps_on("Back")
    assert chat.shown_techniques(told) == [second]


def test_a_step_that_was_left_out_is_not_shown_by_a_button_of_before(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    first, old = chat.screen.technique, [button.data for button in chat.buttons]
    hurts_and_is_left_out(chat)
    told = len(chat.seen)
    for data in old:
        chat.presses(data)
    assert first not in chat.shown_techniques(told)


def test_a_halved_step_stays_halved_and_easy_when_it_is_come_back_to(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Skip")
    technique = chat.screen.technique
    chat.taps_on("It hurts").presses_code(HURTS).taps_on("Better, go on")
    halved = chat.screen
    chat.taps_on("Back")
    assert chat.screen.technique != technique
    chat.taps_on("It hurts").presses_code(HURTS)
    assert "Let's halve it" in chat.screen.text, "the step before has not been halved yet"
    chat.taps_on("Better, go on").taps_on("Skip")
    assert chat.screen.technique == technique
    assert chat.screen.text == halved.text
    assert "Harder" not in [button.label for button in chat.buttons]
    chat.taps_on("It hurts").presses_code(HURTS)
    assert chat.screen.technique != technique, "it hurt again"
