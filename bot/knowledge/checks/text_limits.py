"""What a screen says fits into Telegram's limits and onto a phone's buttons."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.fault import Fault
from bot.knowledge.models.question import Question
from bot.knowledge.models.technique import Technique
from bot.knowledge.positions import Positions

MESSAGE = 4096
CAPTION = 1024
FRAME = 260
"""Letters that the program itself puts around a text of the book: heading, progress, dose, timer."""

WIDE_BUTTON = 30
KEY = 15
"""The most letters of a key word with its number, in a row of two."""


def check_text_limits(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every text that is too long for its place."""
    for question in book.questions.values():
        yield from _question(question, positions)
    for name, technique in book.techniques.items():
        yield from _technique(name, technique, positions)
    for sign_number, sign in enumerate(book.stop_rules.signs, start=1):
        label = f"{sign_number} {sign.key}"
        if len(label) > KEY:
            yield _fault(positions.of(sign, "key"), f"the button '{label}' has {len(label)} letters", KEY)


def _question(question: Question, positions: Positions) -> Iterator[Fault]:
    numbered = [line for line in question.lines if line.numbered]
    for number, line in enumerate(numbered, start=1):
        label = f"{number} {line.key}"
        if len(label) > KEY:
            yield _fault(positions.of(line, "key"), f"the button '{label}' has {len(label)} letters", KEY)
    for choice in question.choices:
        if len(choice.label) > WIDE_BUTTON:
            wrong = f"the button '{choice.label}' has {len(choice.label)} letters"
            yield _fault(positions.of(choice, "label"), wrong, WIDE_BUTTON)
    asked = max(len(question.ask), len(question.about_other))
    length = FRAME + asked + len(question.hint) + sum(len(line.text) + 5 for line in question.lines)
    if length > MESSAGE:
        yield _fault(positions.of(question), f"the question has about {length} letters on the screen", MESSAGE)


def _technique(name: str, technique: Technique, positions: Positions) -> Iterator[Fault]:
    texts = [technique.name, technique.position, technique.feel, technique.stop_if]
    texts += [step.do for step in technique.steps]
    texts.append(max((v.say for v in (technique.easier, technique.harder) if v is not None), key=len, default=""))
    length = FRAME + sum(len(text) + 1 for text in texts)
    if length > CAPTION:
        wrong = f"{name} has about {length} letters under its picture, with what the program adds"
        yield _fault(positions.of(technique), wrong, CAPTION)


def _fault(place: tuple[str, int, int], wrong: str, most: int) -> Fault:
    return Fault(*place, "text_limit", wrong, f"use {most} at most")
