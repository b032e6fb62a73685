"""The pictures of a practice: for the side that is worked on now, in the tone of skin of the person."""

from datetime import timedelta

from bot.cases.chat import Chat
from bot.dialogue.picture_name import read_picture
from tests.conversations.walking import heel_pain_in_practice


def test_each_step_shows_the_picture_of_its_side(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    shown = []
    while chat.session.stage.name == "practice":
        practice = chat.session.practice
        assert practice is not None
        sides = practice.plan.items[practice.step].sides
        if chat.screen.picture is not None:
            side = read_picture(chat.screen.picture).side
            assert side == (sides[practice.side] if sides else None)
            shown.append(side)
        chat.taps_on("Start timer").waits(timedelta(seconds=200))
        chat.presses_code("next")
    assert len(set(shown) - {None}) == 2, "both sides were worked on"
