"""Techniques and routines: what they ask of the body, how much, and for whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import (
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    instruction,
    listed,
    number,
    plan,
    source,
    switch,
    text,
    warning,
)
from bot.difference.wording import shortened
from bot.knowledge.book import Book
from bot.knowledge.models.routine import Routine, RoutineStep
from bot.knowledge.models.technique import Step, Technique, Variant

TECHNIQUE_FIELDS: Mapping[str, FieldRule] = {
    "name": text,
    "kind": plan,
    "classes": listed(more_is=Verdict.STRICTER),
    "places": listed(more_is=Verdict.STRICTER),
    "pressure": number(more_is=Verdict.LOOSER),
    "goals": plan,
    "equipment": listed(more_is=Verdict.STRICTER),
    "time_of_day": plan,
    "position": instruction,
    "steps": elsewhere,
    "dose": elsewhere,
    "feel": instruction,
    "stop_if": warning,
    "easier": elsewhere,
    "harder": elsewhere,
    "ask_first": listed(more_is=Verdict.STRICTER),
    "evidence": source,
    "why": text,
    "sources": source,
    "picture": plan,
    "note": source,
    "reviewed": elsewhere,
}

DOSE_FIELDS: Mapping[str, FieldRule] = {
    "sides": cannot_compare,
    "seconds": plan,
    "hold_seconds": plan,
    "reps": plan,
    "sets": plan,
    "per_day": elsewhere,
    "days_a_week": number(more_is=Verdict.LOOSER),
}

STRONG_DOSE_FIELDS: Mapping[str, FieldRule] = {
    **DOSE_FIELDS,
    "seconds": number(more_is=Verdict.LOOSER),
    "hold_seconds": number(more_is=Verdict.LOOSER),
    "reps": number(more_is=Verdict.LOOSER),
    "sets": number(more_is=Verdict.LOOSER),
}
"""Where a class is strong, more of it is looser; of light work more is only a longer plan."""

VARIANT_FIELDS: Mapping[str, FieldRule] = {
    "use": cannot_compare,
    "say": instruction,
    "classes": listed(more_is=Verdict.STRICTER),
    "pressure": number(more_is=Verdict.LOOSER),
}


def substitutes(
    both: Both, subject: Subject, _: str, old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]
) -> Iterator[Change]:
    """Yields what comes in place of a technique that is left out, as far as it changed."""

    def called(name: str) -> str:
        found = both.new.techniques.get(name) or both.old.techniques.get(name)
        return found.name if found else as_words(name)

    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ()), new.get(name, ())
        for one in (one for one in after if one not in before):
            yield subject.other(Kind.PLAN, f"{called(one)} is now offered in it in place of {called(name)}.")
        for one in (one for one in before if one not in after):
            yield subject.other(Kind.PLAN, f"{called(one)} no longer comes in place of {called(name)}.")
        if before != after and set(before) == set(after):
            yield subject.other(Kind.PLAN, f"what comes in place of {called(name)} is tried in another order.")


ROUTINE_FIELDS: Mapping[str, FieldRule] = {
    "name": text,
    "presentations": plan,
    "goals": plan,
    "time_of_day": plan,
    "variants": elsewhere,
    "substitutes": substitutes,
    "intro": instruction,
    "expect": text,
    "progression": instruction,
    "stop_if": warning,
    "pain": switch(
        on_is=Verdict.STRICTER,
        on="pain is now asked before and after.",
        off="pain is no longer asked before and after.",
    ),
    "reminder": plan,
    "sources": source,
    "note": source,
    "reviewed": elsewhere,
}


def compare_techniques(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the techniques."""
    old, new = both.old.techniques, both.new.techniques
    for name, technique in old.items():
        subject = Subject(f"technique {name}", technique.name)
        if name not in new:
            yield subject.stricter("withdrawn, so nobody is offered it any more.")
            continue
        now = new[name]
        if technique is now:
            continue
        yield from compare_fields(both, subject, technique, now, TECHNIQUE_FIELDS)
        strong = is_strong(both.old, technique) or is_strong(both.new, now)
        fields = STRONG_DOSE_FIELDS if strong else DOSE_FIELDS
        yield from compare_fields(both, subject, technique.dose, now.dose, fields)
        if technique.dose.per_day != now.dose.per_day:
            yield from _times_a_day(subject, technique.dose.per_day, now.dose.per_day)
        yield from _steps(both, subject, technique.steps, now.steps)
        yield from _variant(both, subject, "easier way", technique.easier, now.easier, adds=False)
        yield from _variant(both, subject, "harder way", technique.harder, now.harder, adds=True)
    for name, technique in new.items():
        if name not in old:
            subject = Subject(f"technique {name}", technique.name)
            yield subject.looser("new, so people are offered what nobody was offered before.")


