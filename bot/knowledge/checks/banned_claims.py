"""No text promises a cure, tells a diagnosis or boasts of a signature. What may not be claimed stands in the book."""

import re
from collections.abc import Iterator, Sequence

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.book_words import BannedClaim
from bot.knowledge.patient_texts import all_texts
from bot.knowledge.positions import Positions

_SENTENCES = re.compile(r"(?<=[.!?;:])\s+|\n+")
_QUOTED = re.compile(r"[\"\u201c][^\"\u201d]*[\"\u201d]")


def check_banned_claims(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every claim that nobody may make.

    Honest are: a sentence that denies the claim ("no step promises a cure"), one that quotes it, and a question.
    """
    claims = {words.lower(): claim for claim in book.words.banned_claims for words in claim.words}
    if not claims:
        return
    claimed = _any_of(claims)
    denied = _any_of(book.words.denials)
    for text in all_texts(positions):
        lower = text.text.lower()
        if not any(words in lower for words in claims):
            continue
        for found in _claims(text.text, claimed, denied):
            claim: BannedClaim = claims[found.lower()]
            wrong = f"'{found}' may not be said: {claim.because}"
            remedy = "say what it may do for some people, or that studies do not support it"
            yield Fault(*positions.of(text.entry, *text.path), "banned_claim", wrong, remedy)


def _claims(text: str, claimed: re.Pattern[str], denied: re.Pattern[str]) -> Iterator[str]:
    for sentence in _SENTENCES.split(_QUOTED.sub("", text)):
        found = claimed.search(sentence)
        if found is None or sentence.rstrip().endswith("?") or denied.search(sentence[: found.start()]):
            continue
        yield found[0]


def _any_of(phrases: Sequence[str] | dict[str, BannedClaim]) -> re.Pattern[str]:
    """Returns a pattern of whole phrases, the longest first; of no phrase at all it never matches."""
    longest_first = sorted(phrases, key=len, reverse=True) or ["\0"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


CHECK = Check(
    Explanation(
        "banned_claim",
        rule="No text promises a cure, makes a diagnosis, or claims what studies do not carry: see book.yaml.",
        why=(
            "Someone who is promised a cure waits too long before seeing a doctor. Denying such a claim is welcome: "
            "'No study shows that it treats foot pain.'"
        ),
        wrong="why: This stretch heals your heel and flushes out toxins.",
        right="why: Studies suggest that this may ease heel pain. It does not work for everyone.",
    ),
    check_banned_claims,
)
