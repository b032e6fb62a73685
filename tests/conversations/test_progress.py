"""/progress reads like a friend who looks at the diary with you: kind, honest about numbers, never blaming."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.charts import Chart, HabitChart, MinutesChart, PainChart, RoutineChart, RoutineWeek, WeekCard
from bot.dialogue.events import JobDone
from bot.dialogue.jobs import write_diary
from bot.dialogue.turn import Job
from bot.safety.plan import Plan
from bot.telegram.rendering import CAPTION_LIMIT, length
from tests.conversations.walking import finished_after_one_step, heel_pain_in_practice, one_leg_swollen

DAY = timedelta(days=1)
RESTS = {"stretch", "loading"}

OTHER_ANSWERS = ("Not sore", "Stay as it is", "None of these", "2 to 6 weeks", "First steps after rest", "No")
"""What the person of these chats answers, where a question comes again after a while."""


def again(chat: Chat, before: int, after: int) -> Chat:
    """The same routine once more, with these numbers."""
    chat.types("/routine")
    while stage(chat) != "practice":
        labels = [button.label for button in chat.buttons]
        if "Nothing new" in labels:
            chat.taps_on("Nothing new")
        elif str(before) in labels and chat.session.stage.question == "pain_now":
            chat.taps_on(str(before))
        else:
            chat.taps_on(next(label for label in OTHER_ANSWERS if label in labels))
    chat.taps_on("Start timer" if chat.offers("start") else "Done")
    return chat.taps_on("Finish now").taps_on(str(after)).taps_on("Fine")


def chart(chat: Chat) -> Chart | None:
    """The chart of the live screen."""
    return chat.screen.chart


def stage(chat: Chat) -> str:
    """Where the conversation stands."""
    return chat.session.stage.name


def last_plan(chat: Chat) -> Plan:
    """The plan of the last practice."""
    sessions = (turn.session for turn in reversed(chat.turns))
    return next(session.practice.plan for session in sessions if session is not None and session.practice is not None)


def test_the_first_day_is_shown_without_any_judgement(chat: Chat) -> None:
    finished_after_one_step(chat).taps_on("My progress")
    text = chat.screen.text
    assert text.startswith("**Your pain, day by day.**\n· Sunday 22 November: 4 before, 3 after.")
    assert "One day says little." in text
    assert "You did 1 of 1 day." in text
    drawn = chart(chat)
    assert isinstance(drawn, PainChart)
    assert [(point.before, point.after) for point in drawn.points] == [(4, 3)]


def test_days_without_practice_are_gaps_and_one_miss_breaks_nothing(chat: Chat) -> None:
    finished_after_one_step(chat).waits(DAY)
    again(chat, 4, 3).waits(2 * DAY)
    again(chat, 2, 2).types("/progress")
    drawn = chart(chat)
    assert isinstance(drawn, PainChart)
    assert [point.before for point in drawn.points] == [4, 4, None, 2]
    assert "That is a real improvement." in chat.screen.text
    assert "You did 3 of 4 days. A missed day breaks nothing." in chat.screen.text
    assert "3 days in a row." in chat.screen.text


def test_every_way_to_look_is_one_tap_and_edits_in_place(chat: Chat) -> None:
    finished_after_one_step(chat).types("/progress").taps_on("Days")
    assert isinstance(chart(chat), HabitChart)
    assert not chat.screen.fresh
    assert "Habit strength: 5 of 100." in chat.screen.text
    chat.taps_on("Minutes")
    assert isinstance(chart(chat), MinutesChart)
    assert "1 minute in all." in chat.screen.text
    chat.taps_on("My week")
    assert isinstance(chart(chat), WeekCard)
    assert "· 1 of 1 day done." in chat.screen.text
    chat.taps_on("My routine")
    assert isinstance(chart(chat), RoutineChart)
    assert "· Week 1: 1 day, pain 4." in chat.screen.text
    chat.taps_on("Home")
    assert chat.screen.text.startswith("**Hello again.**")
    for message in chat.seen:
        if message.chart is not None:
            assert length(message.text) <= CAPTION_LIMIT


def test_with_an_empty_diary_nothing_is_drawn(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("/progress")
    assert chat.screen.text.startswith("**Nothing is in your diary yet.**")
    assert chat.screen.chart is None


def test_whoever_has_gone_on_keeps_their_screen_and_gets_the_chart_above(chat: Chat) -> None:
    finished_after_one_step(chat)
    payload = f"first {chat.session.screen - 1}"
    screen = chat.session.screen
    chat.happens(JobDone("diary", payload, chat.works(Job("diary", payload))))
    assert chat.session.screen == screen
    assert chat.seen[-1].chart is not None
    assert chat.seen[-1].buttons == ()
    chat.taps_on("My answers")
    assert chat.screen.text.startswith("**Your answers.**")


def test_under_a_lock_the_stop_comes_again_and_no_chart(chat: Chat) -> None:
    one_leg_swollen(chat).types("/progress")
    assert all(message.chart is None for message in chat.seen)
    assert stage(chat) == "stopped"


def test_what_could_not_be_done_is_said(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    finished_after_one_step(chat)
    monkeypatch.setattr(chat, "works", lambda job: None)
    chat.types("/progress")
    assert chat.seen[-1].text == "Sorry, I could not read your diary just now. Please try /progress later."
    chat.types("/export")
    assert chat.seen[-1].text == "Sorry, I could not put your data together just now. Please try /export later."


def test_no_better_after_two_weeks_is_advice_with_a_summary_and_no_lock(chat: Chat) -> None:
    finished_after_one_step(chat)
    for _ in range(7):
        again(chat.waits(2 * DAY), 4, 4)
    assert stage(chat) == "advised"
    assert chat.screen.text.startswith("It is no better after two weeks. Please see a clinician about it.")
    assert "You did your part." in chat.screen.text
    chat.taps_on("Write a summary")
    summary = next(message.text for message in reversed(chat.seen) if "For the clinician" in message.text)
    assert "Pain before the routine, 0 to 10: week 1: 4 · week 2: 4 · week 3: 4. Days done: 8 of 15." in summary
    chat.taps_on("Go on")
    assert chat.session.person.lock is None
    again(chat.waits(2 * DAY), 4, 4)
    assert stage(chat) == "home"


def test_better_after_two_weeks_is_no_advice(chat: Chat) -> None:
    finished_after_one_step(chat)
    for pain in (4, 3, 3, 3, 3, 2, 2):
        again(chat.waits(2 * DAY), pain, 2)
    assert stage(chat) == "home"


def test_worse_for_three_days_rests_strength_and_stretching_for_three_days(chat: Chat) -> None:
    finished_after_one_step(chat)
    for _ in range(3):
        again(chat.waits(DAY), 6, 6)
    assert stage(chat) == "advised"
    assert chat.screen.text.startswith("It is worse for three days now. I leave out strength and stretching")
    book = chat.conversation.book
    again(chat.waits(DAY), 6, 6)
    plan = last_plan(chat)
    assert plan.items
    assert all(not RESTS & set(book.techniques[item.technique].classes) for item in plan.items)
    assert any(out.rules == ("worse_for_three_days",) for out in plan.left_out)
    again(chat.waits(3 * DAY), 4, 4)
    plan = last_plan(chat)
    assert any("stretch" in book.techniques[item.technique].classes for item in plan.items)
    assert all("worse_for_three_days" not in out.rules for out in plan.left_out)


def two_weeks_alike(chat: Chat) -> str:
    """Two weeks pass; gives a diary in which the first day comes again and again."""
    (line,) = chat.diary
    chat.waits(16 * DAY)
    return write_diary([replace(line, at=line.at + day * DAY) for day in (0, 8, 15)])


def test_advice_for_whoever_has_gone_on_is_a_message_above_and_is_given_once(chat: Chat) -> None:
    finished_after_one_step(chat)
    lines = two_weeks_alike(chat)
    screen = chat.session.screen
    chat.happens(JobDone("diary", "after 1", lines))
    assert chat.seen[-1].text.startswith("It is no better after two weeks.")
    assert chat.session.screen == screen
    seen = len(chat.seen)
    chat.happens(JobDone("diary", f"after {screen}", lines))
    assert chat.seen[seen:] == []


def test_no_chart_and_no_advice_comes_once_a_stop_was_told(chat: Chat) -> None:
    finished_after_one_step(chat)
    lines = two_weeks_alike(chat)
    chat.types("chest pain and cant breathe")
    assert stage(chat) in {"stopped", "confirm"}
    seen = len(chat.seen)
    for view in ("first", "after"):
        chat.happens(JobDone("diary", f"{view} {chat.session.screen}", lines))
    assert chat.seen[seen:] == []


def test_a_routine_is_shown_week_by_week_with_what_to_expect(chat: Chat) -> None:
    finished_after_one_step(chat).waits(DAY)
    again(chat, 4, 3).waits(7 * DAY)
    again(chat, 2, 2).types("/progress").taps_on("My routine")
    drawn = chart(chat)
    assert isinstance(drawn, RoutineChart)
    assert drawn.by_week == (RoutineWeek(1, 2, 4), RoutineWeek(2, 1, 2))
    assert chat.screen.text.splitlines()[:3] == [
        "**Your routine, week by week.**",
        "· Week 1: 2 days, pain 4.",
        "· Week 2: 1 day, pain 2.",
    ]
    assert "Many people feel less pain" in chat.screen.text


def test_many_weeks_of_a_routine_fit_under_the_picture(chat: Chat) -> None:
    finished_after_one_step(chat)
    (first,) = chat.diary
    lines = tuple(replace(first, at=first.at + week * 7 * DAY, pain_before=3) for week in range(15))
    chat.waits(14 * 7 * DAY).types("/progress")
    chat.happens(JobDone("diary", f"routine {chat.session.screen}", write_diary(lines)))
    drawn = chart(chat)
    assert isinstance(drawn, RoutineChart)
    assert [week.number for week in drawn.by_week] == list(range(4, 16))
    assert length(chat.screen.text) <= CAPTION_LIMIT
    assert "· Week 15: 1 day, pain 3." in chat.screen.text


def test_what_to_expect_names_where_it_comes_from(chat: Chat) -> None:
    finished_after_one_step(chat).taps_on("My progress")
    book = chat.conversation.book
    routine = book.routines[chat.session.owner.history.last_routine or ""]
    assert routine.expect in chat.screen.text
    chat.taps_on("Where this comes from")
    said = next(
        message.text for message in reversed(chat.seen) if message.text.startswith("**Where this comes from**")
    )
    assert routine.sources
    assert all(book.sources[name].title in said for name in routine.sources)
    chat.taps_on("Minutes")
    assert not chat.offers("sources")
