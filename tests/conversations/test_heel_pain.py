"""Heel pain on first steps: from /start to a finished routine."""

from datetime import timedelta

from bot.cases.chat import Chat
from bot.dialogue.turn import Kind, Message, Slot
from tests.conversations.walking import finished_after_one_step, heel_pain_in_practice, heel_pain_to_plan


def test_fourteen_taps_to_the_plan_of_which_eight_are_safety(chat: Chat) -> None:
    chat.types("/start")
    chat.taps = 0
    chat.taps_on("I agree: me, 18 or older").taps_on("Heel or sole")
    for check in range(1, 7):
        assert f"Safety check {check} of 6." in chat.screen.text
        chat.taps_on("None of these")
    assert chat.taps == 8
    chat.taps_on("4").taps_on("2 to 6 weeks").taps_on("First steps after rest").taps_on("No")
    assert chat.screen.text.startswith("**Nothing you told me is a warning sign.**")
    assert "a likeness, not a diagnosis" in chat.screen.text
    chat.taps_on("Mornings, 10")
    assert "Before I choose: is any of these true for you?" in chat.screen.text
    chat.taps_on("None of these")
    assert chat.screen.text.startswith("**Your plan: before your first steps, about 10 minutes**")
    assert chat.taps == 14


def test_the_plan_keeps_the_ceilings_of_a_first_session(chat: Chat) -> None:
    plan = heel_pain_to_plan(chat).session.plan
    assert plan is not None
    techniques = chat.conversation.book.techniques
    assert plan.seconds <= 10 * 60 * 1.1
    for item in plan.items:
        classes = set(techniques[item.technique].classes)
        assert "loading" not in classes
        assert item.pressure <= 4
        if "stretch" in classes:
            assert item.seconds <= 100


def test_a_whole_routine_with_timers_to_the_diary(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    plan = chat.session.plan
    assert plan is not None
    assert chat.screen.picture == "ankle_pumps"
    while chat.session.stage.name == "practice":
        chat.taps_on("Start timer")
        assert "is running" in chat.screen.text
        chat.waits(timedelta(seconds=200))
        bells = [m for m in chat.turns[-1].outgoing if isinstance(m, Message) and m.slot is Slot.BELL]
        assert [(bell.text, bell.sound) for bell in bells] == [("⏱ Time. Let go slowly.", True)]
        chat.presses_code("next")
    assert chat.screen.text.startswith("**Finished.")
    chat.taps_on("3").taps_on("Fine").taps_on("No, thanks")
    line = next(line for turn in reversed(chat.turns) for line in turn.diary)
    assert (line.pain_before, line.pain_after, line.effort) == (4, 3, "fine")
    assert line.techniques == tuple(item.technique for item in plan.items)
    assert "You have done 1 routine with me." in chat.screen.text


def test_when_to_stop_is_said_once_and_stands_right_above_the_first_step(chat: Chat) -> None:
    heel_pain_to_plan(chat)
    assert "**Tap STOP if**" in chat.screen.text
    seen = len(chat.seen)
    chat.taps_on("Start: left is sore")
    assert not any("**Tap STOP if**" in message.text for message in chat.seen[seen:])
    finished = finished_after_one_step(Chat(chat.conversation, chat.now))
    finished.waits(timedelta(days=1)).taps_on("Not sore").types("/start").taps_on("The same routine again")
    finished.taps_on("Nothing new")
    seen = len(finished.seen)
    finished.taps_on("3")
    assert [m for m in finished.seen[seen:] if m.text.startswith("**Tap STOP if**")]
    assert "Step 1 of" in finished.screen.text


def test_everything_that_is_not_a_stop_a_bell_or_an_outcome_is_silent(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    assert not any(message.sound for message in chat.seen)


def test_why_easier_back_and_skip_keep_the_place(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Skip")
    assert "Step 2 of" in chat.screen.text
    chat.taps_on("Why?")
    assert "Studies" in chat.screen.text or "specialists" in chat.screen.text
    chat.taps_on("Back to the step").taps_on("Easier")
    assert "Step 2 of" in chat.screen.text
    chat.taps_on("As before").taps_on("Back")
    assert "Step 1 of" in chat.screen.text


def test_a_hold_that_was_skipped_rings_no_bell(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("Skip")
    seen = len(chat.seen)
    chat.waits(timedelta(minutes=5))
    assert len(chat.seen) == seen


def test_stop_and_finish_now_end_at_once(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("STOP")
    assert chat.screen.text.startswith("**Stopped.** Is something wrong?")
    chat.taps_on("Nothing is wrong")
    assert chat.screen.text.startswith("**Finished.")


def test_a_routine_in_which_nothing_was_done_is_no_routine(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Finish now")
    assert chat.session.person.history.practices == 0
    assert not any(turn.diary for turn in chat.turns)
    assert chat.screen.text.startswith("**Hello again.**")


def test_what_was_left_out_and_why_is_said(chat: Chat) -> None:
    heel_pain_to_plan(chat).taps_on("Why left out?")
    said = next(m.text for m in reversed(chat.seen) if m.kind is Kind.ANSWER)
    assert "·" in said
    assert all("_" not in word for word in said.split())


def test_the_same_routine_the_next_day_costs_one_safety_tap(chat: Chat) -> None:
    finished_after_one_step(chat)
    chat.waits(timedelta(days=1)).taps_on("Not sore").types("/start").taps_on("The same routine again")
    assert chat.screen.text.startswith("**Anything new since last time")
    chat.taps_on("Nothing new").taps_on("3")
    assert "Step 1 of" in chat.screen.text


def test_something_new_opens_all_checks_of_what_may_have_changed(chat: Chat) -> None:
    finished_after_one_step(chat)
    chat.waits(timedelta(days=1)).taps_on("Not sore").types("/routine").taps_on("Something new")
    for check in (1, 2, 3, 4, 6):
        assert f"Safety check {check} of 6." in chat.screen.text
        chat.taps_on("None of these")
    chat.taps_on("3")
    assert "Step 1 of" in chat.screen.text


def test_who_never_says_how_it_was_has_done_it_all_the_same(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("Done early")
    chat.taps_on("Finish now")
    assert chat.screen.text.startswith("**Finished.")
    (line,) = chat.diary
    assert (line.techniques, line.pain_before, line.pain_after) == (("ankle_pumps",), 4, None)
    assert chat.session.person.history.practices == 1
    chat.types("/start").taps_on("The same routine again")
    assert chat.screen.text.startswith("**Anything new since last time")
    chat.taps_on("Nothing new")
    assert "Step 1 of" in chat.screen.text
    assert chat.session.practice is not None
    assert chat.session.practice.ended is None


def test_what_was_done_before_a_stop_is_recorded(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("Done early").types(
        "my chest hurts and i cant breathe"
    )
    assert chat.session.person.lock is not None
    assert [line.techniques for line in chat.diary] == [("ankle_pumps",)]
