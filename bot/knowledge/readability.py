"""How hard a text is to read: the grade of Flesch and Kincaid, which is about the school year that it needs.

A formula of our own, for the libraries that have it bring dictionaries of many megabytes to count syllables exactly;
counting groups of vowels is right for nearly every word of a book as plain as this one.
"""

import re
from dataclasses import dataclass
from functools import cache

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^aeiouylscgxzh]es|[^aeiouydt]ed|[aeiouy]le|[^aeiouyl]e)$")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_ITEM = re.compile(r"(?<=[.!?:;,])\s+|\n+|\s(?:or|and)\s|[/+]", re.IGNORECASE)
_EXAMPLES = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads.

    Attributes:
        words: How many words it has.
        longest: Words of its longest part.
        grade: The grade of Flesch and Kincaid.
    """

    words: int
    longest: int
    grade: float


def reading_of(text: str, *, as_list: bool = False) -> Reading:
    """Measures a text; one without words has the grade 0.

    Args:
        text: The text; `**` is passed over.
        as_list: Whether it is a list, whose items end at commas, 'or' and 'and'. Examples in brackets, such as names
            of medicines, are then left aside: who takes one knows its name.
    """
    plain = text.replace("**", "")
    pieces = _ITEM.split(_EXAMPLES.sub(",", plain)) if as_list else _SENTENCE.split(plain)
    parts = [found for piece in pieces if (found := _WORD.findall(piece))]
    words = sum(len(part) for part in parts)
    if not words:
        return Reading(0, 0, 0.0)
    syllables = sum(_syllables(word.lower()) for part in parts for word in part)
    grade = 0.39 * words / len(parts) + 11.8 * syllables / words - 15.59
    return Reading(words, max(len(part) for part in parts), grade)


def hardest_words(text: str) -> tuple[str, ...]:
    """Returns the words of a text with four syllables and more, the longest first; five at most."""
    found = {word.lower(): _syllables(word.lower()) for word in _WORD.findall(text)}
    hard = sorted((word for word, count in found.items() if count >= 4), key=lambda word: (-found[word], word))
    return tuple(hard[:5])


@cache
def _syllables(word: str) -> int:
    """Returns the syllables of an English word in small letters: its groups of vowels, but for a silent ending."""
    groups = len(_VOWELS.findall(word))
    if groups > 1 and _SILENT_END.search(word):
        groups -= 1
    return max(1, groups)
