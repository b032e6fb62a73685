"""What operators write in `words/danger.<language>.yaml`: the words in which people tell danger signs."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.language.danger.notation import Pattern, Slot, read_pattern, read_slot
from bot.language.danger.word_forms import NUMBER_KINDS


def _is_slot(text: str) -> str:
    read_slot(text)
    return text


def _is_pattern(text: str) -> str:
    read_pattern(text)
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=48)]
Misspelt = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+( [a-z0-9]+)?$", max_length=48)]
WordChoice = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_is_slot)]
"""Phrases divided by `|`."""
PatternText = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_is_pattern)]
"""Slots divided by ` + ` or ` > `."""
WordList = Annotated[str, StringConstraints(strip_whitespace=True)]
"""Single words divided by spaces."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sign(_Entry):
    """The words for one red flag, condition or clue."""

    strong: tuple[WordChoice, ...] = Field((), description="Phrases that are enough alone; no guard holds them off.")
    patterns: tuple[PatternText, ...] = Field((), description="One to three slots within one sentence.")
    guards: tuple[PatternText, ...] = Field(
        (), description="Harmless contexts: where one of them fits in the same clause or sentence, no pattern counts."
    )
    even_when_gone: bool = Field(
        False, description="Whether it counts although it has passed, as with a stroke that went away."
    )
    even_in_questions: bool = Field(
        False, description="Whether it counts also inside a mere question, as 'what's the point of living' does."
    )
    asks_first: bool = Field(
        False,
        description="Whether it is asked about before it stops anything, where the words may only name an illness "
        "that is known for long, as 'gout' does.",
    )
    keep_past: bool = Field(
        False, description="Whether it is worth knowing that it was so once, as with a clot years ago."
    )

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not (self.strong or self.patterns):
            message = "there are no strong phrases and no patterns; write at least one"
            raise ValueError(message)
        return self


class Idiom(_Entry):
    """A way of speaking that must not be taken at its word."""

    says: PatternText = Field(description="How it is said; the words of its last slot are not read otherwise.")
    unless: WordChoice | None = Field(None, description="With one of these in the message it is meant as it stands.")
    fact: Id = Field(description="Red flag that is reported with the sense `idiom`.")


class Sum(_Entry):
    """Signs that together mean more than each alone, also when they come in different messages of one day."""

    gives: Id = Field(description="The red flag or condition.")
    needs: tuple[WordList, ...] = Field(
        min_length=2, description="Ids of flags, conditions or clues; of those divided by spaces one is needed."
    )


class Cues(_Entry):
    """Words that say how the words around them are meant."""

    negators: WordChoice = Field(description="Deny the words that follow, up to six, within the clause.")
    false_negators: WordChoice = Field(description="Look like a denial and are none: 'no relief', 'not only'.")
    turned_denials: WordChoice = Field(description="Take back the denial after them: 'can't say it doesn't hurt'.")
    denial_ends: WordChoice = Field(description="End what a negator covers: 'but', 'just', 'my'.")
    statement_words: WordChoice = Field(description="After 'and' they open a new statement that is not denied.")
    and_words: WordChoice = Field(description="The words for 'and'.")
    contrasts: WordChoice = Field(description="What stands before them guards nothing after them: 'but', 'and now'.")
    gone: WordChoice = Field(description="Say that what stands before them in the clause is over: 'went away'.")
    past: WordChoice = Field(description="Put the clause into the past: 'years ago'.")
    present: WordChoice = Field(description="Keep a clause in the present all the same: 'still', 'now', 'again'.")
    hypothetical: WordChoice = Field(description="Make the rest of the sentence a question about the thing itself.")
    conditions: WordChoice = Field(description="Keep a question a question although it speaks of me: 'if', 'when'.")
    pointing: WordChoice = Field(description="End a mere question, for they point at something: 'what is this lump'.")
    own: WordChoice = Field(description="The person speaks of themselves: 'i', 'my'.")
    people: WordChoice = Field(description="Other people: 'dad', 'wife'.")
    pronouns: WordChoice = Field(description="Stand for somebody named before, who may be a child: 'she'.")
    children: WordChoice = Field(description="Children; they count as other people too.")


