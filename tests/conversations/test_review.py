"""Every two weeks the person decides whether the plan steps up, stays or steps down, among what the rules allow."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.cases.player import play_in_chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.reviewing import rising
from bot.dialogue.session import Hold, Programme
from bot.knowledge.models.case import Case
from bot.safety.doses import LOADING
from bot.safety.plan import Plan

DAY = timedelta(days=1)
STRENGTH = "heel_raise_double"


@pytest.fixture
def evening(conversation: Conversation) -> Chat:
    """Somebody with a sore heel who did the first session of the evening routine today; pain is 3."""
    case = Case.model_validate(
        {
            "case": "evenings", "answers": {"complaint": "heel_or_sole", "pain_pattern": "first_steps", "pain_now": 3},
            "wants": {"minutes": 15, "time_of_day": "evening", "equipment": ["chair", "wall", "towel", "ball"]},
            "practises": True, "expect": {"triage": "selfcare"},
        }
    )  # fmt: skip
    result, chat = play_in_chat(case, conversation)
    assert result.passed, result
    return chat


def stage(chat: Chat) -> str:
    """Where the conversation stands."""
    return chat.session.stage.name


def plan(chat: Chat) -> Plan:
    """The plan of the session that runs."""
    assert chat.session.practice is not None
    return chat.session.practice.plan


def names(chat: Chat) -> list[str]:
    """What the session that runs holds."""
    return [item.technique for item in plan(chat).items]


def towards_a_session(chat: Chat, pain: int) -> Chat:
    """Starts the routine again, up to the review or to the first step."""
    chat.types("/routine")
    while stage(chat) in {"next_day", "question"}:
        question = chat.conversation.book.questions.get(str(chat.session.stage.question))
        if stage(chat) == "next_day":
            chat.presses_code("fine")
        elif question is not None and question.kind == "number":
            chat.presses_code(f"n:{pain}")
        else:
            chat.presses_code(
                "none" if question is not None and question.lines else f"c:{question and question.healthy}"
            )
    return chat


def session(chat: Chat, pain: int) -> Chat:
    """One whole session without any review."""
    towards_a_session(chat, pain)
    assert stage(chat) == "practice", chat.screen.text
    return finished(chat, pain)


def finished(chat: Chat, pain: int) -> Chat:
    """Ends the session that runs."""
    return chat.presses_code("start").presses_code("finish").presses_code(f"n:{pain}").presses_code("fine")


def two_weeks(chat: Chat, *pains: int) -> Chat:
    """Sessions over two weeks with these numbers; then the next one is begun with the last of them."""
    for pain in pains[:-1]:
        session(chat.waits(15 * DAY / len(pains)), pain)
    return towards_a_session(chat.waits(15 * DAY / len(pains)), pains[-1])


def test_it_comes_after_two_weeks_before_the_session_and_says_what_a_step_would_change(evening: Chat) -> None:
    two_weeks(evening, 3, 2, 2)
    assert stage(evening) == "review"
    assert evening.screen.text.startswith("**Two weeks: a look at your plan.**")
    assert "Pain before it: 3 at the start, 2 last time." in evening.screen.text
    assert (
        "**A step up:** with Slow heel raises on both feet; without Short foot (lift the arch). About 14 minutes."
        in evening.screen.text
    )
    assert evening.offers("down")


def test_a_step_up_shows_in_the_session_that_follows_and_holds_for_two_weeks(evening: Chat) -> None:
    two_weeks(evening, 3, 2, 2).presses_code("up")
    assert stage(evening) == "practice"
    assert STRENGTH in names(evening)
    finished(evening, 2)
    session(evening.waits(3 * DAY), 2)
    assert evening.session.owner.history.programmes["heel_pain_evening"].weeks == 4


def test_staying_keeps_strength_away_and_two_weeks_later_the_next_step_is_offered(evening: Chat) -> None:
    two_weeks(evening, 3, 2, 2).presses_code("stay")
    assert STRENGTH not in names(evening)
    finished(evening, 2)
    towards_a_session(evening.waits(8 * DAY), 2)
    assert stage(evening) == "practice"
    assert STRENGTH not in names(evening)
    finished(evening, 2)
    towards_a_session(evening.waits(7 * DAY), 2)
    assert stage(evening) == "review"
    evening.presses_code("up")
    assert STRENGTH in names(evening)
    item = next(item for item in plan(evening).items if item.technique == STRENGTH)
    assert (item.sets, item.reps) == (2, 10)


def test_a_step_down_makes_the_session_that_follows_smaller(evening: Chat) -> None:
    steady = two_weeks(evening, 3, 2, 2).branch().presses_code("stay")
    evening.presses_code("down")
    assert plan(evening).seconds < plan(steady).seconds
    finished(evening, 2)
    session(evening.waits(3 * DAY), 2)


def test_an_unanswered_review_leaves_the_doses_where_they_are(evening: Chat) -> None:
    two_weeks(evening, 3, 2, 2).types("/start")
    towards_a_session(evening.waits(DAY), 2)
    assert stage(evening) == "review"
    assert STRENGTH not in evening.shown_techniques()


def test_no_step_up_while_pain_rises(evening: Chat) -> None:
    two_weeks(evening, 0, 1, 1, 1, 2, 2, 2)
    assert stage(evening) == "review"
    assert not evening.offers("up")
    assert "A step up waits until the pain goes down again." in evening.screen.text
    evening.presses_code("stay")
    assert STRENGTH not in names(evening)


def test_no_strength_joins_while_pain_is_over_three(conversation: Conversation) -> None:
    case = Case.model_validate(
        {
            "case": "sore", "answers": {"complaint": "heel_or_sole", "pain_pattern": "first_steps", "pain_now": 6},
            "wants": {"minutes": 15, "time_of_day": "evening", "equipment": ["chair", "wall", "towel", "ball"]},
            "practises": True, "expect": {"triage": "selfcare"},
        }
    )  # fmt: skip
    _, chat = play_in_chat(case, conversation)
    two_weeks(chat, 5, 4, 4)
    assert stage(chat) == "practice"
    assert STRENGTH not in names(chat)
    towards_a_session(finished(chat, 4).waits(2 * DAY), 3)
    assert stage(chat) == "review"
    assert STRENGTH in names(chat.presses_code("up"))


def test_no_step_up_under_a_hold_or_after_a_worse_morning(evening: Chat) -> None:
    two_weeks(evening, 3, 2, 2)
    for changes in (
        {"holds": (Hold(flag="stress_fracture", since=evening.now),)},
        {"history": evening.session.owner.history.model_copy(update={"worse_sessions": 1})},
    ):
        session_then = evening.session
        owner = session_then.owner.model_copy(update=changes)
        held = evening.branch()
        held._stored = session_then.model_copy(update={"owner": owner}).model_dump_json()
        held.presses_code("up")
        if stage(held) == "practice":
            assert STRENGTH not in names(held)
        assert held.session.owner.history.programmes["heel_pain_evening"].weeks == 2


def test_what_a_condition_forbids_is_in_no_step_up(conversation: Conversation) -> None:
    case = Case.model_validate(
        {
            "case": "after a floxacin tablet",
            "answers": {
                "complaint": "heel_or_sole", "pain_pattern": "first_steps", "pain_now": 3,
                "fluoroquinolone_6mo": "yes",
            },
            "wants": {"minutes": 15, "time_of_day": "evening", "equipment": ["chair", "wall", "towel", "ball"]},
            "practises": True, "expect": {"triage": "adapted"},
        }
    )  # fmt: skip
    _, chat = play_in_chat(case, conversation)
    two_weeks(chat, 3, 2, 2)
    assert "heel raises" not in chat.screen.text
    if stage(chat) == "review":
        chat.presses_code("up" if chat.offers("up") else "stay")
    techniques = chat.conversation.book.techniques
    assert names(chat)
    assert all(LOADING not in techniques[name].classes for name in names(chat))


def test_a_break_of_five_weeks_begins_with_the_first_weeks_again(evening: Chat) -> None:
    finished(two_weeks(evening, 3, 2, 2).presses_code("up"), 2)
    towards_a_session(evening.waits(35 * DAY), 2)
    if stage(evening) != "practice":
        evening.types("/routine")
    assert STRENGTH not in (names(evening) if evening.session.practice is not None else [])


def test_rising_is_worse_than_the_start_or_than_just_before() -> None:
    at = {"first": "2026-03-01T09:00Z", "last": "2026-03-10T09:00Z", "pain_first": 3}
    assert rising(Programme.model_validate({**at}), 5)
    assert not rising(Programme.model_validate({**at}), 4)
    assert rising(Programme.model_validate({**at, "pains": (1, 1, 1, 2, 2)}), 2)
    assert not rising(Programme.model_validate({**at, "pains": (1, 1, 1, 2, 1)}), 1)
    assert not rising(None, 9)
