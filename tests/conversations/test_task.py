"""The hardest task: asked in passing, rated again after 2, 6 and 12 weeks, and judged beside the pain after six."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.progress import LITTLE_BETTER, NO_BETTER
from bot.dialogue.tasks import OWN
from tests.conversations.test_progress import again, stage
from tests.conversations.walking import finished_after_one_step

DAY = timedelta(days=1)


@pytest.fixture
def asked(chat: Chat) -> Chat:
    """Somebody with a sore heel after the second session of the first week."""
    return again(finished_after_one_step(chat).waits(2 * DAY), 6, 6)


def said(chat: Chat, since: int) -> str:
    """Everything that came since a moment."""
    return "\n".join(message.text for message in chat.seen[since:])


def goes_on(chat: Chat, days: int, pain: int) -> Chat:
    """Sessions every second day for so many days, until the task or advice is asked."""
    for _ in range(days // 2):
        again(chat.waits(2 * DAY), pain, pain)
        if stage(chat) != "home":
            break
    return chat


def at_six_weeks(chat: Chat, rating: int, pain: int) -> Chat:
    """The task was 5 in week 1; after six weeks it is this, and pain is this."""
    chat.taps_on("Walking to work").taps_on("5")
    goes_on(chat, 14, 4)
    assert stage(chat) == "task_rating"
    chat.taps_on("5")
    if stage(chat) == "advised":
        chat.taps_on("Go on")
    for _ in range(8):
        again(chat.waits(5 * DAY), pain, pain)
        if stage(chat) == "advised":
            chat.taps_on("Go on")
        if stage(chat) == "task_rating":
            break
    assert stage(chat) == "task_rating"
    return chat.presses_code(f"n:{rating}")


# -- the first time ------------------------------------------------------------------------------------


def test_it_is_asked_after_the_second_session_of_the_first_week_with_usual_tasks_and_skip(asked: Chat) -> None:
    assert stage(asked) == "task"
    assert asked.screen.text.startswith("**One more, if you like.** Because of your feet, what is hardest")
    labels = [button.label for button in asked.buttons]
    assert {"Walking to work", "Stairs", "Something else", "Skip"} <= set(labels)
    asked.taps_on("Walking to work")
    assert asked.screen.text == (
        "**Walking to work.** How well can you do it now?\n0: I can't do it at all. 10: as well as before."
    )
    asked.taps_on("5")
    assert stage(asked) == "home"
    programme = asked.session.owner.history.programmes["heel_pain_morning"]
    assert programme.task == "walking"
    assert [each.rating for each in programme.ratings] == [5]


def test_who_skips_is_never_asked_again(asked: Chat) -> None:
    asked.taps_on("Skip")
    assert stage(asked) == "home"
    for _ in range(7):
        again(asked.waits(7 * DAY), 3, 3)
        assert stage(asked) not in {"task", "task_rating"}


def test_who_just_goes_away_from_it_is_not_asked_again(asked: Chat) -> None:
    asked.types("/start")
    assert stage(again(asked.waits(2 * DAY), 6, 6)) == "home"


def test_after_the_first_week_it_is_too_late_to_ask_how_it_was_at_the_start(chat: Chat) -> None:
    assert stage(again(finished_after_one_step(chat).waits(8 * DAY), 6, 6)) == "home"


def test_typed_words_are_something_else_and_are_not_kept(asked: Chat) -> None:
    asked.types("carrying my grandchild Mathilda")
    assert stage(asked) == "task_rating"
    assert asked.screen.text.startswith("**What you thought of.**")
    asked.types("4")
    programme = asked.session.owner.history.programmes["heel_pain_morning"]
    assert (programme.task, [each.rating for each in programme.ratings]) == (OWN, [4])
    assert "Mathilda" not in str(asked.stored)


def test_a_danger_sign_typed_here_stops_and_an_illness_is_not_taken_for_a_task(asked: Chat) -> None:
    other = asked.branch()
    asked.types("my chest hurts and i cant breathe")
    assert asked.session.owner.lock is not None
    other.types("i take warfarin")
    assert stage(other) != "task_rating"


# -- later ---------------------------------------------------------------------------------------------


def test_after_two_weeks_it_is_rated_again_beside_the_first_number_and_what_it_means_is_said(asked: Chat) -> None:
    asked.taps_on("Walking to work").taps_on("5")
    goes_on(asked, 14, 4)
    assert stage(asked) == "task_rating"
    assert asked.screen.text.endswith("At the start you said 5.")
    seen = len(asked.seen)
    asked.taps_on("7")
    assert "That is a small step forward." in said(asked, seen)
    again(asked.waits(2 * DAY), 4, 4)
    assert stage(asked) != "task_rating", "once, not after every session"


def test_after_two_weeks_the_advice_comes_behind_the_answer(asked: Chat) -> None:
    asked.taps_on("Walking to work").taps_on("5")
    goes_on(asked, 14, 4)
    assert stage(asked) == "task_rating"
    asked.taps_on("Skip")
    assert NO_BETTER in asked.session.owner.history.advised
    assert stage(asked) == "advised"


@pytest.mark.parametrize(("rating", "advised"), [(5, True), (6, True), (7, False)])
def test_six_weeks_are_judged_by_pain_and_task(asked: Chat, rating: int, advised: bool) -> None:
    at_six_weeks(asked, rating, 3)
    assert (LITTLE_BETTER in asked.session.owner.history.advised) is advised
    assert (stage(asked) == "advised") is advised


def test_the_summary_for_the_clinician_shows_both(asked: Chat) -> None:
    at_six_weeks(asked, 6, 3)
    seen = len(asked.seen)
    asked.taps_on("Write a summary")
    summary = said(asked, seen)
    assert "Hardest task (Walking to work), 0 not at all, 10 as before: week 1: 5 · week 3: 5 · week 7: 6." in summary
    assert "Pain before the routine, 0 to 10: week 1: 4" in summary


def test_a_skipped_rating_at_six_weeks_leaves_the_pain_alone_to_judge(asked: Chat) -> None:
    asked.taps_on("Walking to work").taps_on("5")
    goes_on(asked, 14, 4)
    asked.taps_on("9")
    for _ in range(8):
        again(asked.waits(5 * DAY), 3, 3)
        if stage(asked) == "task_rating":
            break
        if stage(asked) == "advised":
            asked.taps_on("Go on")
    asked.taps_on("Skip")
    assert LITTLE_BETTER in asked.session.owner.history.advised
