"""The book's own words: its title, what each level says, and its vocabularies."""

from typing import Self, get_args

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id, Level, Reviewed, Words
from bot.knowledge.models.technique import Grade


class LevelWords(Entry):
    """The fixed wording of one level."""

    say: Words = Field(description="The first words of the outcome.")
    then: str = Field("", description="What follows: when it becomes worse, what to leave alone.")


class TechniqueClass(Entry):
    """One class of techniques: what it asks of the body."""

    name: Words = Field(description="What a person calls it, for 'left out: ...'.")
    meaning: Words = Field(description="What it asks of the body, in a sentence.")
    strong: bool = Field(False, description="Strong classes: at most one that is new on a day.")
    touches: bool = Field(True, description="Whether it needs a place; breathing and looking do not.")
    banned: bool = Field(False, description="Forbidden for everybody: no technique may have it.")
    first_minutes: int | None = Field(None, description="The most minutes a side in the first session.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")


class BannedClaim(Entry):
    """Words that no patient may read, because they promise what nobody can keep."""

    because: Words = Field(description="What is wrong with such a claim.")
    words: tuple[Words, ...] = Field(min_length=1, description="Words and phrases, as they would be written.")


class BookWords(Entry):
    """`book.yaml`."""

    title: Words = Field(description="The name of the bot.")
    about: Words = Field(description="What the bot is and is not, for the welcome and /about.")
    languages: tuple[str, ...] = Field(("en",), description="Languages of the chat.")
    levels: dict[Level, LevelWords] = Field(description="The fixed words of each level.")
    maternity_call: Words = Field(description="Whom to call in pregnancy and after a birth.")
    prescriber_call: Words = Field(description="Whom to call about a medicine.")
    treatment_team_call: Words = Field(description="Whom to call during a treatment, such as for cancer.")
    crisis_call: Words = Field(description="Whom to call in despair.")
    emergency_numbers: Words = Field(description="One number a line, each at the beginning of its line.")
    number_first: dict[str, tuple[str, ...]] = Field(
        {},
        description="For a number, the beginnings of the time zones in which its line stands first; all others stay.",
    )
    evidence: dict[Grade, Words] = Field(description="What each grade lets the bot say.")
    equipment: dict[Id, Words] = Field(description="What a person may have at home, by id.")
    equipment_at_first: tuple[Id, ...] = Field(description="What everybody is taken to have.")
    goals: dict[Id, Words] = Field(description="What people want, by id, as it stands in the plan.")
    unsigned: Words = Field(description="The sentence that says that no clinician has signed.")
    partly_signed: Words = Field(description="Said instead once some entries are signed, but not all.")
    signed: Words = Field(description="Said instead once every entry is signed.")
    overdue: Words = Field(description="Said instead when all is signed and something is due for another look.")
    banned_claims: tuple[BannedClaim, ...] = Field((), description="What no text may claim.")
    denials: tuple[Words, ...] = Field((), description="Words that, before such a claim, make it an honest denial.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _says_everything(self) -> Self:
        silent = [level.value for level in Level if level not in self.levels]
        silent += [grade for grade in get_args(Grade) if grade not in self.evidence]
        if silent:
            message = f"there are no words for {', '.join(silent)}; add them under levels: or evidence:"
            raise ValueError(message)
        return self