class DangerLexicon(_Entry):
    """All the words of one language in which danger signs are told."""

    language: str = Field(description="The language, as an IETF tag such as `en`.")
    script: str = Field(description="The script of its letters as Unicode names it, such as `LATIN`.")
    everyday_words: WordList = Field(
        description="Common words. A message of four words or more with none that the lexicon knows is not covered."
    )
    fillers: WordList = Field(description="Words that may stand inside any phrase: 'the', 'very', 'is'.")
    ordinary_words: WordList = Field(
        description="Right words that look like a misspelt danger word and must not be taken for one: 'chess'."
    )
    spellings: Mapping[Misspelt, str] = Field(
        description="Known misspellings and other spellings, of a word or of two together, and what to read."
    )
    concepts: Mapping[Id, WordChoice] = Field(description="Words with one meaning, named in patterns as `<name>`.")
    cues: Cues
    idioms: tuple[Idiom, ...] = Field(description="Ways of speaking that must not be taken at their word.")
    flags: Mapping[Id, Sign] = Field(description="Words for each red flag, by its id.")
    conditions: Mapping[Id, Sign] = Field(description="Words for conditions that matter for safety, by fact id.")
    clues: Mapping[Id, Sign] = Field(description="Words for signs that ask nothing alone, for the sums.")
    sums: tuple[Sum, ...] = Field(description="Signs that together mean more than each alone.")

    def signs(self) -> Iterator[tuple[str, Sign]]:
        """Yields every sign with its id: red flags, conditions, clues."""
        yield from self.flags.items()
        yield from self.conditions.items()
        yield from self.clues.items()

    @property
    def facts(self) -> frozenset[str]:
        """Ids that a finding can carry."""
        return frozenset((*self.flags, *self.conditions))

    def choices(self) -> Iterator[tuple[str, Slot]]:
        """Yields every slot of the lexicon with words that say where it stands."""
        for name, words in self.concepts.items():
            yield f"concept {name}", read_slot(words)
        for name in Cues.model_fields:
            yield f"cues.{name}", read_slot(getattr(self.cues, name))
        for idiom in self.idioms:
            for slot in read_pattern(idiom.says).slots:
                yield "idioms", slot
            if idiom.unless is not None:
                yield "idioms", read_slot(idiom.unless)
        for name, sign in self.signs():
            for words in sign.strong:
                yield name, read_slot(words)
            for pattern in self._patterns(sign):
                for slot in pattern.slots:
                    yield name, slot

    @staticmethod
    def _patterns(sign: Sign) -> Iterator[Pattern]:
        for text in (*sign.patterns, *sign.guards):
            yield read_pattern(text)

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        names = [name for name, _ in self.signs()]
        twice = sorted({name for name in names if names.count(name) > 1})
        faults = [f"{name} stands under more than one of flags, conditions and clues" for name in twice]
        known = {*self.concepts, *NUMBER_KINDS}
        for where, slot in self.choices():
            for phrase in slot:
                faults += [
                    f"{where}: there is no concept <{element.text}>"
                    for element in phrase
                    if element.concept and element.text not in known
                ]
                words = ["" if element.concept else element.text for element in phrase]
                faults += [
                    f"{where}: write {self.spellings[written]!r}, for spellings turns {written!r} into it"
                    for written in (*words, *(f"{first} {second}" for first, second in pairwise(words)))
                    if written in self.spellings
                ]
        faults += [f"idioms: there is no flag {idiom.fact}" for idiom in self.idioms if idiom.fact not in self.flags]
        for entry in self.sums:
            if entry.gives not in self.facts:
                faults.append(f"sums: there is no flag or condition {entry.gives}")
            parts = {part for choice in entry.needs for part in choice.split()}
            faults += [f"sums: there is no flag, condition or clue {part}" for part in sorted(parts - set(names))]
        faults += [f"concept {name} is part of itself" for name in self._circular()]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _circular(self) -> list[str]:
        parts = {
            name: {element.text for phrase in read_slot(words) for element in phrase if element.concept}
            for name, words in self.concepts.items()
        }

        def reaches(start: str) -> bool:
            seen: set[str] = set()
            ahead = set(parts[start])
            while ahead:
                name = ahead.pop()
                if name == start:
                    return True
                if name not in seen:
                    seen.add(name)
                    ahead |= parts.get(name, set())
            return False

        return sorted(name for name in parts if reaches(name))
