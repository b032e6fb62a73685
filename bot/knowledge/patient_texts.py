"""Which texts of the book a patient reads: the checks of wording look at these, and at all of these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from bot.knowledge.models.book_words import BookWords, LevelWords, TechniqueClass
from bot.knowledge.models.caution import Caution, Change
from bot.knowledge.models.coverage import CoverageRow
from bot.knowledge.models.faq import Faq, Topics
from bot.knowledge.models.presentation import Presentation, RuledOut, Sign
from bot.knowledge.models.question import Choice, Line, Question
from bot.knowledge.models.red_flag import RedFlag
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.scale import Advice, Scale, ScaleChange, ScaleItem
from bot.knowledge.models.screen import StopRules, StopSign
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.knowledge.positions import Positions

SENTENCES: Mapping[type[BaseModel], tuple[str, ...]] = {
    Advice: ("say",),
    BookWords: (
        "about", "maternity_call", "prescriber_call", "treatment_team_call", "crisis_call", "emergency_numbers",
        "evidence", "unsigned", "partly_signed", "signed", "overdue",
    ),
    Caution: ("say",),
    Change: ("say",),
    CoverageRow: ("say",),
    Faq: ("question", "answer"),
    LevelWords: ("say", "then"),
    Line: ("text", "because"),
    Presentation: ("likeness", "expect", "clinician_when"),
    Question: ("ask", "about_other", "hint", "why"),
    RedFlag: ("asks", "because", "why", "first_aid"),
    Routine: ("intro", "expect", "progression", "stop_if"),
    RuledOut: ("say",),
    ScaleChange: ("say",),
    ScaleItem: ("ask",),
    Sign: ("because",),
    Step: ("do",),
    StopRules: ("at_every_start", "when_numb"),
    StopSign: ("text", "say"),
    Technique: ("position", "feel", "stop_if", "why"),
    Variant: ("say",),
}  # fmt: skip
"""The keys whose texts are sentences, by kind of entry."""

WATCH_LISTS: Mapping[type[BaseModel], tuple[str, ...]] = {
    LevelWords: ("say", "then"),
    Line: ("text", "because"),
    Question: ("ask", "about_other"),
    RedFlag: ("asks", "because"),
    StopRules: ("at_every_start", "when_numb"),
    StopSign: ("text",),
}
"""The keys whose sentences list signs to look for, or what to do at once."""

LABELS: Mapping[type[BaseModel], tuple[str, ...]] = {
    BookWords: ("title", "equipment", "goals"),
    Caution: ("name",),
    Choice: ("label",),
    Faq: ("short",),
    Line: ("key",),
    Presentation: ("name",),
    Question: ("yes", "no"),
    Routine: ("name",),
    Scale: ("name", "usual", "lowest_means", "highest_means"),
    StopSign: ("key",),
    Technique: ("name",),
    TechniqueClass: ("name",),
    Topics: ("topics", "claims"),
}
"""The keys whose texts are names and buttons, by kind of entry."""


@dataclass(frozen=True, slots=True)
class PatientText:
    """One text that a patient reads.

    Attributes:
        entry: The entry that holds it.
        path: Where it stands in the entry.
        text: The text.
    """

    entry: BaseModel
    path: tuple[str | int, ...]
    text: str

    @property
    def key(self) -> str:
        """The key that it stands under."""
        return str(self.path[0])


def is_watch_list(entry: BaseModel, key: str) -> bool:
    """Returns whether a text lists signs, so that it is read item by item."""
    return key in WATCH_LISTS.get(type(entry), ())


def sentences(positions: Positions) -> Iterator[PatientText]:
    """Yields every text of the book that a patient reads as sentences."""
    yield from _texts(positions, SENTENCES)


def all_texts(positions: Positions) -> Iterator[PatientText]:
    """Yields every text of the book that a patient reads, names and buttons included."""
    yield from _texts(positions, SENTENCES)
    yield from _texts(positions, LABELS)


def _texts(positions: Positions, keys: Mapping[type[BaseModel], tuple[str, ...]]) -> Iterator[PatientText]:
    for entry in positions.entries():
        for key in keys.get(type(entry), ()):
            value = getattr(entry, key)
            if isinstance(value, str):
                if value:
                    yield PatientText(entry, (key,), value)
            else:
                yield from (PatientText(entry, (key, name), text) for name, text in value.items())
