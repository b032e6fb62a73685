"""A message names a picture with the side and the tone of skin, and the book gives it for that side and that tone."""

import pytest

from bot.dialogue.conversation import Conversation
from bot.dialogue.picture_name import WantedPicture, picture_name, read_picture
from bot.knowledge.models.base import Side
from bot.knowledge.models.drawing import Drawing


@pytest.mark.parametrize("tone", [1, 2, 5])
@pytest.mark.parametrize("side", [None, Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("moving", [False, True])
def test_what_was_written_is_read_back(side: Side | None, tone: int, moving: bool) -> None:
    wanted = WantedPicture("ankle_pumps", side, tone, moving)
    assert read_picture(str(wanted)) == wanted
    assert picture_name("ankle_pumps", side=side, tone=tone, moving=moving) == str(wanted)


def test_without_side_and_tone_it_is_the_name_alone() -> None:
    assert str(WantedPicture("ankle_pumps")) == "ankle_pumps"
    assert picture_name(None, side=Side.LEFT) is None


@pytest.mark.parametrize("text", ["", "ankle_pumps sideways", "ankle_pumps left 3 4"])
def test_what_is_no_name_of_a_picture_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"picture|Side"):
        read_picture(text)


def test_the_book_gives_the_art_for_the_side_and_the_tone(conversation: Conversation) -> None:
    def given(name: str) -> Drawing:
        drawing = conversation.picture(name)
        assert drawing is not None
        return Drawing.model_validate_json(drawing)

    assert given("towel_stretch_calf left 3").mirrored
    assert given("towel_stretch_calf left 3").tone == 3
    assert not given("towel_stretch_calf right").mirrored
    assert not given("foot_map left").mirrored
    assert given("towel_stretch_calf").scene == conversation.book.pictures["towel_stretch_calf"]
    assert given("ankle_pumps 2 moving").moving
    assert given("ankle_pumps 2").scene.moves is None
    assert conversation.picture("towel_stretch_calf moving") is None
    assert conversation.picture("no_such_picture") is None
