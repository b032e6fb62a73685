"""What operators write in `words/answers.<language>.yaml`: the words in which people answer ordinary questions."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from bot.language.danger.lexicon import DangerLexicon, Id, PatternText, Sign, WordChoice, WordList

BETWEEN = "__"
"""Stands between a question and its answer in the id of a sign."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AnswerWords(_Entry):
    """The words that mean one answer."""

    patterns: tuple[PatternText, ...] = Field(min_length=1, description="As in the lexicon of danger signs.")
    guards: tuple[PatternText, ...] = Field((), description="Where one of them fits, no pattern counts.")
    gives_way: bool = Field(False, description="Whether any other answer to the same question comes before it.")


Answers = Mapping[Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=30)], AnswerWords]


class Durations(_Entry):
    """How times are told."""

    question: Id = Field(description="The question that asks how long it has been so.")
    up_to_days: Mapping[str, int] = Field(description="The most days of each answer, from the shortest on.")
    longer: str = Field(description="The answer for anything longer.")
    units: Mapping[str, int] = Field(description="Days in each unit of time, by its word.")
    numbers: Mapping[str, float] = Field(description="Numbers in words.")
    phrases: Mapping[str, int] = Field(description="Times told without a number, such as 'since yesterday', in days.")
    before: WordList = Field(description="Words shortly before a time that say that it has lasted so long.")
    after: WordList = Field(description="Words right after a time that say the same.")
    not_before: WordList = Field(description="Words before a time that make it something else: 'every 2 weeks'.")
    not_after: WordList = Field(description="Words after a time that make it something else: '3 weeks ago'.")


class Scores(_Entry):
    """How the pain number is told."""

    question: Id = Field(description="The question that asks for a number from 0 to 10.")
    words: WordList = Field(description="Numbers from zero to ten in words; 'a' and 'few' are no score.")
    before: WordList = Field(description="Words shortly before a number that make it a score: 'pain', 'about'.")


class Wishes(_Entry):
    """How minutes, things at hand and the time of day are told."""

    minutes_before: WordList = Field(description="Words before a number of minutes: 'only', 'have'.")
    most_minutes: int = Field(description="Above this it is no wish.")
    equipment: Mapping[Id, WordChoice] = Field(description="Words for each thing that the book knows.")
    have: WordChoice = Field(description="Words that say that the things named are at hand.")


class AnswerLexicon(_Entry):
    """One language's words for the answers to questions that are not about safety."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]{2})?$")] = Field(
        description="The language, as an IETF tag such as `en`."
    )
    concepts: Mapping[Id, WordChoice] = Field({}, description="More concepts, beside those of the danger lexicon.")
    answers: Mapping[Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=16)], Answers] = (
        Field(description="For each question the words for each of its answers.")
    )
    trouble: AnswerWords = Field(description="Any trouble with feet or legs, and any wish for a routine.")
    worry: AnswerWords = Field(description="What sounds worrying although no sign was recognised.")
    plain_words: WordList = Field(description="Words that are no sign of anything, so that they need no checklist.")
    said_before: str = Field(description="What a short answer leaves out, such as 'it hurts'.")
    question_words: WordList = Field(description="Words with which a question begins.")
    durations: Durations
    scores: Scores
    wishes: Wishes

    @model_validator(mode="after")
    def _bands_grow(self) -> Self:
        days = list(self.durations.up_to_days.values())
        if days != sorted(days):
            message = "durations: up_to_days must begin with the shortest"
            raise ValueError(message)
        return self

    def as_signs(self, danger: DangerLexicon) -> DangerLexicon:
        """Returns these words as signs with the cue lists and concepts of the danger lexicon.

        So denial, past and other people are read by the very rules that read danger signs.

        Args:
            danger: The danger lexicon of the same language.

        Raises:
            ValueError: A pattern names a concept that neither lexicon has.
        """
        signs = {
            f"{question}{BETWEEN}{choice}": Sign(patterns=words.patterns, guards=words.guards)
            for question, choices in self.answers.items()
            for choice, words in choices.items()
        }
        signs["trouble"] = Sign(patterns=self.trouble.patterns, guards=self.trouble.guards)
        signs["worry"] = Sign(patterns=self.worry.patterns, guards=self.worry.guards, even_when_gone=True)
        for thing, words in self.wishes.equipment.items():
            signs[f"equipment{BETWEEN}{thing}"] = Sign(patterns=(words,))
        signs["have"] = Sign(patterns=(self.wishes.have,))
        # A signature under the danger signs is none under these words.
        written = danger.model_dump(mode="python", include=set(DangerLexicon.model_fields))
        written |= {
            "concepts": {**danger.concepts, **self.concepts},
            "flags": {name: sign.model_dump() for name, sign in signs.items()},
            "conditions": {}, "clues": {}, "sums": (), "idioms": (),
        }  # fmt: skip
        try:
            return DangerLexicon.model_validate(written)
        except ValidationError as error:
            message = "; ".join(str(detail["msg"]) for detail in error.errors())
            raise ValueError(message) from error
