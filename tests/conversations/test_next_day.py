"""The day after a first or harder session comes one question, and what is answered changes what follows."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.cases.chat import Chat
from bot.dialogue.turn import Kind, Message, Slot
from bot.safety.doses import LOADING
from tests.conversations.test_progress import again, last_plan, stage
from tests.conversations.walking import finished_after_one_step, heel_pain_in_practice

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


def asked(chat: Chat, since: int = 0) -> list[Message]:
    """What came without being asked for, beside reminders."""
    return [message for message in chat.seen[since:] if message.kind is Kind.NUDGE and message.slot is Slot.FOLLOW_UP]


def in_london(chat: Chat) -> Chat:
    """The first session is done on Sunday morning, and the zone is known; no reminder is left."""
    finished_after_one_step(chat).types("/reminders").taps_on("New reminder").taps_on("07:00").types("London")
    chat.taps_on("Go on").types("/reminders").taps_on("1").taps_on("Turn off")
    return chat


def wait_until(chat: Chat, moment: str) -> Chat:
    """Waits until a moment on the clock of London."""
    return chat.waits(datetime.fromisoformat(moment).replace(tzinfo=LONDON).astimezone(UTC) - chat.now)


def next_morning(chat: Chat) -> Chat:
    """The question of the day after has come."""
    wait_until(chat, "2026-11-23 09:01")
    assert chat.screen is asked(chat)[-1]
    return chat


def test_it_comes_once_at_nine_the_next_day_silently_and_its_first_line_names_nothing(chat: Chat) -> None:
    in_london(chat)
    wait_until(chat, "2026-11-23 08:59")
    assert asked(chat) == []
    next_morning(chat)
    (message,) = asked(chat)
    assert message.text.splitlines()[0] == "Hello. One question about the last time."
    assert not message.sound
    chat.taps_on("Not sore")
    assert chat.screen.text == "Good. We go on as planned."
    chat.waits(6 * DAY)
    assert len(asked(chat)) == 1


def test_where_the_zone_is_not_known_it_comes_at_the_hour_of_the_session(chat: Chat) -> None:
    finished_after_one_step(chat)
    ended = chat.diary[-1].at
    chat.waits(ended + DAY - chat.now - timedelta(minutes=1))
    assert asked(chat) == []
    chat.waits(timedelta(minutes=2))
    assert len(asked(chat)) == 1


def test_the_quiet_time_of_somebody_who_sleeps_by_day_holds_it_back(chat: Chat) -> None:
    in_london(chat).types("/reminders").taps_on("Quiet time").taps_on("By day, 9 to 16")
    wait_until(chat, "2026-11-23 15:59")
    assert asked(chat) == []
    wait_until(chat, "2026-11-23 16:01")
    assert len(asked(chat)) == 1


def test_a_second_session_like_the_first_asks_nothing(chat: Chat) -> None:
    next_morning(in_london(chat)).taps_on("Not sore")
    again(chat, 4, 3)
    chat.waits(3 * DAY)
    assert len(asked(chat)) == 1


def test_a_session_in_which_a_step_hurt_asks_again(chat: Chat) -> None:
    next_morning(in_london(chat)).taps_on("Not sore").types("/routine").taps_on("Nothing new").taps_on("4")
    chat.taps_on("Start timer").taps_on("It hurts").taps_on("5 Sharp").taps_on("4").taps_on("Fine")
    wait_until(chat, "2026-11-24 09:01")
    assert len(asked(chat)) == 2


def test_a_little_sore_changes_nothing_and_says_how_long_it_may_last(chat: Chat) -> None:
    next_morning(in_london(chat)).taps_on("A little sore")
    assert "It should be gone within a day." in chat.screen.text
    before = last_plan(chat)
    again(chat, 4, 3)
    assert last_plan(chat).seconds >= before.seconds


def test_worse_halves_the_next_session_offers_nothing_harder_and_is_asked_about_again(chat: Chat) -> None:
    next_morning(in_london(chat))
    steady = chat.branch()
    again(steady.taps_on("Not sore"), 4, 3)
    chat.taps_on("Worse than before")
    assert "Next time I halve it" in chat.screen.text
    chat.types("/routine").taps_on("Nothing new").taps_on("4")
    assert not chat.offers("harder")
    halved = {item.technique: item for item in last_plan(chat).items}
    techniques = chat.conversation.book.techniques
    both = [item for item in last_plan(steady).items if item.technique in halved]
    assert both
    for item in both:
        assert halved[item.technique].seconds <= item.seconds // 2
        assert halved[item.technique].pressure <= item.pressure // 2
    assert all(LOADING not in techniques[name].classes for name in halved)
    chat.taps_on("Start timer").taps_on("Finish now").taps_on("4").taps_on("Fine")
    wait_until(chat, "2026-11-24 09:01")
    assert len(asked(chat)) == 2
    chat.taps_on("Not sore")
    again(chat, 4, 3)
    assert last_plan(chat).seconds > sum(item.total for item in halved.values())


def worse_twice(chat: Chat) -> Chat:
    """It was worse on the day after the first session and after the halved one."""
    again(next_morning(in_london(chat)).taps_on("Worse than before"), 4, 4)
    return wait_until(chat, "2026-11-24 09:01").taps_on("Worse than before")


def test_worse_twice_stops_the_routine_and_sends_to_a_clinician(chat: Chat) -> None:
    worse_twice(chat)
    assert chat.screen.text == "It got worse after two sessions. Stop this routine, and see a clinician."
    chat.taps_on("Write a summary")
    assert "For the clinician" in chat.seen[-1].text
    stopped = chat.session.owner.history.last_routine
    seen = len(chat.seen)
    chat.types("/routine")
    assert "so I leave it out until Tuesday 8 December" in chat.screen.text
    chat.taps_on("Something gentle")
    assert chat.session.plan is None or chat.session.plan.routine != stopped
    assert chat.shown_techniques(seen) == []


def test_a_clinician_lets_the_routine_come_back_halved_and_so_does_time(chat: Chat) -> None:
    worse_twice(chat)
    later = chat.branch()
    again(chat.types("/routine").taps_on("A clinician looked"), 4, 3)
    assert chat.session.owner.history.worse_sessions
    again(later.waits(14 * DAY), 4, 3)
    assert last_plan(later).routine == later.session.owner.history.last_routine


def test_something_wrong_opens_the_screen_at_once_and_a_sign_locks(chat: Chat) -> None:
    next_morning(in_london(chat)).taps_on("Something is wrong")
    assert chat.screen.text.startswith("**Safety check 1")
    chat.taps_on("None of these").taps_on("1 One leg").taps_on("Done").taps_on("No")
    assert stage(chat) == "stopped"


def test_a_new_session_asks_first_what_was_not_answered(chat: Chat) -> None:
    next_morning(in_london(chat)).types("/routine")
    assert chat.screen.text.startswith("**First, about the last time.**")
    seen = len(chat.seen)
    chat.taps_on("Something is wrong")
    assert chat.screen.text.startswith("**Safety check 1")
    assert chat.shown_techniques(seen) == []


def test_worse_twice_told_before_a_session_stops_it_there(chat: Chat) -> None:
    again(next_morning(in_london(chat)).taps_on("Worse than before"), 4, 4)
    chat.waits(DAY - timedelta(hours=3)).types("/routine")
    seen = len(chat.seen)
    chat.taps_on("Worse than before")
    assert stage(chat) == "advised"
    assert chat.shown_techniques(seen) == []


def test_under_a_lock_nothing_comes_and_an_old_button_shows_the_stop(chat: Chat) -> None:
    next_morning(in_london(chat))
    question = asked(chat)[-1].buttons[0][0].data
    chat.types("chest pain and cant breathe")
    assert chat.session.owner.lock is not None
    seen = len(chat.seen)
    chat.presses(question)
    assert stage(chat) in {"stopped", "confirm"}
    assert chat.session.owner.history.asks_after is not None
    assert asked(chat, seen) == []


def test_a_lock_between_the_session_and_the_morning_keeps_the_question_back(chat: Chat) -> None:
    in_london(chat).types("chest pain and cant breathe")
    assert chat.session.owner.lock is not None
    seen = len(chat.seen)
    wait_until(chat, "2026-11-24 12:00")
    assert asked(chat, seen) == []


def test_it_counts_among_the_six_messages_of_a_day(chat: Chat) -> None:
    in_london(chat).types("/reminders").taps_on("New reminder").types("10:00").types("London")
    next_morning(chat)
    assert len(chat.session.reminders.sent) == 1
    wait_until(chat, "2026-11-23 10:01")
    assert len(chat.session.reminders.sent) == 2


def test_who_paused_every_reminder_hears_nothing_else_and_is_asked_at_the_next_session(chat: Chat) -> None:
    in_london(chat).types("/reminders").taps_on("New reminder").types("10:00").types("London").taps_on("Go on")
    chat.types("/reminders").taps_on("1").taps_on("Pause").taps_on("3 days")
    assert asked(chat.waits(2 * DAY)) == []
    chat.types("/routine")
    assert stage(chat) == "next_day"


def test_forgetting_takes_the_question_along(chat: Chat) -> None:
    in_london(chat).types("/forget").taps_on("Yes, erase it all")
    seen = len(chat.seen)
    chat.waits(3 * DAY)
    assert chat.seen[seen:] == []


def test_nobody_is_asked_in_the_middle_of_a_session(chat: Chat) -> None:
    in_london(chat)
    wait_until(chat, "2026-11-23 08:50").types("/start").taps_on("A cramp right now").taps_on("None of these")
    chat.taps_on("No").taps_on("Start timer")
    assert stage(chat) == "practice"
    wait_until(chat, "2026-11-23 09:30")
    assert asked(chat) == []
    wait_until(chat, "2026-11-23 11:00")
    assert len(asked(chat)) == 1


def test_whoever_went_on_in_a_practice_is_not_asked_about_today(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("Finish now").taps_on("3").taps_on("Fine")
    chat.taps_on("No, thanks").types("/routine")
    assert stage(chat) != "next_day"
