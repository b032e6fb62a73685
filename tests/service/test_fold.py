"""The events of a chat go through the conversation in order, and a failure never counts as an answer."""

from datetime import UTC, datetime

import pytest

from bot.dialogue.events import Event, Happening, Membership, Parked, Pressed, TimerDue, Typed
from bot.dialogue.turn import Kind, Message, Turn
from bot.service.fold import Arrived, Folded, PressAnswer, fold, fold_again
from bot.store import Arrival, ChatMemory, ChatWork
from tests.service.scripted import Memory, Scripted, echo, failing, heard, saying

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SORRY = Message(Kind.ANSWER, "sorry")


def arrived(happening: Happening, *, tries: int = 0, unread: bool = False, number: int = 1) -> Arrived:
    return Arrived(Event(1, happening, "en"), Arrival("{}", number), tries, unread=unread)


def folded(conversation: Scripted, *events: Arrived, memory: ChatMemory | None = None) -> Folded:
    return fold(memory or ChatMemory(), events, conversation, NOW, SORRY)


def said(work: ChatWork) -> list[str]:
    return [part.text for turn in work.turns for part in turn.outgoing if isinstance(part, Message)]


def remembered(*what: str) -> ChatMemory:
    return ChatMemory(Memory(heard=what).model_dump_json())


def test_each_event_starts_from_the_session_that_the_one_before_left() -> None:
    work = folded(Scripted(), arrived(Typed("a")), arrived(Typed("b")), memory=remembered("before")).work
    assert heard(work.session) == ["before", "a", "b"]
    assert said(work) == ["heard: a", "heard: b"]
    assert (work.chat, work.edition, work.by_person, work.here) == (1, "first", True, True)


def test_presses_are_answered_with_the_note_of_their_own_turn() -> None:
    script = {"pressed 1": saying(toast="a note"), "pressed 3": failing}
    presses = [arrived(Pressed(str(number), f"p{number}")) for number in (1, 2, 3)]
    assert folded(Scripted(script), *presses, arrived(Pressed("4"))).answers == (
        PressAnswer("p1", "a note"),
        PressAnswer("p2", None),
        PressAnswer("p3", None),
    )


def test_an_event_that_the_conversation_fails_on_is_parked_and_told_with_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    work = folded(
        Scripted({"my leg": failing}), arrived(Typed("a")), arrived(Typed("my leg")), arrived(Typed("b"))
    ).work
    assert heard(work.session) == ["a", "parked my leg", "b"]
    assert [reason for _, reason in work.parked] == ["the conversation failed on it"]
    assert not work.unsettled
    assert "LookupError < scripted.py" in caplog.text
    assert "my leg" not in caplog.text


def test_where_even_that_fails_the_person_gets_the_apology_and_the_chat_stays_unsettled() -> None:
    script = {"my leg": failing, "parked my leg": failing}
    work = folded(Scripted(script), arrived(Typed("my leg")), memory=remembered("before")).work
    assert heard(work.session) == ["before"]
    assert said(work) == ["sorry"]
    assert work.unsettled
    assert len(work.parked) == 1


def test_an_unsettled_chat_is_told_of_the_failure_before_anything_else() -> None:
    memory = ChatMemory(remembered("before").session, unsettled=True)
    work = folded(Scripted(), arrived(Typed("b")), memory=memory).work
    assert heard(work.session) == ["before", "parked None", "b"]
    assert not work.unsettled


def test_an_unsettled_chat_goes_on_with_nothing_until_it_can_be_told() -> None:
    memory = ChatMemory(remembered("before").session, unsettled=True)
    work = folded(Scripted({"parked": failing}), arrived(Typed("a")), arrived(Typed("b")), memory=memory).work
    assert heard(work.session) == ["before"]
    assert said(work) == ["sorry", "sorry"]
    assert (work.unsettled, len(work.parked)) == (True, 2)


