"""The order of the safety screen, what is asked again when, and what to do when something hurts."""

from typing import Literal

from pydantic import Field

from bot.knowledge.models.base import Duration, Entry, Id, Reviewed, Words
from bot.knowledge.models.condition import Condition


class LockRule(Entry):
    """How a lock ends: a clinician has seen the person, said what, and these questions come out clean."""

    wait: Duration = Field(description="The least time since the lock was set.")
    ask_again: tuple[Id, ...] = Field((), description="The questions that are asked anew; none named means all.")


class Screen(Entry):
    """The order in which questions are put; a follow-up stands right behind the question that opens it."""

    life_threat: Id = Field(description="The list that stands first and acts on the first tap.")
    order: tuple[Id, ...] = Field(description="All safety questions, in the order in which they are put.")
    before_every_routine: tuple[Id, ...] = Field(description="Asked anew before every routine, in this order.")
    cramp_path: tuple[Id, ...] = Field(description="The only questions before the technique for a cramp right now.")
    cramp_technique: Id = Field(description="The technique for a cramp right now.")
    gentle_routines: tuple[Id, ...] = Field(
        (), description="Tried in this order where no other routine has anything left."
    )
    look_when: Condition | None = Field(
        None, description="People who look at their feet first and last in every routine."
    )
    look_technique: Id | None = Field(None, description="The technique of looking.")
    acute: tuple[Id, ...] = Field(description="Questions that 'something new' opens again.")
    emergency_lock: LockRule = Field(description="How the lock after an emergency ends.")
    urgent_lock: LockRule = Field(description="How the lock after an urgent sign ends.")
    clinician_hold: Duration = Field(description="How long a `clinician` block holds before a clean screen ends it.")
    unused: Duration = Field(description="After so long without a visit, the whole screen is asked again.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")


class StopSign(Entry):
    """One line of 'It hurts': what is felt during a routine, and what then happens."""

    sign: Id = Field(description="Its id.")
    key: Words = Field(description="Key word on the button.")
    text: Words = Field(description="The full line.")
    flag: Id | None = Field(None, description="The red flag whose fact it tells.")
    does: Literal["flag", "stop", "ease", "note"] = Field(
        description="`flag`: the red flag's outcome; `stop`: the routine ends; `ease`: by half, then leave out."
    )
    say: Words = Field(description="What the person is told to do.")


class StopRules(Entry):
    """What to watch for at every start, and the lines of 'It hurts', the most serious first."""

    at_every_start: Words = Field(description="What to watch for, said before the first step.")
    when_numb: Words = Field(description="The same for people who cannot rely on pain.")
    unsure: Id = Field(description="The sign that 'Not sure' is treated like.")
    signs: tuple[StopSign, ...] = Field(description="The lines of It hurts, the most serious first.")
    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")
