"""What the person is to look at or to try can be seen: a picture of its own, with the question right below it."""

from bot.cases.chat import Chat
from tests.conversations.walking import HEALTHY

HOW = "Show me how"


def at_the_look(chat: Chat) -> Chat:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Heel or sole").taps_on("None of these")
    chat.taps_on("None of these")
    assert "Please look at both feet now" in chat.screen.text
    return chat


def labels(chat: Chat) -> list[str]:
    return [button.label for button in chat.buttons]


def test_the_look_at_both_feet_is_shown_and_asked_again_with_what_was_ticked(chat: Chat) -> None:
    at_the_look(chat).taps_on("1 Open skin").taps_on(HOW)
    shown, asked = chat.seen[-2:]
    assert (shown.picture, shown.slot, shown.sound) == ("foot_check", None, False)
    assert "Please look at both feet now" in shown.text
    assert asked == chat.screen
    assert (asked.picture, asked.fresh) == (None, True)
    assert "✅ 1 Open skin" in labels(chat)


def test_how_to_squeeze_the_heel_is_shown(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Heel or sole")
    for answer in HEALTHY:
        chat.taps_on(answer)
    chat.taps_on("4").taps_on("2 to 6 weeks").taps_on("First steps after rest")
    assert "Press the heel bone from both sides" in chat.screen.text
    chat.taps_on(HOW)
    assert chat.seen[-2].picture == "heel_squeeze"
    chat.taps_on("No")
    assert chat.screen.text.startswith("**Nothing you told me is a warning sign.**")


def test_a_question_without_a_picture_has_no_such_button(chat: Chat) -> None:
    at_the_look(chat).taps_on("None of these")
    assert HOW not in labels(chat)
    before = len(chat.seen)
    chat.presses(f"{chat.session.screen}.how")
    assert not any(message.picture for message in chat.seen[before:])
