"""Routines: what they offer, how much of it, and from which week on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.every_kind import common_of
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    compare_fields,
    elsewhere,
    instruction,
    plan,
    switch,
    text,
    warning,
)
from bot.knowledge.book import Book
from bot.knowledge.models.routine import ReminderDefault, Routine, RoutineStep
from bot.safety.limits import LIGHT_CLASSES


def is_light(both: Both, name: str) -> bool:
    """Returns whether a technique has only classes that even a `clinician` level leaves, in both editions.

    Args:
        both: The editions.
        name: Id of the technique.
    """
    found = [book.techniques[name] for book in (both.old, both.new) if name in book.techniques]
    return all(LIGHT_CLASSES.issuperset(one.classes) for one in found)


def _of_offer(
    both: Both, subject: Subject, technique: str, says: str, *, more: bool = True, old: str = "", new: str = ""
) -> Change:
    """Returns that a routine offers a technique, or no longer does: light work is only another plan."""
    if is_light(both, technique):
        return subject.other(Kind.PLAN, says, old=old, new=new)
    return subject.one_way(Verdict.LOOSER if more else Verdict.STRICTER, says, old=old, new=new)


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
            yield _of_offer(both, subject, one, f"{called(one)} is now offered in it in place of {called(name)}.")
        for one in (one for one in before if one not in after):
            words = f"{called(one)} no longer comes in place of {called(name)}."
            yield _of_offer(both, subject, one, words, more=False)
        if before != after and set(before) == set(after):
            yield subject.other(Kind.PLAN, f"what comes in place of {called(name)} is tried in another order.")


def reminder(
    _: Both, subject: Subject, __: str, old: ReminderDefault | None, new: ReminderDefault | None
) -> Iterator[Change]:
    """Yields how the proposed reminder changed: the book alone says when people are asked how it goes."""
    before, after = (() if one is None else one.review_weeks for one in (old, new))
    if lost := sorted({*before} - {*after}):
        weeks = ", ".join(map(str, lost))
        yield subject.looser(f"people are no longer asked how it goes in week {weeks}.", old=before, new=after)
    if gained := sorted({*after} - {*before}):
        weeks = ", ".join(map(str, gained))
        yield subject.stricter(f"people are now asked how it goes in week {weeks}.", old=before, new=after)
    if not lost and not gained:
        yield subject.other(Kind.PLAN, "a reminder is proposed otherwise.", old=old, new=new)


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
    "reminder": reminder,
    **common_of(Routine),
}


def compare_routines(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the routines."""
    old, new = both.old.routines, both.new.routines
    for name, routine in old.items():
        subject = Subject(f"routine {name}", f"Routine “{routine.name}”")
        if name not in new:
            offered = list(dict.fromkeys(_offered(routine)))
            yield _of_offers(both, subject, offered, "it is withdrawn.", more=False)
            continue
        beside: Beside = {("variants",): _lengths(both, subject, routine, new[name])}
        yield from compare_fields(both, subject, routine, new[name], ROUTINE_FIELDS, beside=beside)
    for name, routine in new.items():
        if name not in old:
            offered = list(dict.fromkeys(_offered(routine)))
            names = ", ".join(both.new.techniques[one].name for one in offered)
            subject = Subject(f"routine {name}", f"Routine “{routine.name}”")
            yield _of_offers(both, subject, offered, f"it is new, and offers {names}.", more=True)


def _of_offers(both: Both, subject: Subject, techniques: Sequence[str], says: str, *, more: bool) -> Change:
    heavier = [name for name in techniques if not is_light(both, name)]
    return _of_offer(both, subject, (heavier or techniques)[0], says, more=more)


def _lengths(both: Both, subject: Subject, old: Routine, new: Routine) -> Iterator[Change]:
    """Yields how the steps of the three lengths changed, each technique once."""
    found: dict[tuple[Verdict, str], dict[str, Change]] = {}
    for length in ("short", "standard", "long"):
        before, after = _of_length(old, length), _of_length(new, length)
        if before != after:
            for change in _routine_steps(both, subject, (old, before), (new, after)):
                found.setdefault((change.verdict, change.says), {})[length] = change
    if not found and old.variants != new.variants:
        yield subject.other(Kind.PLAN, "its lengths are written otherwise, and mean the same.")
    for alike in found.values():
        first = next(iter(alike.values()))
        if len({(one.old, one.new) for one in alike.values()}) == 1:
            yield first
        else:
            was = "; ".join(f"{length} {one.old}" for length, one in alike.items() if one.old)
            now = "; ".join(f"{length} {one.new}" for length, one in alike.items() if one.new)
            yield replace(first, old=was, new=now)


def _of_length(routine: Routine, length: str) -> tuple[RoutineStep, ...]:
    """Returns the steps of a length; where there are none for long, the standard ones are taken."""
    steps: tuple[RoutineStep, ...] = getattr(routine.variants, length)
    return steps or routine.variants.standard


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
        called = (both.new.techniques.get(name) or both.old.techniques[name]).name
        if not before or not after:
            if name not in _offered(old_routine):
                words = f"{called} is now offered in it."
            elif name not in _offered(new_routine):
                words = f"{called} is no longer offered in it."
            else:
                words = f"{called} is now offered at {'fewer' if before else 'more'} of its lengths."
            yield _of_offer(both, subject, name, words, more=not before, old=_dose(before), new=_dose(after))
            continue
        ways = frozenset() if is_light(both, name) else _ways(both, name, before, after)
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
    """Returns which ways a technique went in some week of the programme."""
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
