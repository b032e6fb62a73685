"""Tells a mere rewording from words that are lost: nobody but a person can say whether a warning still warns.

A text that warns, or says what to do at once, is the same as long as no word of content is gone and no word came
that takes something out of it. An instruction is the same as long as its numbers and its words of care are. All else
may be said otherwise.
"""

import re
from collections import Counter

from bot.knowledge.book import Book

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_LIMITING_WORDS = """
    not no never only unless except without if don't doesn't isn't aren't won't can't cannot both all very severe
    strong long more than over above worst likely rarely seldom mostly usually probably ignore fine normal harmless
    wait
"""
"""Words that can take something out of a warning when they come into it."""

_CARE_WORDS = """
    stop never not no don't only without unless if until before off away avoid leave hold holding rail wall chair sit
    seated sitting stay stand slowly slow gently gentle light lightly soft softly little most less fewer least cloth
    lukewarm dry shoe hand someone near well short pain hurt sharp numb dizzy swollen colour doctor clinician call
    emergency blade
"""
"""Words by which an instruction keeps a person safe."""

_FORCE_WORDS = """
    hard harder hardest firm firmly firmer strong strongly stronger deep deeply deeper heavy heavily heavier fast
    faster quick quickly force forcefully press push jerk bounce jump hop far farther further longer more maximum
    weight fully although though despite through even anyway ignore
"""
"""Words by which an instruction may ask for more than it did, when they come into it."""

_PLURAL = re.compile(r"(?<=[a-z]{3})s$")


def loses_a_warning(book: Book, old: str, new: str) -> bool:
    """Returns whether a warning, or a question about a danger sign, may say less than it did.

    Args:
        book: The edition as it was, whose fillers are no content.
        old: The text as it was.
        new: The text as it is.
    """
    fillers = frozenset(_words(book.danger.fillers))
    before, after = _words(old), _words(new)
    left = iter(after)
    kept = all(word in left for word in before if word not in fillers)
    counted, now = Counter(before), Counter(after)
    return not kept or any(now[word] > counted[word] for word in _LIMITING)


def limits_itself(text: str) -> bool:
    """Returns whether a text has a word that can take something out of a warning.

    Args:
        text: The text.
    """
    return not _LIMITING.isdisjoint(_words(text))


def other_content(book: Book, old: str, new: str) -> bool:
    """Returns whether any word of content came, went or moved.

    Args:
        book: The edition as it was, whose fillers are no content.
        old: The text as it was.
        new: The text as it is.
    """
    fillers = frozenset(_words(book.danger.fillers))
    before, after = (
        [word for word in _words(text) if word not in fillers or word in _LIMITING] for text in (old, new)
    )
    return before != after


def loses_care(old: str, new: str) -> bool:
    """Returns whether an instruction may keep a person less safe.

    It may where a number is otherwise, a word of care is gone, or a word of force came.

    Args:
        old: The text as it was.
        new: The text as it is.
    """
    before, after = Counter(_words(old)), Counter(_words(new))
    if any(after[word] < before[word] for word in _CARE) or any(after[word] > before[word] for word in _FORCE):
        return True
    return [word for word in _words(old) if word.isdigit()] != [word for word in _words(new) if word.isdigit()]


def _words(text: str) -> list[str]:
    return [_PLURAL.sub("", word) for word in _WORD.findall(text.lower().replace("’", "'"))]


_LIMITING = frozenset(_words(_LIMITING_WORDS))
_CARE = frozenset(_words(_CARE_WORDS))
_FORCE = frozenset(_words(_FORCE_WORDS))


def shortened(text: str, most: int = 60) -> str:
    """Returns a text on one line, cut to a length.

    Args:
        text: The text.
        most: How many letters at most.
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
