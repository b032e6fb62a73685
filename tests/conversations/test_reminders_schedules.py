"""Schedules: which routine, when, on which days, how often a day, until when not, and by whose clock."""

import sys
from datetime import date, time, timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.events import Located
from tests.conversations.reminded import nudges, reminded_at_seven, wait_until
from tests.conversations.walking import finished_after_one_step, one_leg_swollen

DAY = timedelta(days=1)


@pytest.fixture
def reminded(chat: Chat) -> Chat:
    """Somebody in London who is reminded every day at seven; it is Sunday morning."""
    return reminded_at_seven(chat)


# -- which routine -----------------------------------------------------------------------------------------


def test_another_routine_than_the_last_can_be_chosen(chat: Chat) -> None:
    finished_after_one_step(chat).types("/reminders").taps_on("New reminder")
    assert "For: before your first steps." in chat.screen.text
    chat.taps_on("Another routine").taps_on("wind down").taps_on("20:00").types("London")
    assert "For: wind down." in chat.screen.text
    assert chat.session.reminders.schedules[0].routine == "stress_wind_down"


def test_its_start_goes_to_that_routine_and_asks_what_must_be_asked_first(chat: Chat) -> None:
    finished_after_one_step(chat).types("/reminders").taps_on("New reminder").taps_on("Another routine")
    chat.taps_on("wind down").types("every day at 20:00").types("London")
    wait_until(chat, "2026-11-22 20:01").taps_on("Start")
    assert chat.screen.text.startswith("**Anything new since last time")
    chat.taps_on("Nothing new").taps_on("3")
    assert chat.session.practice is not None
    assert chat.session.practice.plan.routine == "stress_wind_down"


def test_several_at_once_each_with_its_own_time_and_days(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("New reminder")
    assert "For: wind down." in reminded.screen.text, "the one that has no reminder yet is the likely one"
    reminded.types("Monday and Thursday at half past eight in the evening").taps_on("Go on")
    reminded.types("/reminders")
    assert "1  before your first steps: every day at 07:00" in reminded.screen.text
    assert "2  wind down: Monday, Thursday at 20:30" in reminded.screen.text
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-24 23:00")
    assert len(nudges(reminded, seen)) == 3


# -- times and days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("7:30", (time(7, 30),)), ("half past seven", (time(7, 30),)), ("in the morning", (time(7),)),
        ("7:00, 13:00 and 20:00", (time(7), time(13), time(20))), ("6 in the morning and 8 pm", (time(6), time(20))),
    ],
)  # fmt: skip
def test_times_are_typed_one_or_several(reminded: Chat, typed: str, times: tuple[time, ...]) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Time").types(typed)
    assert reminded.session.reminders.schedules[0].times == times
    assert "Europe/London" in reminded.screen.text


def test_the_times_that_the_book_proposes_are_one_tap_and_ring_three_times_a_day(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Time").taps_on("07:00, 13:00, 20:00")
    assert "every day at 07:00, 13:00 and 20:00, Europe/London" in reminded.screen.text
    seen = len(reminded.seen)
    wait_until(reminded, "2026-11-23 06:00")
    before = len(nudges(reminded, seen))
    wait_until(reminded, "2026-11-23 23:00")
    assert len(nudges(reminded, seen)) == before + 3


def test_more_times_a_day_than_the_routine_says_are_refused(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Time").types("7:00, 9:00, 11:00, 13:00")
    assert "3 times a day is the most for this routine." in [message.text for message in reminded.seen[-2:]]
    reminded.taps_on("Back").taps_on("New reminder").types("18:00, 20:00")
    assert "1 time a day is the most for this routine." in [message.text for message in reminded.seen[-2:]]


def test_a_time_is_added_and_all_are_replaced(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Add a time").taps_on("18:00")
    assert list(reminded.session.reminders.schedules[0].times) == [time(7), time(18)]
    reminded.taps_on("Change the time").taps_on("08:00")
    assert list(reminded.session.reminders.schedules[0].times) == [time(8)]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Monday to Friday", "on working days"),
        ("weekends", "Saturday, Sunday"),
        ("mon, wed and fri", "Monday, Wednesday, Friday"),
    ],
)
def test_days_are_typed(reminded: Chat, typed: str, days: str) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Days").types(typed)
    assert f"{days} at 07:00" in reminded.screen.text
    assert "Europe/London" in reminded.screen.text


def test_more_than_six_a_day_are_counted_when_they_are_set(reminded: Chat) -> None:
    schedule = reminded.session.reminders.schedules[0]
    others = tuple(schedule.model_copy(update={"number": number, "times": (time(9), time(12), time(15))})
                   for number in (2, 3))  # fmt: skip
    many = reminded.session.reminders.model_copy(update={"schedules": (schedule, *others)})
    reminded._stored = reminded.session.model_copy(update={"reminders": many}).model_dump_json()
    reminded.types("/reminders").taps_on("1").taps_on("Time").taps_on("08:00")
    assert "I send 6 a day at most." in reminded.screen.text


# -- pauses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "until"),
    [("two weeks", date(2026, 12, 6)), ("until 3 May", date(2027, 5, 3)), ("till Friday", date(2026, 11, 27))],
)
def test_a_pause_is_typed_and_ends_by_itself_with_a_question(reminded: Chat, typed: str, until: date) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Pause").types(typed)
    said = next(message.text for message in reversed(reminded.seen) if "Paused until" in message.text)
    assert "at 07:00, Europe/London" in said
    assert reminded.session.reminders.schedules[0].paused_until == until
    seen = len(reminded.seen)
    wait_until(reminded, f"{until} 06:59")
    assert reminded.seen[seen:] == []
    wait_until(reminded, f"{until} 07:01")
    (back,) = nudges(reminded, seen)
    assert back.text == "Good to see you. Your pause is over. Shall we go on?"


