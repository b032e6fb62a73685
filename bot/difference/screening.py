"""Red flags and cautions: what they lead to and what they leave, over all worlds of the two editions."""

from collections.abc import Iterator, Mapping

from bot.difference.both import Both, as_words, person_who_told, person_with
from bot.difference.change import Change, Kind, Verdict
from bot.difference.conditions import compare_as_rules, compare_conditions
from bot.difference.fields import (
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    instruction,
    listed,
    optional,
    source,
    switch,
    text,
    warning,
)
from bot.difference.reach import CapChange, compare_caps, in_places, reached, told_sides
from bot.difference.truths import Rule, any_of, rule_of
from bot.difference.wording import loses_care
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.caution import Caution
from bot.knowledge.models.red_flag import LevelRule, RedFlag

FLAG_FIELDS: Mapping[str, FieldRule] = {
    "flag": cannot_compare,
    "asks": warning,
    "because": text,
    "suggests": source,
    "why": text,
    "levels": elsewhere,
    "call": cannot_compare,
    "modifies": cannot_compare,
    "past_means": optional(given_is=Verdict.STRICTER),
    "first_aid": warning,
    "where": elsewhere,
    "holds": switch(
        on_is=Verdict.STRICTER,
        on="what a clinician should see now stays blocked when the sign is gone.",
        off="what a clinician should see is free again as soon as the sign is gone.",
    ),
    "needs_clinician": switch(
        on_is=Verdict.STRICTER,
        on="the block ends only when a clinician has seen it.",
        off="the block now ends by time alone.",
    ),
    "unlock": cannot_compare,
    "sources": source,
    "standing": source,
    "note": source,
    "reviewed": elsewhere,
}

CAUTION_FIELDS: Mapping[str, FieldRule] = {
    "caution": cannot_compare,
    "name": text,
    "when": elsewhere,
    "where": elsewhere,
    "forbid": elsewhere,
    "change": elsewhere,
    "say": instruction,
    "hides_routines": listed(more_is=Verdict.STRICTER, name=lambda both, one: f"the routine {_routine(both, one)}"),
    "note": source,
    "sources": source,
    "standing": source,
    "reviewed": elsewhere,
}


def _routine(both: Both, name: str) -> str:
    found = both.new.routines.get(name) or both.old.routines.get(name)
    return f"“{found.name}”" if found else as_words(name)


