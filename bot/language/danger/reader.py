"""Reads messages for danger signs with a compiled lexicon."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.danger.context import ContextReader, Meant, cue_slots
from bot.language.danger.lexicon import DangerLexicon, Idiom, Sign
from bot.language.danger.matching import CompiledPattern, Match, Matcher
from bot.language.danger.notation import Pattern, read_pattern, read_slot
from bot.language.danger.reading import Finding, Reading, Sense, quote
from bot.language.danger.tokens import Token, Tokenizer, plain_word
from bot.language.danger.vocabulary import Vocabulary

FEWEST_WORDS = 4
"""Words from which a message shows in which language it is."""

_NEVER = int(Meant.DENIED | Meant.IDIOM)


@dataclass(frozen=True, slots=True)
class _CompiledSign:
    name: str
    sign: Sign
    patterns: tuple[CompiledPattern, ...]
    guards: tuple[CompiledPattern, ...]
    passes: tuple[int, ...]
    """What the words must not be meant as: first for a plain statement, then for a question, then for the past."""


@dataclass(frozen=True, slots=True)
class _CompiledIdiom:
    idiom: Idiom
    pattern: CompiledPattern
    unless: int | None


class DangerReader:
    """Reads messages with one lexicon. It keeps nothing between messages and gives the same for the same words."""

    def __init__(self, lexicon: DangerLexicon) -> None:
        """Compiles the lexicon; use `compile_lexicon`."""
        fillers = _word_set(lexicon.fillers)
        cues = tuple(cue_slots(lexicon.cues).values())
        everyday = _word_set(lexicon.everyday_words)
        cue_words = {element.text for slot in cues for phrase in slot for element in phrase}
        self._vocabulary = Vocabulary(
            concepts={name: read_slot(words) for name, words in lexicon.concepts.items()},
            guessed=[slot for where, slot in lexicon.choices() if not where.startswith("cues.")],
            literal=cues,
            fillers=fillers,
            not_misspelt=frozenset((*everyday, *_word_set(lexicon.ordinary_words), *cue_words)),
        )
        self._everyday = everyday | fillers
        self._ordinary = _word_set(lexicon.ordinary_words) | cue_words
        self._tokenizer = Tokenizer(lexicon.spellings, self._vocabulary.words | self._everyday)
        self._context = ContextReader(lexicon.cues, self._vocabulary)
        self._script = lexicon.script
        self._signs = tuple(self._compiled_sign(name, sign) for name, sign in lexicon.signs())
        self._idioms = tuple(
            _CompiledIdiom(
                idiom,
                self._compiled(read_pattern(idiom.says)),
                None if idiom.unless is None else self._vocabulary.number(read_slot(idiom.unless)),
            )
            for idiom in lexicon.idioms
        )
        self._sums = tuple((entry.gives, tuple(frozenset(c.split()) for c in entry.needs)) for entry in lexicon.sums)
        self._clues = frozenset(lexicon.clues)
        self.asked_first = frozenset(name for name, sign in lexicon.signs() if sign.asks_first)
        """Facts that are asked about before they stop anything."""
        self._order = {name: place for place, (name, _) in enumerate(lexicon.signs())}

    def _compiled(self, pattern: Pattern, *, guarded: bool = True) -> CompiledPattern:
        slots = tuple(map(self._vocabulary.number, pattern.slots))
        return CompiledPattern(slots, frozenset(slots), pattern.in_order, guarded)

    def _compiled_sign(self, name: str, sign: Sign) -> _CompiledSign:
        strong = [self._compiled(Pattern((read_slot(words),)), guarded=False) for words in sign.strong]
        patterns = [self._compiled(read_pattern(text)) for text in sign.patterns]
        guards = [self._compiled(read_pattern(text)) for text in sign.guards]
        present = int(_NEVER | Meant.PAST if sign.even_when_gone else _NEVER | Meant.PAST | Meant.GONE)
        passes = (present | int(Meant.HYPOTHETICAL), present, *((_NEVER,) if sign.keep_past else ()))
        return _CompiledSign(name, sign, (*strong, *patterns), tuple(guards), passes)

    def tokens(self, text: str) -> list[Token]:
        """Returns the words of a text as this reader compares them.

        Args:
            text: Anything at all.
        """
        return self._tokenizer.split(text)

    def knows(self, word: str) -> bool:
        """Tells whether a word is in some list of the lexicon, or is a slip of the pen of one.

        Args:
            word: As `tokens` gives it.
        """
        return word in self._everyday or word in self._ordinary or self._vocabulary.means(word)

    def read(self, text: str, earlier: Sequence[str] = ()) -> Reading:
        """Returns what a message may mean.

        Args:
            text: The message as sent; anything at all, of any length.
            earlier: What was `to_remember` of the messages of the last 24 hours.

        Returns:
            The findings. A fact that may be meant in several ways is reported in the most serious of them.
        """
        tokens = self._tokenizer.split(text)
        found = self._vocabulary.mentions(tokens)
        context = self._context.read(tokens, found)
        parts = self._context.parts(tokens, found)
        idioms = self._idioms_in(Matcher(self._vocabulary, tokens, found, context, parts))
        context = context.with_idioms(match.mentions[-1] for _, match in idioms)
        matcher = Matcher(self._vocabulary, tokens, found, context, parts)
        meant: dict[str, tuple[Sense, Match]] = {}
        unread: list[tuple[str, list[CompiledPattern]]] = []
        for compiled in self._signs:
            patterns = [pattern for pattern in compiled.patterns if matcher.can_fill(pattern)]
            if not patterns:
                continue
            if (read := self._read_sign(compiled, patterns, matcher)) is not None:
                meant[compiled.name] = read
            else:
                unread.append((compiled.name, patterns))
        self._add_up(meant, earlier)
        for fact, match in idioms:
            meant.setdefault(fact, (Sense.IDIOM, match))
        findings = []
        for name in sorted(meant.keys() - self._clues, key=self._order.__getitem__):
            sense, match = meant[name]
            words = quote(text, tokens[match.first].start, tokens[match.last].end)
            findings.append(Finding(name, sense, words, *context.subject(match.last)))
        clues = tuple(
            name for name in self._order if name in self._clues and name in meant and meant[name][0] is Sense.NOW
        )
        aside = () if findings else self._set_aside(unread, matcher)
        return Reading(tuple(findings), clues, self._covers(text, tokens), aside)

    @staticmethod
    def _read_sign(
        compiled: _CompiledSign, patterns: Sequence[CompiledPattern], matcher: Matcher
    ) -> tuple[Sense, Match] | None:
        """Returns the most serious sense in which a sign is told by one of some patterns, and where."""
        barred = matcher.guarded(compiled.guards)
        for without in compiled.passes:
            for pattern in patterns:
                match = next(matcher.matches(pattern, without, barred if pattern.guarded else frozenset()), None)
                if match is not None:
                    supposed = not compiled.sign.even_in_questions and matcher.hypothetical(match)
                    told = Sense.PAST if without == _NEVER else Sense.NOW
                    return (Sense.HYPOTHETICAL if supposed else told), match
        return None

    def _set_aside(
        self, unread: Sequence[tuple[str, Sequence[CompiledPattern]]], matcher: Matcher
    ) -> tuple[str, ...]:
        """Returns the facts whose words are there, however they are meant, and that were not read as told."""
        return tuple(
            name
            for name, patterns in unread
            if name not in self._clues
            and any(next(matcher.matches(pattern, 0), None) is not None for pattern in patterns)
        )

    def _idioms_in(self, matcher: Matcher) -> list[tuple[str, Match]]:
        """Returns the idioms that are meant as such, with the fact each is reported as."""
        holding = []
        for compiled in self._idioms:
            unless = () if compiled.unless is None else matcher.mentions(compiled.unless, int(Meant.DENIED))
            for match in matcher.matches(compiled.pattern, 0):
                said = range(match.first, match.last + 1)
                if all(mention.first in said for mention in unless):
                    holding.append((compiled.idiom.fact, match))
        return holding

    def _add_up(self, meant: dict[str, tuple[Sense, Match]], earlier: Sequence[str]) -> None:
        """Adds the flags that signs of this message complete, together or with those of earlier ones."""
        remembered = frozenset(earlier)
        grown = True
        while grown:
            grown = False
            told = {name for name, (sense, _) in meant.items() if sense is Sense.NOW}
            for gives, needs in self._sums:
                here = [name for need in needs for name in sorted(need & told)]
                if gives not in told and here and all(need & (told | remembered) for need in needs):
                    meant[gives] = (Sense.NOW, meant[here[0]][1])
                    grown = True

    def _covers(self, text: str, tokens: Sequence[Token]) -> bool:
        """Tells whether the words seem to be in the language of the lexicon."""
        kinds = {letter: self._own_letter(letter) for letter in set(text)}
        letters = [own for own in map(kinds.__getitem__, text) if own is not None]
        if 2 * sum(letters) < len(letters):
            return False
        words = {token.word for token in tokens if token.word.isalpha()}
        known = any(word in self._everyday or self._vocabulary.knows(word) for word in words)
        return known or len(words) < FEWEST_WORDS

    def _own_letter(self, letter: str) -> bool | None:
        """Tells whether a letter is of the lexicon's script; None for what is no letter."""
        return unicodedata.name(letter, "").startswith(self._script) if letter.isalpha() else None


def _word_set(words: str) -> frozenset[str]:
    return frozenset(map(plain_word, words.split()))


def compile_lexicon(lexicon: DangerLexicon) -> DangerReader:
    """Returns a reader for a lexicon. Takes some tenths of a second: do it once an edition.

    Args:
        lexicon: The words of one language.
    """
    return DangerReader(lexicon)
