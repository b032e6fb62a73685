"""The weeks of a programme, the days of rest, and what Easier and Harder may lead to on a day."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.chat import Chat
from bot.cases.player import play_in_chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.planning import PROGRAMME_LASTS, experience_of, no_better, practised, week_of
from bot.dialogue.session import History, Person, Programme
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def ago(**time: int) -> datetime:
    return NOW - timedelta(**time)


@pytest.mark.parametrize(("days", "week"), [(0, 1), (6, 1), (7, 2), (13, 2), (14, 3), (41, 6), (42, 7)])
def test_weeks_are_counted_from_the_first_practice_of_the_routine(book: Book, days: int, week: int) -> None:
    programmes = {"flat_foot_strength": Programme(first=ago(days=days), last=ago(days=min(days, 2)))}
    assert week_of(programmes, "flat_foot_strength", book, NOW) == week


def test_another_routine_does_not_count(book: Book) -> None:
    programmes = {"stress_wind_down": Programme(first=ago(weeks=9), last=ago(days=1))}
    assert week_of(programmes, "heel_pain_evening", book, NOW) == 1
    assert week_of({}, "heel_pain_evening", book, NOW) == 1


def test_morning_and_evening_of_one_pattern_are_one_programme(book: Book) -> None:
    programmes = {"heel_pain_morning": Programme(first=ago(days=15), last=ago(days=1))}
    assert week_of(programmes, "heel_pain_evening", book, NOW) == 3


def test_a_long_break_begins_the_programme_anew(book: Book) -> None:
    long_ago = {"heel_pain_evening": Programme(first=ago(weeks=20), last=NOW - PROGRAMME_LASTS - timedelta(hours=1))}
    assert week_of(long_ago, "heel_pain_evening", book, NOW) == 1
    assert practised(long_ago, "heel_pain_evening", NOW)["heel_pain_evening"] == Programme(first=NOW, last=NOW)
    short = {"heel_pain_evening": Programme(first=ago(weeks=20), last=ago(weeks=3))}
    assert practised(short, "heel_pain_evening", NOW)["heel_pain_evening"].first == ago(weeks=20)


@pytest.mark.parametrize(
    ("hours", "rests"), [(1, True), (24, True), (36, True), (43, True), (45, False), (48, False)]
)
def test_loading_rests_on_the_next_day_and_not_on_the_one_after(book: Book, hours: int, rests: bool) -> None:
    person = Person(history=History(practices=9, loaded=ago(hours=hours)))
    assert experience_of(person, "heel_pain_evening", book, NOW).loaded_lately is rests


def test_weeks_of_loading_are_counted_from_the_first_loading(book: Book) -> None:
    person = Person(history=History(practices=9, strong_first_used={"loading": ago(days=8)}))
    assert experience_of(person, "heel_pain_evening", book, NOW).loading_week == 2
    assert experience_of(Person(), "heel_pain_evening", book, NOW).loading_week == 1


@pytest.mark.parametrize(
    ("first", "now", "days", "held"),
    [
        (5, 5, 14, True),
        (5, 6, 20, True),
        (5, 4, 20, False),
        (5, 5, 13, False),
        (0, 0, 20, False),
        (None, 5, 20, False),
    ],
)
def test_pain_that_is_no_lower_after_two_weeks_holds_strength_work_where_it_is(
    first: int | None, now: int, days: int, held: bool
) -> None:
    programmes = {"achilles_midportion": Programme(first=ago(days=days), last=ago(days=1), pain_first=first)}
    assert no_better(programmes, "achilles_midportion", now, NOW) is held
    assert not no_better(programmes, "achilles_midportion", None, NOW)
    assert not no_better({}, "achilles_midportion", 5, NOW)


def test_the_pain_at_the_start_is_kept_and_taken_anew_after_a_break() -> None:
    begun = practised({}, "flat_foot_strength", ago(weeks=3), 5)
    later = practised(begun, "flat_foot_strength", ago(weeks=1), 2)
    assert later["flat_foot_strength"] == Programme(first=ago(weeks=3), last=ago(weeks=1), pain_first=5, pains=(5, 2))
    anew = practised(later, "flat_foot_strength", NOW + timedelta(weeks=4), 3)
    assert anew["flat_foot_strength"].pain_first == 3


WALL_AND_STEP = {"minutes": 15, "time_of_day": "evening", "equipment": ["chair", "wall", "towel", "step", "ball"]}


def at_the_wall_stretch(conversation: Conversation, **told: object) -> Chat:
    """A practice at its wall stretch, whose harder way is the stretch on a step, which is loading."""
    case = Case.model_validate(
        {"case": "at the wall", "wants": WALL_AND_STEP, "expect": {"triage": "selfcare"}, **told}
    )
    result, chat = play_in_chat(case, conversation)
    assert result.passed, result
    chat.presses_code(next(code for code in ("start", "start:both") if chat.offers(code)))
    while (practice := chat.session.practice) and practice.plan.items[
        practice.step
    ].technique != "gastroc_wall_stretch":
        chat.presses_code("skip")
    return chat


def test_harder_leads_to_strength_work_where_nothing_else_is_new_and_strong(conversation: Conversation) -> None:
    chat = at_the_wall_stretch(conversation, answers={"complaint": "keep_well", "relax_for": "daily_stretch"})
    assert chat.presses_code("harder").shown_techniques()[-1] == "stair_calf_stretch"


def test_harder_never_leads_to_a_second_new_strong_kind_on_one_day(conversation: Conversation) -> None:
    chat = at_the_wall_stretch(conversation, answers={"complaint": "heel_or_sole"})
    practice = chat.session.practice
    assert practice is not None
    assert "ball_bottle_roll" in [item.technique for item in practice.plan.items]
    assert chat.offers("easier")
    assert not chat.offers("harder")


def test_a_routine_that_was_hidden_since_is_not_repeated_and_something_else_is_offered(
    conversation: Conversation,
) -> None:
    case = Case.model_validate(
        {
            "case": "pregnant since the last massage", "practises": True,
            "answers": {"complaint": "relax", "relax_for": "partner_massage"}, "expect": {"triage": "selfcare"},
        }
    )  # fmt: skip
    result, chat = play_in_chat(case, conversation)
    assert result.passed
    chat.waits(timedelta(days=3)).types("/start")
    person = chat.session.person
    assert person.history.last_routine == "partner_full_massage"
    chat.presses_code("repeat").presses_code("c:something_new")
    while chat.session.stage.name == "question":
        question = conversation.book.questions[str(chat.session.stage.question)]
        if any(line.line == "pregnancy_or_birth_12wk" for line in question.lines):
            chat.presses_code("t:pregnancy_or_birth_12wk").presses_code("done")
        elif question.lines:
            chat.presses_code("none")
        else:
            chat.presses_code(f"c:{question.healthy}")
    plan = chat.session.plan
    assert plan is not None
    assert plan.items
    assert plan.routine != "partner_full_massage"
    assert chat.session.stage.name == "plan"
