"""A file: an edit of the book where an operator sends it, and only its words from anybody else."""

from bot.dialogue import typed_danger
from bot.dialogue.events import Document, Typed, Unreadable
from bot.dialogue.happenings import typed, unreadable
from bot.dialogue.operating import desk
from bot.dialogue.turning import Turning


def answer(turning: Turning, document: Document) -> None:
    """Answers a file.

    Args:
        turning: The turn.
        document: The file, with the words that it came with.
    """
    if desk.is_operator(turning):
        if document.words and typed_danger.act_on(turning, typed_danger.read(turning, document.words)):
            return
        desk.take_file(turning, document)
    elif document.words:
        typed.answer(turning, Typed(document.words, under=Unreadable.FILE))
    else:
        unreadable.answer(turning, Unreadable.FILE)
