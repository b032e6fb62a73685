"""Red flags and cautions: what they lead to and what they leave, over all worlds of the two editions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from bot.difference.both import Both, person_who_told, person_with
from bot.difference.change import Change, Kind, Verdict
from bot.difference.conditions import Decides, compare_as_rules, compare_conditions
from bot.difference.every_kind import common_of
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    cannot_compare,
    class_called,
    compare_fields,
    elsewhere,
    instruction,
    listed,
    optional,
    routine_called,
    source,
    switch,
    text,
    warning,
)
from bot.difference.reach import CapChange, compare_caps, in_places, reached, told_sides
from bot.difference.truths import Rule, any_of, rule_of
from bot.difference.wording import loses_care, shortened
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.caution import Caution
from bot.knowledge.models.red_flag import LevelRule, RedFlag

LIMITS_HOLD = Decides("the limits for it no longer hold for {who}.", "the limits for it now also hold for {who}.")

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
    **common_of(RedFlag),
}


CAUTION_FIELDS: Mapping[str, FieldRule] = {
    "caution": cannot_compare,
    "name": text,
    "when": elsewhere,
    "where": elsewhere,
    "forbid": elsewhere,
    "change": elsewhere,
    "say": instruction,
    "hides_routines": listed(
        more_is=Verdict.STRICTER,
        came="the routine {one} is now hidden from them.",
        went="the routine {one} is no longer hidden from them.",
        name=routine_called,
    ),
    **common_of(Caution),
}


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
        beside: Beside = {
            ("levels",): _levels(both, subject, flag, new[name]),
            ("where",): _blocked_area(subject, flag, new[name]),
        }
        yield from compare_fields(both, subject, flag, new[name], FLAG_FIELDS, beside=beside)
    for name, flag in new.items():
        if name not in old:
            subject = Subject(f"red flag {name}", person_who_told(flag.because))
            yield subject.stricter(f"this is a new danger sign; it leads to {most_serious(flag).value}.")
    yield from _order(both)


def _order(both: Both) -> Iterator[Change]:
    """Yields how the order changed: of several equally serious signs the first says whom to call and what to do."""
    old, new = both.old.red_flags, both.new.red_flags
    before = [name for name in old if name in new]
    place = {name: number for number, name in enumerate(name for name in new if name in old)}
    turned = [pair for pair in combinations(before, 2) if place[pair[0]] > place[pair[1]]]
    if not turned:
        return
    subject = Subject("red flags", "Somebody with several danger signs")
    for first, then in turned:
        if _levels_named(both, first) & _levels_named(both, then) and _to_do(old[first]) != _to_do(old[then]):
            was, now = shortened(old[first].because, 40), shortened(old[then].because, 40)
            words = f"where “{now}” is as serious as “{was}”, it now says whom to call and what to do."
            yield subject.looser(words, in_doubt=True, old=was, new=now)
            return
    yield subject.other(Kind.PLAN, "the signs stand in another order, and nothing is said otherwise by it.")


def _levels_named(both: Both, name: str) -> frozenset[Level]:
    return frozenset(rule.level for book in (both.old, both.new) for rule in book.red_flags[name].levels)


def _to_do(flag: RedFlag) -> tuple[object, ...]:
    return flag.call, flag.first_aid, flag.unlock, flag.needs_clinician


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
        outcome = f"“{named.level.value}”{soon}"
        leads = Decides(
            f"it no longer leads to {outcome} for {{who}}.", f"it now also leads to {outcome} for {{who}}."
        )
        for change in compare_as_rules(both, subject, leads, before, after):
            # Who is led to less at one outcome is often led to less at the next: the most serious is told.
            if change.verdict not in told_of:
                told_of.add(change.verdict)
                # Whose sign it is stands at the beginning already.
                words = change.says.replace(f" for somebody who tells: {both.told(old.flag)}.", ".")
                yield replace(change, says=words)
    if not told_of and old.levels != new.levels:
        yield subject.other(Kind.PLAN, "what it leads to is written otherwise, and means the same.")


def _leading(book: Book, flag: RedFlag, least: tuple[int, int]) -> Rule:
    return any_of(rule_of(book, rule.when) for rule in flag.levels if _strictness(rule) >= least)


def _blocked_area(subject: Subject, old: RedFlag, new: RedFlag) -> Iterator[Change]:
    """Yields how the area changed that a clinician's level blocks."""
    lost, gained = set[object](), set[object]()
    blocks = any(rule.level is Level.CLINICIAN for rule in (*old.levels, *new.levels))
    for sides in told_sides(old.where, new.where) if blocks else ():
        before, after = reached(old.where, sides), reached(new.where, sides)
        lost |= before - after
        gained |= after - before
    if lost:
        yield subject.looser("less of the body is left alone until a clinician has seen it.", old=old.where)
    if gained:
        yield subject.stricter("more of the body is left alone until a clinician has seen it.", new=new.where)
    if not lost and not gained and old.where != new.where:
        yield subject.other(Kind.PLAN, "the area is written otherwise, and nothing more or less is left alone.")


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
        beside: Beside = {
            ("when",): compare_conditions(both, subject, LIMITS_HOLD, caution.when, new[name].when),
            ("forbid", "change", "where"): _limits(both, subject, caution, new[name]),
        }
        yield from compare_fields(both, subject, caution, new[name], CAUTION_FIELDS, beside=beside)
    for name, caution in new.items():
        if name not in old:
            subject = Subject(f"caution {name}", person_with(caution.name))
            yield subject.stricter("this is a new reason to leave things out or to change them.")


def _limits(both: Both, subject: Subject, old: Caution, new: Caution) -> Iterator[Change]:
    grouped: dict[tuple[Verdict, str], list[str]] = {}
    texts: dict[tuple[str, str], list[str]] = {}
    for change in compare_caps(both, old, new):
        name = class_called(both, change.name)
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
    told = grouped or any(before != after for before, after in texts)
    if not told and (old.forbid, old.change, old.where) != (new.forbid, new.change, new.where):
        yield subject.other(Kind.PLAN, "its limits are written otherwise, and mean the same.")


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
        yield (
            verdict,
            f"with pressure {_at_most(new.pressure)} (was {_at_most(old.pressure).removesuffix(' of 10 at most')})",
        )
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
