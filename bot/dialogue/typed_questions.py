"""Typed questions: the answer of the book, or of the technique on the screen, and then the open screen again."""

from bot.dialogue.stages import learn
from bot.dialogue.turning import Turning


def answer(turning: Turning, text: str) -> bool:
    """Answers a typed question where the book knows it.

    Returns:
        Whether it was answered.
    """
    name = turning.materials.asked.find(text)
    if name is None or name not in turning.book.faq:
        return False
    turning.tell_person(learn.answer_of(turning, name))
    turning.again()
    return True