def compare_flags(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the red flags."""
    old, new = both.old.red_flags, both.new.red_flags
    for name, flag in old.items():
        subject = Subject(f"red flag {name}", person_who_told(flag.because))
        if name not in new:
            level = most_serious(flag)
            yield subject.looser(f"this danger sign is gone; it led to {level.value}.", old=level.value)
            continue
        if both.same(flag, new[name]):
            continue
        yield from compare_fields(both, subject, flag, new[name], FLAG_FIELDS)
        yield from _levels(both, subject, flag, new[name])
        yield from _blocked_area(subject, flag, new[name])
    for name, flag in new.items():
        if name not in old:
            subject = Subject(f"red flag {name}", person_who_told(flag.because))
            yield subject.stricter(f"this is a new danger sign; it leads to {most_serious(flag).value}.")
    kept_old, kept_new = [name for name in old if name in new], [name for name in new if name in old]
    if kept_old != kept_new:
        yield Subject("red flags", "Red flags").other(Kind.PLAN, "they stand in another order.")


def most_serious(flag: RedFlag) -> Level:
    """Returns the most serious level of a red flag."""
    return max((rule.level for rule in flag.levels), key=lambda level: level.seriousness)


def _strictness(rule: LevelRule) -> tuple[int, int]:
    """Returns how strict an outcome is: by its level, then by how soon; no time said is at once."""
    return rule.level.seriousness, -(rule.within_days or 0)


def _levels(both: Both, subject: Subject, old: RedFlag, new: RedFlag) -> Iterator[Change]:
    """Yields how outcomes changed: for each outcome, who is led to it or to something stricter."""
    rules = (*old.levels, *new.levels)
    told_of: set[Verdict] = set()
    for least in sorted({_strictness(rule) for rule in rules}, reverse=True):
        named = next(rule for rule in rules if _strictness(rule) == least)
        soon = f" within {named.within_days} days" if named.within_days else ""
        before, after = _leading(both.old, old, least), _leading(both.new, new, least)
        for change in compare_as_rules(both, subject, f"the outcome {named.level.value}{soon}", before, after):
            # Who is led to less at one outcome is often led to less at the next: the most serious is told.
            if change.verdict not in told_of:
                told_of.add(change.verdict)
                yield change


def _leading(book: Book, flag: RedFlag, least: tuple[int, int]) -> Rule:
    return any_of(rule_of(book, rule.when) for rule in flag.levels if _strictness(rule) >= least)


def _blocked_area(subject: Subject, old: RedFlag, new: RedFlag) -> Iterator[Change]:
    """Yields how the area changed that a clinician's level blocks."""
    if not any(rule.level is Level.CLINICIAN for rule in (*old.levels, *new.levels)):
        return
    lost, gained = set[object](), set[object]()
    for sides in told_sides(old.where, new.where):
        before, after = reached(old.where, sides), reached(new.where, sides)
        lost |= before - after
        gained |= after - before
    if lost:
        yield subject.looser("less of the body is left alone until a clinician has seen it.", old=old.where)
    if gained:
        yield subject.stricter("more of the body is left alone until a clinician has seen it.", new=new.where)


def compare_cautions(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the cautions."""
    old, new = both.old.cautions, both.new.cautions
    for name, caution in old.items():
        subject = Subject(f"caution {name}", person_with(caution.name))
        if name not in new:
            yield subject.looser("nothing is left out or changed for this reason any more.")
            continue
        if both.same(caution, new[name]):
            continue
        yield from compare_conditions(both, subject, "this caution holds", caution.when, new[name].when)
        yield from compare_fields(both, subject, caution, new[name], CAUTION_FIELDS)
        yield from _limits(both, subject, caution, new[name])
    for name, caution in new.items():
        if name not in old:
            subject = Subject(f"caution {name}", person_with(caution.name))
            yield subject.stricter("this is a new reason to leave things out or to change them.")


def _limits(both: Both, subject: Subject, old: Caution, new: Caution) -> Iterator[Change]:
    grouped: dict[tuple[Verdict, str], list[str]] = {}
    texts: dict[tuple[str, str], list[str]] = {}
    for change in compare_caps(both, old, new):
        name = _class_name(both, change.name)
        for verdict, words in _cap_changes(change):
            grouped.setdefault((verdict, words), []).append(name + in_places(change.cells))
        if change.old.allowed and change.new.allowed and change.old.says and change.new.says:
            texts.setdefault((change.old.says, change.new.says), []).append(name)
    for (verdict, words), names in grouped.items():
        yield subject.one_way(verdict, f"{', '.join(dict.fromkeys(names))} {words}.")
    for (before, after), names in texts.items():
        if before == after:
            continue
        about = ", ".join(dict.fromkeys(names))
        if loses_care(before, after):
            words = f"what is said about {about} is worded anew, and may keep them less safe."
            yield subject.looser(words, in_doubt=True, old=before, new=after)
        else:
            yield subject.other(Kind.TEXT, f"what is said about {about} is worded anew.", old=before, new=after)


def _cap_changes(change: CapChange) -> Iterator[tuple[Verdict, str]]:
    """Yields which way one class went, with what is left of it in words."""
    old, new = change.old, change.new
    if old.allowed != new.allowed:
        if new.allowed:
            yield Verdict.LOOSER, "no longer left out"
        else:
            yield Verdict.STRICTER, "now left out"
        return
    if old.pressure != new.pressure:
        verdict = Verdict.LOOSER if new.pressure > old.pressure else Verdict.STRICTER
        yield verdict, f"with pressure {_at_most(new.pressure)} (was {_at_most(old.pressure)})"
    if old.minutes != new.minutes:
        more = new.minutes is None or (old.minutes is not None and new.minutes > old.minutes)
        limit = "without a limit of minutes" if new.minutes is None else f"for {new.minutes} minutes at most"
        was = "no limit" if old.minutes is None else f"{old.minutes}"
        yield Verdict.LOOSER if more else Verdict.STRICTER, f"{limit} (was {was})"
    if old.says and not new.says:
        yield Verdict.LOOSER, "without the words about what to change"
    if new.says and not old.says:
        yield Verdict.STRICTER, "with words about what to change"


def _at_most(pressure: int) -> str:
    return "without a limit" if pressure >= 10 else f"{pressure} of 10 at most"


def _class_name(both: Both, name: str) -> str:
    found = both.new.classes.get(name) or both.old.classes.get(name)
    return found.name if found else as_words(name)
