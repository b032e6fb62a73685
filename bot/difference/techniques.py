"""Techniques: what they ask of the body, how much, and for whom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.difference.both import Both
from bot.difference.change import Change, Kind, Verdict
from bot.difference.every_kind import common_of
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    cannot_compare,
    class_called,
    compare_fields,
    elsewhere,
    in_seconds,
    instruction,
    listed,
    number,
    plan,
    source,
    text,
    warning,
)
from bot.difference.wording import shortened
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.safety.limits import LIGHT_CLASSES

CLASSES = listed(
    more_is=Verdict.STRICTER,
    came="it now counts as {one}, and limits on that reach it.",
    went="it no longer counts as {one}, and no limit on that reaches it any more.",
    name=class_called,
)

PRESSURE = number(more_is=Verdict.LOOSER, says="pressure {new}")

TECHNIQUE_FIELDS: Mapping[str, FieldRule] = {
    "name": text,
    "kind": plan,
    "classes": CLASSES,
    "places": listed(
        more_is=Verdict.STRICTER,
        came="it now counts as work at the {one}, and limits there reach it.",
        went="it no longer counts as work at the {one}, and no limit there reaches it any more.",
    ),
    "pressure": PRESSURE,
    "goals": plan,
    "equipment": listed(more_is=Verdict.STRICTER, came="it now needs: {one}.", went="it no longer needs: {one}."),
    "time_of_day": plan,
    "position": instruction,
    "steps": elsewhere,
    "dose": elsewhere,
    "feel": instruction,
    "stop_if": warning,
    "easier": elsewhere,
    "harder": elsewhere,
    "ask_first": listed(
        more_is=Verdict.STRICTER,
        came="{one} is now asked before it is first offered.",
        went="{one} is no longer asked before it is first offered.",
        name=lambda both, one: both.told(one),
    ),
    "evidence": source,
    "why": text,
    "picture": plan,
    **common_of(Technique),
}

DOSE_FIELDS: Mapping[str, FieldRule] = {
    "sides": cannot_compare,
    "seconds": plan,
    "hold_seconds": plan,
    "reps": plan,
    "sets": plan,
    "per_day": elsewhere,
    "days_a_week": number(more_is=Verdict.LOOSER, says="on {new} days a week"),
}

FULL_DOSE_FIELDS: Mapping[str, FieldRule] = {
    **DOSE_FIELDS,
    "seconds": number(more_is=Verdict.LOOSER, says="it takes {new}", told=in_seconds),
    "hold_seconds": number(more_is=Verdict.LOOSER, says="one hold lasts {new}", told=in_seconds),
    "reps": number(more_is=Verdict.LOOSER, says="{new} repetitions"),
    "sets": number(more_is=Verdict.LOOSER, says="{new} sets"),
}
"""Of light work more is only a longer plan; of all else, such as cold, kneading or strength work, more is looser."""

VARIANT_FIELDS: Mapping[str, FieldRule] = {
    "use": cannot_compare,
    "say": instruction,
    "classes": CLASSES,
    "pressure": PRESSURE,
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
        beside: Beside = {
            ("dose",): _doses(both, subject, technique, now),
            ("steps",): _steps(both, subject, technique, now),
            ("easier",): _variant(both, subject, "easier way", technique.easier, now.easier, adds=False),
            ("harder",): _variant(both, subject, "harder way", technique.harder, now.harder, adds=True),
        }
        yield from compare_fields(both, subject, technique, now, TECHNIQUE_FIELDS, beside=beside)
    for name, technique in new.items():
        if name not in old:
            subject = Subject(f"technique {name}", technique.name)
            yield subject.looser("new, so people are offered what nobody was offered before.")


def _doses(both: Both, subject: Subject, old: Technique, new: Technique) -> Iterator[Change]:
    light = LIGHT_CLASSES.issuperset({*old.classes, *new.classes})
    beside: Beside = {("per_day",): _times_a_day(subject, old.dose.per_day, new.dose.per_day)}
    yield from compare_fields(
        both, subject, old.dose, new.dose, DOSE_FIELDS if light else FULL_DOSE_FIELDS, beside=beside
    )


def _times_a_day(subject: Subject, old: tuple[int, int], new: tuple[int, int]) -> Iterator[Change]:
    if old[1] != new[1]:
        verdict = Verdict.LOOSER if new[1] > old[1] else Verdict.STRICTER
        yield subject.one_way(verdict, f"{new[1]} times a day at most (was {old[1]}).", old=old[1], new=new[1])
    elif old != new:
        yield subject.other(Kind.PLAN, f"{new[0]} times a day at least (was {old[0]}).")


def _steps(both: Both, subject: Subject, old: Technique, new: Technique) -> Iterator[Change]:
    """Yields how the steps changed: parts of their own class and holds one by one, the words all together."""
    light = LIGHT_CLASSES.issuperset({*old.classes, *new.classes})
    before, after = _by_words(old.steps), _by_words(new.steps)
    for part, one in after.items():
        called, was = f"the part “{shortened(one.do)}”", before.get(part)
        if was is None and one.classes:
            # Whether it is an old part said otherwise is for a person to judge.
            yield subject.looser(f"{called} is new.", new=one.do)
        elif was is not None and was.classes != one.classes:
            mine = Subject(subject.entry, f"{subject.who}, {called}")
            yield from CLASSES(both, mine, "its classes", was.classes, one.classes)
        held_before, held = (was.seconds or 0) if was else 0, one.seconds or 0
        if held != held_before:
            words = f"{called} is held for {in_seconds(held)} (was {in_seconds(held_before)})."
            if light:
                yield subject.other(Kind.PLAN, words, old=held_before, new=held)
            else:
                yield subject.one_way(Verdict.LOOSER if held > held_before else Verdict.STRICTER, words)
    for part, one in before.items():
        if part not in after and (one.classes or one.seconds):
            yield subject.stricter(f"the part “{shortened(one.do)}” is gone.", old=one.do)
    said, now = (" ".join(one.do for one in technique.steps) for technique in (old, new))
    if said != now:
        yield from instruction(both, subject, "its steps", said, now)


def _by_words(steps: Sequence[Step]) -> Mapping[tuple[str, int], Step]:
    """Returns steps by their words and how often these stood before."""
    said: Counter[str] = Counter()
    found: dict[tuple[str, int], Step] = {}
    for one in steps:
        found[one.do, said[one.do]] = one
        said[one.do] += 1
    return found


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
