"""A group gets a kind sentence and the way to the private chat, the emergency line at any danger sign, and is no person."""

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import (
    Event,
    Happening,
    InGroup,
    Membership,
    Parked,
    Pressed,
    Sent,
    TimerDue,
    Typed,
    Unreadable,
)
from bot.dialogue.turn import Message, Turn
from tests.conftest import SUNDAY_MORNING
from tests.conversations.walking import one_leg_swollen

GROUP = -5
LINK = "https://t.me/feet_bot"


def said_in_group(conversation: Conversation, text: str, session: str | None = None) -> tuple[Turn, str]:
    turn = conversation.respond(session, Event(GROUP, InGroup(text, LINK)), SUNDAY_MORNING)
    (message,) = turn.outgoing
    assert isinstance(message, Message)
    assert message.buttons == ()
    return turn, message.text


@pytest.mark.parametrize(
    "text", ["", "/start", "/help", "my heel hurts", "hello", "/routine", "what helps tired feet?"]
)
def test_it_only_says_where_it_talks(conversation: Conversation, text: str) -> None:
    turn, said = said_in_group(conversation, text)
    assert said == (
        "Hello, I help with sore, tired or stiff feet. Health is private, so I only talk in private. "
        f"Here I am: {LINK}\nI keep nothing that is said in this group."
    )
    assert (turn.session, turn.timers, turn.jobs, turn.diary) == (None, (), (), ())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("my chest hurts and i cant breathe", "Please stop here. What you describe can be an emergency."),
        ("grandma has a droopy face", "Please stop here. What you describe can be an emergency."),
        ("one calf is swollen, hot and sore", "This needs a medical check **today**."),
        ("i had a blood clot in my lung last year", "**Chest pain, trouble breathing"),
        ("моя нога холодная и синяя", "**Chest pain, trouble breathing"),
    ],
)
def test_a_danger_sign_gets_the_emergency_line_there_too(conversation: Conversation, text: str, first: str) -> None:
    turn, said = said_in_group(conversation, text)
    assert said.startswith(first)
    assert "112" in said
    assert LINK in said
    assert turn.session is None


def test_without_a_link_it_says_how_to_find_it(conversation: Conversation) -> None:
    turn = conversation.respond(None, Event(GROUP, InGroup("", "")), SUNDAY_MORNING)
    assert isinstance(turn.outgoing[0], Message)
    assert "Tap my name, then Message." in turn.outgoing[0].text


@pytest.mark.parametrize(
    "happening",
    [Typed("my heel hurts"), Pressed("1.w:adult"), Sent(Unreadable.VOICE), TimerDue("hold", "1"), Parked("x"),
     Membership(here=True)],
)  # fmt: skip
def test_nothing_else_from_a_group_is_ever_answered_or_kept(conversation: Conversation, happening: Happening) -> None:
    turn = conversation.respond(None, Event(GROUP, happening), SUNDAY_MORNING)
    assert (turn.session, turn.outgoing, turn.erase) == (None, (), True)


def test_a_session_is_never_looked_at_for_a_group(chat: Chat, conversation: Conversation) -> None:
    stored = one_leg_swollen(chat).stored
    _, said = said_in_group(conversation, "hello", stored)
    assert said.startswith("Hello, I help with")
