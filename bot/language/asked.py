"""Finds the question of the book that a typed question means; rather none than a wrong one."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.language.danger.spelling import SpellingIndex
from bot.language.danger.tokens import folded
from bot.language.danger.word_forms import stem

ENOUGH = 0.58
"""How much of what is telling a typed question and a phrase must share, from 0 to 1 (tried on phrases of our own)."""
CLEARLY = 0.05
"""How much better the best must be than the next; else it is open which one is meant."""
LONGEST_READ = 300
"""Letters; a longer message is a story, not a question."""

_WORD = re.compile(r"[^\W\d_]+|\d+")


class QuestionFinder:
    """Compares typed words with the questions of the book by the words they share, rare ones counting more."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Counts the words.

        Args:
            phrases: For each question of the book, by id, ways of asking it.
        """
        asked = [(name, frozenset(_stems(phrase))) for name, ways in phrases.items() for phrase in ways]
        self._asked = [(name, words) for name, words in asked if words]
        entries: dict[str, set[str]] = {}
        for name, words in self._asked:
            entries.setdefault(name, set()).update(words)
        seen = Counter(word for words in entries.values() for word in words)
        self._weights = {word: math.log(1 + len(entries) / count) for word, count in seen.items()}
        self._unseen = math.log(1 + len(entries)) if entries else 1.0
        self._guesses = SpellingIndex(word for word in self._weights if len(word) > 4)

    def find(self, text: str) -> str | None:
        """Returns the id of the question that is meant, or None where none is, or where it is not clear.

        Args:
            text: The message as sent.
        """
        if len(text) > LONGEST_READ:
            return None
        words = frozenset(self._known(word) for word in _stems(text))
        best: dict[str, float] = {}
        for name, asked in self._asked:
            shared = words & asked
            if shared:
                best[name] = max(best.get(name, 0.0), self._likeness(words, asked, shared))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ranked or ranked[0][1] < ENOUGH:
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEARLY:
            return None
        return ranked[0][0]

    def _known(self, word: str) -> str:
        """Returns the word of the questions that a typed word is, or is a slip of the pen of."""
        if word in self._weights or len(word) <= 4:
            return word
        return next(iter(sorted(self._guesses.nearest(word))), word)

    def _likeness(self, typed: frozenset[str], asked: frozenset[str], shared: frozenset[str]) -> float:
        return self._weight(shared) / math.sqrt(self._weight(typed) * self._weight(asked))

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._weights.get(word, self._unseen) for word in words)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(folded(text)[0].replace("'", ""))]
