"""Reads what a message tells beside danger: answers to ordinary questions, wishes, and about whom it speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.language.answers.amounts import band_of, days_told, number_at, plain_number, score_told
from bot.language.answers.lexicon import BETWEEN, AnswerLexicon
from bot.language.danger.lexicon import DangerLexicon
from bot.language.danger.reader import DangerReader
from bot.language.danger.reading import Finding, Sense
from bot.language.danger.tokens import plain_word

LONGEST_READ = 1_000
"""Letters that are read for answers; nobody answers in more."""

SHORTEST_UNKNOWN = 4
"""Letters from which a word that nobody knows makes a message worth a checklist."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person would like the routine to be.

    Attributes:
        minutes: How long it may take, or None.
        equipment: Ids of things that are at hand, as far as the person named some.
    """

    minutes: int | None = None
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells. Nothing here is used before the person has confirmed it.

    Attributes:
        answers: Question id to the answer: the id of a choice, or a number. Questions that the words answer in
            several ways are left out.
        about: About whom it is: the person, another adult, or a child.
        trouble: Whether it speaks of trouble with feet or legs at all.
        worrying: Whether it sounds worrying, or speaks of trouble in words that nobody here knows.
        asks: Whether it sounds like a question rather than a complaint.
        wishes: Wishes for the routine.
    """

    answers: Mapping[str, str | int] = field(default_factory=dict)
    about: Literal["me", "adult", "child"] = "me"
    trouble: bool = False
    worrying: bool = False
    asks: bool = False
    wishes: Wishes = Wishes()


class AnswerReader:
    """Reads messages with one language's answer lexicon. It keeps nothing between messages."""

    def __init__(self, lexicon: AnswerLexicon, danger: DangerLexicon, signs: DangerReader) -> None:
        """Compiles the lexicon; do it once an edition.

        Args:
            lexicon: The words for answers.
            danger: The danger lexicon, whose cues and concepts are used too.
            signs: The reader of that lexicon.

        Raises:
            ValueError: A pattern names a concept that neither lexicon has.
        """
        self._lexicon = lexicon
        self._reader = DangerReader(lexicon.as_signs(danger))
        self._danger = signs
        self._question_words = frozenset(map(plain_word, lexicon.question_words.split()))
        self._plain = frozenset(map(plain_word, lexicon.plain_words.split()))

    def read(self, text: str) -> Told:
        """Returns what a message tells.

        Args:
            text: The message as sent.
        """
        text = text[:LONGEST_READ]
        reading = self._reader.read(text)
        now = [finding for finding in reading.findings if finding.sense is Sense.NOW]
        lexicon = self._lexicon
        answers = self._choices(now)
        tokens = self._reader.tokens(text)
        days = days_told(tokens, lexicon.durations)
        if days is not None:
            answers[lexicon.durations.question] = band_of(days, lexicon.durations)
        score = score_told(tokens, lexicon.durations, lexicon.scores)
        if score is not None:
            answers[lexicon.scores.question] = score
        names = {finding.fact for finding in now}
        trouble = "trouble" in names or any(name.startswith(f"complaint{BETWEEN}") for name in names)
        worrying = "worry" in names or ("trouble" in names and bool(self.unknown_words(text)))
        asks = text.rstrip().endswith("?") or (bool(tokens) and tokens[0].word in self._question_words)
        return Told(answers, self._about(now), trouble, worrying, asks, self._wishes(text, names))

    def answer_to(self, question: str, text: str) -> str | int | None:
        """Returns what a message answers to one question that was just put, or None.

        Put so, a bare number or a bare time is an answer.

        Args:
            question: Id of the question.
            text: The message.
        """
        text = text[:LONGEST_READ]
        told = self.read(text).answers
        if question in told:
            return told[question]
        if question in self._lexicon.answers:
            # An answer leaves out what the question has said: "in the morning" means "it hurts in the morning".
            return self.read(f"{self._lexicon.said_before} {text}").answers.get(question)
        tokens = self._reader.tokens(text)
        if question == self._lexicon.scores.question:
            return plain_number(tokens, self._lexicon.durations, self._lexicon.scores)
        if question == self._lexicon.durations.question:
            words = self._lexicon.durations
            bare = words.model_copy(update={"before": "", "after": "", "not_after": ""})
            days = days_told(tokens, bare)
            if days is None:
                loose = [token._replace(clause=place) for place, token in enumerate(tokens)]
                days = days_told(loose, bare)
            return None if days is None else band_of(days, words)
        return None

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """Returns the words of a message that are in no list of this language, small ones left out.

        Args:
            text: The message.
        """
        return tuple(
            token.word
            for token in self._danger.tokens(text[:LONGEST_READ])
            if token.word.isalpha()
            and len(token.word) >= SHORTEST_UNKNOWN
            and token.word not in self._plain
            and not self._danger.knows(token.word)
            and not self._reader.knows(token.word)
        )

    def _choices(self, now: list[Finding]) -> dict[str, str | int]:
        found: dict[str, list[str]] = {}
        for finding in now:
            question, between, choice = finding.fact.partition(BETWEEN)
            if between and question in self._lexicon.answers:
                found.setdefault(question, []).append(choice)
        answers: dict[str, str | int] = {}
        for question, choices in found.items():
            words = self._lexicon.answers[question]
            telling = [choice for choice in choices if not words[choice].gives_way] or choices
            if len(telling) == 1:
                answers[question] = telling[0]
        return answers

    @staticmethod
    def _about(now: list[Finding]) -> Literal["me", "adult", "child"]:
        told = [finding for finding in now if finding.fact != "have" and not finding.fact.startswith("equipment")]
        if not told or not all(finding.other_person for finding in told):
            return "me"
        return "child" if any(finding.child for finding in told) else "adult"

    def _wishes(self, text: str, names: set[str]) -> Wishes:
        wishes = self._lexicon.wishes
        things = tuple(thing for thing in wishes.equipment if f"equipment{BETWEEN}{thing}" in names)
        return Wishes(self._minutes(text), things if "have" in names else ())

    def _minutes(self, text: str) -> int | None:
        words = [token.word for token in self._reader.tokens(text)]
        before = set(self._lexicon.wishes.minutes_before.split())
        for start in range(len(words)):
            number, after = number_at(words, start, self._lexicon.durations)
            if number is None or words[after : after + 1] not in (["minutes"], ["minute"]):
                continue
            if before & set(words[max(0, start - 3) : start]) and number <= self._lexicon.wishes.most_minutes:
                return max(1, int(number))
        return None
