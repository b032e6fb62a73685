"""Reminders that people keep: set in a few taps, right about time, answered in one tap, silent when they should be."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cases.chat import Chat
from bot.dialogue.turn import Slot
from tests.conversations.reminded import nudges, reminded_at_seven, wait_until
from tests.conversations.walking import asked_about_the_next_day, heel_pain_in_practice

DAY = timedelta(days=1)


@pytest.fixture
def reminded(chat: Chat) -> Chat:
    """Somebody in London who is reminded every day at seven; it is Sunday morning."""
    return reminded_at_seven(chat)


def test_a_time_in_words_and_a_typed_town_set_it_and_all_is_shown_back(chat: Chat) -> None:
    asked_about_the_next_day(chat).types("/reminders")
    assert chat.screen.text.startswith("**No reminder is set.**")
    chat.taps_on("New reminder").types("half past seven")
    assert chat.screen.text.startswith("**Which town are you near?**")
    chat.types("little snoring")
    assert any("I don't know that town" in message.text for message in chat.seen[-2:])
    chat.types("London")
    assert chat.screen.text.startswith("**Set: every day at 07:30, Europe/London.**")
    assert "First one tomorrow, Monday. I follow summer time." in chat.screen.text


def test_it_is_offered_once_after_the_first_routine_and_takes_two_taps_where_the_zone_is_known(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("Finish now").taps_on("3").taps_on("Fine")
    assert chat.screen.text.startswith("**Shall I remind you of the next one?**")
    chat.taps_on("07:30").types("London")
    assert chat.screen.text.startswith("**Set: every day at 07:30, Europe/London.**")
    chat.taps_on("Go on").waits(timedelta(hours=6)).types("/start").taps_on("The same routine again")
    chat.taps_on("Nothing new").taps_on("Start timer").taps_on("Finish now").taps_on("3").taps_on("Fine")
    chat.taps_on("Skip")
    assert chat.screen.text.startswith("**Hello again.**")


def test_the_clock_on_the_wall_is_enough_to_find_the_zone(chat: Chat) -> None:
    asked_about_the_next_day(chat).types("/reminders").taps_on("New reminder").taps_on("07:00")
    here = chat.now.astimezone(ZoneInfo("Asia/Kolkata"))
    chat.types(here.strftime("%H:%M")).taps_on("Kolkata")
    assert "Asia/Kolkata" in chat.screen.text


def test_the_zone_by_region_and_city(chat: Chat) -> None:
    asked_about_the_next_day(chat).types("/reminders").taps_on("New reminder").taps_on("07:00").taps_on("Show a list")
    chat.taps_on("Africa").taps_on("More").taps_on("Nairobi")
    assert "Africa/Nairobi" in chat.screen.text


def test_it_rings_once_each_day_at_the_time_on_the_wall_also_after_the_clocks_change(reminded: Chat) -> None:
    seen = len(reminded.seen)
    for day in range(23, 29):
        wait_until(reminded, f"2026-11-{day} 06:59")
        before = len(nudges(reminded, seen))
        wait_until(reminded, f"2026-11-{day} 07:01")
        assert len(nudges(reminded, seen)) == before + 1
        assert nudges(reminded)[-1].text == "Time for your stretch."
        assert nudges(reminded)[-1].sound
        reminded.taps_on("Done already")
    wait_until(reminded, "2027-03-27 12:00")
    reminded.types("/reminders").taps_on("1").taps_on("End pause now")
    wait_until(reminded, "2027-03-28 07:01")
    assert nudges(reminded)[-1] is reminded.seen[-1]


def test_start_asks_what_is_new_and_then_shows_the_routine(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("Start")
    assert reminded.screen.text.startswith("**Anything new since last time")
    reminded.taps_on("Nothing new").taps_on("3")
    assert "Step 1 of" in reminded.screen.text


def test_a_delay_rings_again_and_still_counts_for_that_day(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("1 hour")
    assert reminded.screen.text == "Fine, at 08:01 (London). It still counts for that day."
    seen = len(reminded.seen)
    reminded.waits(timedelta(minutes=59))
    assert nudges(reminded, seen) == []
    reminded.waits(timedelta(minutes=2))
    assert len(nudges(reminded, seen)) == 1
    reminded.taps_on("Done already")
    reminded.waits(timedelta(hours=5))
    assert len(nudges(reminded, seen)) == 1


def test_tonight_comes_before_the_quiet_time(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("Tonight")
    assert reminded.screen.text.startswith("Fine, at 20:00 (London).")


def test_a_delay_into_the_quiet_time_waits_until_it_ends(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Time").taps_on("21:30").taps_on("Go on")
    wait_until(reminded, "2026-11-23 21:31").taps_on("1 hour")
    assert reminded.screen.text.startswith("Fine, at 07:00 (London).")


def test_a_time_inside_the_quiet_time_rings_and_that_is_said(chat: Chat) -> None:
    asked_about_the_next_day(chat).types("/reminders").taps_on("New reminder").types("23:30").types("London")
    assert "It rings all the same, because you chose it." in chat.screen.text
    chat.taps_on("Go on")
    wait_until(chat, "2026-11-23 23:31")
    assert chat.seen[-1].text == "Time for your stretch."


def test_skipping_takes_one_tap_more_for_the_reason_and_sore_asks_the_checks_again(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("Skip today").taps_on("Sore")
    assert "resting counts" in reminded.screen.text
    wait_until(reminded, "2026-11-24 07:01").taps_on("Start")
    assert "Safety check 1 of 6." in reminded.screen.text


def test_nothing_comes_when_it_was_done_already_that_day(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 06:00")
    reminded.types("/start").taps_on("The same routine again").taps_on("Nothing new").taps_on("3")
    reminded.taps_on("Start timer").taps_on("Finish now").taps_on("3").taps_on("Fine")
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-23 12:00")
    assert nudges(reminded, seen) == []


def test_under_a_lock_no_reminder_invites_to_a_routine(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 06:00").types("my left calf is swollen and hot").taps_on("Yes")
    assert reminded.session.person.lock is not None
    seen = len(reminded.seen)
    reminded.waits(4 * DAY)
    assert nudges(reminded, seen) == []


def test_silence_thins_it_out_then_asks_once_then_it_is_quiet(reminded: Chat) -> None:
    seen = len(reminded.seen)
    reminded.waits(30 * DAY)
    days = [message for message in nudges(reminded, seen) if message.text == "Time for your stretch."]
    asked = [message for message in nudges(reminded, seen) if "Shall I go on?" in message.text]
    assert 7 <= len(days) <= 9
    assert len(asked) == 1
    assert nudges(reminded, seen)[-1] is asked[0]
    reminded.taps_on("Go on")
    seen = len(reminded.seen)
    reminded.waits(DAY)
    assert len(nudges(reminded, seen)) == 1


def test_after_a_time_in_which_nothing_ran_the_latest_comes_once_or_not_at_all(reminded: Chat) -> None:
    reminded._timers, timers = {}, reminded._timers
    wait_until(reminded, "2026-11-26 08:30")
    reminded._timers, seen = timers, len(reminded.seen)
    reminded.waits(timedelta(seconds=1))
    assert len(nudges(reminded, seen)) == 1
    assert reminded.session.reminders.nudge is not None
    assert reminded.session.reminders.nudge.day.isoformat() == "2026-11-26"


def test_a_reminder_later_than_two_hours_is_only_noted(reminded: Chat) -> None:
    reminded._timers, timers = {}, reminded._timers
    wait_until(reminded, "2026-11-23 09:30")
    reminded._timers, seen = timers, len(reminded.seen)
    reminded.waits(timedelta(seconds=1))
    assert nudges(reminded, seen) == []
    assert [past.came for past in reminded.session.reminders.past] == ["missed"]
    wait_until(reminded, "2026-11-24 07:01")
    assert len(nudges(reminded, seen)) == 1


def test_a_pause_ends_by_itself_and_can_be_ended(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Pause").taps_on("1 week")
    assert "paused until Sunday 29 November" in reminded.screen.text
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-28 12:00")
    assert nudges(reminded, seen) == []
    wait_until(reminded, "2026-11-29 07:01")
    assert len(nudges(reminded, seen)) == 1


def test_days_of_rest_do_not_ring_and_the_last_day_stays(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Days")
    for day in ("Monday", "Tuesday", "Wednesday", "Friday", "Saturday", "Sunday"):
        reminded.taps_on(f"✅ {day}")
    reminded.taps_on("✅ Thursday")
    assert reminded.toast == "One day at least. To end it, tap Turn off."
    reminded.taps_on("Done")
    assert "Thursday at 07:00" in reminded.screen.text
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-27 12:00")
    assert len(nudges(reminded, seen)) == 1


def test_an_old_reminder_says_so_and_does_nothing(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01")
    old = reminded.buttons[0].data
    wait_until(reminded, "2026-11-24 07:01")
    reminded.presses(old)
    assert reminded.toast == "That reminder is from another day. /reminders shows what is set."
    assert reminded.session.practice is None


def test_turned_off_is_silent(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Turn off")
    assert reminded.screen.text.startswith("**No reminder is set.**")
    seen = len(reminded.seen)
    reminded.waits(3 * DAY)
    assert nudges(reminded, seen) == []


def test_the_message_lives_in_a_place_of_its_own_and_never_covers_the_open_screen(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01")
    assert reminded.seen[-1].slot is Slot.REMINDER
    assert reminded.seen[-1].not_after is not None


def test_data_of_a_reminder_that_nobody_made_is_answered_like_an_old_one(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01")
    number = reminded.buttons[0].data.partition(".")[0]
    for data in (
        number,
        f"{number}.",
        f"{number}.start",
        f"{number}.start.1",
        f"{number}.start.x.y.z",
        f"{number}.why:.1.",
    ):
        reminded.presses(data)
        assert reminded.toast == "That reminder is from another day. /reminders shows what is set.", data


def test_a_lock_of_somebody_else_holds_the_reminder_back_too(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01")
    start = reminded.buttons[0].data
    wait_until(reminded, "2026-11-24 06:50").types("/start").taps_on("Someone else").taps_on(
        "I agree: another adult"
    ).taps_on("No")
    reminded.taps_on("Calf, cramps").taps_on("1 Chest")
    guest = reminded.session.guest
    assert guest is not None
    assert guest.lock is not None
    assert reminded.session.owner.lock is None
    assert reminded.session.person.lock is not None
    seen = len(reminded.seen)
    reminded.presses(start)
    assert reminded.shown_techniques(seen) == []
    assert reminded.session.practice is None
    assert reminded.session.person.lock is not None
    wait_until(reminded, "2026-11-24 07:01")
    assert nudges(reminded, seen) == []


def test_ill_asks_the_owner_again_also_while_somebody_else_is_spoken_about(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01")
    skip = next(button.data for button in reminded.buttons if button.label == "Skip today")
    reminded.types("/start").taps_on("Someone else").taps_on("I agree: another adult")
    reminded.presses(skip)
    reminded.presses(skip.replace(".skip.", ".why:ill."))
    assert reminded.session.guest is not None
    wait_until(reminded, "2026-11-24 07:01")
    reminded.presses(nudges(reminded)[-1].buttons[0][0].data)
    assert reminded.session.person is not reminded.session.guest
    assert "Safety check 1 of 6." in reminded.screen.text


def test_one_routine_rings_three_times_a_day_at_the_most(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 06:30")
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-23 07:01")
    for _ in range(5):
        if any(button.label == "1 hour" for button in reminded.buttons):
            reminded.taps_on("1 hour")
        reminded.waits(timedelta(hours=1, minutes=1))
    assert len(nudges(reminded, seen)) == 3
    assert "1 hour" not in [button.label for button in reminded.buttons]
    wait_until(reminded, "2026-11-24 07:01")
    assert len(nudges(reminded, seen)) == 4
    assert "1 hour" in [button.label for button in reminded.buttons]
