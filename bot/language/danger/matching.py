"""Fits patterns to the phrases that stand in one message."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from bot.language.danger.context import Context, Meant
from bot.language.danger.tokens import Token
from bot.language.danger.vocabulary import Mention, Vocabulary

REACH = 15
"""Words between the first and the last word of a match, at most."""
NEAREST = 4
"""Mentions of a slot that are tried on each side; more add nothing but time in a text that repeats itself."""


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """A pattern whose slots are numbers of the vocabulary.

    Attributes:
        slots: The slots.
        needs: The same, for a quick look whether all of them can be filled.
        in_order: Whether the slots must follow one another.
        guarded: Whether the guards of its sign hold it off.
    """

    slots: tuple[int, ...]
    needs: frozenset[int]
    in_order: bool = False
    guarded: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a message.

    Attributes:
        mentions: One mention a slot, in the order of the slots.
    """

    mentions: tuple[Mention, ...]

    @property
    def first(self) -> int:
        """Index of its first token."""
        return min(mention.first for mention in self.mentions)

    @property
    def last(self) -> int:
        """Index of its last token."""
        return max(mention.last for mention in self.mentions)


class Matcher:
    """The phrases of one message, ready for patterns."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        tokens: Sequence[Token],
        found: Mapping[int, list[Mention]],
        context: Context,
        parts: Sequence[int],
    ) -> None:
        """Keeps what was found.

        Args:
            vocabulary: Where the slots come from.
            tokens: The words of the message.
            found: Where each phrase stands.
            context: How the words are meant.
            parts: For each token, the number of the part of the message that a guard in it holds for.
        """
        self._vocabulary = vocabulary
        self._tokens = tokens
        self._found = found
        self._phrases = frozenset(found)
        self._context = context
        self._parts = parts
        self._filled: dict[tuple[int, int], list[Mention]] = {}
        self._meant: dict[Mention, int] = {}
        self._slots = vocabulary.slots_of(found)

    def can_fill(self, pattern: CompiledPattern) -> bool:
        """Tells whether each slot of a pattern has a phrase in the message, however and wherever it is meant."""
        return pattern.needs <= self._slots

    def hypothetical(self, match: Match) -> bool:
        """Tells whether a match is a mere question: all of its words are, not only some."""
        return all(self._meaning(mention) & Meant.HYPOTHETICAL for mention in match.mentions)

    def guarded(self, guards: Iterable[CompiledPattern]) -> frozenset[int]:
        """Returns the numbers of the parts of the message in which one of some guards fits.

        Args:
            guards: Patterns; it does not matter how their words are meant.
        """
        return frozenset(
            self._parts[match.first]
            for guard in guards
            for match in self.matches(guard, 0)
            if self._parts[match.first] == self._parts[match.last]
        )

    def matches(
        self, pattern: CompiledPattern, without: int, barred: frozenset[int] = frozenset()
    ) -> Iterator[Match]:
        """Yields ways in which a pattern fits: the nearest neighbours of each mention of its rarest slot.

        Args:
            pattern: The pattern.
            without: Words that are meant in one of these ways (`Meant`) fill no slot.
            barred: Words in these parts of the message fill no slot.
        """
        if not self.can_fill(pattern):
            return
        filled = [self.mentions(slot, without) for slot in pattern.slots]
        if barred:
            filled = [[one for one in mentions if self._parts[one.first] not in barred] for mentions in filled]
        rarest = min(range(len(filled)), key=lambda slot: len(filled[slot]))
        for anchor in filled[rarest]:
            choices = [
                [anchor] if slot == rarest else self._near(anchor, mentions) for slot, mentions in enumerate(filled)
            ]
            for mentions in product(*choices):
                if self._fits(mentions, in_order=pattern.in_order):
                    yield Match(mentions)
                    break

    def _meaning(self, mention: Mention) -> int:
        meant = self._meant.get(mention)
        if meant is None:
            meant = self._meant[mention] = self._context.of(mention)
        return meant

    def mentions(self, slot: int, without: int) -> list[Mention]:
        """Returns the mentions that fill a slot, in order.

        Args:
            slot: Number of the slot.
            without: Words that are meant in one of these ways (`Meant`) are left out.
        """
        filled = self._filled.get((slot, without))
        if filled is None:
            phrases = self._vocabulary.filled_by(slot) & self._phrases
            filled = [
                mention
                for phrase in phrases
                for mention in self._found[phrase]
                if not (without and self._meaning(mention) & without)
            ]
            filled.sort()
            self._filled[slot, without] = filled
        return filled

    @staticmethod
    def _near(anchor: Mention, mentions: Sequence[Mention]) -> list[Mention]:
        low = bisect_left(mentions, (anchor.first - REACH,))
        here = bisect_right(mentions, (anchor.first + 1,))
        before = mentions[max(low, here - NEAREST) : here]
        return [*reversed(before), *mentions[here : here + NEAREST]]

    def _fits(self, mentions: tuple[Mention, ...], *, in_order: bool) -> bool:
        ordered = sorted(mentions)
        if in_order and list(mentions) != ordered:
            return False
        apart = all(left.last < right.first for left, right in pairwise(ordered))
        return apart and self._tokens[ordered[-1].last].place - self._tokens[ordered[0].first].place <= REACH
