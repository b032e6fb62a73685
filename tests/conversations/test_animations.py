"""A step whose movement is hard to see in a still can be shown moving: as an extra, guarded as the step is."""

from datetime import timedelta

from bot.cases.chat import Chat
from bot.dialogue.turn import Message, Outgoing, Remove, Slot
from tests.conversations.walking import heel_pain_in_practice

MOVING = "See it move"


def outgoing(chat: Chat) -> list[Outgoing]:
    """What the last turn sent to the place of animations."""
    return [part for part in chat.turns[-1].outgoing if part.slot is Slot.ANIMATION]


def animation(chat: Chat) -> Message:
    """The animation that the last turn sent."""
    (found,) = (part for part in outgoing(chat) if isinstance(part, Message))
    return found


def labels(chat: Chat) -> list[str]:
    return [button.label for button in chat.buttons]


def test_the_movement_is_a_message_of_its_own_below_the_step(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    step = chat.screen
    chat.taps_on(MOVING)
    sent = animation(chat)
    assert sent.picture == "ankle_pumps moving"
    assert (sent.fresh, sent.sound, sent.buttons) == (True, False, ())
    assert chat.screen == step, "the step stays as it is, with its buttons"
    chat.taps_on("Start timer").waits(timedelta(seconds=200))
    assert outgoing(chat) == [], "it may be watched while the timer runs"


def test_the_words_say_the_same_where_it_cannot_be_drawn(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on(MOVING)
    assert animation(chat).text.startswith("**Ankle pumps**\n")
    assert "Pull your toes up toward you. Push them down, away from you." in animation(chat).text


def test_it_is_in_the_tone_of_skin_of_the_person(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    session = chat.session
    assert session.practice is not None
    chat.types("/settings").taps_on("Pictures").taps_on("5")
    chat.types("/start").taps_on("Go on").taps_on(MOVING)
    assert animation(chat).picture == "ankle_pumps 5 moving"


def test_a_second_tap_leaves_one_of_them(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on(MOVING).taps_on(MOVING)
    assert [type(part) for part in outgoing(chat)] == [Remove, Message]


def test_it_goes_away_with_its_step(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on(MOVING).taps_on("Skip")
    assert outgoing(chat) == [Remove(Slot.ANIMATION)]
    chat.taps_on("Skip")
    assert outgoing(chat) == [], "there is nothing any more to take away"


def test_it_goes_away_when_it_hurts(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on(MOVING).taps_on("It hurts")
    assert outgoing(chat) == [Remove(Slot.ANIMATION)]


def test_it_is_offered_exactly_where_the_book_has_one(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    offered = {}
    while chat.session.stage.name == "practice":
        practice = chat.session.practice
        assert practice is not None
        technique = practice.plan.items[practice.step].technique
        offered[technique] = MOVING in labels(chat)
        chat.taps_on("Start timer").waits(timedelta(seconds=200))
        chat.presses_code("next")
    pictures, techniques = chat.conversation.book.pictures, chat.conversation.book.techniques
    moving = {name: pictures[techniques[name].picture or ""].moves is not None for name in offered}
    assert offered == moving
    assert set(offered.values()) == {True, False}


def test_whoever_wants_words_alone_is_offered_none(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    chat.types("/settings").taps_on("Just text").taps_on("Just text, I count myself")
    chat.types("/start").taps_on("Go on")
    assert MOVING not in labels(chat)
    chat.presses(f"{chat.session.screen}.move")
    assert outgoing(chat) == []


def test_a_press_where_there_is_none_shows_none(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    while MOVING in labels(chat):
        chat.taps_on("Skip")
    chat.presses(f"{chat.session.screen}.move")
    assert outgoing(chat) == []


def test_it_is_kept_back_just_as_its_step_is(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on(MOVING)
    sent = animation(chat)
    assert sent.technique == "ankle_pumps"
    assert chat.conversation.may_show(chat.stored, sent, chat.now)
    chat.types("my chest hurts")
    assert not chat.conversation.may_show(chat.stored, sent, chat.now)


def test_a_tap_after_a_danger_sign_shows_nothing(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    (code,) = (button.data for button in chat.buttons if button.label == MOVING)
    chat.types("my chest hurts").presses(code)
    assert outgoing(chat) == []
