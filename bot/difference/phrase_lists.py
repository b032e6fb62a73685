"""Which phrases and patterns came into a list and which went, whatever the list is for."""

from collections.abc import Collection, Iterable, Iterator
from itertools import product
from math import prod

from bot.difference.change import Change, Verdict
from bot.difference.fields import Subject
from bot.difference.wording import shortened

MOST_NAMED = 4
"""So many phrases of one change are named; the rest are counted."""

MOST_SAID = 20_000
"""A pattern that says more than so many things is taken as a whole: changed, it is another one."""


def patterns_changed(
    subject: Subject, what: str, old: Iterable[str], new: Iterable[str], way: Verdict | None
) -> Iterator[Change]:
    """Yields the patterns that say something new, and those of which something is said no more.

    Args:
        subject: Whose patterns they are.
        what: How they are called together.
        old: The patterns as they were.
        new: The patterns as they are.
        way: Which way one more goes; None where a person must judge it.
    """
    before, after = _parted(old), _parted(new)
    said_before, said_after = _singly(before), _singly(after)
    came = [one for one in after if not _singly([one]) <= said_before]
    went = [one for one in before if not _singly([one]) <= said_after]
    yield from _came_and_went(subject, what, came, went, way)


def _parted(patterns: Iterable[str]) -> tuple[str, ...]:
    """Returns patterns as they are written; one of a single slot is its phrases."""
    return tuple(
        phrase.strip() for pattern in patterns for phrase in ([pattern] if _joint(pattern) else pattern.split("|"))
    )


def _joint(pattern: str) -> str | None:
    return next((f" {sign} " for sign in "+>" if f" {sign} " in pattern), None)


def _singly(patterns: Iterable[str]) -> frozenset[str]:
    """Returns patterns with one phrase a slot: `a + b|c` says `a + b` and `a + c`."""
    found = set[str]()
    for pattern in patterns:
        joint = _joint(pattern)
        phrases = [
            [phrase.strip() for phrase in slot.split("|")] for slot in (pattern.split(joint) if joint else [pattern])
        ]
        few = prod(map(len, phrases)) <= MOST_SAID
        found |= {(joint or "").join(chosen) for chosen in product(*phrases)} if few else {pattern}
    return frozenset(found)


def phrases_changed(subject: Subject, what: str, old: str, new: str, way: Verdict | None) -> Iterator[Change]:
    """The same for phrases divided by `|`."""
    yield from members_changed(subject, what, old.split("|"), new.split("|"), way)


def members_changed(
    subject: Subject, what: str, old: Iterable[str], new: Iterable[str], way: Verdict | None
) -> Iterator[Change]:
    """Yields what was added to and taken from a list whose growing goes one way; None for no way that is known."""
    before, after = ({one.strip() for one in words} - {""} for words in (old, new))
    yield from _came_and_went(subject, what, after - before, before - after, way)


def _came_and_went(
    subject: Subject, what: str, came: Collection[str], went: Collection[str], way: Verdict | None
) -> Iterator[Change]:
    opposite = {Verdict.STRICTER: Verdict.LOOSER, Verdict.LOOSER: Verdict.STRICTER}
    for words, verdict, verb in (
        (came, way, "now hold"),
        (went, None if way is None else opposite[way], "no longer hold"),
    ):
        if not words:
            continue
        more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
        named = ", ".join(f"“{shortened(one, 40)}”" for one in sorted(words)[:MOST_NAMED]) + more
        if verdict is None:
            yield subject.looser(
                f"{what} {verb} {named}; which way that goes is for a person to judge.", in_doubt=True
            )
        else:
            yield subject.one_way(verdict, f"{what} {verb} {named}.")
