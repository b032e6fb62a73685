"""The picture of a step, and its movement as a message of its own."""

from bot.dialogue.picture_name import picture_name
from bot.dialogue.screen import paragraphs
from bot.dialogue.stages.practice.present_step import running, shown
from bot.dialogue.stages.practice.step_words import steps_in_words
from bot.dialogue.turn import Kind, Message, Remove, Slot
from bot.dialogue.turning import Turning
from bot.knowledge.models.technique import Technique


def picture_of(turning: Turning, technique: Technique, *, moving: bool = False) -> str | None:
    """Returns the picture of a technique, or its animation, for this side; none where words alone are wished."""
    if not turning.session.pictures:
        return None
    practice = running(turning)
    sides = practice.plan.items[practice.step].sides
    side = sides[practice.side] if sides else None
    return picture_name(technique.picture, side=side, tone=turning.session.tone, moving=moving)


def moves(turning: Turning, technique: Technique) -> bool:
    """Returns whether there is a movement to see, for who wishes pictures."""
    scene = turning.book.pictures.get(technique.picture or "")
    return turning.session.pictures and scene is not None and scene.moves is not None


def show_movement(turning: Turning) -> None:
    """Sends the movement of the present step as a message of its own, guarded as the step is."""
    name, technique = shown(turning)
    if not moves(turning, technique):
        return
    drop_animation(turning)
    heading = f"**{turning.read(technique.name)}**"
    # The words say the same, for where the animation cannot be drawn.
    words = paragraphs(heading, steps_in_words(turning, technique))
    picture = picture_of(turning, technique, moving=True)
    turning.send(Message(Kind.SCREEN, words, slot=Slot.ANIMATION, fresh=True, picture=picture, technique=name))
    turning.change(practice=running(turning).model_copy(update={"animated": True}))


def drop_animation(turning: Turning) -> None:
    """Takes the animation of a step away, where there is one."""
    practice = running(turning)
    if practice.animated:
        turning.send(Remove(Slot.ANIMATION))
        turning.change(practice=practice.model_copy(update={"animated": False}))
