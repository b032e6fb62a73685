"""What a button says can be read on a phone: 30 letters alone, 15 in a row of two, 2 fewer where a tick is set."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.question import Question
from bot.knowledge.positions import Positions

ALONE = 30
IN_PAIRS = 15
TICK = 2
"""Letters that the tick of a list takes."""

Place = tuple[str, int, int]


def check_button_widths(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every button of the book that is too wide."""
    for place, label, most in _labels(book, positions):
        if len(label) > most:
            wrong = f"the button '{label}' has {len(label)} letters"
            yield Fault(*place, "button_width", wrong, f"use {most} at most")


def _labels(book: Book, positions: Positions) -> Iterator[tuple[Place, str, int]]:
    """Yields every label with its place and its limit."""
    for question in book.questions.values():
        yield from _of_question(question, positions)
    for number, sign in enumerate(book.stop_rules.signs, start=1):
        yield positions.of(sign, "key"), f"{number} {sign.key}", IN_PAIRS
    for name, label in book.words.equipment.items():
        yield positions.of(book.words, "equipment", name), label, ALONE - TICK
    for faq in book.faq.values():
        yield positions.of(faq, "short"), faq.short, ALONE


def _of_question(question: Question, positions: Positions) -> Iterator[tuple[Place, str, int]]:
    tick = TICK if question.kind == "ticks" else 0
    numbered = [line for line in question.lines if line.numbered]
    for number, line in enumerate(numbered, start=1):
        yield positions.of(line, "key"), f"{number} {line.key}", IN_PAIRS - tick
    for line in question.lines:
        if not line.numbered:
            yield positions.of(line, "key"), line.key, ALONE - tick
    for choice in question.choices:
        yield positions.of(choice, "label"), choice.label, ALONE
    for key, label in (("yes", question.yes), ("no", question.no)):
        yield positions.of(question, key), label, ALONE


CHECK = Check(
    Explanation(
        "button_width",
        rule="A button has at most 30 letters, 15 with its number in a list of signs, 13 in a tick list.",
        why=(
            "A phone cuts a longer label off, mostly in the word that matters. The key word names the danger, and "
            "the full line stands in the message above."
        ),
        wrong="key: Black and dying skin",
        right="key: Black skin",
    ),
    check_button_widths,
)