def is_strong(book: Book, technique: Technique) -> bool:
    """Returns whether a technique has a class that the book calls strong."""
    return any(name in book.classes and book.classes[name].strong for name in technique.classes)


def _times_a_day(subject: Subject, old: tuple[int, int], new: tuple[int, int]) -> Iterator[Change]:
    if old[1] != new[1]:
        verdict = Verdict.LOOSER if new[1] > old[1] else Verdict.STRICTER
        yield subject.one_way(verdict, f"{new[1]} times a day at most (was {old[1]}).", old=old[1], new=new[1])
    else:
        yield subject.other(Kind.PLAN, f"{new[0]} times a day at least (was {old[0]}).")


def _steps(both: Both, subject: Subject, old: Sequence[Step], new: Sequence[Step]) -> Iterator[Change]:
    """Yields how the steps changed: parts of their own class one by one, the words all together."""
    before = {one.do: one for one in old}
    after = {one.do: one for one in new}
    for do, one in after.items():
        was = before.get(do)
        if was is not None:
            yield from (
                listed(more_is=Verdict.STRICTER)(
                    both, subject, f"the classes of the part “{shortened(do)}”", was.classes, one.classes
                )
                if was.classes != one.classes
                else ()
            )
        elif one.classes:
            # Whether it is an old part said otherwise is for a person to judge.
            yield subject.looser(f"the part “{shortened(do)}” is new.", new=do)
    for do, one in before.items():
        if one.classes and do not in after:
            yield subject.stricter(f"the part “{shortened(do)}” is gone.", old=do)
    said, now = " ".join(before), " ".join(after)
    yield from (instruction(both, subject, "its steps", said, now) if said != now else ())
    times, after_times = ([one.seconds or "none" for one in steps] for steps in (old, new))
    if times != after_times and said == now:
        yield subject.other(Kind.PLAN, "the seconds of its steps changed.", old=times, new=after_times)


def _variant(
    both: Both, subject: Subject, what: str, old: Variant | None, new: Variant | None, *, adds: bool
) -> Iterator[Change]:
    if old is not None and new is not None:
        mine = Subject(subject.entry, f"{subject.who}, {what}")
        yield from compare_fields(both, mine, old, new, VARIANT_FIELDS)
    elif new is not None:
        if adds or new.classes:
            yield subject.looser(f"a {what} is new.", new=new)
        else:
            yield subject.stricter(f"an {what} is new.", new=new)
    elif old is not None:
        if adds:
            yield subject.stricter(f"the {what} is gone.", old=old)
        else:
            yield subject.looser(f"the {what} is gone.", old=old)


