"""Every code that a fault can carry, with its explanation."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.knowledge.checks.registry import CHECKS
from bot.knowledge.explanation import Explanation
from bot.knowledge.proof_rules import PROOF_RULES
from bot.knowledge.reading_rules import READING_RULES

EXPLANATIONS: Mapping[str, Explanation] = MappingProxyType(
    {
        explanation.code: explanation
        for explanation in (*READING_RULES, *(check.explanation for check in CHECKS.values()), *PROOF_RULES)
    }
)
"""The explanations by code: those of the reader, of the checks, of the proof."""


def rule_of(code: str) -> str:
    """Returns the rule behind a code.

    Args:
        code: A code of a fault.

    Raises:
        KeyError: The code has no explanation. That is a mistake of the program: each code must have one.
    """
    return EXPLANATIONS[code].rule
