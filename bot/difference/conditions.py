"""Which way a rule goes when the condition behind it is otherwise, over all worlds of the two editions."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.difference.both import Both
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import Subject
from bot.difference.truths import NOTHING_TOLD, Rule, compare_rules, rule_of
from bot.knowledge.models.condition import Condition


@dataclass(frozen=True, slots=True)
class Decides:
    """What a condition decides whose holding is the careful way; in both sentences `{who}` stands for a person.

    Attributes:
        less: What is so where it holds less than it did.
        more: What is so where it holds more.
    """

    less: str
    more: str


def compare_conditions(
    both: Both, subject: Subject, decides: Decides, old: Condition | None, new: Condition | None
) -> Iterator[Change]:
    """Yields how a condition changed.

    Args:
        both: The editions.
        subject: Whose condition it is.
        decides: What it decides.
        old: The condition as it was.
        new: The condition as it is.
    """
    changes = tuple(compare_as_rules(both, subject, decides, rule_of(both.old, old), rule_of(both.new, new)))
    yield from changes
    if not changes and old != new:
        yield subject.other(Kind.PLAN, "a condition of it is written otherwise, and means the same.")


def compare_as_rules(both: Both, subject: Subject, decides: Decides, old: Rule, new: Rule) -> Iterator[Change]:
    """The same for rules whose terms are written out already."""
    comparison = compare_rules(both, old, new)
    if comparison.given_up:
        words = decides.less.format(who="some people").rstrip(".")
        yield subject.looser(f"it hangs on too many answers to compare; perhaps {words}.", in_doubt=True)
    anybody = not any(True for rule in (old, new) for _ in rule.leaves())
    if comparison.weaker is not None:
        words = decides.less.format(who="anybody" if anybody else _who(comparison.weaker))
        yield subject.one_way(Verdict.LOOSER, words, old=comparison.weaker)
    if comparison.stronger is not None:
        words = decides.more.format(who="anybody" if anybody else _who(comparison.stronger))
        yield subject.one_way(Verdict.STRICTER, words, new=comparison.stronger)


def _who(world: str) -> str:
    return "somebody to whom none of it applies" if world == NOTHING_TOLD else f"somebody who tells: {world}"
