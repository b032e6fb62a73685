"""From facts to a triage level: the most serious of all red flags that fire."""

from dataclasses import dataclass, field
from functools import cached_property

from bot.knowledge.models.base import Level
from bot.knowledge.models.red_flag import RedFlag
from bot.safety.known import Known


@dataclass(frozen=True, slots=True)
class Finding:
    """A red flag that fires.

    Attributes:
        flag: The red flag.
        level: The most serious level that its rules lead to.
        within_days: For `clinician`: see one within so many days.
    """

    flag: RedFlag
    level: Level
    within_days: int | None = None


@dataclass(frozen=True)
class Triage:
    """The outcome of the screen.

    Attributes:
        findings: The red flags that fire, the most serious first, in the order of the book among equals.
        known: What is known of the person.
    """

    findings: tuple[Finding, ...]
    known: Known = field(repr=False)

    @cached_property
    def level(self) -> Level:
        """The most serious level found so far; without a red flag it hangs on whether any caution does."""
        if self.findings:
            return self.findings[0].level
        told = self.known.as_told()
        adapted = any(told.truth(caution.when).fires for caution in self.known.book.cautions.values())
        return Level.ADAPTED if adapted else Level.SELFCARE

    @property
    def stops(self) -> bool:
        """Whether nothing may be offered at all."""
        return bool(self.findings) and self.level in {Level.EMERGENCY, Level.URGENT}

    def at(self, level: Level) -> tuple[Finding, ...]:
        """Returns the findings of one level."""
        return tuple(finding for finding in self.findings if finding.level is level)


def triage(known: Known) -> Triage:
    """Returns the level that the facts lead to.

    An unsure answer counts as yes. Open questions do not fire here: whoever offers a technique asks `open_rules`
    first.

    Args:
        known: What is known of the person.
    """
    findings = [finding for flag in known.book.red_flags.values() if (finding := finding_of(flag, known))]
    # Among equals the sign that was told by its own name comes first: it names the lock.
    findings.sort(
        key=lambda found: (
            -found.level.seriousness,
            found.flag.modifies is not None,
            known.value(found.flag.flag) not in {"yes", "unsure"},
        )
    )
    return Triage(tuple(findings), known)


def finding_of(flag: RedFlag, known: Known) -> Finding | None:
    """Returns the most serious level of one red flag, or None where it does not fire."""
    fired = [rule for rule in flag.levels if known.truth(rule.when).fires]
    if not fired:
        return None
    worst = max(fired, key=lambda rule: (rule.level.seriousness, -(rule.within_days or 0)))
    return Finding(flag, worst.level, worst.within_days)


def worst_level(flag: RedFlag) -> Level:
    """Returns the most serious level that a red flag can lead to."""
    return max((rule.level for rule in flag.levels), key=lambda level: level.seriousness)
