"""Which way a rule goes when the condition behind it is otherwise, over all worlds of the two editions."""

from collections.abc import Iterator

from bot.difference.both import Both
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import Subject
from bot.difference.truths import NOTHING_TOLD, Comparison, Rule, compare_rules, rule_of
from bot.knowledge.models.condition import Condition


def compare_conditions(
    both: Both, subject: Subject, what: str, old: Condition | None, new: Condition | None
) -> Iterator[Change]:
    """Yields how a condition changed whose holding is the careful way.

    Args:
        both: The editions.
        subject: Whose condition it is.
        what: What it decides, as a clause that goes with `for somebody who tells`.
        old: The condition as it was.
        new: The condition as it is.
    """
    changes = tuple(compare_as_rules(both, subject, what, rule_of(both.old, old), rule_of(both.new, new)))
    yield from changes
    if not changes and old != new:
        yield subject.other(Kind.PLAN, f"when {what} is written otherwise, and means the same.")


def compare_as_rules(both: Both, subject: Subject, what: str, old: Rule, new: Rule) -> Iterator[Change]:
    """The same for rules whose terms are written out already."""
    yield from told(subject, what, compare_rules(both, old, new))


def told(subject: Subject, what: str, comparison: Comparison) -> Iterator[Change]:
    """Yields what a comparison comes to.

    Args:
        subject: Whose rule it is.
        what: What it decides.
        comparison: How it compares.
    """
    if comparison.given_up:
        yield subject.looser(f"{what} hangs on too many answers to compare.", in_doubt=True)
    if comparison.weaker is not None:
        words = f"{what} no longer for somebody who {_telling(comparison.weaker)}."
        yield subject.one_way(Verdict.LOOSER, words, old=comparison.weaker)
    if comparison.stronger is not None:
        words = f"{what} also for somebody who {_telling(comparison.stronger)}."
        yield subject.one_way(Verdict.STRICTER, words, new=comparison.stronger)


def _telling(world: str) -> str:
    return "tells nothing of it" if world == NOTHING_TOLD else f"tells: {world}"
