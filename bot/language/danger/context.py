"""Says for each word of a message how it is meant: denied, over, past, a mere question, and about whom."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntFlag, auto

from bot.language.danger.lexicon import Cues
from bot.language.danger.notation import Slot, literally, read_slot
from bot.language.danger.tokens import Token
from bot.language.danger.vocabulary import Mention, Vocabulary

LONGEST_DENIAL = 6
"""Words that a negator covers at most, and that "went away" covers backwards."""
WORDS_AFTER_AND = 3
"""Words after "and" in which a new statement shows itself."""


class Meant(IntFlag):
    """How a word is meant; none of these is a plain statement."""

    PLAINLY = 0
    DENIED = auto()
    GONE = auto()
    PAST = auto()
    HYPOTHETICAL = auto()
    IDIOM = auto()


# Plain numbers: the flags of a long message are combined some hundred thousand times.
_DENIED, _GONE, _PAST, _HYPOTHETICAL, _IDIOM = (
    int(flag) for flag in (Meant.DENIED, Meant.GONE, Meant.PAST, Meant.HYPOTHETICAL, Meant.IDIOM)
)


@dataclass(frozen=True, slots=True)
class Context:
    """How the words of one message are meant.

    Attributes:
        meant: For each token, how it is meant, denials aside.
        denied_from: For each token, where the first negator that covers it begins; -1 where none does.
        speaks_of: The tokens that name somebody, in order, with `own`, `person`, `child`, or `pronoun` for one who
            was named before.
    """

    meant: Sequence[int]
    denied_from: Sequence[int]
    speaks_of: Sequence[tuple[int, str]]

    def of(self, mention: Mention) -> int:
        """Returns how a phrase is meant: everything that holds for one of its words.

        A negator inside the phrase itself ("can not breathe") does not deny it.
        """
        whole = 0
        for token in range(mention.first, mention.last + 1):
            whole |= self.meant[token]
            if 0 <= self.denied_from[token] < mention.first:
                whole |= _DENIED
        return whole

    def with_idioms(self, mentions: Iterable[Mention]) -> "Context":
        """Returns the same with the words of some phrases read as ways of speaking.

        Args:
            mentions: Where they stand.
        """
        meant = list(self.meant)
        for mention in mentions:
            for token in range(mention.first, mention.last + 1):
                meant[token] |= _IDIOM
        return replace(self, meant=meant)

    def subject(self, last: int) -> tuple[bool, bool]:
        """Tells whether the words up to a token speak of another person, and whether of a child.

        Args:
            last: Index of the last token of what is said.
        """
        at = bisect_right(self.speaks_of, (last, "~")) - 1
        if at < 0 or self.speaks_of[at][1] == "own":
            return False, False
        while at > 0 and self.speaks_of[at][1] in {"pronoun", "own"}:
            at -= 1
        return True, self.speaks_of[at][1] == "child"


def cue_slots(cues: Cues) -> dict[str, Slot]:
    """Returns the slot of each cue list; "healed" says that it is over, "heal" does not, so no other form counts.

    Args:
        cues: The cue lists.
    """
    return {name: literally(read_slot(getattr(cues, name))) for name in Cues.model_fields}


class ContextReader:
    """Applies one lexicon's cues."""

    def __init__(self, cues: Cues, vocabulary: Vocabulary) -> None:
        """Looks the cues up.

        Args:
            cues: The cue lists.
            vocabulary: The vocabulary, built with the cues among its slots.
        """
        self._phrases = {
            name: vocabulary.filled_by(vocabulary.number(slot)) for name, slot in cue_slots(cues).items()
        }

    def read(self, tokens: Sequence[Token], found: Mapping[int, list[Mention]]) -> Context:
        """Returns how the words of a message are meant.

        Args:
            tokens: The words.
            found: Where each phrase of the lexicon stands.
        """
        cues = {
            name: sorted(
                (mention for phrase in phrases if phrase in found for mention in found[phrase]),
                key=lambda mention: (mention.first, mention.last),
            )
            for name, phrases in self._phrases.items()
        }
        meant = [0] * len(tokens)
        denied_from = self._denied_from(tokens, cues)
        self._end(tokens, cues, denied_from, meant)
        self._put_into_the_past(tokens, cues, meant)
        self._suppose(tokens, cues, meant)
        return Context(meant, denied_from, _subjects(cues))

    def parts(self, tokens: Sequence[Token], found: Mapping[int, list[Mention]]) -> list[int]:
        """Returns for each token the number of its part of the message; sentences and contrasts divide it.

        Args:
            tokens: The words.
            found: Where each phrase of the lexicon stands.
        """
        contrasts = {mention.first for phrase in self._phrases["contrasts"] for mention in found.get(phrase, ())}
        parts: list[int] = []
        for place, token in enumerate(tokens):
            new = place > 0 and (place in contrasts or token.sentence != tokens[place - 1].sentence)
            parts.append((parts[-1] if parts else 0) + new)
        return parts

    @staticmethod
    def _denied_from(tokens: Sequence[Token], cues: Mapping[str, Sequence[Mention]]) -> list[int]:
        denied_from = [-1] * len(tokens)
        harmless = {token for mention in cues["false_negators"] for token in range(mention.first, mention.last + 1)}
        turned = {mention.last for mention in cues["turned_denials"]}
        ends = {mention.first for mention in cues["denial_ends"]}
        ands = {mention.first for mention in cues["and_words"]}
        statements = {mention.first for mention in cues["statement_words"]}
        for negator in cues["negators"]:
            if any(token in harmless for token in range(negator.first, negator.last + 1)):
                continue
            if any(token in turned for token in range(negator.first - LONGEST_DENIAL, negator.last + 1)):
                continue
            clause = tokens[negator.first].clause
            for token in range(negator.last + 1, min(negator.last + 1 + LONGEST_DENIAL, len(tokens))):
                opens = token in ands and any(
                    ahead in statements and tokens[ahead].clause == clause
                    for ahead in range(token + 1, min(token + 1 + WORDS_AFTER_AND, len(tokens)))
                )
                if tokens[token].clause != clause or token in ends or opens:
                    break
                if denied_from[token] < 0:
                    denied_from[token] = negator.first
        return denied_from

    @staticmethod
    def _end(
        tokens: Sequence[Token],
        cues: Mapping[str, Sequence[Mention]],
        denied_from: Sequence[int],
        meant: list[int],
    ) -> None:
        stops = {mention.first for name in ("denial_ends", "and_words") for mention in cues[name]}
        stops -= {mention.first for mention in cues["own"]}
        for cue in cues["gone"]:
            if denied_from[cue.first] >= 0:
                continue
            for token in range(cue.first - 1, max(cue.first - 1 - LONGEST_DENIAL, -1), -1):
                if tokens[token].clause != tokens[cue.first].clause or token in stops:
                    break
                meant[token] |= _GONE

    @staticmethod
    def _put_into_the_past(tokens: Sequence[Token], cues: Mapping[str, Sequence[Mention]], meant: list[int]) -> None:
        past = {tokens[mention.first].clause for mention in cues["past"]}
        past -= {tokens[mention.first].clause for mention in cues["present"]}
        for token, where in enumerate(tokens):
            if where.clause in past:
                meant[token] |= _PAST

    @staticmethod
    def _suppose(tokens: Sequence[Token], cues: Mapping[str, Sequence[Mention]], meant: list[int]) -> None:
        real = ("pointing", "own", "people", "pronouns", "children")
        own = {mention.first for name in real for mention in cues[name]}
        conditions = {mention.first for mention in cues["conditions"]}
        for cue in cues["hypothetical"]:
            within_if = -1
            for token in range(cue.first, len(tokens)):
                where = tokens[token]
                if where.sentence != tokens[cue.first].sentence or meant[token] & _HYPOTHETICAL:
                    break
                if token in conditions:
                    within_if = where.clause
                elif token > cue.last and token in own and where.clause != within_if:
                    break  # "what is this lump on my foot" is about a foot, not about lumps
                meant[token] |= _HYPOTHETICAL


def _subjects(cues: Mapping[str, Sequence[Mention]]) -> list[tuple[int, str]]:
    """Returns who is spoken of, word by word, as `Context.speaks_of` keeps it."""
    named: dict[int, str] = {}
    for name, kind in (("children", "child"), ("people", "person"), ("pronouns", "pronoun")):
        for mention in cues[name]:
            named.setdefault(mention.last, kind)
    others = set(named)
    for mention in cues["own"]:
        # "my" before "dad" does not speak of the person's own foot.
        if not others & {mention.last + 1, mention.last + 2}:
            named.setdefault(mention.last, "own")
    return sorted(named.items())
