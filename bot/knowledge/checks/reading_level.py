"""What a patient reads can be read by a twelve-year-old: short sentences of short words."""

import re
from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.patient_texts import is_watch_list, sentences
from bot.knowledge.positions import Positions
from bot.knowledge.readability import hardest_words, reading_of

HIGHEST_GRADE = 7.0
"""The grade of Flesch and Kincaid that a text may need: the seventh school year, children of twelve."""

HIGHEST_GRADE_OF_LISTS = 8.0
"""Lists of signs and conditions must name them: 'transplant', 'antibiotic'."""

LONGEST_SENTENCE = 20
LONGEST_ITEM = 14
LONGEST_LIST = 45

_CITATION = re.compile(r"\bSource: [^.]*\.")
"""A source is named as it names itself."""

FEWEST_WORDS = 12
"""In shorter texts one long word alone would make the grade."""


def check_reading_level(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every text that is harder to read than it may be.

    A list of signs ("new swelling, heat, a wound or fever") is read item by item and is measured so; it must be exact
    before it is short.
    """
    for text in sentences(positions):
        for wrong, remedy in _measured(_CITATION.sub("", text.text), as_list=is_watch_list(text.entry, text.key)):
            yield Fault(*positions.of(text.entry, *text.path), "reading_level", wrong, remedy)


def _measured(text: str, *, as_list: bool) -> Iterator[tuple[str, str]]:
    reading = reading_of(text, as_list=as_list)
    if as_list:
        if reading.words > LONGEST_SENTENCE and (whole := reading_of(text).longest) > LONGEST_LIST:
            yield f"a sentence of {whole} words", f"use {LONGEST_LIST} at most, or make it two"
        if reading.longest > LONGEST_ITEM:
            yield f"an item of {reading.longest} words", f"use {LONGEST_ITEM} at most between two commas"
    elif reading.longest > LONGEST_SENTENCE:
        yield f"a sentence of {reading.longest} words", f"use {LONGEST_SENTENCE} at most: one idea a sentence"
    highest = HIGHEST_GRADE_OF_LISTS if as_list else HIGHEST_GRADE
    if reading.words >= FEWEST_WORDS and reading.grade > highest:
        hard = ", ".join(hardest_words(text))
        wrong = f"it reads like school year {reading.grade:.1f}" + (f"; hard words are: {hard}" if hard else "")
        yield wrong, f"use shorter sentences and plainer words: year {highest:g} at most"


CHECK = Check(
    Explanation(
        "reading_level",
        rule="What a patient reads needs no more than the seventh school year, and no sentence has over 20 words.",
        why=(
            "People read this with pain, in a hurry, in a second language. The grade is that of Flesch and Kincaid: "
            "words in a sentence and syllables in a word. A list of signs counts item by item."
        ),
        wrong="why: Inflammatory pathology necessitates professional evaluation prior to mechanical intervention.",
        right="why: A hot, swollen joint needs a look before anybody rubs it.",
    ),
    check_reading_level,
)
