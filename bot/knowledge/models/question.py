"""Questions: each asks for one fact, or for several with a list of lines."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from bot.knowledge.models.base import Duration, Entry, Id, Reviewed, Standing, Words
from bot.knowledge.models.condition import Condition


class GoodFor(Entry):
    """How long an answer holds."""

    when: Condition | None = Field(None, description="It holds only so long for people of whom this is true.")
    time: Duration = Field(alias="for", description="How long the answer holds, such as '7 days'.")


class Line(Entry):
    """One line of a list. Its id is itself a fact: whether the line was ticked."""

    line: Id = Field(description="Id of the line, and of the fact that it was ticked.")
    key: Words = Field(description="Key word on the button, naming the danger; at most 13 letters with its number.")
    text: Words = Field(description="The full line, as it stands numbered in the message.")
    because: str = Field("", description="How it is told back: 'Because you told me: ...'. Empty: the text itself.")
    means: tuple[Id, ...] = Field((), description="Further facts that are yes when it is ticked and no when not.")
    leads_to: tuple[Id, ...] = Field((), description="Facts that the questions behind this line may settle.")
    numbered: bool = Field(True, description="False for a line that stands only on its button.")


class Choice(Entry):
    """One answer of a choice."""

    choice: Id = Field(description="Id of the answer: the value that the fact takes.")
    label: Words = Field(description="What the button says; at most 30 letters.")
    words: tuple[str, ...] = Field((), description="Words in a typed message that mean this answer.")
    goals: tuple[Id, ...] = Field((), description="Goals that a person with this answer has.")
    means: dict[Id, Literal["yes", "no", "unsure"]] = Field(
        default_factory=dict, description="Further facts that this answer settles."
    )
    about_somebody_else: bool = Field(
        False,
        description="The routine is for another adult: a visit about that person begins, with the whole screen.",
    )


class Question(Entry):
    """Asks for one fact, or for several with a list.

    Kinds: `signs` is the life-threat list, where the first tap acts at once; `ticks` is any other list; `choice`
    has one answer of several; `yes_no` has Yes, No and Not sure; `number` is 0 to 10; `side` is left, right, both
    or not sure.
    """

    question: Id = Field(description="Its id.")
    kind: Literal["signs", "ticks", "choice", "yes_no", "number", "side"] = Field(
        description="How it is answered; see above."
    )
    check: int | None = Field(None, description="Its number in 'Safety check 2 of 6', if it is one of those.")
    ask: Words = Field(description="The question, as the person reads it.")
    about_other: str = Field("", description="The same question about another person ('the person').")
    hint: str = Field("", description="A second sentence under the question.")
    why: Words = Field(description="Why it is asked, shown on a tap on Why?")
    when: Condition | None = Field(None, description="It is asked only of people of whom this may be true.")
    fact: Id | None = Field(None, description="The fact it asks for (choice, yes_no, number, side).")
    healthy: str | int | None = Field(None, description="The answer of a person without trouble.")
    lines: tuple[Line, ...] = Field((), description="The lines of a list (signs, ticks).")
    choices: tuple[Choice, ...] = Field((), description="The answers of a choice.")
    picture: Id | None = Field(
        None,
        description="A picture that can be shown: what to look at or to try. With a choice it is a map, whose "
        "numbers are those of the first choices.",
    )
    yes: str = Field("", description="Words for Yes, where plain Yes would be unclear.")
    no: str = Field("", description="Words for No, where plain No would be unclear.")
    good_for: tuple[GoodFor, ...] = Field((), description="How long the answers hold; the shortest that applies.")
    each_practice: bool = Field(False, description="Asked anew before every routine; holds 12 hours at most.")
    narrows: bool = Field(
        False,
        description="A list that asks which of several things a ticked line meant: one of its lines must be it.",
    )
    only_if_wanted: bool = Field(
        False,
        description="Asked only when a plan would hold a technique that names one of its facts in ask_first; "
        "until then its facts count as unsure, so that the technique is left out.",
    )
    could_be_emergency: bool = Field(
        False,
        description="Asked even when an urgent sign was found, because its answer could raise the level.",
    )
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    standing: Standing = Field(Standing.DESIGN_CHOICE, description="How it is known.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        is_list = self.kind in {"signs", "ticks"}
        faults = {
            "a list needs lines": is_list and not self.lines,
            "only a list has lines": not is_list and bool(self.lines),
            "a list asks by its lines; leave out fact and healthy": is_list
            and (self.fact is not None or self.healthy is not None),
            "needs fact: the id of the fact that it asks for": not is_list and self.fact is None,
            "needs healthy: the answer of a person without trouble": not is_list and self.healthy is None,
            "a choice needs choices": self.kind == "choice" and not self.choices,
            "only a choice has choices": self.kind != "choice" and bool(self.choices),
            "healthy must be one of the choices": self.kind == "choice"
            and self.healthy not in {choice.choice for choice in self.choices},
        }
        for fault, found in faults.items():
            if found:
                raise ValueError(fault)
        return self

    def facts(self) -> Iterator[str]:
        """Yields the ids of all the facts that an answer settles."""
        if self.fact is not None:
            yield self.fact
        for line in self.lines:
            yield line.line
            yield from line.means
        for choice in self.choices:
            yield from choice.means

    def settled_by(self, answer: str | int) -> dict[str, str | int]:
        """Returns all that an answer to a choice, a yes or no, a number or a side settles: fact and value."""
        settled: dict[str, str | int] = {} if self.fact is None else {self.fact: answer}
        for choice in self.choices:
            for fact in choice.means:
                settled.setdefault(fact, "no")
        for choice in self.choices:
            if choice.choice == answer:
                settled.update(choice.means)
        return settled

    def healthy_value(self, fact: str) -> str | int:
        """Returns what a fact of this question is for a person without trouble."""
        if fact == self.fact and self.healthy is not None:
            return self.healthy
        for choice in self.choices:
            if choice.choice == self.healthy and fact in choice.means:
                return choice.means[fact]
        return "no"
