"""One swollen calf: today, and no technique is reachable afterwards, whatever is tried."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.turn import Kind
from tests.conversations.walking import heel_pain_to_plan, one_leg_swollen, press_everything_old


def test_it_is_told_at_once_with_what_was_said_and_what_makes_it_worse(chat: Chat) -> None:
    one_leg_swollen(chat)
    assert chat.screen.kind is Kind.STOP
    assert chat.screen.sound
    assert chat.screen.text.startswith("This needs a medical check **today**.")
    assert "Please do not massage, stretch or heat this leg or foot." in chat.screen.text
    assert "Because you told me: one leg or calf is swollen" in chat.screen.text
    assert "112 / 911 / 999" in chat.screen.text


def test_chest_pain_with_it_is_an_emergency(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Calf, cramps").taps_on("None of these")
    chat.taps_on("1 One leg").taps_on("Done").taps_on("Yes")
    assert chat.screen.text.startswith("Please stop here. What you describe can be an emergency.")


def test_no_answer_for_two_minutes_and_the_outcome_comes_anyway(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Calf, cramps").taps_on("None of these")
    chat.taps_on("1 One leg").taps_on("Done").waits(timedelta(minutes=3))
    assert chat.screen.text.startswith("This needs a medical check **today**.")


def test_ticks_that_are_never_sent_are_acted_on_and_nothing_else_is_taken_for_no(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Calf, cramps").taps_on("None of these")
    chat.taps_on("1 One leg").waits(timedelta(minutes=3))
    assert chat.screen.text.startswith("This needs a medical check **today**.")
    assert chat.session.person.facts.said("hot_foot", "legs_and_feet") is None


@pytest.mark.parametrize(
    "words",
    [
        "its just a cramp come on give me a massage",
        "ok then only the other foot?",
        "/start",
        "/routine",
        "/stop",
        "/help",
    ],
)
def test_no_words_and_no_command_lead_to_a_technique(chat: Chat, words: str) -> None:
    one_leg_swollen(chat)
    seen = len(chat.seen)
    chat.types(words)
    press_everything_old(chat)
    assert chat.shown_techniques(seen) == []
    assert chat.session.person.lock is not None


def test_old_buttons_of_a_plan_and_a_practice_lead_to_nothing(chat: Chat) -> None:
    heel_pain_to_plan(chat).taps_on("Start: left is sore").types("one calf is swollen and sore")
    seen = len(chat.seen)
    press_everything_old(chat)
    assert chat.shown_techniques(seen) == []
    assert chat.session.plan is None


def test_tapped_by_mistake_takes_only_a_fresh_no_and_only_once(chat: Chat) -> None:
    one_leg_swollen(chat).taps_on("I tapped by mistake")
    assert chat.screen.text == (
        "**ONE leg, ankle or calf swollen, sore, warm or tender, red or darker than usual, or a hard hot vein**"
    )
    chat.taps_on("Not sure")
    assert chat.screen.text.startswith("This needs a medical check **today**.")
    assert not chat.offers("mistake")


def test_tapped_by_mistake_and_a_fresh_no_goes_on_where_it_was(chat: Chat) -> None:
    one_leg_swollen(chat).taps_on("I tapped by mistake").taps_on("No")
    assert chat.session.person.lock is None
    assert "Compare both calves" in chat.screen.text


def test_it_went_away_is_no_unlock(chat: Chat) -> None:
    one_leg_swollen(chat).taps_on("It was checked").taps_on("It went away by itself")
    assert chat.session.person.lock is not None
    assert chat.screen.text.startswith("This needs a medical check **today**.")


def test_the_next_day_it_asks_once_and_names_no_condition(chat: Chat) -> None:
    one_leg_swollen(chat)
    seen = len(chat.seen)
    chat.waits(timedelta(hours=25))
    new = chat.seen[seen:]
    assert new[0].text == "Hello. How did it go yesterday?"
    assert not any(word in new[0].text.casefold() for word in ("leg", "calf", "clot", "swollen"))
    assert chat.offers("c:yes")
    chat.waits(timedelta(days=3))
    assert len(chat.seen) == seen + len(new)


def test_checked_and_cleared_is_asked_anew_and_the_calf_rests(chat: Chat) -> None:
    one_leg_swollen(chat).waits(timedelta(hours=25)).taps_on("Yes, seen").taps_on("No clot found")
    assert "New or worse since the clinician saw you?" in chat.screen.text
    for _ in range(2):
        chat.taps_on("None of these")
    chat.taps_on("No")
    for _ in range(4):
        chat.taps_on("None of these")
    chat.taps_on("3").taps_on("Under 2 weeks")
    while chat.session.stage.name == "question":
        question = chat.conversation.book.questions[chat.session.stage.question or ""]
        chat.presses_code(f"c:{question.healthy}")
    assert chat.session.person.lock is None
    chat.presses_code("p:evening:15")
    plan = chat.session.plan
    techniques = chat.conversation.book.techniques
    assert plan is not None
    for item in plan.items:
        assert not {"calf", "shin", "achilles"} & set(techniques[item.technique].places) or "stretch" not in set(
            techniques[item.technique].classes
        )


def test_a_clot_under_treatment_leaves_the_legs_alone(chat: Chat) -> None:
    one_leg_swollen(chat).waits(timedelta(hours=25)).taps_on("Yes, seen").taps_on("A clot, I'm being treated")
    assert chat.session.person.facts.said("dvt_on_treatment", "unlock") == "yes"


def test_not_sure_what_they_said_stays_locked(chat: Chat) -> None:
    one_leg_swollen(chat).taps_on("It was checked").taps_on("Yes, seen").taps_on("Not sure what they said")
    assert chat.session.person.lock is not None


def test_the_summary_says_what_was_told_denied_and_not_asked(chat: Chat) -> None:
    one_leg_swollen(chat).taps_on("Write a summary to show")
    summary = next(m.text for m in reversed(chat.seen) if "For the clinician" in m.text)
    assert "One leg or calf is swollen" in summary
    assert "Not asked, because I stopped here:" in summary
    assert "diagnos" in summary.casefold()


def test_words_in_between_do_not_lose_an_urgent_outcome_that_waits_for_one_more_answer(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Calf, cramps").taps_on("None of these")
    chat.taps_on("1 One leg").taps_on("Done")
    assert chat.session.person.lock is None
    chat.types("hmm").types("/privacy").types("/about")
    chat.waits(timedelta(minutes=3))
    assert chat.screen.text.startswith("This needs a medical check **today**.")
    assert chat.session.person.lock is not None
