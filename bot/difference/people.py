"""What changed rules do to people with one trouble each: which techniques they are offered, and how hard."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.difference.both import Both, person_with
from bot.difference.change import Change, Kind, Length, Verdict
from bot.difference.fields import class_called
from bot.difference.left import limits_of
from bot.difference.reach import told_sides
from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.safety.doses import Experience
from bot.safety.permissions import Permission, permission_each_side
from bot.safety.planner import Planner, Wishes

LENGTHS = (5, 12, 25)
"""Minutes: one for each length that a routine is written in."""

MOST_NAMED = 3
"""How many techniques or people of one sentence are named; the rest are counted."""

MOST_PEOPLE = 12
"""For how many kinds of people the lengths of routines are worked out."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One technique that one kind of person is left otherwise."""

    verdict: Verdict
    caution: str | None
    technique: str
    words: str


def changed_cautions(both: Both) -> tuple[str, ...]:
    """Returns the cautions that are new, gone, or otherwise in what they say or when they hold."""
    old, new = both.old.cautions, both.new.cautions
    return tuple(
        name
        for name in dict.fromkeys((*old, *new))
        if name not in old or name not in new or not both.same(old[name], new[name])
    )


def outcomes_for_people(both: Both) -> tuple[tuple[Change, ...], int]:
    """Returns what changes for people with one caution, and how many permissions were compared.

    Args:
        both: The editions.
    """
    found, count = [], 0
    for one in _pairs(both):
        count += 1
        found += one
    return tuple(_grouped(both, found)), count


def _pairs(both: Both) -> Iterator[list[_Found]]:
    """Yields what is otherwise for each caution and technique of which one changed."""
    changed = set(changed_cautions(both))
    classes_same = both.old.classes == both.new.classes
    kept = [name for name in both.old.techniques if name in both.new.techniques]
    moved = {name for name in kept if both.old.techniques[name] != both.new.techniques[name]}
    for caution in (None, *dict.fromkeys((*both.old.cautions, *both.new.cautions))):
        techniques = kept if caution in changed or not classes_same else [name for name in kept if name in moved]
        if not techniques:
            continue
        entries = [book.cautions.get(caution or "") for book in (both.old, both.new)]
        wheres = [entry.where for entry in entries if entry is not None]
        for sides in told_sides(*wheres):
            before, after = limits_of(both.old, caution, sides), limits_of(both.new, caution, sides)
            for name in techniques:
                was = permission_each_side(name, both.old.techniques[name], before)
                now = permission_each_side(name, both.new.techniques[name], after)
                yield [
                    _Found(verdict, caution, name, words)
                    for side in Side
                    for verdict, words in _between(both, was[side], now[side])
                ]


def _between(both: Both, old: Permission, new: Permission) -> Iterator[tuple[Verdict, str]]:
    if old.allowed != new.allowed:
        if new.allowed:
            yield Verdict.LOOSER, "no longer left out"
        else:
            yield Verdict.STRICTER, "no longer offered"
        return
    if not new.allowed:
        return
    if old.pressure != new.pressure:
        verdict = Verdict.LOOSER if new.pressure > old.pressure else Verdict.STRICTER
        yield verdict, f"with pressure {new.pressure} of 10 at most (was {old.pressure})"
    if old.minutes != new.minutes:
        looser = new.minutes is None or (old.minutes is not None and new.minutes > old.minutes)
        limit = "for as long as written" if new.minutes is None else f"for {new.minutes} minutes at most"
        was = "as long as written" if old.minutes is None else str(old.minutes)
        yield Verdict.LOOSER if looser else Verdict.STRICTER, f"{limit} (was {was})"
    if lost := old.barred - new.barred:
        yield Verdict.LOOSER, f"with the part that needs {_classes(both, lost)}"
    if gained := new.barred - old.barred:
        yield Verdict.STRICTER, f"without the part that needs {_classes(both, gained)}"


def _classes(both: Both, names: Iterable[str]) -> str:
    return ", ".join(sorted(class_called(both, name) for name in names))


def _grouped(both: Both, found: Iterable[_Found]) -> Iterator[Change]:
    """Yields sentences: what one caution does to several techniques, or one technique to several kinds of people."""
    for_person: dict[tuple[str | None, Verdict, str], dict[str, None]] = {}
    for one in found:
        for_person.setdefault((one.caution, one.verdict, one.words), {})[one.technique] = None
    for_technique: dict[tuple[tuple[str, ...], Verdict, str], list[str | None]] = {}
    for (caution, verdict, words), held in for_person.items():
        for_technique.setdefault((tuple(held), verdict, words), []).append(caution)
    for (techniques, verdict, words), cautions in for_technique.items():
        names = [(both.new.techniques.get(name) or both.old.techniques[name]).name for name in techniques]
        if None in cautions:
            who, entry = "Anybody", "everybody"
        else:
            people = [_name(both, caution) for caution in cautions if caution is not None]
            who = person_with(some(people, joined="or"))
            entry = f"caution {cautions[0]}" if len(cautions) == 1 else "cautions"
        yield Change(verdict, Kind.OUTCOME, entry, f"{who}: {some(names)} {words}.")


def some(names: list[str], *, joined: str = "and") -> str:
    """Returns the first few names and how many more there are.

    Args:
        names: The names.
        joined: What stands before the last.
    """
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[: MOST_NAMED - 1])} {joined} {len(names) - MOST_NAMED + 1} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joined} {names[-1]}"


def _name(both: Both, caution: str) -> str:
    return (both.new.cautions.get(caution) or both.old.cautions[caution]).name


def changed_lengths(both: Both) -> tuple[Length, ...]:
    """Returns the routines that get shorter or longer, for anybody or else for people with a changed caution.

    A routine is planned at each length that it is written in, for somebody with everything at hand who has done
    routines for long; the greatest difference counts.

    Args:
        both: The editions.
    """
    found = {name: Length(name, minutes, "anybody") for name, minutes in _lengths_for(both, None)}
    for caution in changed_cautions(both)[:MOST_PEOPLE]:
        for name, minutes in _lengths_for(both, caution):
            known = found.get(name)
            if known is None or abs(minutes) > abs(known.minutes):
                who = person_with(_name(both, caution)).removeprefix("A ")
                found[name] = Length(name, minutes, f"a {who}")
    return tuple(sorted(found.values(), key=lambda length: (length.minutes, length.routine)))


def _lengths_for(both: Both, caution: str | None) -> Iterator[tuple[str, float]]:
    before, after = _planner_of(both.old, caution), _planner_of(both.new, caution)
    for name in both.old.routines:
        if name not in both.new.routines:
            continue
        differences = [after[minutes].plan(name).seconds - before[minutes].plan(name).seconds for minutes in LENGTHS]
        greatest = max(differences, key=abs)
        if greatest:
            yield name, round(greatest / 60, 1)


def _planner_of(book: Book, caution: str | None) -> Mapping[int, Planner]:
    """Returns a planner for each length."""
    held = limits_of(book, caution)
    left = {name: permission_each_side(name, technique, held) for name, technique in book.techniques.items()}
    strong = frozenset(name for name, kind in book.classes.items() if kind.strong)
    experienced = Experience(practices=9, week=13, used=strong, loading_week=13)
    everything = frozenset(book.words.equipment)
    return {
        minutes: Planner(book, left.__getitem__, Wishes(minutes, everything), experienced, look_first=False)
        for minutes in LENGTHS
    }
