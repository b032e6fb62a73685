"""The list of all checks; one that is not here does not run, and each has a failing fixture in the tests."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.knowledge.checks import (
    banned_claims,
    banned_classes,
    button_widths,
    callback_data,
    doses,
    drawn_names,
    equipment,
    evidence,
    implied_classes,
    own_pattern,
    question_order,
    reachability,
    reading_level,
    references,
    routine_minutes,
    rule_size,
    sides,
    source_standing,
    text_limits,
    undrawn,
    unused,
)
from bot.knowledge.checks.check import Check

_IN_ORDER = (
    references.CHECK,
    question_order.CHECK,
    rule_size.CHECK,
    banned_classes.CHECK,
    implied_classes.CHECK,
    equipment.CHECK,
    sides.CHECK,
    own_pattern.CHECK,
    doses.CHECK,
    routine_minutes.CHECK,
    evidence.CHECK,
    source_standing.CHECK,
    reachability.CHECK,
    unused.CHECK,
    drawn_names.CHECK,
    undrawn.CHECK,
    banned_claims.CHECK,
    reading_level.CHECK,
    text_limits.CHECK,
    button_widths.CHECK,
    callback_data.CHECK,
)

CHECKS: Mapping[str, Check] = MappingProxyType({check.code: check for check in _IN_ORDER})
"""Every check by the code of the faults that it finds, in the order in which they run."""
