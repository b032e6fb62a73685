"""Finds the word that a misspelt one was meant to be, fast enough for every word of a long message."""

from collections.abc import Iterable

SHORTEST = 5
"""Letters; a shorter word has too many neighbours to be guessed."""
TWO_SLIPS_FROM = 8
"""Letters from which two slips are forgiven instead of one."""


def slips(first: str, second: str, limit: int) -> int:
    """Counts letters missing, added, wrong or swapped with the next (optimal string alignment).

    Args:
        first: One word.
        second: The other word.
        limit: Counting stops above it.

    Returns:
        The number of slips, or `limit + 1` where there are more than `limit`.
    """
    return next((count for count in range(limit + 1) if _within(first, second, count)), limit + 1)


def _within(first: str, second: str, slips_left: int) -> bool:
    """Tells whether two words are so few slips apart: skips what is the same and tries each slip on the rest."""
    if abs(len(first) - len(second)) > slips_left:
        return False
    same = 0
    for letter, other in zip(first, second, strict=False):
        if letter != other:
            break
        same += 1
    first, second = first[same:], second[same:]
    if not (first and second):
        return True  # what is left of the longer one is no longer than the slips left
    if not slips_left:
        return False
    return (
        _within(first[1:], second[1:], slips_left - 1)
        or _within(first[1:], second, slips_left - 1)
        or _within(first, second[1:], slips_left - 1)
        or (first[:2] == second[1::-1] and _within(first[2:], second[2:], slips_left - 1))
    )


def _forgiven(word: str) -> int:
    return 0 if len(word) < SHORTEST else 1 if len(word) < TWO_SLIPS_FROM else 2


def _letters(word: str) -> int:
    """Returns the set of a word's letters as bits; letters beyond a to z share one."""
    bits = 0
    for letter in word:
        place = ord(letter) - ord("a")
        bits |= 1 << (place if 0 <= place < 26 else 26)
    return bits


class SpellingIndex:
    """The words of a lexicon in drawers by first letter and length, so that a misspelt one meets few of them."""

    def __init__(self, words: Iterable[str]) -> None:
        drawers: dict[tuple[str, int], list[tuple[str, int, int]]] = {}
        for word in sorted(set(words)):
            if _forgiven(word):
                for length in range(len(word) - _forgiven(word), len(word) + _forgiven(word) + 1):
                    entry = (word, _letters(word), _forgiven(word))
                    drawers.setdefault((word[0], length), []).append(entry)
                    # A swap at the beginning is forgiven like any other.
                    if word[0] != word[1]:
                        drawers.setdefault((word[1::-1], length), []).append(entry)
        self._drawers = {where: tuple(entries) for where, entries in drawers.items()}

    def nearest(self, word: str) -> tuple[str, ...]:
        """Returns the words of the lexicon that this may be, the nearest only, in alphabetical order.

        The first letter must be right, or swapped with the second: people seldom miss it, and it keeps most
        other words out.

        Args:
            word: A word that the lexicon does not know.
        """
        letters = _letters(word)
        found: dict[str, int] = {}
        for start in (word[:1], word[:2]):
            for candidate, others, limit in self._drawers.get((start, len(word)), ()):
                # One slip changes at most two of the letters that a word is made of.
                if (letters ^ others).bit_count() <= 2 * limit:
                    distance = slips(word, candidate, limit)
                    if distance <= limit:
                        found[candidate] = distance
        least = min(found.values(), default=0)
        return tuple(sorted(candidate for candidate, distance in found.items() if distance == least))
