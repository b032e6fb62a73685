"""Chats at random with the whole engine, the session stored and read back at every step.

Whatever is tapped, typed, edited, sent, waited for or broken: what is shown was permitted now by an independent
reading, nothing is shown under a lock or while something is open, and nothing is sent behind a stop.
"""

import os
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Unreadable
from bot.dialogue.guard import known_for, sides_now
from bot.dialogue.turn import Message, Turn
from bot.knowledge.book import Book
from bot.proof.plain_reading import Cells, Matrix, forbidden_cells
from bot.safety.known import Known
from bot.safety.limits import open_rules
from bot.safety.triage import triage
from tests.conftest import SUNDAY_MORNING

LONG = os.environ.get("FOOTGUIDE_SOAK") == "1"
"""Whether the chats are many and long, as `make soak` wants them."""

HEALTHY = (
    "w:adult", "none", "c:no", "n:3", "c:heel_or_sole", "p:morning:10", "start:left", "start", "c:nothing_new",
    "c:2_to_6_weeks", "c:first_steps", "next", "fine", "repeat", "resume", "go_on", "again",
    "up", "k:walking", "skip",
)  # fmt: skip

DANGER = (
    "one calf is swollen and sore", "cant breathe properly", "my chest hurts", "my face is drooping",
    "numb between my legs", "i want to die",
)  # fmt: skip

HARMLESS = ("my heel hurts", "7", "nothing", "hello", "i take warfarin", "im pregnant", "no", "not any more", "🦶🦶")

COMMANDS = ("/start", "/routine", "/stop", "/help", "/privacy", "/about", "/progress", "/export", "/forget")

FOLLOWING = frozenset({"next_day", "routine_rests", "review", "task", "task_rating", "advised"})
"""Stages that stand before or behind a later session."""

FOLLOW_UPS = ("fine", "worse", "wrong", "up", "down", "looked", "gentle", "skip", "n:9", "summary")
"""Answers to them, of which the one that is offered counts."""

STOP_WORDS = ("Please stop here.", "This needs a medical check **today**.")


