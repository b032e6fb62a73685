"""The notation in which operators write patterns, such as `<leg> + swollen|hot` or `lost > feeling`."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.language.danger.tokens import plain_word

MOST_SLOTS = 3

MOST_KEPT = 8192
"""Texts of which is remembered what they were read as: each is read when it is checked, and when it is compiled."""

_CONCEPT = re.compile(r"<([a-z0-9_]+)>")
_WORD = re.compile(r"=?[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a phrase, or a concept in its place.

    Attributes:
        text: The word as it is compared, or the id of the concept.
        concept: Whether it is a concept.
        exact: Whether only this very form counts (written `=leg`), not its plural or other endings.
    """

    text: str
    concept: bool = False
    exact: bool = False


Phrase = tuple[Element, ...]
"""Words that stand one after another; filler words between them do not matter."""

Slot = tuple[Phrase, ...]
"""Phrases of which one is needed."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One to three slots that must all be filled within one sentence.

    Attributes:
        slots: The slots.
        in_order: Whether they must follow one another in this order.
    """

    slots: tuple[Slot, ...]
    in_order: bool = False


@lru_cache(MOST_KEPT)
def read_slot(text: str) -> Slot:
    """Reads phrases divided by `|`.

    Args:
        text: As written in the lexicon.

    Raises:
        ValueError: A phrase is empty or holds something that is neither a word nor a concept.
    """
    return tuple(_read_phrase(phrase, text) for phrase in text.split("|"))


def literally(slot: Slot) -> Slot:
    """Returns a slot in which every word counts in this very form only.

    Args:
        slot: The slot.
    """
    return tuple(tuple(replace(element, exact=not element.concept) for element in phrase) for phrase in slot)


def _read_phrase(phrase: str, whole: str) -> Phrase:
    elements = []
    for part in phrase.split():
        if concept := _CONCEPT.fullmatch(part):
            elements.append(Element(concept[1], concept=True))
        elif _WORD.fullmatch(part):
            elements.append(Element(plain_word(part.removeprefix("=")), exact=part.startswith("=")))
        else:
            message = f"{part!r} in {whole!r} is neither a word nor a concept in angle brackets"
            raise ValueError(message)
    if not elements:
        message = f"{whole!r} has an empty place; there must be words on both sides of | + and >"
        raise ValueError(message)
    return tuple(elements)


@lru_cache(MOST_KEPT)
def read_pattern(text: str) -> Pattern:
    """Reads slots divided by ` + ` (any order) or by ` > ` (this order).

    Args:
        text: As written in the lexicon.

    Raises:
        ValueError: The notation is not kept, or there are more than three slots.
    """
    signs = {part for part in text.split() if part in {"+", ">"}}
    if len(signs) > 1:
        message = f"{text!r} mixes + and >; write it as two patterns"
        raise ValueError(message)
    slots = tuple(read_slot(part) for part in re.split(r"(?:^|\s)[+>](?:\s|$)", text))
    if len(slots) > MOST_SLOTS:
        message = (
            f"{text!r} has {len(slots)} slots; {MOST_SLOTS} is the most, name a concept for what belongs together"
        )
        raise ValueError(message)
    return Pattern(slots, in_order=">" in signs)
