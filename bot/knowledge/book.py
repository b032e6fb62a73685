"""The book: all the knowledge of one edition, frozen, with the lookups that rules and screens need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from bot.knowledge.models.book_words import BookWords, TechniqueClass
from bot.knowledge.models.case import Case
from bot.knowledge.models.caution import Caution, Term
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import RedFlag
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.screen import Screen, StopRules
from bot.knowledge.models.source import Source
from bot.knowledge.models.technique import Technique
from bot.language.danger.lexicon import DangerLexicon


@dataclass(frozen=True)
class Book:
    """The knowledge of one edition.

    Attributes:
        edition: Content hash, twelve hexadecimal digits.
        words: Title, level wordings and vocabularies.
        classes: Technique classes by id.
        sources: Citations by id.
        questions: Safety questions by id, and those of the presentations.
        terms: Named conditions by id.
        red_flags: Red flags by id, in the order of the files.
        cautions: Cautions by id.
        screen: Order, expiry and locks.
        stop_rules: What happens when something hurts.
        techniques: Techniques by id.
        routines: Routines by id.
        presentations: Presentations by id.
        cases: Patient cases.
        danger: The lexicon of danger signs in typed words.
        pictures: The SVG of each picture by file name.
    """

    edition: str
    words: BookWords
    classes: Mapping[str, TechniqueClass]
    sources: Mapping[str, Source]
    questions: Mapping[str, Question]
    terms: Mapping[str, Term]
    red_flags: Mapping[str, RedFlag]
    cautions: Mapping[str, Caution]
    screen: Screen
    stop_rules: StopRules
    techniques: Mapping[str, Technique]
    routines: Mapping[str, Routine]
    presentations: Mapping[str, Presentation]
    cases: tuple[Case, ...]
    danger: DangerLexicon
    pictures: Mapping[str, bytes] = field(repr=False)

    @cached_property
    def asked_by(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions that settle each fact, in the order in which they are put."""
        found: dict[str, list[Question]] = {}
        for question in self.questions.values():
            for fact in dict.fromkeys(question.facts()):
                found.setdefault(fact, []).append(question)
        return MappingProxyType({fact: tuple(questions) for fact, questions in found.items()})

    @cached_property
    def rules(self) -> tuple[Condition, ...]:
        """Every condition that decides about levels and limits."""
        found: list[Condition] = [rule.when for flag in self.red_flags.values() for rule in flag.levels]
        found += [caution.when for caution in self.cautions.values()]
        for presentation in self.presentations.values():
            found.append(presentation.limits_when)
            found += [ruled.when for ruled in presentation.rules_out if ruled.when is not None]
        return tuple(found)

    @property
    def unsigned(self) -> int:
        """How many entries no clinician has signed."""
        entries: list[Question | RedFlag | Caution | Technique | Routine | Presentation] = [
            *self.questions.values(), *self.red_flags.values(), *self.cautions.values(), *self.techniques.values(),
            *self.routines.values(), *self.presentations.values(),
        ]  # fmt: skip
        return sum(entry.reviewed is None for entry in entries)
