"""A rule reads at most eight facts, so that a machine can go through all its worlds and a reviewer can hold it.

A term counts as one: it is a rule of its own, and what it comes to is one value.
"""

from collections.abc import Iterator

from pydantic import BaseModel

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.condition import Condition
from bot.knowledge.positions import Positions

MOST_FACTS = 8


def check_rule_size(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every rule or term that reads more facts than one may."""
    rules: list[tuple[BaseModel, Condition]] = [
        (flag, rule.when) for flag in book.red_flags.values() for rule in flag.levels
    ]
    rules += [(caution, caution.when) for caution in book.cautions.values()]
    rules += [(term, term.when) for term in book.terms.values()]
    for entry, condition in rules:
        facts = sorted(set(condition.reads()))
        if len(facts) > MOST_FACTS:
            file, line, column = positions.of(entry)
            wrong = f"a rule reads {len(facts)} facts ({', '.join(facts)})"
            remedy = f"read {MOST_FACTS} at most: split it, or name a part of it as a term"
            yield Fault(file, line, column, "rule_size", wrong, remedy)


CHECK = Check(
    Explanation(
        "rule_size",
        rule="A rule reads at most eight facts; a term counts as one.",
        why=(
            "The proof goes through all answers to the facts of each rule, and a reviewer has to hold them in mind. "
            "Beyond eight neither can."
        ),
        wrong="when: {any: [a, b, c, d, e, f, g, h, i]}",
        right="terms:\n- term: weak_foot\n  when: {any: [a, b, c, d]}\n...\nwhen: {any: [weak_foot, e, f, g, h, i]}",
    ),
    check_rule_size,
)
