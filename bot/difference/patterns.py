"""Patterns and goals: whose limits hold when, and what they rule out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.conditions import Decides, compare_as_rules, compare_conditions
from bot.difference.every_kind import common_of
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    listed,
    routine_called,
    text,
    warning,
)
from bot.difference.reach import reached, told_sides
from bot.difference.screening import LIMITS_HOLD
from bot.difference.truths import Rule, any_of, rule_of
from bot.knowledge.book import Book
from bot.knowledge.models.base import Place
from bot.knowledge.models.presentation import Presentation, RuledOut
from bot.knowledge.models.question import Question


def told_among_questions(
    _: Both, subject: Subject, field: str, old: Sequence[Question], new: Sequence[Question]
) -> Iterator[Change]:
    """Yields that questions stand elsewhere; whom they are put to is told with the questions themselves."""
    if [one.question for one in old] != [one.question for one in new]:
        yield subject.other(Kind.PLAN, f"{field} are others, or stand in another order.")


PATTERN_FIELDS: Mapping[str, FieldRule] = {
    "name": text,
    "likeness": text,
    "goal": cannot_compare,
    "general": cannot_compare,
    "when": elsewhere,
    "signs": elsewhere,
    "limits_when": elsewhere,
    "questions": told_among_questions,
    "rules_out": elsewhere,
    "routines": listed(
        more_is=Verdict.LOOSER,
        came="the routine {one} is now proposed to them.",
        went="the routine {one} is no longer proposed to them.",
        name=routine_called,
    ),
    "expect": text,
    "clinician_when": warning,
    **common_of(Presentation),
}

FITS = Decides("it can no longer fit {who}.", "it can now also fit {who}.")

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
        limits_hold = compare_conditions(both, subject, LIMITS_HOLD, pattern.limits_when, now.limits_when)
        beside: Beside = {
            ("limits_when",): limits_hold,
            ("when",): _fitting(both, subject, pattern, now),
            ("signs",): _telling_apart(both, subject, pattern, now),
            ("rules_out",): _ruled_out(both, subject, pattern, now),
        }
        yield from compare_fields(both, subject, pattern, now, PATTERN_FIELDS, beside=beside)
    for name, pattern in new.items():
        if name not in old:
            subject = Subject(f"pattern {name}", f"Somebody whose answers are like “{pattern.name}”")
            words = "this pattern is new; the limits of the patterns beside it may end sooner."
            yield subject.looser(words, in_doubt=True)


def _fitting(both: Both, subject: Subject, old: Presentation, new: Presentation) -> Iterator[Change]:
    """Yields whom it may fit otherwise: as long as patterns cannot be told apart, the limits of all of them hold."""
    for change in compare_conditions(both, subject, FITS, old.when, new.when):
        if change.verdict is Verdict.STRICTER:
            words = change.says.removeprefix(f"{subject.who}: ").rstrip(".")
            yield subject.looser(f"{words}; the limits of the patterns beside it may end sooner.", in_doubt=True)
        else:
            yield change


def _telling_apart(both: Both, subject: Subject, old: Presentation, new: Presentation) -> Iterator[Change]:
    before, after = (
        [(rule_of(book, sign.when), sign.points) for sign in pattern.signs]
        for book, pattern in ((both.old, old), (both.new, new))
    )
    if before != after:
        words = "it is told apart otherwise; the limits of the patterns beside it may end sooner."
        yield subject.looser(words, in_doubt=True)
    elif old.signs != new.signs:
        yield subject.other(Kind.TEXT, "why it is likely is said otherwise.")


def _ruled_out(both: Both, subject: Subject, old: Presentation, new: Presentation) -> Iterator[Change]:
    """Yields what is ruled out otherwise: alike things together, each compared over all worlds."""
    alike: dict[tuple[Rule, Rule], dict[str, None]] = {}
    wheres = [one.where for one in (*old.rules_out, *new.rules_out)]
    for sides in told_sides(*wheres):
        before = _what_is_ruled_out(both, both.old, old.rules_out, sides)
        after = _what_is_ruled_out(both, both.new, new.rules_out, sides)
        for ruled in dict.fromkeys((*before, *after)):
            pair = (any_of(before.get(ruled, ())), any_of(after.get(ruled, ())))
            if pair[0] != pair[1]:
                alike.setdefault(pair, {})[ruled[0]] = None
    told = False
    for (was, now), names in alike.items():
        called = ", ".join(_called(both, name) for name in names)
        left_out = Decides(f"no longer left out for {{who}}: {called}.", f"now also left out for {{who}}: {called}.")
        for change in compare_as_rules(both, subject, left_out, was, now):
            told = True
            yield change
    before_says, after_says = ([one.say for one in rules] for rules in (old.rules_out, new.rules_out))
    if set(before_says) != set(after_says):
        yield from text(both, subject, "why something is ruled out", before_says, after_says)
    elif not told and old.rules_out != new.rules_out:
        yield subject.other(Kind.PLAN, "what it rules out is written otherwise, and means the same.")


def _what_is_ruled_out(
    both: Both, book: Book, ruled_out: tuple[RuledOut, ...], sides: Mapping[str, str | int]
) -> dict[Ruled, tuple[Rule, ...]]:
    found: dict[Ruled, tuple[Rule, ...]] = {}
    for one in ruled_out:
        rule = rule_of(book, one.when)
        here = reached(one.where, sides)
        things: list[Ruled] = [(name, str(place), side.value) for name, (place, side) in product(one.classes, here)]
        things += [
            (f"technique {name}", str(place), side.value)
            for name, (place, side) in product(one.techniques, here)
            if place in _touched(both, name)
        ]
        things += [(f"routine {name}",) for name in one.routines]
        for thing in things:
            found[thing] = (*found.get(thing, ()), rule)
    return found


def _touched(both: Both, technique: str) -> frozenset[Place | None]:
    """Returns the places of a technique in either edition; one that touches nothing is reached by the whole body."""
    found = [book.techniques[technique] for book in (both.old, both.new) if technique in book.techniques]
    return frozenset(place for one in found for place in (one.places or (None,)))


def _called(both: Both, name: str) -> str:
    for kind, entries in (
        ("technique ", {**both.old.techniques, **both.new.techniques}),
        ("routine ", {**both.old.routines, **both.new.routines}),
    ):
        if name.startswith(kind) and name.removeprefix(kind) in entries:
            return f"“{entries[name.removeprefix(kind)].name}”"
    found = both.new.classes.get(name) or both.old.classes.get(name)
    return found.name if found else as_words(name)
