"""Whatever a person sends gets a kind, useful answer, and the open screen stays in reach."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.events import Happening, Parked, Pressed, Sent, Typed, Unreadable
from bot.dialogue.turn import Message
from tests.conversations.walking import heel_pain_in_practice, one_leg_swollen

LONG = "my feet are tired and I would like to tell you all about it. " * 170
"""More than ten thousand letters."""

KINDLY: dict[str, tuple[Happening, str]] = {
    "voice": (Sent(Unreadable.VOICE), "I can't listen to voice messages"),
    "video": (Sent(Unreadable.VIDEO), "I can't watch videos"),
    "photo": (Sent(Unreadable.PHOTO), "I can't judge photos"),
    "sticker": (Sent(Unreadable.STICKER), "I can't read stickers, but thank you."),
    "contact": (Sent(Unreadable.CONTACT), "I don't need phone numbers"),
    "file": (Sent(Unreadable.FILE), "I can't open files"),
    "poll or dice": (Sent(Unreadable.GAME), "I can't vote or play along"),
    "anything else": (Sent(Unreadable.OTHER), "I can only read words and buttons."),
    "edited": (Typed("i meant the other one", edited=True), "I read what you changed."),
    "forwarded": (Typed("my heel hurts", forwarded=True), "I read forwarded words for danger signs only."),
    "a forwarded command": (Typed("/forget", forwarded=True), "I read forwarded words for danger signs only."),
    "words under a photo": (Typed("look at this", under=Unreadable.PHOTO), "I can't judge photos"),
    "ten thousand letters": (Typed(LONG), ""),
    "one letter": (Typed("k"), "For safety questions I need your tap"),
    "signs alone": (Typed("???"), "For safety questions I need your tap"),
    "a smile": (Typed("🙂"), ""),
}


@pytest.mark.parametrize("what", KINDLY)
def test_in_an_interview_it_is_answered_and_the_question_stays_open(chat: Chat, what: str) -> None:
    chat.types("/start heel").taps_on("I agree: me, 18 or older")
    assert "Safety check 1 of 6" in chat.screen.text
    happening, begins = KINDLY[what]
    seen = len(chat.seen)
    chat.happens(happening)
    said, *_, screen = chat.seen[seen:]
    assert said.text.startswith(begins)
    assert "Safety check 1 of 6" in screen.text or chat.session.stage.name == "checklist"
    assert chat.session.practice is None
    chat.taps_on("None of these")


@pytest.mark.parametrize("what", KINDLY)
def test_in_a_routine_the_step_is_not_lost(chat: Chat, what: str) -> None:
    heel_pain_in_practice(chat).happens(KINDLY[what][0])
    assert chat.session.practice is not None
    assert chat.screen.buttons, "there is something to tap"


@pytest.mark.parametrize("what", KINDLY)
def test_under_a_lock_nothing_of_it_leads_to_a_routine(chat: Chat, what: str) -> None:
    one_leg_swollen(chat).happens(KINDLY[what][0])
    assert chat.session.owner.lock is not None
    assert chat.screen.text.startswith("This needs a medical check **today**.")


@pytest.mark.parametrize("what", KINDLY)
def test_before_consent_it_is_answered_and_nothing_is_agreed(chat: Chat, what: str) -> None:
    chat.happens(KINDLY[what][0])
    assert chat.session.consented is None
    assert chat.screen.buttons


@pytest.mark.parametrize("kind", [Unreadable.VOICE, Unreadable.VIDEO])
def test_what_may_have_been_spoken_gets_the_emergency_line(chat: Chat, kind: Unreadable) -> None:
    chat.types("/start").sends(kind)
    assert "call your local emergency number (112 / 911 / 999)" in chat.seen[-2].text


@pytest.mark.parametrize(
    "happening",
    [
        Typed("my chest hurts and i cant breathe", forwarded=True),
        Typed("my chest hurts and i cant breathe", edited=True),
        Typed("my chest hurts and i cant breathe", under=Unreadable.PHOTO),
        Typed(LONG + " my chest hurts and i cant breathe"),
        Parked("my chest hurts and i cant breathe"),
    ],
)
def test_danger_is_read_wherever_words_stand(chat: Chat, happening: Happening) -> None:
    heel_pain_in_practice(chat).happens(happening)
    assert any(message.text.startswith("Please stop here.") for message in chat.seen)


def test_forwarded_words_are_no_answer(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").happens(Typed("heel", forwarded=True))
    assert not chat.session.owner.facts.told.get("complaint")
    chat.types("heel")
    assert chat.session.owner.facts.said("complaint", "complaint") == "heel_or_sole"


@pytest.mark.parametrize("times", [2, 5])
def test_very_fast_taps_on_one_button_answer_one_question(chat: Chat, times: int) -> None:
    chat.types("/start heel").taps_on("I agree: me, 18 or older")
    none = next(button.data for button in chat.buttons if button.label == "None of these")
    for _ in range(times):
        chat.now -= timedelta(milliseconds=900)
        chat.happens(Pressed(none))
    assert "Safety check 2 of 6" in chat.screen.text
    screens = [part for turn in chat.turns[-times:] for part in turn.outgoing if isinstance(part, Message)]
    assert [part.text for part in screens if "Safety check 1" in part.text] == []


def test_every_kind_of_message_is_in_the_table() -> None:
    sent = {happening.kind for happening, _ in KINDLY.values() if isinstance(happening, Sent)}
    assert sent == set(Unreadable)
