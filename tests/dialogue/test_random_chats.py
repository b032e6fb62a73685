"""Chats at random: whatever is tapped, typed, waited for or broken, nothing ruled out is ever shown."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Unreadable
from bot.dialogue.guard import known_for, sides_now
from bot.dialogue.turn import Message, Turn
from bot.safety.limits import limits, open_rules
from bot.safety.permissions import permission
from bot.safety.triage import triage
from tests.conftest import SUNDAY_MORNING

WORDS = (
    "/start", "/routine", "/stop", "/help", "/privacy", "/progress", "/export", "/forget", "my heel hurts", "7", "hello",
    "one calf is swollen and sore", "i take warfarin", "cant breathe properly", "im pregnant", "no", "🦶🦶",
)  # fmt: skip

step = st.one_of(
    st.tuples(st.just("press"), st.integers(0, 40)),
    st.tuples(st.just("press"), st.integers(0, 40)),
    st.tuples(st.just("healthy"), st.integers(1, 12)),
    st.tuples(st.just("healthy"), st.integers(1, 12)),
    st.tuples(st.just("old"), st.integers(0, 400)),
    st.tuples(st.just("type"), st.integers(0, len(WORDS) - 1)),
    st.tuples(st.just("wait"), st.sampled_from([1, 3, 60, 60 * 13, 60 * 24, 60 * 24 * 8, 60 * 24 * 95])),
    st.tuples(st.just("return"), st.sampled_from([1, 2, 15, 43])),
    st.tuples(st.just("send"), st.integers(0, 3)),
    st.tuples(st.just("fail"), st.integers(0, 1)),
)


def answer_as_healthy(chat: Chat) -> None:
    """Goes the way of a healthy person by one tap, so that chats reach plans and practices often."""
    for code in ("w:adult", "none", "c:no", "n:3", "c:heel_or_sole", "p:morning:10", "start:left", "start", "c:nothing_new",
                 "c:2_to_6_weeks", "c:first_steps", "start", "next", "fine", "repeat", "resume", "go_on", "again", "up",
                 "k:walking", "skip"):  # fmt: skip
        if chat.stored is not None and chat.seen and chat.offers(code):
            chat.presses_code(code)
            return


def come_back(chat: Chat, days: int) -> None:
    """Does another session after so many days, through what is asked before and behind it."""
    chat.waits(timedelta(days=days)).types("/routine")
    began = False
    for _ in range(20):
        if began and chat.stored is not None and chat.session.stage.name == "home":
            return
        if began and chat.stored is not None and chat.seen and chat.offers("finish"):
            chat.presses_code("finish")
        else:
            # One step is done, so that it counts as a session.
            began = began or (chat.stored is not None and chat.session.stage.name == "practice")
            answer_as_healthy(chat)


def do(chat: Chat, action: str, number: int) -> None:
    if action == "press" and chat.stored is not None and chat.buttons:
        chat.presses(chat.buttons[number % len(chat.buttons)].data)
    elif action == "healthy":
        for _ in range(number):
            answer_as_healthy(chat)
    elif action == "old" and chat.seen:
        every = [button.data for message in chat.seen for row in message.buttons for button in row]
        if every:
            chat.presses(every[number % len(every)])
    elif action == "type":
        chat.types(WORDS[number])
    elif action == "wait":
        chat.waits(timedelta(minutes=number))
    elif action == "return":
        come_back(chat, number)
    elif action == "send":
        chat.sends(list(Unreadable)[number])
    elif action == "fail":
        chat.fails()


def hold_everything(chat: Chat, turn: Turn) -> None:
    """What must be so after every turn."""
    shown = [part for part in turn.outgoing if isinstance(part, Message) and part.technique is not None]
    if turn.stop:
        assert shown == []
        first = turn.outgoing[0]
        assert isinstance(first, Message)
        assert first.text.startswith(("Please stop here.", "This needs a medical check **today**."))
    for message in shown:
        session = turn.session
        assert session is not None
        practice = session.practice
        assert practice is not None
        assert session.consented is not None
        assert session.person.lock is None
        assert not session.unsettled
        assert not session.confirm
        book, now = chat.conversation.book, session.last_at
        assert now is not None
        known = known_for(session.person, practice, book, now)
        assert practice.cramp or not open_rules(known)
        assert not triage(known).stops
        held = limits(known, (hold.flag for hold in session.person.holds))
        technique = str(message.technique)
        assert permission(technique, book.techniques[technique], sides_now(practice), held).allowed
        assert chat.conversation.may_show(session.model_dump_json(), message, now)
    for part in turn.outgoing:
        if isinstance(part, Message):
            assert 0 < len(part.text) <= 4096
            assert (part.picture, part.chart, part.file) == (None,) * 3 or len(part.text) <= 1024
            assert all(0 < len(button.data.encode()) <= 64 for row in part.buttons for button in row)
    assert turn.toast is None or len(turn.toast) <= 200


@given(st.lists(step, min_size=5, max_size=30))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_nothing_ruled_out_is_ever_shown(conversation: Conversation, steps: list[tuple[str, int]]) -> None:
    chat = Chat(conversation, SUNDAY_MORNING).types("/start")
    for action, number in steps:
        seen = len(chat.turns)
        do(chat, action, number)
        for turn in chat.turns[seen:]:
            hold_everything(chat, turn)


def test_such_chats_do_reach_a_practice(conversation: Conversation) -> None:
    chat = Chat(conversation, SUNDAY_MORNING).types("/start")
    for _ in range(30):
        answer_as_healthy(chat)
    assert chat.shown_techniques() != []


def test_such_chats_do_reach_what_stands_around_a_later_session(conversation: Conversation) -> None:
    chat = Chat(conversation, SUNDAY_MORNING).types("/start")
    for _ in range(30):
        answer_as_healthy(chat)
    for days in (1, 2, 15):
        come_back(chat, days)
    stages = {turn.session.stage.name for turn in chat.turns if turn.session is not None}
    assert {"next_day", "review", "task"} <= stages