def test_a_pause_from_the_message_itself_and_one_more_week(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("Pause").taps_on("3 days")
    wait_until(reminded, "2026-11-26 07:01").taps_on("1 more week")
    assert reminded.screen.text.startswith("**Paused until Thursday 3 December.**")
    seen = len(reminded.seen)
    wait_until(reminded, "2026-12-03 07:01")
    assert len(nudges(reminded, seen)) == 1


def test_all_are_paused_at_once_and_set_going_again(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("New reminder").types("every day at 20:00").taps_on("Go on")
    reminded.types("/reminders").taps_on("Pause all").taps_on("1 week")
    seen = len(reminded.seen)
    reminded.waits(3 * DAY)
    assert nudges(reminded, seen) == []
    reminded.types("/reminders").taps_on("End the pause")
    seen = len(reminded.seen)
    reminded.waits(DAY)
    assert len(nudges(reminded, seen)) == 2


def test_a_date_that_has_passed_or_could_be_two_is_asked_again(reminded: Chat) -> None:
    reminded.types("/reminders").taps_on("1").taps_on("Pause").types("3/5")
    assert reminded.session.stage.name == "reminder_pause"
    assert reminded.session.reminders.schedules[0].paused_until is None
    reminded.types("until 1 January 2030")
    assert reminded.session.reminders.schedules[0].paused_until is None
    assert any("more than a year" in message.text for message in reminded.seen[-2:])


def test_a_delay_that_was_asked_for_before_a_pause_does_not_ring_in_it(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("1 hour")
    reminded.types("/reminders").taps_on("1").taps_on("Pause").taps_on("3 days")
    seen = len(reminded.seen)
    reminded.waits(2 * DAY)
    assert nudges(reminded, seen) == []


# -- whose clock -------------------------------------------------------------------------------------------


def test_a_shared_place_gives_the_clock_and_is_not_kept(chat: Chat) -> None:
    finished_after_one_step(chat).types("/reminders").taps_on("New reminder").taps_on("07:00")
    chat.happens(Located("Asia/Tokyo"))
    assert chat.screen.text.startswith("**Set: every day at 07:00, Asia/Tokyo.**")


def test_a_place_whose_clock_is_unknown_asks_for_a_town(chat: Chat) -> None:
    finished_after_one_step(chat).types("/reminders").taps_on("New reminder").taps_on("07:00").happens(Located(None))
    assert "Please type the name of a town near you." in chat.seen[-2].text
    chat.types("London")
    assert "Europe/London" in chat.screen.text


def test_a_place_that_nobody_asked_for_changes_nothing_without_a_tap(reminded: Chat) -> None:
    reminded.types("/start").happens(Located("America/New_York"))
    assert reminded.session.reminders.zone == "Europe/London"
    assert "I use that of London. Nothing changes until you tap." in reminded.seen[-2].text
    reminded.taps_on("New York")
    assert "Your clock: America/New_York." in reminded.screen.text
    seen = len(reminded.seen)
    reminded.waits(DAY)
    (rang,) = [turn for turn in reminded.turns if any(part in turn.outgoing for part in nudges(reminded, seen))]
    assert rang.session is not None
    assert rang.session.reminders.nudge is not None
    assert rang.session.reminders.nudge.sent.hour == 12


@pytest.mark.parametrize(
    "typed", ["I'm in Tokyo now", "we flew to Japan yesterday, i am in Tokyo", "We are in Tokyo for two weeks."]
)
def test_somebody_who_writes_that_they_are_elsewhere_is_offered_that_clock(reminded: Chat, typed: str) -> None:
    reminded.types("/start").types(typed)
    assert reminded.session.reminders.zone == "Europe/London"
    reminded.taps_on("Tokyo")
    assert reminded.session.reminders.zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    "typed", ["I'm in London now", "I'm in pain", "I am in a hurry", "back to work", "I'm in Lisbon"]
)
def test_nothing_is_offered_where_the_clock_is_the_same_or_no_place_is_named(reminded: Chat, typed: str) -> None:
    reminded.types("/start").types(typed)
    assert reminded.session.stage.name != "zone_city"
    assert reminded.session.reminders.zone == "Europe/London"


def test_travelling_offers_another_clock(reminded: Chat) -> None:
    wait_until(reminded, "2026-11-23 07:01").taps_on("Skip today").taps_on("Travelling")
    assert "I use the clock of London." in reminded.screen.text
    reminded.taps_on("Yes, change it").types("New York")
    assert reminded.session.reminders.zone == "America/New_York"


def test_odd_hours_alone_offer_nothing(reminded: Chat) -> None:
    for _ in range(6):
        reminded.waits(timedelta(hours=7)).types("/start")
        assert reminded.session.stage.name == "home"


def test_a_place_under_a_lock_or_before_consent_leads_nowhere(chat: Chat) -> None:
    stages = [chat.happens(Located("Asia/Tokyo")).session.stage.name]
    stages.append(one_leg_swollen(chat).happens(Located("Asia/Tokyo")).session.stage.name)
    assert stages == ["welcome", "stopped"]
    assert "Tokyo" not in (chat.stored or "")


def test_the_extra_for_places_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.timetable.places import zone_at  # noqa: PLC0415  read with the extra taken away

    monkeypatch.setitem(sys.modules, "tzfpy", None)
    assert zone_at(52.5, 13.4) is None
