"""Nothing in the book lies where nobody can ever get: no question, rule, pattern, routine or technique."""

from collections.abc import Iterator
from itertools import islice

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.routine import RoutineStep
from bot.knowledge.positions import Positions
from bot.knowledge.worlds import MOST_WORLDS, World, Worlds

MEND = "mend when:, whose parts rule one another out or wait for an answer that no question has; or add that question"

CLEAR_LEAD = 2
"""By how many points a pattern must lead to be told apart from the others."""


def check_reachability(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for everything that nobody can ever meet."""
    worlds = Worlds(book)
    yield from _rules(book, positions, worlds)
    for name, question in book.questions.items():
        if not worlds.can_be_asked(question):
            yield _fault(positions.of(question, "when"), f"nobody can ever be asked {name}", "mend its when:")
    for name, presentation in book.presentations.items():
        if not _can_be_likeliest(book, worlds, name, presentation):
            wrong = f"{name} can never be the likeliest pattern"
            yield _fault(positions.of(presentation), wrong, "mend when: or the points of its signs")
    routines = _routines_met(book)
    for name, routine in book.routines.items():
        if name not in routines:
            remedy = "name it in the routines: of a presentation, or in gentle_routines: of the screen"
            yield _fault(positions.of(routine), f"nobody is ever offered the routine {name}", remedy)
        for presentation_name in routine.presentations:
            if name not in book.presentations[presentation_name].routines:
                wrong = f"{name} is for {presentation_name}, which does not offer it"
                yield _fault(
                    positions.of(routine, "presentations"), wrong, f"add it to routines: of {presentation_name}"
                )
        steps = {step.technique for step in _steps(book, name)}
        for technique in routine.substitutes:
            if technique not in steps:
                wrong = f"{name} has substitutes for {technique}, which is no step of it"
                yield _fault(positions.of(routine, "substitutes", technique), wrong, "take them out")
    techniques = _techniques_met(book, routines)
    for name, technique_entry in book.techniques.items():
        if name not in techniques:
            remedy = "make it a step of a routine, a substitute, the easier or harder way of another"
            yield _fault(positions.of(technique_entry), f"nobody ever meets the technique {name}", remedy)


def _rules(book: Book, positions: Positions, worlds: Worlds) -> Iterator[Fault]:
    for flag in book.red_flags.values():
        for number, rule in enumerate(flag.levels):
            if not worlds.can_be(rule.when):
                wrong = f"no answers lead from {flag.flag} to {rule.level.value}"
                yield _fault(positions.of(flag, "levels", number), wrong, MEND)
    for caution in book.cautions.values():
        if not worlds.can_be(caution.when):
            wrong = f"no answers ever bring the caution {caution.caution}"
            yield _fault(positions.of(caution, "when"), wrong, MEND)


def _can_be_likeliest(book: Book, worlds: Worlds, name: str, presentation: Presentation) -> bool:
    if presentation.general or not presentation.signs:
        return worlds.can_be(presentation.when)
    return any(
        _leads(book, worlds, name, world)
        for wanted in presentation.signs
        for start in islice(worlds.where(_both(presentation.when, wanted.when)), MOST_WORLDS)
        for world in _with_more_signs(worlds, presentation, start)
    )


def _with_more_signs(worlds: Worlds, presentation: Presentation, start: World) -> Iterator[World]:
    """Yields worlds with ever more of the signs of a pattern, as far as they go together."""
    world = start
    yield world
    for sign in presentation.signs:
        grown = next(worlds.where(sign.when, given=world), None)
        if grown is not None:
            world = grown
            yield world


def _leads(book: Book, worlds: Worlds, name: str, world: World) -> bool:
    points = {
        other: sum(sign.points for sign in entry.signs if worlds.holds(sign.when, world))
        for other, entry in book.presentations.items()
        if entry.goal is book.presentations[name].goal and worlds.holds(entry.when, world)
    }
    own = points.pop(name, 0)
    return own >= CLEAR_LEAD + max(points.values(), default=0)


def _both(first: Condition, second: Condition) -> Condition:
    return Condition(all=(first, second))


def _routines_met(book: Book) -> set[str]:
    met = {*book.screen.gentle_routines}
    met |= {name for presentation in book.presentations.values() for name in presentation.routines}
    # The way for a cramp right now leads to its technique at once, in the name of the routine that opens with it.
    met |= {
        name for name, routine in book.routines.items()
        if routine.variants.short[0].technique == book.screen.cramp_technique
    }  # fmt: skip
    return met


def _steps(book: Book, routine: str) -> Iterator[RoutineStep]:
    variants = book.routines[routine].variants
    yield from (*variants.short, *variants.standard, *variants.long)


def _techniques_met(book: Book, routines: set[str]) -> set[str]:
    met = {book.screen.cramp_technique}
    if book.screen.look_technique is not None:
        met.add(book.screen.look_technique)
    for name in routines:
        met |= {step.technique for step in _steps(book, name)}
        met |= {substitute for others in book.routines[name].substitutes.values() for substitute in others}
    ahead = list(met)
    while ahead:
        technique = book.techniques[ahead.pop()]
        for variant in (technique.easier, technique.harder):
            if variant is not None and variant.use is not None and variant.use not in met:
                met.add(variant.use)
                ahead.append(variant.use)
    return met


def _fault(place: tuple[str, int, int], wrong: str, remedy: str) -> Fault:
    return Fault(*place, "unreachable", wrong, remedy)


CHECK = Check(
    Explanation(
        "unreachable",
        rule="Everything in the book can be met by somebody: each question, rule, pattern, routine and technique.",
        why=(
            "A rule that can never fire looks like protection and is none, and a routine that nobody is offered is "
            "work for nothing. Mostly a misspelt answer or a forgotten line in another file is behind it."
        ),
        wrong="when: {all: [{fact: complaint, is: ankle}, {fact: complaint, is: heel_or_sole}]}",
        right="when: {fact: complaint, one_of: [ankle, heel_or_sole]}",
    ),
    check_reachability,
)
