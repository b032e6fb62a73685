"""What a button sends back fits into the 64 bytes that Telegram allows it."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions

MOST_BYTES = 64

AROUND = len("4000000000.") + len("x:") + len(".99")
"""Bytes beside an id: the number of the screen, the kind of the button, and a page."""


def check_callback_data(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every id that a button could not send back."""
    for place, name in _ids(book, positions):
        length = len(name.encode())
        if length > MOST_BYTES - AROUND or not name.isascii():
            wrong = f"the id {name} has {length} bytes, and {AROUND} more stand around it on a button"
            remedy = f"use {MOST_BYTES - AROUND} letters at most, a to z, digits and underscores"
            yield Fault(*place, "callback_data", wrong, remedy)


def _ids(book: Book, positions: Positions) -> Iterator[tuple[tuple[str, int, int], str]]:
    """Yields every id that can stand on a button: of answers, things, signs, and of what is a file of its own."""
    for question in book.questions.values():
        yield positions.of(question), question.question
        yield from ((positions.of(line), line.line) for line in question.lines)
        yield from ((positions.of(choice), choice.choice) for choice in question.choices)
    for sign in book.stop_rules.signs:
        yield positions.of(sign), sign.sign
    for thing in book.words.equipment:
        yield positions.of(book.words, "equipment", thing), thing
    for entries in (book.faq, book.routines, book.presentations, book.techniques):
        for name, entry in entries.items():
            yield positions.of(entry), name


CHECK = Check(
    Explanation(
        "callback_data",
        rule="An id that can stand on a button has at most 48 letters of a to z, digits and underscores.",
        why="Telegram refuses a button that would send back more than 64 bytes, and with it the whole screen.",
        wrong="faq/what_should_i_do_when_my_feet_hurt_in_the_morning_before_work.yaml",
        right="faq/sore_in_the_morning.yaml",
    ),
    check_callback_data,
)
