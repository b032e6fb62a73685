"""Which techniques come to whom by a routine: a routine that now holds what was hidden from somebody is looser."""

from collections.abc import Iterator, Mapping

from bot.difference.both import Both, person_with
from bot.difference.change import Change
from bot.difference.fields import Subject
from bot.difference.left import left_by
from bot.knowledge.book import Book
from bot.knowledge.models.base import Side


def compare_reach(both: Both) -> Iterator[Change]:
    """Yields techniques that come by a routine to somebody to whom no routine brought them before."""
    if both.old.routines == both.new.routines and _ways_on(both.old) == _ways_on(both.new) and _hidings_same(both):
        return
    everybody_before, everybody_now = _reached(both.old, frozenset()), _reached(both.new, frozenset())
    for name in sorted(everybody_now.keys() - everybody_before.keys()):
        # A technique that is new is told as such.
        if name in both.old.techniques:
            subject = Subject(f"routine {everybody_now[name]}", both.new.techniques[name].name)
            yield subject.looser(f"“{_routine(both, everybody_now[name])}” now offers it; no routine did.")
    for caution, entry in both.new.cautions.items():
        was = both.old.cautions.get(caution)
        if was is None:
            continue
        # What is hidden no more is told with the caution.
        hidden = frozenset((*was.hides_routines, *entry.hides_routines))
        before, now = _reached(both.old, hidden), _reached(both.new, hidden)
        for name in sorted(now.keys() - before.keys()):
            hidden_before = name in everybody_before
            if hidden_before and any(left_by(both.new, caution, name)[side].allowed for side in Side):
                technique = both.new.techniques[name].name
                subject = Subject(f"routine {now[name]}", person_with(entry.name))
                words = f"{technique} now comes to them in “{_routine(both, now[name])}”; its routines were hidden."
                yield subject.looser(words)
    yield from _reach_of_patterns(both, everybody_before)


def _reach_of_patterns(both: Both, everybody_before: Mapping[str, str]) -> Iterator[Change]:
    """Yields techniques that come to somebody from whom a pattern kept all the routines that hold them."""
    for pattern, entry in both.new.presentations.items():
        was = both.old.presentations.get(pattern)
        ruled = (*entry.rules_out, *(was.rules_out if was else ()))
        # Each condition may hold alone, and all of them together.
        whens = {str(one.when): one.when for one in ruled if one.routines}
        seen: set[str] = set()
        for holding in (*({name} for name in whens), set(whens)):
            hidden = frozenset(
                name for one in ruled if one.when is None or str(one.when) in holding for name in one.routines
            )
            before, now = _reached(both.old, hidden), _reached(both.new, hidden)
            for name in sorted((now.keys() - before.keys() - seen) & everybody_before.keys()):
                seen.add(name)
                technique = both.new.techniques[name].name
                subject = Subject(f"routine {now[name]}", f"Somebody whose answers are like “{entry.name}”")
                routine = _routine(both, now[name])
                yield subject.looser(f"{technique} now comes to them in “{routine}”; its routines were ruled out.")


def _routine(both: Both, name: str) -> str:
    return both.new.routines[name].name


def _hidings_same(both: Both) -> bool:
    def hidden(book: Book) -> tuple[dict[str, tuple[str, ...]], ...]:
        return (
            {name: caution.hides_routines for name, caution in book.cautions.items()},
            {
                name: tuple(one for ruled in pattern.rules_out for one in ruled.routines)
                for name, pattern in book.presentations.items()
            },
        )

    return hidden(both.old) == hidden(both.new)


def _ways_on(book: Book) -> dict[str, tuple[str, ...]]:
    """Returns the techniques to which each one leads as its easier or harder way."""
    return {
        name: tuple(
            variant.use for variant in (technique.easier, technique.harder) if variant is not None and variant.use
        )
        for name, technique in book.techniques.items()
    }


def _reached(book: Book, hidden: frozenset[str]) -> Mapping[str, str]:
    """Returns the techniques that routines bring, each with the first routine that does.

    Args:
        book: The edition.
        hidden: Routines that are not offered.
    """
    found: dict[str, str] = {}
    on = _ways_on(book)
    for routine, entry in book.routines.items():
        if routine in hidden:
            continue
        lengths = (*entry.variants.short, *entry.variants.standard, *entry.variants.long)
        ahead = [*(step.technique for step in lengths), *(one for more in entry.substitutes.values() for one in more)]
        while ahead:
            name = ahead.pop()
            if name not in found:
                found[name] = routine
                ahead += on.get(name, ())
    return found
