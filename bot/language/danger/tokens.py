"""Splits a message into words that can be compared, each with its place in the person's own text."""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

SENTENCE_GAP = 1000
"""Words; as far apart as two sentences are taken to be, so that no pattern reaches across."""

_PIECES = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<of>/(?=\d))"
    r"|(?P<sentence>[.!?;\u3002]+)"
    r"|(?P<clause>[,:()\n\r\u2013\u2014]|(?<=\s)-+(?=\s))"
)
_REPEATED = re.compile(r"(.)\1{2,}")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘`´ʼ′"), "'")


class Token(NamedTuple):
    """One word of a message.

    Attributes:
        word: In lower case, without accents and apostrophes, mended where the lexicon knows the mistake.
        start: Where it begins in the text as sent.
        end: Where it ends there.
        place: Its number, with a gap of 1000 at each end of a sentence.
        clause: Number of its clause; commas, brackets, colons and new lines end one too.
        sentence: Number of its sentence.
    """

    word: str
    start: int
    end: int
    place: int
    clause: int
    sentence: int


def fold(letter: str) -> str:
    """Returns a letter in lower case, without accents, wide forms made plain; may be empty or several letters."""
    plain = unicodedata.normalize("NFKD", letter.translate(_APOSTROPHES)).casefold()
    return "".join(part for part in plain if not unicodedata.combining(part))


def folded(text: str) -> tuple[str, list[int]]:
    """Returns the text in comparable letters and, for each of them and for the end, where it came from."""
    if text.isascii():
        return text.lower().replace("`", "'"), list(range(len(text) + 1))
    forms = {letter: fold(letter) for letter in set(text)}
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        form = forms[letter]
        letters.append(form)
        origins.extend([place] * len(form))
    origins.append(len(text))
    return "".join(letters), origins


def plain_word(word: str) -> str:
    """Returns a word of the lexicon as it is compared: lower case, no accents, no apostrophes."""
    return folded(word)[0].replace("'", "")


class Tokenizer:
    """Splits texts, with one lexicon's table of known misspellings."""

    def __init__(self, spellings: Mapping[str, str], known: frozenset[str]) -> None:
        """Keeps the tables.

        Args:
            spellings: What to read instead of a word, or of two that stand together; may be several words.
            known: Words that are right as they are; a drawn-out word is shortened to one of them.
        """
        self._spellings = {word: tuple(plain_word(instead).split()) for word, instead in spellings.items()}
        self._seconds = frozenset(word.partition(" ")[2] for word in spellings)
        self._known = known

    def _meant(self, word: str) -> tuple[str, ...]:
        if _REPEATED.search(word):
            twice, once = _REPEATED.sub(r"\1\1", word), _REPEATED.sub(r"\1", word)
            word = twice if twice in self._known or twice in self._spellings else once
        return self._spellings.get(word, (word,))

    def split(self, text: str) -> list[Token]:
        """Returns the words of a text in order.

        Args:
            text: Anything at all.
        """
        plain, origins = folded(text)
        tokens: list[Token] = []
        meant: dict[str, tuple[str, ...]] = {}
        place = clause = sentence = 0
        for piece in _PIECES.finditer(plain):
            kind, found = piece.lastgroup, piece.group()
            if kind == "sentence":
                place, clause, sentence = place + SENTENCE_GAP, clause + 1, sentence + 1
                continue
            if kind == "clause":
                clause += 1
                continue
            if kind == "of":
                words: tuple[str, ...] = ("out", "of")
            elif kind == "number":
                words = (found.replace(",", "."),)
            else:
                known = meant.get(found)
                words = meant[found] = self._meant(found.replace("'", "")) if known is None else known
            start, end = origins[piece.start()], origins[piece.end() - 1] + 1
            for word in words:
                if word in self._seconds and tokens and tokens[-1].clause == clause:
                    together = self._spellings.get(f"{tokens[-1].word} {word}")
                    if together is not None:
                        before = tokens.pop()
                        tokens.extend(before._replace(word=part, end=end) for part in together)
                        continue
                tokens.append(Token(word, start, end, place, clause, sentence))
                place += 1
        return tokens
