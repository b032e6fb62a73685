"""Red flags: rules over facts that lead to a triage level."""

from typing import Any, Literal

from pydantic import Field, model_validator

from bot.knowledge.models.base import Entry, Id, Level, Place, Reviewed, Standing, Words
from bot.knowledge.models.condition import Condition


class Where(Entry):
    """Where limits hold. Nothing said means both legs, knee to toes.

    Written `whole_body`, `both_legs` (hip to toes), `both_feet`, or with `places` and `side_of`.
    """

    whole_body: bool = Field(False, description="Everywhere, and for techniques that touch no place at all.")
    places: tuple[Place, ...] = Field((), description="The places; empty means knee to toes.")
    side_of: Id | None = Field(None, description="The fact that tells the side; unknown or empty means both sides.")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        short: dict[str, dict[str, Any]] = {
            "whole_body": {"whole_body": True},
            "both_legs": {"places": sorted(_LEG)},
            "both_feet": {"places": sorted(_FOOT)},
        }
        if isinstance(value, str):
            if value not in short:
                message = f"should be one of {', '.join(short)}, or places: [...] with side_of: ..."
                raise ValueError(message)
            return short[value]
        return value


_FOOT = ("toes", "ball", "arch", "heel", "top", "inner_edge", "outer_edge", "ankle")
_LEG = (*_FOOT, "achilles", "calf", "shin", "thigh")


class LevelRule(Entry):
    """One level that a red flag can lead to. Of all that may apply, the most serious holds."""

    level: Level = Field(description="How serious it is.")
    when: Condition = Field(description="When it is.")
    within_days: int | None = Field(None, description="For `clinician`: see one within so many days.")


class RedFlag(Entry):
    """A danger sign. An unsure answer counts as yes; the most serious level that may apply holds."""

    flag: Id = Field(description="Its id; the fact that its question asks has the same.")
    asks: Words = Field(description="The exact question; asked alone when it was tapped by mistake, or typed.")
    because: Words = Field(description="What the person told, for 'Because you told me: ...'.")
    suggests: Words = Field(description="What it may mean; for operators and reviewers, never shown as a diagnosis.")
    why: Words = Field(description="Plain words for 'Why today?': what can look like this, and who can tell.")
    levels: tuple[LevelRule, ...] = Field(min_length=1, description="What it leads to; the most serious holds.")
    call: Literal["emergency", "maternity", "prescriber", "treatment_team", "doctor", "crisis"] = Field(
        "doctor", description="Whom to call; `emergency` level always names the emergency number too."
    )
    modifies: Id | None = Field(
        None, description="The red flag that it only makes more likely; that one names the lock."
    )
    past_means: Id | None = Field(
        None, description="The fact that is told when typed words say it was so long ago, such as blood_clot."
    )
    first_aid: str = Field("", description="One line of first aid, or empty.")
    where: Where = Field(default_factory=Where, description="The area that a `clinician` level blocks.")
    holds: bool = Field(True, description="Whether a `clinician` block outlives the sign itself; a fever's does not.")
    needs_clinician: bool = Field(False, description="A `clinician` block of this flag never ends by time alone.")
    unlock: Literal["checked", "clot"] = Field("checked", description="What the unlock asks the person about.")
    sources: tuple[str, ...] = Field((), description="What it rests on: ids of sources.yaml.")
    standing: Standing = Field(Standing.DESIGN_CHOICE, description="How it is known.")
    note: str = Field("", description="For operators; nobody else reads it.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")
