"""The list of all checks; one that is not here does not run, and each has a failing fixture in the tests."""

from collections.abc import Callable, Iterator, Mapping

from bot.knowledge.book import Book
from bot.knowledge.checks.banned_classes import check_banned_classes
from bot.knowledge.checks.question_order import check_question_order
from bot.knowledge.checks.references import check_references
from bot.knowledge.checks.rule_size import check_rule_size
from bot.knowledge.checks.text_limits import check_text_limits
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions

Check = Callable[[Book, Positions], Iterator[Fault]]

CHECKS: Mapping[str, Check] = {
    "reference": check_references,
    "question_order": check_question_order,
    "rule_size": check_rule_size,
    "banned_class": check_banned_classes,
    "text_limit": check_text_limits,
}
"""Every check by the code of the faults that it finds."""
