"""Finds every phrase of the lexicon in a message at once, by a tree of words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.language.danger.notation import Phrase, Slot
from bot.language.danger.spelling import SpellingIndex
from bot.language.danger.tokens import Token
from bot.language.danger.word_forms import NUMBER_KINDS, number_kinds, stem

MOST_FILLERS = 2
"""Filler words that may stand between two words of a phrase."""

Keys = tuple[str, ...]
"""The words of a phrase as the tree is walked: a stem, `=word` for one form alone, or `<kind>` of number."""


class Mention(NamedTuple):
    """One phrase of the lexicon in a message.

    Attributes:
        first: Index of its first token.
        last: Index of its last token.
    """

    first: int
    last: int


class _Node:
    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: int | None = None


class Vocabulary:
    """All the phrases of a lexicon. Each distinct phrase has a number, and so has each distinct slot."""

    def __init__(
        self,
        concepts: Mapping[str, Slot],
        guessed: Iterable[Slot],
        literal: Iterable[Slot],
        fillers: frozenset[str],
        not_misspelt: frozenset[str],
    ) -> None:
        """Builds the tree.

        Args:
            concepts: The concepts by id.
            guessed: Slots whose words are also found when misspelt.
            literal: Slots whose words are found only when spelt right.
            fillers: Words that may stand inside any phrase.
            not_misspelt: Words that are never taken for a misspelt one.
        """
        self._concepts = concepts
        self._fillers = fillers
        self._root = _Node()
        self._phrases: dict[Keys, int] = {}
        self._slots: dict[Slot, int] = {}
        self._filled_by: list[frozenset[int]] = []
        self._forms: dict[str, set[str]] = {}
        for slot in guessed:
            self._learn(slot)
        spelt = [word for word in self._forms if not word.startswith("<")]
        for slot in literal:
            self._learn(slot)
        fills: list[list[int]] = [[] for _ in self._phrases]
        for number, filling in enumerate(self._filled_by):
            for phrase in filling:
                fills[phrase].append(number)
        self._fills = tuple(map(tuple, fills))
        self._keys = frozenset(key for keys in self._forms.values() for key in keys)
        self._guesses = SpellingIndex(spelt)
        self._not_misspelt = frozenset(map(stem, not_misspelt | fillers))

    @property
    def words(self) -> frozenset[str]:
        """Every word of the lexicon's phrases."""
        return frozenset(self._forms)

    def number(self, slot: Slot) -> int:
        """Returns the number of a slot.

        Args:
            slot: One of the slots that the vocabulary was built with.
        """
        return self._slots[slot]

    def filled_by(self, slot: int) -> frozenset[int]:
        """Returns the numbers of the phrases that fill a slot.

        Args:
            slot: Number of the slot.
        """
        return self._filled_by[slot]

    def slots_of(self, phrases: Iterable[int]) -> frozenset[int]:
        """Returns the numbers of the slots that some of these phrases fill.

        Args:
            phrases: Numbers of phrases.
        """
        return frozenset(slot for phrase in phrases for slot in self._fills[phrase])

    def _learn(self, slot: Slot) -> None:
        if slot not in self._slots:
            expanded = (keys for phrase in slot for keys in self._expanded(phrase))
            self._slots[slot] = len(self._filled_by)
            self._filled_by.append(frozenset(map(self._phrase_number, expanded)))

    def _expanded(self, phrase: Phrase) -> Iterator[Keys]:
        """Yields a phrase with each of the words of its concepts in turn."""
        choices: list[Keys] = [()]
        # "stepped on a nail" means the same without "a", but "no my" must not become "no".
        telling = [word for word in phrase if word.concept or word.exact or word.text not in self._fillers]
        for element in telling if len(telling) > 1 else phrase:
            if not element.concept:
                key = f"={element.text}" if element.exact else stem(element.text)
                self._forms.setdefault(element.text, set()).add(key)
                choices = [(*start, key) for start in choices]
            elif element.text in NUMBER_KINDS:
                key = f"<{element.text}>"
                self._forms.setdefault(key, set()).add(key)
                choices = [(*start, key) for start in choices]
            else:
                slot = self._concepts[element.text]
                ends = [keys for inner in slot for keys in self._expanded(inner)]
                choices = [(*start, *end) for start in choices for end in ends]
        yield from choices

    def _phrase_number(self, keys: Keys) -> int:
        node = self._root
        for key in keys:
            node = node.next.setdefault(key, _Node())
        if node.ends is None:
            node.ends = self._phrases.setdefault(keys, len(self._phrases))
        return node.ends

    def _keys_of(self, word: str) -> Keys:
        """Returns the keys under which a word of a message is found in the tree."""
        if kinds := number_kinds(word):
            known = tuple(f"<{kind}>" for kind in kinds)
            return tuple(key for key in (*known, word) if key in self._keys)
        keys = tuple(key for key in (f"={word}", stem(word)) if key in self._keys)
        if keys or stem(word) in self._not_misspelt:
            return keys
        return tuple(sorted({key for guess in self._guesses.nearest(word) for key in self._forms[guess]}))

    def knows(self, word: str) -> bool:
        """Tells whether a word, rightly spelt, is in some phrase."""
        return f"={word}" in self._keys or stem(word) in self._keys

    def means(self, word: str) -> bool:
        """Tells whether a word, as it is or misspelt, is in some phrase."""
        return bool(self._keys_of(word))

    def mentions(self, tokens: Sequence[Token]) -> dict[int, list[Mention]]:
        """Returns where each phrase stands in a message.

        Args:
            tokens: The words of the message.

        Returns:
            The mentions by number of the phrase, in order; phrases that do not occur are left out.
        """
        by_word = {word: self._keys_of(word) for word in {token.word for token in tokens}}
        keys = [by_word[token.word] for token in tokens]
        found: dict[int, list[Mention]] = {}
        for first, options in enumerate(keys):
            for key in options:
                node = self._root.next.get(key)
                if node is not None:
                    if node.ends is not None:
                        found.setdefault(node.ends, []).append(Mention(first, first))
                    if node.next:
                        self._follow(node, first, tokens, keys, found)
        return found

    def _follow(
        self,
        start: _Node,
        first: int,
        tokens: Sequence[Token],
        keys: Sequence[Keys],
        found: dict[int, list[Mention]],
    ) -> None:
        """Adds the longer phrases that begin with one word.

        Args:
            start: Where that word leads in the tree.
            first: Its index.
            tokens: The words of the message.
            keys: The keys of each of them.
            found: Where to add.
        """
        sentence = tokens[first].sentence
        ahead = [(start, first + 1, 0)]
        while ahead:
            node, at, skipped = ahead.pop()
            if at == len(tokens) or tokens[at].sentence != sentence:
                continue
            for key in keys[at]:
                child = node.next.get(key)
                if child is not None:
                    if child.ends is not None:
                        mentions = found.setdefault(child.ends, [])
                        # Two ways around the fillers may lead to one phrase.
                        if not mentions or mentions[-1].first != first:
                            mentions.append(Mention(first, at))
                    if child.next:
                        ahead.append((child, at + 1, 0))
            if skipped < MOST_FILLERS and tokens[at].word in self._fillers:
                ahead.append((node, at + 1, skipped + 1))
