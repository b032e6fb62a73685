"""What comes unasked beside reminders: the warning before erasing, the card of the week, one question after advice."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.charts import WeekCard
from bot.dialogue.turn import Message
from tests.conversations.reminded import reminded_at_seven
from tests.conversations.test_next_day import asked
from tests.conversations.test_progress import again, stage
from tests.conversations.walking import asked_about_the_next_day, finished_after_one_step, heel_pain_in_practice

DAY = timedelta(days=1)


@pytest.fixture
def known(chat: Chat) -> Chat:
    """Somebody who did one session, and answered the question of the day after."""
    return asked_about_the_next_day(chat)


def new(chat: Chat, time: timedelta) -> list[Message]:
    """What came unasked while time passed."""
    seen = len(chat.seen)
    return asked(chat.waits(time), seen)


# -- the warning before everything is erased -----------------------------------------------------------


def test_two_weeks_before_everything_is_erased_it_is_said_once_and_silently(known: Chat) -> None:
    assert new(known, 350 * DAY) == []
    (message,) = new(known, 2 * DAY)
    assert message.text == (
        "Hello. We have not met for a long time.\nIn 14 days I erase what I keep for you. Shall I keep it?"
    )
    assert not message.sound
    assert new(known, 13 * DAY) == []


def test_any_answer_keeps_it_and_a_year_later_it_is_said_again(known: Chat) -> None:
    known.waits(352 * DAY).taps_on("Keep it")
    assert known.screen.text == "Good, I keep it. /start goes on at any time."
    assert new(known, 350 * DAY) == []
    assert len(new(known, 2 * DAY)) == 1


def test_a_visit_in_between_puts_it_off(known: Chat) -> None:
    known.waits(200 * DAY).types("hello")
    assert new(known, 340 * DAY) == []
    assert len(new(known, 12 * DAY)) == 1


def test_who_wants_it_gone_is_asked_once_and_nothing_comes_any_more(known: Chat) -> None:
    known.waits(352 * DAY).taps_on("Erase it now").taps_on("Yes, erase it all")
    assert known.stored is None
    assert new(known, 800 * DAY) == []


def test_after_a_long_downtime_it_still_says_two_weeks_and_any_visit_takes_it_back(known: Chat) -> None:
    known.now += 400 * DAY
    (message,) = new(known, timedelta(minutes=1))
    assert "In 14 days I erase" in message.text
    assert known.session.warned is not None
    known.types("hello")
    assert known.session.warned is None


def test_under_a_lock_the_warning_does_not_come(known: Chat) -> None:
    known.types("chest pain and cant breathe")
    assert known.session.owner.lock is not None
    assert new(known, 360 * DAY) == []


def test_privacy_says_that_it_is_told_before(known: Chat) -> None:
    known.types("/privacy")
    assert "I tell you 14 days before. Any answer keeps it." in known.screen.text


# -- the card of the week ------------------------------------------------------------------------------


def test_the_card_of_the_week_comes_only_to_who_asked_for_it(known: Chat) -> None:
    other = known.branch()
    known.types("/progress").taps_on("Send my week weekly")
    again(known.waits(3 * DAY), 4, 3)
    again(other.waits(3 * DAY), 4, 3)
    assert new(other, 6 * DAY) == []
    (message,) = new(known, 6 * DAY)
    assert isinstance(message.chart, WeekCard)
    assert message.text.splitlines()[0] == "**Your week.**"
    assert not message.sound


def test_an_idle_week_sends_nothing_and_it_stops_by_one_tap(known: Chat) -> None:
    known.types("/progress").taps_on("Send my week weekly")
    again(known.waits(3 * DAY), 4, 3)
    assert len(new(known, 6 * DAY)) == 1
    idle = known.branch()
    assert new(idle, 14 * DAY) == []
    known.taps_on("No weekly card")
    again(known.waits(DAY), 4, 3)
    assert new(known, 14 * DAY) == []


def test_the_card_is_turned_on_and_off_in_the_settings(known: Chat) -> None:
    known.types("/settings").taps_on("My week, weekly")
    assert known.toast == "You get it once a week, silently, if you practised."
    assert known.session.weekly
    known.taps_on("✅ My week, weekly")
    again(known.waits(3 * DAY), 4, 3)
    assert new(known, 14 * DAY) == []


def test_a_pause_of_the_reminders_does_not_hold_the_card_that_was_asked_for(chat: Chat) -> None:
    known = reminded_at_seven(chat)
    known.types("/settings").taps_on("My week, weekly")
    again(known.waits(3 * DAY), 4, 3)
    known.types("/stop").taps_on("Stop all reminders")
    assert any(isinstance(message.chart, WeekCard) for message in new(known, 6 * DAY))


def test_under_a_lock_no_card_of_the_week_comes(known: Chat) -> None:
    known.types("/progress").taps_on("Send my week weekly")
    again(known.waits(3 * DAY), 4, 3)
    known.types("chest pain and cant breathe")
    assert new(known, 14 * DAY) == []


# -- an appointment ------------------------------------------------------------------------------------


def advised(chat: Chat) -> Chat:
    """It is no better after two weeks."""
    finished_after_one_step(chat)
    for _ in range(7):
        again(chat.waits(2 * DAY), 4, 4)
    assert stage(chat) == "advised"
    return chat


def test_one_question_after_three_days_because_it_was_wanted(chat: Chat) -> None:
    advised(chat).taps_on("Remind me in 3 days")
    assert not chat.offers("remind")
    assert new(chat, 2 * DAY) == []
    (message,) = new(chat, 2 * DAY)
    assert message.text == "Hello. Did you get an appointment?"
    chat.taps_on("Not yet")
    assert new(chat, 30 * DAY) == []


def test_refused_for_good_it_is_never_offered_again(chat: Chat) -> None:
    advised(chat).taps_on("Remind me in 3 days").waits(4 * DAY).taps_on("Don't ask again")
    assert chat.session.owner.history.no_appointment_question
    chat.types("/start")
    for _ in range(16):
        again(chat.waits(2 * DAY), 4, 4)
        if stage(chat) == "advised":
            break
    assert stage(chat) == "advised"
    assert not chat.offers("remind")


# -- what a technique did ------------------------------------------------------------------------------


def test_what_a_step_did_is_said_behind_why_and_the_step_stays(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Why?").taps_on("It helps")
    (said,) = chat.turns[-1].feedback
    assert (said.technique, said.said) == ("ankle_pumps", "helped")
    assert chat.toast == "Thank you, noted."
    chat.taps_on("No use")
    assert [said.said for said in chat.turns[-1].feedback] == ["no_use"]
    chat.taps_on("Back to the step")
    assert stage(chat) == "practice"


def test_it_hurts_leads_to_what_hurts_and_is_counted_when_the_step_hurt(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Why?").taps_on("It hurts")
    assert stage(chat) == "hurts"
    chat.taps_on("5 Sharp")
    assert [(said.technique, said.said) for said in chat.turns[-1].feedback] == [("ankle_pumps", "hurt")]