def compare_routines(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the routines."""
    old, new = both.old.routines, both.new.routines
    for name, routine in old.items():
        subject = Subject(f"routine {name}", f"Routine “{routine.name}”")
        if name not in new:
            yield subject.other(Kind.PLAN, "it is withdrawn.")
            continue
        yield from compare_fields(both, subject, routine, new[name], ROUTINE_FIELDS)
        yield from _lengths(both, subject, routine, new[name])
    for name, routine in new.items():
        if name not in old:
            offered = list(dict.fromkeys(both.new.techniques[one].name for one in _offered(routine)))
            subject = Subject(f"routine {name}", f"Routine “{routine.name}”")
            yield subject.other(Kind.PLAN, f"it is new, and offers {', '.join(offered)}.")


def _lengths(both: Both, subject: Subject, old: Routine, new: Routine) -> Iterator[Change]:
    """Yields how the steps of the three lengths changed, each technique once."""
    found: dict[tuple[Verdict, str], dict[str, Change]] = {}
    for length in ("short", "standard", "long"):
        before: tuple[RoutineStep, ...] = getattr(old.variants, length)
        after: tuple[RoutineStep, ...] = getattr(new.variants, length)
        if before != after:
            for change in _routine_steps(both, subject, (old, before), (new, after)):
                found.setdefault((change.verdict, change.says), {})[length] = change
    for alike in found.values():
        first = next(iter(alike.values()))
        if len({(one.old, one.new) for one in alike.values()}) == 1:
            yield first
        else:
            was = "; ".join(f"{length} {one.old}" for length, one in alike.items() if one.old)
            now = "; ".join(f"{length} {one.new}" for length, one in alike.items() if one.new)
            yield replace(first, old=was, new=now)


def _offered(routine: Routine) -> Iterator[str]:
    variants = routine.variants
    return (one.technique for one in (*variants.short, *variants.standard, *variants.long))


def _routine_steps(
    both: Both,
    subject: Subject,
    was: tuple[Routine, Sequence[RoutineStep]],
    now: tuple[Routine, Sequence[RoutineStep]],
) -> Iterator[Change]:
    (old_routine, old), (new_routine, new) = was, now
    names = dict.fromkeys((*(one.technique for one in old), *(one.technique for one in new)))
    for name in names:
        before = tuple(one for one in old if one.technique == name)
        after = tuple(one for one in new if one.technique == name)
        if before == after:
            continue
        technique = both.new.techniques.get(name) or both.old.techniques[name]
        called = technique.name
        strong = is_strong(both.new if name in both.new.techniques else both.old, technique)
        if not before or not after:
            if name not in _offered(old_routine):
                words = f"{called} is now offered in it."
            elif name not in _offered(new_routine):
                words = f"{called} is no longer offered in it."
            else:
                words = f"{called} is now offered at {'fewer' if before else 'more'} of its lengths."
            yield subject.other(Kind.PLAN, words, old=_dose(before), new=_dose(after))
            continue
        ways = _ways(both, name, before, after) if strong else frozenset()
        if Verdict.LOOSER in ways:
            yield subject.looser(f"more of {called}, or sooner.", old=_dose(before), new=_dose(after))
        if Verdict.STRICTER in ways:
            yield subject.stricter(f"less of {called}, or later.", old=_dose(before), new=_dose(after))
        if not ways:
            yield subject.other(
                Kind.PLAN,
                f"{called} is done for another time or amount, or in other weeks.",
                old=_dose(before),
                new=_dose(after),
            )
    if [one.technique for one in old if one.technique in {two.technique for two in new}] != [
        one.technique for one in new if one.technique in {two.technique for two in old}
    ]:
        yield subject.other(Kind.PLAN, "its steps stand in another order.")


def _ways(both: Both, name: str, old: Sequence[RoutineStep], new: Sequence[RoutineStep]) -> frozenset[Verdict]:
    """Returns which ways a strong technique went in some week of the programme."""
    last = max(max(one.from_week, one.until_week or 0) for one in (*old, *new)) + 1
    pairs = [
        pair
        for week in range(1, last + 1)
        for pair in zip(_amounts(both.old, name, old, week), _amounts(both.new, name, new, week), strict=True)
    ]
    more = {Verdict.LOOSER} if any(now > before for before, now in pairs) else set()
    return frozenset(more | ({Verdict.STRICTER} if any(now < before for before, now in pairs) else set()))


def _amounts(book: Book, name: str, steps: Sequence[RoutineStep], week: int) -> tuple[int, int]:
    """Returns the seconds and the repetitions of one week."""
    technique = book.techniques.get(name)
    sets, reps = (technique.dose.sets, technique.dose.reps or 1) if technique else (1, 1)
    here = [one for one in steps if one.is_of(week)]
    return sum(one.seconds for one in here), sum((one.sets or sets) * (one.reps or reps) for one in here)


def _dose(steps: Sequence[RoutineStep]) -> str:
    return "; ".join(
        f"{one.seconds} s"
        + (f", {one.sets} sets" if one.sets else "")
        + (f" of {one.reps}" if one.reps else "")
        + (f", from week {one.from_week}" if one.from_week > 1 else "")
        + (f" until week {one.until_week}" if one.until_week else "")
        for one in steps
    )
