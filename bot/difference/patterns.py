"""Patterns and goals: whose limits hold when, and what they rule out."""

from collections.abc import Iterator, Mapping
from itertools import product

from bot.difference.both import Both, as_words
from bot.difference.change import Change
from bot.difference.conditions import compare_as_rules, compare_conditions
from bot.difference.fields import (
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    plan,
    source,
    text,
    warning,
)
from bot.difference.reach import reached, told_sides
from bot.difference.truths import Rule, any_of, rule_of
from bot.knowledge.book import Book
from bot.knowledge.models.presentation import Presentation, RuledOut

PATTERN_FIELDS: Mapping[str, FieldRule] = {
    "name": text,
    "likeness": text,
    "goal": cannot_compare,
    "general": cannot_compare,
    "when": elsewhere,
    "signs": elsewhere,
    "limits_when": elsewhere,
    "questions": elsewhere,
    "rules_out": elsewhere,
    "routines": plan,
    "expect": text,
    "clinician_when": warning,
    "sources": source,
    "standing": source,
    "note": source,
    "reviewed": elsewhere,
}

Ruled = tuple[str, ...]
"""Something that is ruled out: a class at a place on a side, a technique, or a routine."""


def compare_patterns(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the patterns and goals."""
    old, new = both.old.presentations, both.new.presentations
    for name, pattern in old.items():
        subject = Subject(f"pattern {name}", f"Somebody whose answers are like “{pattern.name}”")
        if name not in new:
            yield subject.looser("this pattern is gone, with what it rules out.")
            continue
        now = new[name]
        if both.same(pattern, now):
            continue
        yield from compare_fields(both, subject, pattern, now, PATTERN_FIELDS)
        yield from compare_conditions(both, subject, "its limits hold", pattern.limits_when, now.limits_when)
        # Whom it may fit decides whose limits hold while patterns cannot be told apart.
        yield from compare_conditions(both, subject, "it may fit", pattern.when, now.when)
        if _telling_apart(both.old, pattern) != _telling_apart(both.new, now):
            words = "it is told apart otherwise; the limits of the patterns beside it may end sooner."
            yield subject.looser(words, in_doubt=True)
        yield from _ruled_out(both, subject, pattern, now)
    for name, pattern in new.items():
        if name not in old:
            subject = Subject(f"pattern {name}", f"Somebody whose answers are like “{pattern.name}”")
            words = "this pattern is new; the limits of the patterns beside it may end sooner."
            yield subject.looser(words, in_doubt=True)


def _telling_apart(book: Book, pattern: Presentation) -> tuple[tuple[Rule, int], ...]:
    return tuple((rule_of(book, sign.when), sign.points) for sign in pattern.signs)


def _ruled_out(both: Both, subject: Subject, old: Presentation, new: Presentation) -> Iterator[Change]:
    """Yields what is ruled out otherwise: alike things together, each compared over all worlds."""
    alike: dict[tuple[Rule, Rule], dict[str, None]] = {}
    wheres = [one.where for one in (*old.rules_out, *new.rules_out)]
    for sides in told_sides(*wheres):
        before = _what_is_ruled_out(both.old, old.rules_out, sides)
        after = _what_is_ruled_out(both.new, new.rules_out, sides)
        for ruled in dict.fromkeys((*before, *after)):
            pair = (any_of(before.get(ruled, ())), any_of(after.get(ruled, ())))
            if pair[0] != pair[1]:
                alike.setdefault(pair, {})[ruled[0]] = None
    for (was, now), names in alike.items():
        called = ", ".join(_called(both, name) for name in names)
        yield from compare_as_rules(both, subject, f"{called} ruled out", was, now)
    old_says = {one.say for one in old.rules_out}
    for one in new.rules_out:
        if one.say not in old_says and len(old.rules_out) == len(new.rules_out):
            before_says = next(
                (two.say for two in old.rules_out if two.say not in {x.say for x in new.rules_out}), ""
            )
            yield from text(both, subject, "why something is ruled out", before_says, one.say)


def _what_is_ruled_out(
    book: Book, ruled_out: tuple[RuledOut, ...], sides: Mapping[str, str | int]
) -> dict[Ruled, tuple[Rule, ...]]:
    found: dict[Ruled, tuple[Rule, ...]] = {}
    for one in ruled_out:
        rule = rule_of(book, one.when)
        things: list[Ruled] = [
            (name, str(place), side.value) for name, (place, side) in product(one.classes, reached(one.where, sides))
        ]
        things += [(f"technique {name}",) for name in one.techniques]
        things += [(f"routine {name}",) for name in one.routines]
        for thing in things:
            found[thing] = (*found.get(thing, ()), rule)
    return found


def _called(both: Both, name: str) -> str:
    for kind, entries in (
        ("technique ", {**both.old.techniques, **both.new.techniques}),
        ("routine ", {**both.old.routines, **both.new.routines}),
    ):
        if name.startswith(kind) and name.removeprefix(kind) in entries:
            return f"“{entries[name.removeprefix(kind)].name}”"
    found = both.new.classes.get(name) or both.old.classes.get(name)
    return found.name if found else as_words(name)
