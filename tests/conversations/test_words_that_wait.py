"""A question about danger in typed words that nobody answered yet keeps every technique back, whatever is done next."""

from bot.cases.chat import Chat
from tests.conversations.walking import heel_pain_in_practice, heel_pain_to_plan

SCARE = "i had a clot scare years ago but it was nothing"


def test_the_routine_command_leads_back_to_the_question_that_waits(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").types(SCARE)
    assert chat.session.confirm
    seen = len(chat.seen)
    chat.types("/routine").types("/start").types("/routine")
    assert chat.screen.text.startswith("**Is this happening now?** Is ONE leg or calf swollen")
    chat.taps_on("No").types("/routine")
    assert chat.session.confirm
    assert chat.shown_techniques(seen) == []
    while chat.session.confirm:
        chat.taps_on("No")
    chat.types("/routine")
    assert chat.session.person.lock is None
    assert not chat.session.confirm


def test_old_buttons_lead_back_to_it_too(chat: Chat) -> None:
    heel_pain_to_plan(chat)
    start = next(button.data for button in chat.buttons if button.label == "Start: left is sore")
    chat.presses(start)
    chat.types(SCARE)
    seen = len(chat.seen)
    for message in list(chat.seen):
        for row in message.buttons:
            for button in row:
                if chat.session.confirm:
                    chat.presses(button.data)
    chat.types("/routine")
    if chat.session.confirm:
        assert chat.shown_techniques(seen) == []


def test_a_step_that_was_on_its_way_when_the_words_came_is_not_delivered(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    step = next(message for message in reversed(chat.seen) if message.technique)
    assert chat.stored is not None
    assert chat.conversation.may_show(chat.stored, step, chat.now)
    chat.types(SCARE)
    assert not chat.conversation.may_show(chat.stored, step, chat.now)
