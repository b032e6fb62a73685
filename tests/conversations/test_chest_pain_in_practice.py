"""Chest pain typed in the middle of a practice: the call line first, and nothing behind it."""

from datetime import timedelta

from bot.cases.chat import Chat
from bot.dialogue.turn import CancelTimer, Kind, Message, Slot, TakeButtons
from tests.conversations.walking import heel_pain_in_practice, press_everything_old


def deny_everything(chat: Chat) -> None:
    """Says a fresh No to every question about what was typed."""
    while chat.session.stage.name == "confirm":
        chat.taps_on("No")


WORDS = "my chest feels tigt and i cant get my breth"


def test_the_call_line_is_first_and_the_question_comes_after_it(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").types(WORDS)
    turn = chat.turns[-1]
    first, last = turn.outgoing[0], turn.outgoing[-1]
    assert turn.stop
    assert isinstance(first, Message)
    assert (first.kind, first.sound) == (Kind.STOP, True)
    assert first.text.startswith("Please stop here. What you describe can be an emergency. **Call your local")
    assert isinstance(last, Message)
    assert last.text.startswith("**Is this happening now?**")
    assert TakeButtons(Slot.PRACTICE, "**Stopped.**") in turn.outgoing
    assert CancelTimer("hold") in turn.timers


def test_no_bell_rings_afterwards_and_no_technique_is_reachable(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").types(WORDS)
    seen = len(chat.seen)
    chat.waits(timedelta(minutes=10))
    assert len(chat.seen) == seen
    press_everything_old(chat)
    chat.types("its better now can i finish").types("/routine").types("/start")
    assert chat.shown_techniques(seen) == []


def test_not_sure_counts_as_yes_and_a_fresh_no_ends_the_lock_but_not_the_stop(chat: Chat) -> None:
    heel_pain_in_practice(chat).types(WORDS).taps_on("Not sure")
    assert chat.session.person.lock is not None
    other = heel_pain_in_practice(Chat(chat.conversation, chat.now)).types(WORDS)
    deny_everything(other)
    assert other.session.person.lock is None
    assert other.session.practice is None


def test_the_second_time_a_no_is_not_enough(chat: Chat) -> None:
    heel_pain_in_practice(chat).types(WORDS)
    deny_everything(chat)
    chat.types(WORDS)
    deny_everything(chat)
    assert chat.session.person.lock is not None


def test_an_edited_message_is_read_as_well(chat: Chat) -> None:
    heel_pain_in_practice(chat).types(WORDS, edited=True)
    assert chat.turns[-1].stop


def test_words_in_a_very_long_message_are_read_as_well(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("my feet are tired. " * 400 + "i am coughing up blood")
    assert chat.turns[-1].stop


def test_before_consent_too(chat: Chat) -> None:
    chat.types("i have chest pain and cant breathe")
    assert chat.turns[-1].stop
    deny_everything(chat)
    assert chat.screen.text.startswith("**Hello, I'm footguide.**")


def test_a_day_must_pass_after_an_emergency(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole").taps_on("1 Chest, breath")
    assert chat.screen.text.startswith("Please stop here.")
    chat.waits(timedelta(hours=13)).types("/start").taps_on("Yes, seen")
    assert "A day after what happened" in chat.screen.text
    chat.waits(timedelta(hours=12)).types("/start").taps_on("Yes, seen")
    assert "What did they say?" in chat.screen.text
