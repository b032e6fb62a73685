"""What goes by the old map of the foot says so above its picture: tradition, for relaxing only."""

from bot.cases.chat import Chat
from tests.conversations.walking import HEALTHY

BANNER = "**Tradition, for relaxing only.**"


def stage(chat: Chat) -> str:
    """Where the conversation stands."""
    return chat.session.stage.name


def test_steps_by_the_old_map_carry_the_banner_and_no_others_do(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Just relax").taps_on("Six-week plan")
    for answer in HEALTHY:
        chat.taps_on(answer)
    chat.taps_on("Evenings, 15")
    while stage(chat) != "practice":
        labels = [button.label for button in chat.buttons]
        chat.taps_on(next(label for label in labels if label == "None of these" or label.startswith("Start")))
    by_the_map = set()
    while stage(chat) == "practice":
        name = chat.screen.technique
        assert name is not None
        if BANNER in chat.screen.text.splitlines():
            by_the_map.add(name)
            assert chat.screen.picture is not None, "the banner stands in the caption"
        else:
            assert not name.startswith("reflex_"), name
        chat.taps_on("Skip")
    assert by_the_map
    assert all(name.startswith("reflex_") for name in by_the_map)