def test_what_could_not_be_read_is_parked_and_told_with_its_words() -> None:
    work = folded(Scripted(), arrived(Parked("cold leg"), unread=True)).work
    assert heard(work.session) == ["parked cold leg"]
    assert [reason for _, reason in work.parked] == ["it could not be read"]


@pytest.mark.parametrize(
    ("tries", "asked", "answer"),
    [
        (0, ["deadly"], "heard: deadly"),
        (1, ["deadly"], "heard: deadly"),
        (2, ["parked deadly"], "heard: parked deadly"),
        (3, ["parked None"], "heard: parked None"),
        (4, [], "sorry"),
        (9, [], "sorry"),
    ],
)
def test_what_the_process_died_on_twice_is_parked_unworked_and_asked_of_less_and_less(
    tries: int, asked: list[str], answer: str
) -> None:
    conversation = Scripted()
    work = folded(conversation, arrived(Typed("deadly"), tries=tries)).work
    assert conversation.asked == asked
    assert said(work) == [answer]
    assert len(work.parked) == (1 if tries >= 2 else 0)
    assert work.unsettled == (tries >= 4)


def test_what_others_wrote_in_the_same_batch_is_worked_all_the_same() -> None:
    work = folded(Scripted(), arrived(Typed("deadly"), tries=4), arrived(Typed("after"), number=2)).work
    assert heard(work.session) == ["parked None", "after"]


@pytest.mark.parametrize(
    ("happening", "by_person", "here"),
    [
        (Typed("x"), True, True),
        (Pressed("x"), True, True),
        (TimerDue("x", ""), False, None),
        (Membership(here=False), False, False),
        (Membership(here=True), False, True),
    ],
)
def test_it_is_noted_who_did_something_and_who_left(happening: Happening, by_person: bool, here: bool | None) -> None:
    work = folded(Scripted(), arrived(happening)).work
    assert (work.by_person, work.here) == (by_person, here)


def test_an_erased_session_is_none_and_the_next_event_begins_anew() -> None:
    def erase(memory: Memory, event: Event, now: datetime) -> Turn:
        return Turn(None, erase=True)

    conversation = Scripted({"/forget": erase, "hello": echo})
    assert folded(conversation, arrived(Typed("/forget")), memory=remembered("a")).work.session is None
    work = folded(conversation, arrived(Typed("/forget")), arrived(Typed("hello")), memory=remembered("a")).work
    assert heard(work.session) == ["hello"]


def again(conversation: Scripted, memory: ChatMemory, *, second_time: bool = False) -> ChatWork:
    return fold_again(memory, 1, conversation, NOW, SORRY, replaces=7, again=second_time)


def test_a_screen_is_made_anew_in_the_place_of_its_row() -> None:
    work = again(Scripted(), remembered("a"))
    assert said(work) == ["the present screen"]
    assert heard(work.session) == ["a", "shown again"]
    assert (work.replaces, work.by_person, work.here) == (7, False, None)


def test_an_unsettled_chat_is_told_of_the_failure_in_place_of_its_screen() -> None:
    conversation = Scripted()
    work = again(conversation, ChatMemory(remembered("a").session, unsettled=True))
    assert said(work) == ["heard: parked None"]
    assert (conversation.made_anew, work.unsettled) == (0, False)


def test_where_the_screen_cannot_be_made_anew_the_conversation_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = Scripted()

    def fail(*asked: object) -> Turn:
        raise LookupError

    monkeypatch.setattr(conversation, "show_again", fail)
    assert said(again(conversation, remembered("a"))) == ["heard: parked None"]
    broken = Scripted({"parked": failing})
    monkeypatch.setattr(broken, "show_again", fail)
    work = again(broken, remembered("a"))
    assert (said(work), work.unsettled) == (["sorry"], True)


def test_the_second_time_the_conversation_is_not_asked_in_a_circle() -> None:
    conversation = Scripted()
    work = again(conversation, remembered("a"), second_time=True)
    assert (said(work), heard(work.session), conversation.made_anew) == (["sorry"], ["a"], 0)
