"""Old buttons, stickers, voice, photos, edited and very long messages, unknown words: a kind and useful answer."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.cases.chat import Chat
from bot.dialogue.events import Unreadable
from bot.dialogue.turn import Kind
from tests.conversations.walking import heel_pain_in_practice, heel_pain_to_plan


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (Unreadable.VOICE, "call your local emergency number (112 / 911 / 999)"),
        (Unreadable.PHOTO, "a photo can't rule anything out"),
        (Unreadable.STICKER, "I can't read stickers, but thank you"),
        (Unreadable.OTHER, "I can only read words and buttons"),
    ],
)
def test_what_cannot_be_read_is_answered_and_the_screen_comes_again(chat: Chat, kind: Unreadable, part: str) -> None:
    heel_pain_to_plan(chat)
    before = chat.screen.text
    chat.sends(kind)
    assert part in chat.seen[-2].text
    assert chat.screen.text == before
    assert chat.screen.fresh
    chat.taps_on("Start: left is sore")
    assert "Step 1 of" in chat.screen.text


def test_typed_nothing_answers_no_safety_question(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole").types("no nothing all good")
    assert "For safety questions I need your tap" in chat.seen[-2].text
    assert "Safety check 1 of 6." in chat.screen.text


def test_an_old_button_shows_the_present_screen_and_changes_nothing(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole")
    old = chat.buttons[0].data
    chat.taps_on("None of these").waits(timedelta(minutes=1))
    facts = chat.session.person.facts
    chat.presses(old)
    assert chat.toast == "That button is from an earlier step. To change an answer, tap My answers."
    assert "Safety check 2 of 6." in chat.screen.text
    assert chat.session.person.facts == facts


def test_a_quick_double_tap_is_one_answer(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole")
    none = next(button.data for button in chat.buttons if button.label == "None of these")
    chat.presses(none).presses(none)
    assert "Safety check 2 of 6." in chat.screen.text
    assert chat.toast is None


def test_none_of_these_clears_nothing_and_done_without_a_tick_asks(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole").taps_on("None of these")
    chat.taps_on("Done")
    assert chat.toast == "Tick what fits, or tap None of these."
    chat.taps_on("5 Numb, drops").taps_on("None of these")
    assert chat.toast == "You ticked 1. Untick it, or tap Done."
    assert chat.session.person.facts.said("numb_or_drops", "legs_and_feet") == "yes"


def test_not_sure_asks_for_the_line_and_still_not_sure_counts(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole").taps_on("None of these")
    chat.taps_on("Not sure").taps_on("1 One leg").taps_on("Not sure").taps_on("Done").taps_on("No")
    assert chat.screen.text.startswith("This needs a medical check **today**.")


def test_unknown_words_are_met_kindly_and_never_twice_with_the_same_sentence(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("flurble")
    first = chat.seen[-2].text
    chat.types("flurble flurble")
    assert first != chat.seen[-2].text
    assert "I didn't understand that." in first


def test_words_before_consent_begin_with_what_was_said(chat: Chat) -> None:
    chat.types("my heel hurts in the morning")
    assert chat.screen.text.startswith("**I understood:**\n· Heel or sole")
    chat.taps_on("Yes, that's it").taps_on("I agree: me, 18 or older")
    assert "Safety check 1 of 6." in chat.screen.text


def test_words_answer_what_bothers_and_a_number_answers_the_pain(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").types("my calves, at night")
    assert "Safety check 1 of 6." in chat.screen.text


def test_a_condition_in_words_counts_at_once_and_changes_the_plan(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("sory i forget i take warfarin").taps_on("Yes")
    plan = chat.session.plan
    assert plan is not None
    forbidden = set(chat.conversation.book.cautions["blood_thinner_bleeding"].forbid)
    for item in plan.items:
        assert not set(chat.conversation.book.techniques[item.technique].classes) & forbidden


def test_leaving_in_a_practice_and_coming_back_a_day_later_goes_on_where_it_was(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Skip")
    chat.waits(timedelta(days=1)).types("/start").taps_on("Go on where I was")
    assert chat.screen.text.startswith("**Anything new since last time")
    chat.taps_on("Nothing new").taps_on("3")
    assert "Step 2 of" in chat.screen.text


def test_a_changed_answer_changes_the_plan(chat: Chat) -> None:
    heel_pain_to_plan(chat).taps_on("My answers")
    number = next(button.label for button in chat.buttons if button.data.endswith("q:told_by_doctor"))
    chat.taps_on(number).taps_on("8 Weak bones").taps_on("Done").taps_on("1 Weak bones").taps_on("Done")
    assert "Does a bone hurt there?" in chat.screen.text
    chat.taps_on("No")
    assert chat.screen.text.startswith("**You can do gentle self-care with some changes.**")


def test_a_fault_of_ours_keeps_the_facts_and_asks_the_life_threat_list_anew(chat: Chat) -> None:
    heel_pain_in_practice(chat).fails()
    assert "I have not skipped any question" in chat.screen.text
    seen = len(chat.seen)
    chat.taps_on("Try again")
    assert "Safety check 1 of 6." in chat.screen.text
    assert chat.shown_techniques(seen) == []
    chat.taps_on("None of these")
    assert "Step 1 of" in chat.screen.text


def test_danger_in_an_update_that_failed_is_read_all_the_same(chat: Chat) -> None:
    heel_pain_in_practice(chat).fails("i am coughing up blood")
    assert chat.turns[-1].stop


def test_forget_erases_everything_and_old_buttons_revive_nothing(chat: Chat) -> None:
    heel_pain_to_plan(chat)
    old = chat.buttons[0].data
    chat.types("/forget").taps_on("Yes, erase it all")
    assert chat.stored is None
    assert chat.turns[-1].erase
    chat.presses(old)
    assert chat.screen.text.startswith("**Hello, I'm footguide.**")


def test_forget_under_a_lock_says_the_advice_once_more(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole").taps_on("3 Cold leg").types("/forget")
    assert "My advice stays" in chat.screen.text
    chat.taps_on("Yes, erase it all")
    assert "My advice stays" in chat.screen.text


def test_no_thanks_keeps_nothing(chat: Chat) -> None:
    chat.types("/start").taps_on("No, thanks")
    assert chat.stored is None
    assert "I kept nothing" in chat.seen[-1].text


def test_a_child_gets_no_routine(chat: Chat) -> None:
    chat.types("/start").taps_on("Me or a child under 16").taps_on("None of these").taps_on("None of these")
    assert chat.screen.text.startswith("My routines are not for anyone under 16")


def test_someone_else_is_screened_and_forgotten_after_the_visit(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: another adult").taps_on("No").taps_on("Heel or sole")
    for _ in range(6):
        chat.taps_on("None of these")
    chat.taps_on("3").taps_on("Under 2 weeks").taps_on("After much standing").taps_on("No").taps_on("Evenings, 5 min")
    chat.taps_on("None of these").taps_on("Start: both are sore")
    chat.taps_on("Start timer").taps_on("Finish now").taps_on("2").taps_on("Fine")
    assert chat.session.guest is None
    assert chat.session.owner.facts.told == {}
    assert not any(turn.diary for turn in chat.turns)


def test_a_cramp_is_two_taps_away_and_then_the_whole_screen_is_offered(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("/start").taps_on("A cramp right now")
    seen = len(chat.seen)
    chat.taps_on("None of these").taps_on("No")
    assert chat.shown_techniques(seen) == ["cramp_release_stretch"]
    chat.taps_on("Finish now").presses_code("none")
    assert "Shall I ask the whole safety check" in chat.screen.text


def test_what_a_technique_asks_first_is_asked_once_before_the_plan_and_not_otherwise(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Tired, swollen")
    for _ in range(6):
        chat.taps_on("None of these")
    while chat.session.stage.name == "question":
        question = chat.conversation.book.questions[chat.session.stage.question or ""]
        chat.presses_code("n:3" if question.kind == "number" else f"c:{question.healthy}")
    chat.taps_on("Evenings, 15")
    assert "Before I choose" in chat.screen.text
    chat.taps_on("1 Glaucoma").taps_on("Done")
    plan = chat.session.plan
    assert plan is not None
    assert "legs_up_wall" not in {item.technique for item in plan.items}
    chat.taps_on("Change").taps_on("Show my plan")
    assert chat.screen.text.startswith("**Your plan:")


def test_it_hurts_eases_once_and_then_leaves_the_step_out(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("It hurts")
    four = next(button.label for button in chat.buttons if button.data.endswith("s:four_or_five"))
    chat.taps_on(four)
    assert "halve it" in chat.screen.text
    chat.taps_on("Still over 3")
    assert "Step 2 of" in chat.screen.text
    assert chat.session.person.history.hurt == ("ankle_pumps",)


def test_not_sure_what_hurts_stops_like_sharp_pain_and_tells_nothing_that_was_not_said(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("It hurts").taps_on("Not sure")
    assert chat.screen.text.startswith("**Finished.")
    assert any(message.text.startswith("We stop here for today.") for message in chat.seen)
    assert chat.session.person.facts.said("new_numbness", "words") is None


def test_new_swelling_during_a_practice_is_urgent(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("It hurts")
    swelling = next(button.label for button in chat.buttons if button.data.endswith("s:swelling"))
    chat.taps_on(swelling)
    if chat.session.stage.name == "question":
        chat.taps_on("No")
    assert chat.screen.text.startswith("This needs a medical check **today**.")


def test_what_is_told_in_the_middle_of_a_routine_changes_the_steps_that_are_still_to_come(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("i take warfarin").taps_on("Yes")
    assert "Step 1 of" in chat.screen.text
    seen = len(chat.seen)
    while chat.session.stage.name == "practice":
        chat.taps_on("Skip")
    steps = {message.technique: message.text for message in chat.seen[seen:] if message.technique is not None}
    assert "Light pressure only, 3 of 10 at most." in steps["petrissage_foot"]
    assert "Press with 3 of 10 at the most." in steps["petrissage_foot"]
    assert "Move the joint by hand only a little, and never pull." in steps["plantar_fascia_stretch"]
    assert not {"deep_tissue_thumb_sole", "friction_sole", "arch_rub_toes_back"} & set(steps)


def test_what_is_not_understood_is_never_answered_twice_with_the_same_sentence(chat: Chat) -> None:
    heel_pain_to_plan(chat)
    said = []
    for _ in range(4):
        seen = len(chat.seen)
        chat.types("zzz qqq")
        said += [message.text for message in chat.seen[seen:] if message.kind is Kind.ANSWER]
    assert len(said) == 4
    assert all(one != other for one, other in pairwise(said))
