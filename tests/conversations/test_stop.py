"""/stop ends what is running, at any moment, and then offers to stop the reminders too; danger comes first."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cases.chat import Chat
from bot.dialogue.commands import command_list
from bot.dialogue.turn import Kind
from bot.language.catalogues import shipped_catalogues
from tests.conversations.walking import (
    finished_after_one_step,
    heel_pain_in_practice,
    heel_pain_to_plan,
    one_leg_swollen,
)

WEEK = timedelta(days=7)


@pytest.fixture
def reminded(chat: Chat) -> Chat:
    """Somebody in London who is reminded every day at seven."""
    finished_after_one_step(chat).types("/reminders").taps_on("New reminder").taps_on("07:00").types("London")
    return chat.taps_on("Go on")


def rang(chat: Chat, time: timedelta) -> int:
    """How many reminders came while time passed."""
    seen = len(chat.seen)
    chat.waits(time)
    return sum(message.kind is Kind.NUDGE for message in chat.seen[seen:])


def again_in_practice(chat: Chat) -> Chat:
    return chat.types("/start").taps_on("The same routine again").taps_on("Nothing new").taps_on("Start timer")


def test_a_running_routine_ends_and_the_reminders_may_stop_too(reminded: Chat) -> None:
    again_in_practice(reminded).types("/stop")
    assert reminded.screen.text.startswith("**Stopped.** Is something wrong?")
    reminded.taps_on("Stop the reminders too")
    assert any("no reminder comes any more" in message.text for message in reminded.seen[-2:])
    assert reminded.screen.text.startswith("**Stopped.** Is something wrong?"), "the question about danger stays"
    assert not reminded.offers("silence")
    reminded.taps_on("Nothing is wrong").taps_on("3").taps_on("Fine")
    assert rang(reminded, WEEK) == 0


def test_the_hold_of_a_stopped_routine_rings_no_more(reminded: Chat) -> None:
    again_in_practice(reminded).types("/stop")
    seen = len(reminded.seen)
    reminded.waits(timedelta(minutes=10))
    assert len(reminded.seen) == seen


def test_the_stop_button_asks_nothing_about_reminders(reminded: Chat) -> None:
    again_in_practice(reminded).taps_on("STOP")
    assert not reminded.offers("silence")


def test_without_reminders_nothing_is_offered(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("/stop")
    assert not chat.offers("silence")


@pytest.mark.parametrize(("answer", "of_seven_days", "of_the_next_seven"), [
    ("Stop all reminders", 0, 0), ("Silent for a week", 0, 1), ("No, keep them", 1, 1),
])  # fmt: skip
def test_where_nothing_runs_the_reminders_are_what_can_stop(
    reminded: Chat, answer: str, of_seven_days: int, of_the_next_seven: int
) -> None:
    reminded.types("/stop")
    assert any(message.text == "Nothing is running just now." for message in reminded.seen[-2:])
    assert reminded.screen.text.startswith("**Shall the reminders stop too?**")
    reminded.taps_on(answer)
    assert reminded.screen.text.startswith("**Hello again.**")
    assert (rang(reminded, timedelta(days=6)) > 0) == bool(of_seven_days)
    assert (rang(reminded, WEEK) > 0) == bool(of_the_next_seven)


def test_stopped_reminders_come_back_with_one_tap_as_they_were(reminded: Chat) -> None:
    reminded.types("/stop").taps_on("Stop all reminders").types("/reminders")
    assert "every day at 07:00 (paused)" in reminded.screen.text
    reminded.taps_on("1").taps_on("End pause now")
    assert rang(reminded, timedelta(days=1)) == 1


def test_a_delay_that_was_asked_for_stops_too(reminded: Chat) -> None:
    morning = datetime(2026, 11, 23, 7, 1, tzinfo=ZoneInfo("Europe/London"))
    reminded.waits(morning - reminded.now).taps_on("1 hour").types("/stop").taps_on("Stop all reminders")
    assert rang(reminded, timedelta(hours=3)) == 0


def test_an_interview_ends_and_can_go_on_later(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Heel or sole").types("/stop")
    assert any("Your answers are kept" in message.text for message in chat.seen[-2:])
    chat.taps_on("Go on with my questions")
    assert "Safety check 1 of 6" in chat.screen.text


def test_a_plan_that_was_not_started_is_put_aside(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("/stop")
    assert chat.session.plan is None
    assert chat.screen.text.startswith("**Hello again.**")


def test_the_rest_after_a_routine_ends_and_the_diary_keeps_it_once(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("Finish now").types("/stop")
    assert len(chat.diary) == 1
    assert not chat.offers("go_on")


def test_an_outcome_that_waits_for_one_more_answer_comes_at_once(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Calf, cramps").taps_on("None of these")
    chat.taps_on("1 One leg").taps_on("Done")
    assert chat.session.stage.name == "question"
    chat.types("/stop")
    assert chat.screen.text.startswith("This needs a medical check **today**.")


def test_under_a_lock_the_advice_stays_and_it_says_that_nothing_invites_to_a_routine(reminded: Chat) -> None:
    reminded.types("one calf is swollen and sore").taps_on("Yes").types("/stop")
    assert any("I still can't offer a routine here" in message.text for message in reminded.seen[-3:])
    assert any("no reminder invites you to a routine" in message.text for message in reminded.seen[-3:])
    assert reminded.screen.text.startswith("This needs a medical check **today**.")


def test_a_locked_person_without_reminders_hears_nothing_of_them(chat: Chat) -> None:
    one_leg_swollen(chat).types("/stop")
    assert not any("no reminder" in message.text for message in chat.seen)


def test_a_question_about_danger_stays_open(reminded: Chat) -> None:
    again_in_practice(reminded).types("i had chest pain")
    assert reminded.session.stage.name == "confirm"
    asked = reminded.screen.text
    reminded.types("/stop")
    assert reminded.screen.text == asked


def test_before_consent_nothing_is_running(chat: Chat) -> None:
    chat.types("/stop")
    assert any(message.text == "Nothing is running just now." for message in chat.seen)
    assert chat.screen.text.startswith("**Hello, I'm footguide.**")


def test_help_names_every_command(chat: Chat) -> None:
    finished_after_one_step(chat).types("/help")
    told = chat.seen[-2].text
    missing = [name for name, _ in command_list(shipped_catalogues().of("")) if f"/{name}" not in told]
    assert missing == ["help"]
