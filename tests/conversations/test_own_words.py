"""Twenty conversations in people's own words: what the bot understood, and what it then asks."""

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from tests.conversations.own_words import CONVERSATIONS, PAGE, Conversed, have, page
from tests.conversations.walking import heel_pain_in_practice, heel_pain_to_plan

ADULT = "I agree: me, 18 or older"


def _stage(chat: Chat) -> str:
    return chat.session.stage.name


@pytest.mark.parametrize("conversed", CONVERSATIONS, ids=lambda conversed: conversed.title)
def test_conversation(conversation: Conversation, conversed: Conversed) -> None:
    chat = have(conversed, conversation)
    lock = chat.session.person.lock
    told = chat.session.person.facts.told
    assert conversed.ends in chat.screen.text
    assert (None if lock is None else lock.flag) == conversed.lock
    assert {fact: told[fact][-1].value for fact, _ in conversed.facts if fact in told} == dict(conversed.facts)


def test_there_are_twenty() -> None:
    assert len({conversed.title for conversed in CONVERSATIONS}) == 20


def test_the_page_is_true(conversation: Conversation) -> None:
    remedy = "write the page anew: python -m tests.conversations.own_words"
    assert PAGE.read_text(encoding="utf-8") == page(conversation), remedy


def test_nothing_is_kept_before_consent(chat: Chat) -> None:
    chat.types("my heels hurt in the morning since 3 weeks, 5 out of 10").taps_on("Yes, that's it")
    assert chat.session.person.facts.told == {}
    chat.taps_on("No, thanks")
    assert chat.stored is None


def test_what_was_not_confirmed_is_not_used(chat: Chat) -> None:
    chat.types("my heels hurt in the morning since 3 weeks").types("/start").taps_on(ADULT)
    assert set(chat.session.person.facts.told) == {"who"}
    assert "What would you like help with?" in chat.screen.text


def test_an_open_question_about_danger_stays_open(chat: Chat) -> None:
    chat.types("i have chest pain").types("my heels hurt in the morning")
    assert _stage(chat) == "confirm"
    assert chat.session.person.lock is not None
    assert "Is this happening now?" in chat.screen.text


def test_at_home_a_condition_and_a_trouble_in_one_message_are_both_used(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("/start").types("i take warfarin, and now my toes hurt").taps_on("Yes")
    assert _stage(chat) == "understood"
    chat.taps_on("Yes, that's it")
    told = chat.session.person.facts.told
    assert told["blood_thinner_bleeding"][-1].value == "yes"
    assert told["complaint"][-1].value == "ball_or_toes"


def test_what_was_understood_is_not_asked_again(chat: Chat) -> None:
    chat.types("my heels hurt in the morning since 3 weeks, 5 out of 10").taps_on("Yes, that's it").taps_on(ADULT)
    asked = set()
    while chat.session.stage.name == "question":
        asked.add(chat.session.stage.question)
        chat.taps_on("None of these" if chat.offers("none") else "No")
    assert {"complaint", "pain_now", "how_long", "pain_pattern"}.isdisjoint(asked)
    assert "life_threat" in asked


def test_a_question_in_a_practice_is_answered_for_the_step_on_the_screen(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    step = chat.screen.technique
    chat.types("how long do i hold?")
    name = chat.conversation.book.techniques[str(step)].name
    assert name in chat.seen[-2].text
    assert chat.screen.technique == step


def test_a_question_leads_back_to_the_plan(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("does reflexology really work?")
    assert chat.session.stage.name == "plan"
    assert chat.screen.text.startswith("**Your plan")


def test_minutes_in_words_change_the_plan(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("i only have 5 minutes today")
    assert chat.session.person.wants.minutes == 5
    assert chat.session.stage.name == "plan"


def test_a_new_trouble_in_words_at_home_begins_a_new_interview(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("/start").types("now my toes hurt since yesterday").taps_on("Yes, that's it")
    told = chat.session.person.facts.told
    assert [telling.value for telling in told["complaint"]] == ["ball_or_toes"]
    assert [telling.value for telling in told["how_long"]] == ["under_2_weeks"]


def test_the_checklist_comes_once_a_visit_and_takes_the_earlier_answer_back(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("my foot is all glorpy and looks horrible")
    assert _stage(chat) == "checklist"
    assert "chest_or_breath" not in chat.session.person.facts.told
    chat.taps_on("None of these")
    assert _stage(chat) == "plan"
    chat.types("the foot is still glorpy and horrible")
    assert _stage(chat) == "plan"


def test_a_sign_in_the_checklist_stops(chat: Chat) -> None:
    chat.types("my foot is all glorpy and looks horrible").taps_on("1 Chest, breath")
    assert chat.session.person.lock is not None
    assert chat.screen.text.startswith("Please stop here.")


def test_the_checklist_left_open_shows_no_technique(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("my foot is all glorpy and looks horrible")
    seen = len(chat.seen)
    chat.types("/routine")
    assert chat.shown_techniques(seen) == []
    assert "Safety check 1 of" in chat.screen.text


def test_a_choice_that_decides_about_safety_takes_no_words(chat: Chat) -> None:
    chat.types("/start").taps_on(ADULT).taps_on("Heel or sole").taps_on("None of these")
    chat.taps_on("4 Rest pain").taps_on("Done")
    assert chat.session.stage.question == "which_rest_or_walk"
    label = chat.buttons[-3].label
    chat.types("neither: i tapped wrong").types(label)
    assert chat.session.stage.question == "which_rest_or_walk"


def test_under_a_lock_words_start_nothing(chat: Chat) -> None:
    chat.types("only one leg is swollen").taps_on("Yes")
    assert chat.session.stage.name == "stopped"
    chat.types("my heels hurt in the morning since 3 weeks")
    assert chat.session.understood is None
    assert chat.session.person.lock is not None
