"""Where much is left out: the other leg, slow breathing, and a clinician; and why a plan is short."""

import pytest

from bot.cases.chat import Chat
from bot.cases.player import play_in_chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.models.base import Side
from bot.knowledge.models.case import Case


def visit(conversation: Conversation, answers: dict[str, str | int], **wants: object) -> Chat:
    """A person who told these answers, where the visit ends."""
    told = {"case": "what remains", "answers": answers, "wants": wants, "expect": {"never": []}}
    result, chat = play_in_chat(Case.model_validate(told), conversation)
    assert not result.faults, result.faults
    return chat


def test_with_one_leg_hurt_the_other_one_is_left(conversation: Conversation) -> None:
    chat = visit(
        conversation, {"complaint": "tired_or_swollen", "new_knock": "yes", "knock_side": "left"}, minutes=10
    )
    plan = chat.session.plan
    assert plan is not None
    sided = [item for item in plan.items if item.sides]
    assert sided
    assert all(item.sides == (Side.RIGHT,) for item in sided)
    assert "right side" in chat.screen.text


def test_with_both_legs_left_alone_slow_breathing_remains(conversation: Conversation) -> None:
    chat = visit(conversation, {"complaint": "tired_or_swollen", "dvt_on_treatment": "yes"}, minutes=10)
    plan = chat.session.plan
    assert plan is not None
    assert {item.technique for item in plan.items} == {"foot_check", "breathing_relaxation"}


def test_with_nothing_left_at_all_it_says_so_and_names_who_can_help(conversation: Conversation) -> None:
    chat = visit(conversation, {"complaint": "tired_or_swollen"}, minutes=10)
    assert chat.session.stage.name == "plan", "the twin without a fever gets a plan"
    chat = visit(conversation, {"complaint": "tired_or_swollen", "fever_unwell_today": "yes"}, minutes=10)
    assert chat.session.stage.name == "nothing_left"
    assert "I have no routine that fits your answers today." in chat.screen.text
    assert "A clinician" in chat.screen.text
    assert chat.offers("summary")


@pytest.mark.parametrize(
    ("answers", "wants", "says"),
    [
        ({}, {"minutes": 30, "time_of_day": "evening"}, "a first session stays small on purpose"),
        ({"diabetes": "yes"}, {"minutes": 15}, "because I left some things out for you"),
        ({"complaint": "keep_well", "relax_for": "desk_break"}, {"minutes": 20}, "It is shorter than you asked"),
    ],
)
def test_a_plan_that_is_shorter_than_asked_says_why(
    conversation: Conversation, answers: dict[str, str | int], wants: dict[str, object], says: str
) -> None:
    chat = visit(conversation, answers, **wants)
    plan = chat.session.plan
    assert plan is not None
    assert plan.minutes < plan.asked_minutes
    assert says in chat.screen.text
