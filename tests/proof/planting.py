"""Plants one mistake in a copy of the book, and runs one piece of the proof over it."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.question import Question
from bot.language.danger.reader import DangerReader
from bot.proof.collecting import Collecting, run_piece
from bot.proof.recording import Recording
from bot.proof.result import CounterExample

PieceWithChat = Callable[[Collecting, Book, Recording], None]


def counter_examples(piece: PieceWithChat, book: Book, danger: DangerReader) -> tuple[CounterExample, ...]:
    """Runs one piece over a book and returns what it met."""
    recording = Recording(book, danger)
    return run_piece("planted", "proof_planted", lambda c: piece(c, book, recording)).counter_examples


def counter_examples_of(piece: Callable[[Collecting, Book], None], book: Book) -> tuple[CounterExample, ...]:
    """The same for a piece that needs no chat."""
    return run_piece("planted", "proof_planted", lambda c: piece(c, book)).counter_examples


def with_question(book: Book, name: str, **changes: Any) -> Book:
    """Returns a copy of the book with one question changed."""
    changed: Question = book.questions[name].model_copy(update=changes)
    return replace(book, questions=MappingProxyType({**book.questions, name: changed}))


def condition(written: object) -> Condition:
    """Returns a condition as an operator writes it."""
    return Condition.model_validate(written)


def said(found: tuple[CounterExample, ...]) -> str:
    """Returns all the sentences, a line each."""
    return "\n".join(one.sentence for one in found)


def chats(found: tuple[CounterExample, ...]) -> str:
    """Returns all the transcripts."""
    return "\n\n".join(one.transcript for one in found if one.transcript)
