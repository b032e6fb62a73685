"""What reading a message for danger signs gives: findings, to be asked about; never an all-clear."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_QUOTE = 60
"""Characters of the person's own words that a finding shows back."""


class Sense(StrEnum):
    """How the words were meant. Where that is not clear they are read as `NOW`."""

    NOW = "now"
    """Told or feared as true at present: act and ask."""
    HYPOTHETICAL = "hypothetical"
    """A question about the thing itself: a short safety line, then "Do you have this now?"."""
    PAST = "past"
    """It was so once: no flag, but it may count as a condition; ask whether it is happening now."""
    IDIOM = "idiom"
    """A way of speaking, such as "my feet are killing me": ask for the pain score."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One danger sign, or one condition, that the words may mean.

    Attributes:
        fact: Id of the red flag or of the condition.
        sense: How it was meant.
        quote: The part of the person's own words that was matched, at most 60 characters.
        other_person: Whether the words seem to speak of somebody else; the sign counts all the same.
        child: Whether that somebody seems to be a child.
    """

    fact: str
    sense: Sense
    quote: str
    other_person: bool = False
    child: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one message may mean. It only ever adds: no reading clears a flag.

    Attributes:
        findings: What was found, each fact once, red flags before conditions, in the order of the lexicon.
        clues: Ids of weaker signs that ask nothing alone but complete a flag together with others.
        covered: Whether the words are in a language that the lexicon knows. If not, nothing found means
            nothing: show the buttons.
        set_aside: Ids of the facts whose words are there, but are denied, over, past, a way of speaking or
            harmless in their context; looked for only where there are no findings. Sentence likeness must not
            raise them again.
    """

    findings: tuple[Finding, ...] = ()
    clues: tuple[str, ...] = ()
    covered: bool = True
    set_aside: tuple[str, ...] = ()

    @property
    def now(self) -> tuple[str, ...]:
        """Ids of the facts that are told or feared as true at present."""
        return tuple(finding.fact for finding in self.findings if finding.sense is Sense.NOW)

    @property
    def to_remember(self) -> tuple[str, ...]:
        """Ids to keep for 24 hours and to hand to the reading of the messages that follow."""
        return (*self.now, *self.clues)


def quote(text: str, start: int, end: int) -> str:
    """Returns a part of a text in a form that fits into a sentence.

    Args:
        text: The whole text.
        start: Where the part begins.
        end: Where the part ends.

    Returns:
        At most 60 characters on one line, with an ellipsis where words were cut off.
    """
    # Far more than can be shown is never looked at, so that a very long message costs no more.
    part = text[start : min(end, start + 8 * LONGEST_QUOTE)]
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in part).split())
    if len(line) <= LONGEST_QUOTE:
        return line
    cut = line[: LONGEST_QUOTE - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip() + "…"
