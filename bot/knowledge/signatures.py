"""What a clinician signs: the content of one entry, so that any later change of it voids the signature."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from bot.knowledge.models.base import Reviewed
from bot.knowledge.models.book_words import BookWords, TechniqueClass
from bot.knowledge.models.caution import Caution, Term
from bot.knowledge.models.coverage import CoverageRow
from bot.knowledge.models.danger_words import DangerWords
from bot.knowledge.models.faq import Faq
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import RedFlag
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.ruling import OpenQuestion, Ruling
from bot.knowledge.models.scale import Advice, Scale
from bot.knowledge.models.screen import Screen, StopRules
from bot.knowledge.models.technique import Technique

Signable = (
    Question | RedFlag | Caution | Term | TechniqueClass | Screen | StopRules | Technique | Routine | Presentation
    | Faq | CoverageRow | Scale | Advice | Ruling | OpenQuestion | BookWords | DangerWords
)  # fmt: skip
"""What a clinician signs."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "question": "question", "term": "term", "red_flag": "red flag", "caution": "caution",
        "class": "technique class", "screen": "screen", "stop_rules": "stop rules", "technique": "technique",
        "presentation": "presentation", "advice": "advice", "words": "words of the book",
        "danger_words": "danger signs in typed words", "routine": "routine",
        "faq": "FAQ", "claim": "claim", "scale": "scale", "ruling": "ruling", "open_question": "open question",
    }
)  # fmt: skip
"""The kinds of entries that are signed, as they are named on the command line and in sentences."""

RULES = frozenset(
    {
        "question", "term", "red_flag", "caution", "class", "screen", "stop_rules", "technique", "presentation",
        "advice", "words", "danger_words",
    }
)  # fmt: skip
"""The kinds that decide what a person is offered, warned of or told to do: `BOT_REQUIRE_SIGNED` is about these."""

HEX_DIGITS = 16
"""Length of the hash that a signature carries."""


class Signature(StrEnum):
    """How things stand with the signature of one entry."""

    MISSING = "not signed"
    CHANGED = "changed since it was signed"
    OVERDUE = "due for another look"
    VALID = "signed"


@dataclass(frozen=True, slots=True)
class SignableEntry:
    """One entry that is signed.

    Attributes:
        kind: A key of `KINDS`.
        name: Its id.
        entry: What is signed.
    """

    kind: str
    name: str
    entry: Signable

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}"

    def content_hash(self) -> str:
        """Returns the hash of all that the entry says, its kind and its name; signatures do not count."""
        content = self.entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        written = json.dumps([self.kind, self.name, _without_signatures(content)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()[:HEX_DIGITS]

    def is_signed(self) -> bool:
        """Returns whether somebody signed it as it stands; whether it is due again is another question."""
        return self.entry.reviewed is not None and self.entry.reviewed.of == self.content_hash()

    def signature(self, today: date | None) -> Signature:
        """Returns how things stand on a day; a signature that is dated later than that day does not count yet."""
        reviewed = self.entry.reviewed
        if reviewed is None or (today is not None and reviewed.on > today):
            return Signature.MISSING
        if reviewed.of != self.content_hash():
            return Signature.CHANGED
        return Signature.OVERDUE if today is not None and today > reviewed.due else Signature.VALID


def _without_signatures(content: object) -> object:
    if isinstance(content, dict):
        return {key: _without_signatures(value) for key, value in content.items() if not _is_signature(key, value)}
    return [_without_signatures(part) for part in content] if isinstance(content, list) else content


def _is_signature(key: object, value: object) -> bool:
    return key == "reviewed" and isinstance(value, dict) and value.keys() <= Reviewed.model_fields.keys()
