"""What holds reminders back: a lock, a routine that fits no more, quiet hours, a full day, a time without service, a block."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Membership
from bot.dialogue.reminding.counting import MOST_A_DAY
from bot.dialogue.turn import TakeButtons
from bot.language.catalogues import shipped_catalogues
from tests.conversations.reminded import nudges, practises, reminded_at_seven, stands_still_until, wait_until

DAY = timedelta(days=1)


@pytest.fixture
def reminded(chat: Chat) -> Chat:
    """Somebody in London who is reminded every day at seven; it is Sunday morning."""
    return reminded_at_seven(chat)


def texts(chat: Chat, since: int) -> list[str]:
    """Returns the first line of all that was shown."""
    return [message.text.splitlines()[0] for message in chat.seen[since:]]


# -- a lock ----------------------------------------------------------------------------------------------


def test_under_a_lock_nothing_rings_and_the_day_after_one_question_asks_whether_it_was_checked(
    reminded: Chat,
) -> None:
    wait_until(reminded, "2026-11-23 12:00").types("my left calf is swollen and hot").taps_on("Yes")
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-24 11:59")
    assert reminded.seen[seen:] == []
    wait_until(reminded, "2026-11-24 12:01")
    assert texts(reminded, seen) == [
        "Hello. How did it go yesterday?", "**Has a clinician seen you for what you told me?**",
    ]  # fmt: skip
    reminded.waits(7 * DAY)
    assert len(texts(reminded, seen)) == 2
    # The days that the bot held back itself count neither for nor against anybody.
    assert {past.came for past in reminded.session.reminders.past if past.day.day > 23} == {"rest"}


def test_after_an_emergency_too_and_never_by_night(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 22:30").types("sudden chest pain, I can't breathe")
    assert reminded.session.owner.lock is not None
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-25 06:59")
    assert reminded.seen[seen:] == []
    wait_until(reminded, "2026-11-25 07:01")
    assert texts(reminded, seen)[0] == "Hello. How did it go?"


def test_the_question_waits_until_a_visit_about_somebody_else_is_over(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 12:00").types("my left calf is swollen and hot").taps_on("Yes")
    wait_until(reminded, "2026-11-24 11:00")
    visit = {"about_other": True, "guest": reminded.session.owner, "last_at": reminded.now}
    reminded._stored = reminded.session.model_copy(update=visit).model_dump_json()
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-24 13:00")
    assert reminded.seen[seen:] == []
    wait_until(reminded, "2026-11-25 09:00")
    assert texts(reminded, seen)[-1] == "**Has a clinician seen you for what you told me?**"


# -- a routine that fits no more ---------------------------------------------------------------------------


def many_sore_joints(chat: Chat) -> Chat:
    """A new condition is told, with which nothing of the morning routine is left."""
    chat.types("/start").taps_on("My answers").taps_on("3").taps_on("10").taps_on("Done")
    return chat.taps_on("1 Many joints").taps_on("Done")


def test_a_routine_that_a_new_condition_rules_out_is_said_once_and_what_fits_is_a_tap_away(reminded: Chat) -> None:
    many_sore_joints(reminded)
    seen = len(reminded.seen)
    reminded.waits(DAY)
    (said,) = nudges(reminded, seen)
    assert said.text.startswith("Your routine no longer fits what you told me")
    assert not said.sound
    assert "stretch" not in said.text.lower()
    reminded.waits(5 * DAY)
    assert len(nudges(reminded, seen)) == 1
    reminded.types("/reminders").taps_on("1")
    assert "This routine does not fit what you told me" in reminded.screen.text


def test_what_fits_is_shown_after_everything_that_must_be_asked(reminded: Chat) -> None:
    many_sore_joints(reminded)
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-23 07:01").taps_on("Show what fits me now")
    assert nudges(reminded, seen)
    assert reminded.session.stage.name in {"question", "plan", "clinician", "preferences"}
    assert reminded.session.plan is None or reminded.session.plan.routine != "heel_pain_morning"


def test_it_may_be_for_another_routine_then(reminded: Chat) -> None:
    many_sore_joints(reminded)
    wait_until(reminded, "2026-11-23 07:01").taps_on("Change").taps_on("Routine")
    assert [button.label for button in reminded.buttons] == ["wind down", "Back"]
    reminded.taps_on("wind down")
    assert reminded.screen.text.startswith("**Set: every day at 07:00, Europe/London.**")
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-24 07:01")
    assert [message.text for message in nudges(reminded, seen)] == ["Time for your stretch."]


def test_once_it_fits_again_it_rings_again(reminded: Chat) -> None:
    before = reminded.session
    many_sore_joints(reminded)
    wait_until(reminded, "2026-11-24 07:01")
    well = reminded.session.owner.model_copy(update={"facts": before.owner.facts, "holds": ()})
    reminded._stored = reminded.session.model_copy(update={"owner": well}).model_dump_json()
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-25 07:01")
    assert [message.text for message in nudges(reminded, seen)] == ["Time for your stretch."]


def test_a_routine_that_the_book_lost_is_said_once(reminded: Chat, conversation: Conversation) -> None:
    book = conversation.book
    routines = {name: routine for name, routine in book.routines.items() if name != "heel_pain_morning"}
    reminded.conversation = Conversation(replace(book, routines=routines), shipped_catalogues())
    seen = len(reminded.seen)
    reminded.waits(4 * DAY)
    (said,) = nudges(reminded, seen)
    assert said.text.startswith("I no longer have the routine of your reminder")
    reminded.types("/reminders")
    assert "a routine that I no longer have" in reminded.screen.text


def test_answers_that_only_grew_old_rule_nothing_out(reminded: Chat) -> None:
    seen = len(reminded.seen)
    for day in range(23, 29):
        wait_until(reminded, f"2026-11-{day} 07:01").taps_on("Done already")
    assert len(nudges(reminded, seen)) == 6
    assert all(message.text == "Time for your stretch." for message in nudges(reminded, seen))


# -- quiet hours -------------------------------------------------------------------------------------------


def test_a_delay_is_held_back_by_quiet_hours_that_were_set_after_it(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("1 hour")
    reminded.types("/settings").taps_on("Quiet time").types("7:30 to 11")
    assert "Quiet time: 07:30 to 11:00." in reminded.screen.text
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-23 10:59")
    assert nudges(reminded, seen) == []
    wait_until(reminded, "2026-11-23 11:01")
    assert len(nudges(reminded, seen)) == 1


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("23:30", "Quiet from 00:00 to 07:00"),
        ("5:30", "Quiet from 21:30 to 05:30"),
        ("2:30", "Quiet from 09:00 to 16:00"),
    ],
)
def test_a_time_in_the_quiet_hours_is_said_and_moving_them_is_one_tap(
    reminded: Chat, typed: str, offered: str
) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Time").types(typed)
    assert "It rings all the same, because you chose it." in reminded.screen.text
    reminded.taps_on(offered)
    assert "It rings all the same" not in reminded.screen.text
    begin, end = offered.removeprefix("Quiet from ").split(" to ")
    reminded.types("/reminders")
    assert f"Quiet time: {begin} to {end}." in reminded.screen.text


# -- a full day --------------------------------------------------------------------------------------------


def test_six_messages_a_day_in_all_whatever_their_kind(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 06:50")
    others = reminded.session.reminders.model_copy(
        update={"sent_on": reminded.now.date(), "sent": ("weekly_summary",) * (MOST_A_DAY - 1)}
    )
    reminded._stored = reminded.session.model_copy(update={"reminders": others}).model_dump_json()
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-23 07:01")
    assert len(nudges(reminded, seen)) == 1
    assert "1 hour" not in [button.label for button in reminded.buttons]
    reminded.types("my left calf is swollen and hot").taps_on("Yes")
    wait_until(reminded, "2026-11-24 06:59")
    assert reminded.session.reminders.sent.count("check_in") == 0


# -- after a time in which nothing ran ---------------------------------------------------------------------


def test_the_latest_comes_once_and_the_days_before_are_noted_in_silence(reminded: Chat) -> None:
    seen = len(reminded.seen)
    stands_still_until(reminded, "2026-11-26 08:30").waits(timedelta(seconds=1))
    assert len(nudges(reminded, seen)) == 1
    past = {day.day.day: day.came for day in reminded.session.reminders.past}
    assert past == {23: "missed", 24: "missed", 25: "missed"}
    reminded.waits(timedelta(hours=12))
    assert len(nudges(reminded, seen)) == 1


def test_a_late_one_does_not_ring_into_the_quiet_hours(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Time").taps_on("21:00")
    seen = len(reminded.seen)
    stands_still_until(reminded, "2026-11-22 21:45").waits(timedelta(seconds=1))
    assert nudges(reminded, seen) == []
    assert [past.came for past in reminded.session.reminders.past] == ["missed"]


def test_the_question_after_a_week_of_silence_does_not_come_by_night(reminded: Chat) -> None:
    seen = len(reminded.seen)
    while reminded.session.reminders.schedules[0].unanswered < 6:
        reminded.waits(DAY)
    stands_still_until(reminded, "2026-12-05 23:30").waits(timedelta(seconds=1))
    asked = [message for message in nudges(reminded, seen) if "Shall I go on?" in message.text]
    assert asked == []
    wait_until(reminded, "2026-12-06 07:01")
    assert "Shall I go on?" in nudges(reminded, seen)[-1].text


# -- after midnight ------------------------------------------------------------------------------------------


def test_an_answer_after_midnight_counts_for_the_day_of_the_reminder(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Time").types("23:30").taps_on("Go on")
    wait_until(reminded, "2026-11-23 00:20").taps_on("Skip today").taps_on("No time")
    assert reminded.session.reminders.came_of(1, date(2026, 11, 22)) == "busy"
    wait_until(reminded, "2026-11-24 00:10").taps_on("Start").taps_on("Nothing new").taps_on("3")
    reminded.taps_on("Start timer").taps_on("Finish now").taps_on("3").taps_on("Fine")
    assert reminded.session.reminders.came_of(1, date(2026, 11, 23)) == "done"
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-24 23:31")
    assert len(nudges(reminded, seen)) == 1, "the night's routine was that of the day before"


# -- silence -------------------------------------------------------------------------------------------------


def test_who_practises_or_talks_is_not_silent_though_no_reminder_was_tapped(reminded: Chat) -> None:
    seen = len(reminded.seen)
    for day in range(23, 29):
        wait_until(reminded, f"2026-11-{day} 09:00")
        if day % 2:
            practises(reminded)
        else:
            reminded.types("/learn")
    assert len(nudges(reminded, seen)) == 6
    assert reminded.session.reminders.schedules[0].every_other_since is None


def test_two_reminders_are_counted_apart(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("New reminder").types("every day at 8 pm").taps_on("Go on")
    seen = len(reminded.seen)
    for day in range(23, 29):
        wait_until(reminded, f"2026-11-{day} 07:01").taps_on("Done already")
        wait_until(reminded, f"2026-11-{day} 20:01").taps_on("Done already")
    assert len(nudges(reminded, seen)) >= 10
    assert all(schedule.unanswered == 0 for schedule in reminded.session.reminders.schedules)


# -- a block -------------------------------------------------------------------------------------------------


def test_blocked_nothing_rings_and_who_comes_back_is_greeted_as_new(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("1 hour")
    seen = len(reminded.seen)
    reminded.happens(Membership(here=False))
    reminded.waits(3 * DAY)
    assert reminded.seen[seen:] == []
    reminded.happens(Membership(here=True))
    reminded.waits(DAY)
    assert reminded.seen[seen:] == []
    reminded.types("/start")
    assert reminded.screen.text.startswith("**Hello, I'm")
    reminded.waits(3 * DAY)
    assert nudges(reminded, seen) == []
    reminded.taps_on("I agree: me, 18 or older").types("/reminders")
    assert "(paused)" in reminded.screen.text
    reminded.taps_on("1").taps_on("End pause now").waits(DAY)
    assert len(nudges(reminded, seen)) == 1


def test_a_block_does_not_take_a_lock_away(reminded: Chat) -> None:
    reminded.types("my left calf is swollen and hot").taps_on("Yes")
    turns = len(reminded.turns)
    reminded.happens(Membership(here=False)).happens(Membership(here=True))
    assert not any(isinstance(part, TakeButtons) for turn in reminded.turns[turns:] for part in turn.outgoing)
    reminded.types("/start").taps_on("I agree: me, 18 or older").taps_on("No")
    assert reminded.session.stage.name == "stopped"
    assert reminded.shown_techniques(len(reminded.seen) - 2) == []
