"""Small things that once were odd: each with the chat that shows it is not any more."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from tests.conversations.walking import finished_after_one_step, heel_pain_to_plan

AGREE = "I agree: me, 18 or older"
WORDS = "red hot patch on my foot that is spreading"


# -- Back, for somebody who was never here ------------------------------------------------------------


def test_back_on_the_first_safety_check_leads_a_new_person_to_what_bothers_them(chat: Chat) -> None:
    chat.types("/start heel").taps_on(AGREE)
    assert "Safety check 1 of 6" in chat.screen.text
    chat.taps_on("Back")
    assert "What would you like help with?" in chat.screen.text
    chat.taps_on("Ankle")
    assert "Safety check 1 of 6" in chat.screen.text
    assert chat.session.owner.facts.said("complaint", "complaint") == "ankle"


def test_back_from_what_bothers_them_leads_to_the_welcome_and_on_again(chat: Chat) -> None:
    chat.types("/start").taps_on(AGREE).taps_on("Back")
    assert chat.screen.text.startswith("**Hello, I'm footguide.**")
    chat.taps_on("I agree: me, 16 or 17")
    assert "What would you like help with?" in chat.screen.text
    assert chat.session.owner.facts.said("who", "who") == "16_17"


def test_back_never_says_hello_again_to_somebody_who_was_never_here(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("/start").taps_on("My answers")
    chat.taps_on("2")
    while any(button.label == "Back" for button in chat.buttons) and "Hello" not in chat.screen.text:
        chat.taps_on("Back")
    assert not chat.screen.text.startswith("**Hello again")


def test_back_leads_a_known_person_home(chat: Chat) -> None:
    finished_after_one_step(chat).taps_on("Something else bothers me").taps_on("Back")
    assert chat.screen.text.startswith("**Hello again.**")


def test_back_leads_home_on_a_later_day_also_without_a_routine(chat: Chat) -> None:
    chat.types("/start").taps_on(AGREE).waits(timedelta(days=2)).types("/start").taps_on("Something else").taps_on(
        "Back"
    )
    assert chat.screen.text.startswith("**Hello again.**")


# -- typed signs of the skin have their follow-up ------------------------------------------------------


def answers_healthy_until(chat: Chat, question: str) -> Chat:
    """Answers with nothing until a question comes."""
    for _ in range(20):
        if chat.session.stage.question == question:
            return chat
        chat.presses_code("none")
    raise AssertionError(chat.screen.text)


def test_a_typed_wound_is_asked_how_old_it_is_and_an_old_one_is_urgent(chat: Chat) -> None:
    chat.types("/start").taps_on(AGREE).taps_on("Heel or sole").types("i have an open sore on my foot").taps_on("Yes")
    answers_healthy_until(chat, "which_wound").presses_code("t:wound_over_2_weeks").presses_code("done")
    for _ in range(20):
        if chat.session.owner.lock is not None:
            break
        question = chat.conversation.book.questions[chat.session.stage.question or ""]
        chat.presses_code("none" if question.lines else f"c:{question.healthy}")
    assert chat.screen.text.startswith("This needs a medical check **today**.")


@pytest.mark.parametrize(("answer", "first"), [
    ("c:yes", "Please stop here."), ("c:unsure", "Please stop here."), ("c:no", "This needs a medical check **today**."),
])  # fmt: skip
def test_typed_skin_that_spreads_is_asked_whether_the_person_is_very_ill(chat: Chat, answer: str, first: str) -> None:
    chat.types("/start").taps_on(AGREE).taps_on("Heel or sole").types(WORDS).taps_on("Yes")
    assert chat.session.stage.question == "sepsis_now"
    chat.presses_code("c:no")
    assert chat.session.stage.question == "skin_very_ill"
    chat.presses_code(answer)
    assert chat.screen.text.startswith(first)


# -- a headache for a clinician leaves the feet alone as little as any other -----------------------------


def test_the_place_of_a_headache_that_a_clinician_should_see_is_the_neck_and_not_the_leg(chat: Chat) -> None:
    flag = chat.conversation.book.red_flags["headache_red_flag"]
    assert flag.where.places == ("neck",)