class RandomChats(RuleBasedStateMachine):
    """One chat in which anything may happen."""

    conversation: Conversation
    reached = 0
    followed = 0

    def __init__(self) -> None:
        super().__init__()
        self.chat = Chat(self.conversation, SUNDAY_MORNING)
        self.looked_at = 0
        self._matrix = Matrix(self.conversation.book.classes)

    @initialize(sessions=st.integers(0, 2))
    def begins(self, sessions: int) -> None:
        """Some chats begin with a person who is in a practice already, some with one who comes back for another."""
        self.chat.types("/start")
        if sessions:
            self.answers_to_a_step()
        if sessions > 1:
            self.does_a_session(1, FOLLOW_UPS[0])
            self.does_a_session(1, FOLLOW_UPS[0])

    def answers_to_a_step(self) -> None:
        for _ in range(40):
            code = next((code for code in HEALTHY if self.chat.offers(code)), None)
            if code is None or self.chat.shown_techniques():
                return
            self.chat.presses_code(code)

    @rule(times=st.integers(1, 14))
    def answers_as_a_healthy_person(self, times: int) -> None:
        for _ in range(times):
            code = next((code for code in HEALTHY if self._alive() and self.chat.offers(code)), None)
            if code is None:
                return
            self.chat.presses_code(code)

    @rule(days=st.sampled_from([1, 2, 15, 43]), answer=st.sampled_from(FOLLOW_UPS))
    def comes_back_for_a_session(self, days: int, answer: str) -> None:
        """The question of the next day, the review and the task stand before and behind a later session."""
        self.does_a_session(days, answer)

    def does_a_session(self, days: int, answer: str) -> None:
        self.chat.waits(timedelta(days=days))
        self.chat.types("/routine")
        began = False
        for _ in range(20):
            stage = self.chat.session.stage.name if self._alive() else ""
            codes = (answer, *HEALTHY) if stage in FOLLOWING else HEALTHY
            code = next((code for code in codes if self._alive() and self.chat.offers(code)), None)
            if began and self._alive() and self.chat.offers("finish"):
                # One step was done, so that it counts as a session; what follows it is asked.
                code = "finish"
            if code is None or (began and stage == "home"):
                return
            began = began or stage == "practice"
            if stage in FOLLOWING:
                type(self).followed += 1
            self.chat.presses_code(code)

    @rule(number=st.integers(0, 40))
    def taps_any_button(self, number: int) -> None:
        if self._alive() and self.chat.buttons:
            self.chat.presses(self.chat.buttons[number % len(self.chat.buttons)].data)

    @rule(number=st.integers(0, 400))
    def taps_an_old_button(self, number: int) -> None:
        every = [button.data for message in self.chat.seen for row in message.buttons for button in row]
        if every:
            self.chat.presses(every[number % len(every)])

    @rule(words=st.sampled_from(HARMLESS + COMMANDS), edited=st.booleans())
    def types_something_harmless(self, words: str, edited: bool) -> None:
        self.chat.types(words, edited=edited)

    @rule(words=st.sampled_from(DANGER), edited=st.booleans())
    def types_a_danger_sign(self, words: str, edited: bool) -> None:
        self.chat.types(words, edited=edited)

    @rule(minutes=st.sampled_from([1, 3, 60, 60 * 13, 60 * 25, 60 * 24 * 8, 60 * 24 * 16, 60 * 24 * 95]))
    def time_passes(self, minutes: int) -> None:
        self.chat.waits(timedelta(minutes=minutes))

    @rule(kind=st.sampled_from(Unreadable))
    def sends_what_cannot_be_read(self, kind: Unreadable) -> None:
        self.chat.sends(kind)

    @rule(words=st.none() | st.sampled_from(DANGER + HARMLESS))
    def an_update_fails(self, words: str | None) -> None:
        self.chat.fails(words)

    @invariant()
    def nothing_ruled_out_was_shown(self) -> None:
        for turn in self.chat.turns[self.looked_at :]:
            self._hold(turn)
        self.looked_at = len(self.chat.turns)

    def _alive(self) -> bool:
        return self.chat.stored is not None and bool(self.chat.seen)

    def _hold(self, turn: Turn) -> None:
        messages = [part for part in turn.outgoing if isinstance(part, Message)]
        shown = [message for message in messages if message.technique is not None]
        if turn.stop:
            assert shown == [], "a step was sent behind a stop"
            assert messages[0].text.startswith(STOP_WORDS), "something was sent ahead of a stop"
        for message in shown:
            type(self).reached += 1
            self._permitted(turn, message)

    def _permitted(self, turn: Turn, message: Message) -> None:
        session, book = turn.session, self.conversation.book
        assert session is not None
        assert session.practice is not None
        assert session.last_at is not None
        assert session.consented is not None, "a step was shown without consent"
        assert session.person.lock is None, "a step was shown under a lock"
        assert not session.unsettled, "a step was shown after a fault of ours"
        assert message.technique not in session.practice.left_out, (
            "a step was shown that was left out because it hurt"
        )
        assert not session.confirm, "a step was shown while a question about danger in typed words waited"
        known = known_for(session.person, session.practice, book, session.last_at)
        assert not triage(known).stops, "a step was shown with a sign that stops"
        if session.practice.cramp:
            assert not any(known.is_open(book.questions[name]) for name in book.screen.cramp_path)
        else:
            assert not open_rules(known), "a step was shown while something was open"
        technique = book.techniques[str(message.technique)]
        forbidden = _forbidden(self._matrix, book, known)
        for side in sides_now(session.practice):
            assert not self._matrix.of_technique(technique, side) & forbidden, f"{message.technique} on the {side}"


def _forbidden(matrix: Matrix, book: Book, known: Known) -> Cells:
    """Returns what the cautions forbid a person who was asked about them, read from the matrix once more."""
    told = known.as_told()
    cells = 0
    for name, caution in book.cautions.items():
        if told.truth(caution.when).fires:
            side = None if caution.where.side_of is None else told.value(caution.where.side_of)
            cells |= forbidden_cells(book, matrix, name, side)
    return cells


def test_whatever_happens_nothing_ruled_out_is_shown(conversation: Conversation) -> None:
    chats: Any = type("Chats", (RandomChats,), {"conversation": conversation, "reached": 0, "followed": 0})
    run_state_machine_as_test(
        chats,
        settings=settings(
            max_examples=4000 if LONG else 25,
            stateful_step_count=60 if LONG else 25,
            deadline=None,
            print_blob=True,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    assert chats.followed > 0, "no chat came to what stands before and behind a later session"
    assert chats.reached > 0, "no chat reached a step, so nothing was held against the matrix"
