"""What two editions differ in, as data: everything that is told of an edit is made from this."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """Which way a change goes."""

    LOOSER = "looser"
    """Somebody is allowed more, warned less or asked less; or it is about safety and cannot be compared."""
    STRICTER = "stricter"
    OTHER = "other"
    """It is no safety rule: a plan, a text, a source."""


class Kind(StrEnum):
    """What a change is about, in the order in which changes are told."""

    RULE = "rule"
    OUTCOME = "outcome"
    """What follows for people from changed rules; a rule that changed is counted, what follows from it is not."""
    PLAN = "plan"
    TEXT = "text"
    SOURCE = "source"
    SIGN_OFF = "sign_off"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise.

    Attributes:
        verdict: Which way it goes.
        kind: What it is about.
        entry: The kind and the id of the entry, such as `caution varicose_veins`.
        says: A sentence about people, or about what they read.
        old: What it was, where it can be told shortly.
        new: What it is.
        in_doubt: Whether it counts as looser only because it cannot be compared.
        people: How many patient cases it was found in, where it was found so.
    """

    verdict: Verdict
    kind: Kind
    entry: str
    says: str
    old: str = ""
    new: str = ""
    in_doubt: bool = False
    people: int = 0


@dataclass(frozen=True, slots=True)
class Length:
    """How much shorter or longer one routine gets for some people.

    Attributes:
        routine: Id of the routine.
        minutes: By how many minutes; negative for shorter.
        who: For whom, in words.
    """

    routine: str
    minutes: float
    who: str


@dataclass(frozen=True)
class Difference:
    """All that two editions differ in. It is plain data: it can be pickled, and telling it needs no book.

    Attributes:
        old: The edition that is compared with.
        new: The edition that was proposed.
        changes: What is otherwise in the entries.
        outcomes: What follows for people, found over worlds and patient cases.
        lengths: Routines that get shorter or longer.
        unsigned: Changed or new entries that no clinician has signed as they now are.
        cases_played: How many patient cases were played with both editions.
        cases_touched: How many the edit may touch.
        cases_failed: Cases of the new edition, among those played, that do not come out as they must.
        permissions: How many permissions of a technique for a kind of person were compared.
        routine_names: What people call the routines, by id.
    """

    old: str
    new: str
    changes: tuple[Change, ...] = ()
    outcomes: tuple[Change, ...] = ()
    lengths: tuple[Length, ...] = ()
    unsigned: tuple[str, ...] = ()
    cases_played: int = 0
    cases_touched: int = 0
    cases_failed: tuple[str, ...] = ()
    permissions: int = 0
    routine_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def looser(self) -> tuple[Change, ...]:
        """What somebody is allowed more by, warned less or asked less, and what cannot be compared.

        Outcomes that are looser count only where no rule was seen to be: they are what follows from the rules.
        """
        rules = tuple(change for change in self.changes if change.verdict is Verdict.LOOSER)
        return rules or tuple(change for change in self.outcomes if change.verdict is Verdict.LOOSER)

    @property
    def stricter(self) -> tuple[Change, ...]:
        """What somebody is allowed less by, warned more or asked more."""
        return tuple(change for change in self.changes if change.verdict is Verdict.STRICTER)

    @property
    def other(self) -> tuple[Change, ...]:
        """Plans, texts, sources and the rest."""
        return tuple(change for change in self.changes if change.verdict is Verdict.OTHER)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all differs."""
        return not self.changes and not self.outcomes
