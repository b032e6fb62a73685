"""The book: all the knowledge of one edition, frozen, with the lookups that rules and screens need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from bot.knowledge.models.base import Reviewed
from bot.knowledge.models.book_words import BookWords, TechniqueClass
from bot.knowledge.models.case import Case
from bot.knowledge.models.caution import Caution, Term
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.coverage import CoverageRow
from bot.knowledge.models.danger_words import DangerWords
from bot.knowledge.models.faq import Faq
from bot.knowledge.models.picture import Scene, ThingPart
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import RedFlag
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.ruling import OpenQuestion, Ruling
from bot.knowledge.models.scale import Advice, Scale
from bot.knowledge.models.screen import Screen, StopRules
from bot.knowledge.models.source import Source
from bot.knowledge.models.technique import Technique
from bot.knowledge.signatures import Signable, SignableEntry
from bot.language.answers.lexicon import AnswerLexicon
from bot.language.examples import DangerExamples


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
        faq: Questions that people ask, with answers, by id.
        topics: The topics of those questions in their order, with their buttons.
        claim_pages: The pages of claims that `/learn` shows in their order, with their headings.
        coverage: What the first articles claim, by row.
        scales: Scales for following one's progress, by id.
        advice: When somebody else should look at it, by id.
        rulings: What is done for now where the drafts disagree, by id.
        open_questions: What the drafts leave open, by id.
        stricter: Where the book is stricter than its drafts, a sentence each.
        cases: Patient cases.
        danger: The lexicon of danger signs in typed words.
        danger_examples: Phrases that mean danger, and phrases that mean none.
        answers: The words in which ordinary questions are answered.
        pictures: The scene of each picture by name.
        parts: The parts that pictures are made of, by name.
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
    faq: Mapping[str, Faq]
    topics: Mapping[str, str]
    claim_pages: Mapping[str, str]
    coverage: Mapping[str, CoverageRow]
    scales: Mapping[str, Scale]
    advice: Mapping[str, Advice]
    rulings: Mapping[str, Ruling]
    open_questions: Mapping[str, OpenQuestion]
    stricter: tuple[str, ...]
    cases: tuple[Case, ...]
    danger: DangerWords
    danger_examples: DangerExamples
    answers: AnswerLexicon
    pictures: Mapping[str, Scene] = field(repr=False)
    parts: Mapping[str, ThingPart] = field(repr=False)

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

    @cached_property
    def to_sign(self) -> tuple[SignableEntry, ...]:
        """Every entry that a clinician signs, the safety rules first."""
        kinds: dict[str, Mapping[str, Signable]] = {
            "question": self.questions, "term": self.terms, "red_flag": self.red_flags, "caution": self.cautions,
            "class": self.classes, "screen": {"screen": self.screen}, "stop_rules": {"stop_rules": self.stop_rules},
            "technique": self.techniques, "presentation": self.presentations, "advice": self.advice,
            "words": {"book": self.words}, "danger_words": {self.danger.language: self.danger},
            "routine": self.routines, "faq": self.faq, "claim": self.coverage,
            "scale": self.scales, "ruling": self.rulings, "open_question": self.open_questions,
        }  # fmt: skip
        return tuple(SignableEntry(kind, name, entry) for kind in kinds for name, entry in kinds[kind].items())

    @cached_property
    def not_signed(self) -> tuple[SignableEntry, ...]:
        """The entries that no clinician has signed as they stand: never, or before a change."""
        return tuple(entry for entry in self.to_sign if not entry.is_signed())

    @cached_property
    def _signatures(self) -> tuple[Reviewed, ...]:
        """The signatures that hold for their entries as they stand."""
        signed = (entry.entry.reviewed for entry in self.to_sign if entry.is_signed())
        return tuple(reviewed for reviewed in signed if reviewed is not None)

    @property
    def unsigned(self) -> int:
        """How many entries no clinician has signed as they stand."""
        return len(self.not_signed)

    def how_signed(self, today: date | None) -> str:
        """Returns the sentence that says honestly whether clinicians have signed the book.

        Args:
            today: The day, to say what is overdue; None where no day is known.
        """
        signed = [reviewed for reviewed in self._signatures if today is None or reviewed.on <= today]
        if not signed:
            return self.words.unsigned
        if len(signed) < len(self.to_sign):
            return self.words.partly_signed
        overdue = any(today is not None and today > reviewed.due for reviewed in signed)
        return self.words.overdue if overdue else self.words.signed
