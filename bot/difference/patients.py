"""What an edit does to invented patients: cases of both books that it may touch, played with both."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.cases.player import CaseResult, VisitResult, play
from bot.dialogue.conversation import Conversation
from bot.difference.both import Both, as_words, person_who_told, person_with
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import question_called
from bot.difference.people import some
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.case import Case, Visit
from bot.knowledge.models.condition import Condition
from bot.language.catalogues import shipped_catalogues
from bot.language.danger.reader import DangerReader, compile_lexicon
from bot.proof.persons import Persons
from bot.proof.plain_reading import Told
from bot.proof.worlds import NOW
from bot.safety.known import Known, leaf_facts
from bot.safety.likeness import likeness, patterns_that_hold
from bot.safety.truth import Truth
from bot.side_by_side import run_side_by_side

MOST_TO_SHOW = 12
"""So many cases are played where a rule is seen to be looser already: they only show what that means for somebody."""

MOST_TO_SEEK = 24
"""So many are played where no rule is, in case something got looser that no rule tells."""

Touched = Callable[["Person"], bool]


@dataclass(frozen=True)
class Person:
    """One visit of a case as far as a glance tells: what is told, in both editions.

    Attributes:
        facts: The facts that are told.
        old: The person through the old edition.
        new: The person through the new edition.
        unsure: Whether everything else is answered with not sure.
        types: Whether something is typed.
    """

    facts: frozenset[str]
    old: Known
    new: Known
    unsure: bool
    types: bool


@dataclass(frozen=True)
class Played:
    """What came of playing.

    Attributes:
        outcomes: What is otherwise for people.
        played: How many cases were played with both editions.
        touched: How many are touched.
        failed: Cases that do not come out as they must with the new edition.
    """

    outcomes: tuple[Change, ...] = ()
    played: int = 0
    touched: int = 0
    failed: tuple[str, ...] = ()


def play_touched(
    both: Both, changes: Sequence[Change], *, most: int | None = None, side_by_side: bool = False
) -> Played:
    """Plays the cases that an edit may touch with both editions: the ones that speak of it first.

    Args:
        both: The editions.
        changes: What is otherwise.
        most: How many cases are played at most; by default few, and fewer where the rules have told all.
        side_by_side: Whether as many are played at a time as there are processors.
    """
    touching = tuple(_touching(both, changes))
    if not touching:
        return Played()
    reader = compile_lexicon(both.new.danger)
    old, new = Persons(both.old), Persons(both.new)
    touched = [
        case
        for case in _all_cases(both)
        if any(touches(person) for person in _people(both, case, reader, old, new) for touches in touching)
    ]
    if most is None:
        looser = any(change.verdict is Verdict.LOOSER for change in changes)
        most = MOST_TO_SHOW if looser else MOST_TO_SEEK
    chosen = nearest_cases(touched, _named(both, changes), most)
    pairs = _play(both, chosen, reader, side_by_side=side_by_side)
    new_cases = {case.case for case in both.new.cases}
    failed = tuple(
        case.case for case, (_, now) in zip(chosen, pairs, strict=True) if not now.passed and case.case in new_cases
    )
    return Played(tuple(_outcomes(both, chosen, pairs)), len(chosen), len(touched), failed)


def _all_cases(both: Both) -> list[Case]:
    """Returns the cases of both books; one that both have as the new one has it."""
    return list({case.case: case for case in (*both.old.cases, *both.new.cases)}.values())


# -- which cases ---------------------------------------------------------------------------------------


def nearest_cases(cases: Sequence[Case], names: frozenset[str], most: int) -> list[Case]:
    """Returns the cases that speak of a changed entry, and some from all over the rest, in their order.

    Args:
        cases: All that the edit may touch.
        names: Ids of what is otherwise.
        most: How many at most.
    """
    if len(cases) <= most:
        return list(cases)
    ranks = [_speaks_of(case, names) for case in cases]
    nearest = sorted((number for number, rank in enumerate(ranks) if rank), key=lambda number: -ranks[number])
    taken = set(nearest[: most if len(cases) == len(nearest) else most - most // 4])
    rest = [number for number in range(len(cases)) if number not in taken]
    missing = most - len(taken)
    taken |= {rest[place * len(rest) // missing] for place in range(missing)}
    return [cases[number] for number in sorted(taken)]


def _speaks_of(case: Case, names: frozenset[str]) -> int:
    """Returns how closely a case is about a changed entry: it decides, is offered or ruled out, or is told."""
    visits: tuple[Case | Visit, ...] = (case, *case.later)
    expected = [visit.expect for visit in visits]
    decides = any(not names.isdisjoint((*one.decided_by, one.presentation or "", one.lock or "")) for one in expected)
    offered = any(not names.isdisjoint((*one.offers, *one.never)) for one in expected)
    told = any(answer != "no" and name in names for visit in visits for name, answer in visit.answers.items())
    return 4 * decides + 2 * offered + told


def _named(both: Both, changes: Sequence[Change]) -> frozenset[str]:
    """Returns the ids of the entries that are otherwise, and the facts of the cautions among them."""
    names = {change.entry.rpartition(" ")[2] for change in changes if change.kind in {Kind.RULE, Kind.PLAN}}
    cautions = [book.cautions[name].when for book in (both.old, both.new) for name in names if name in book.cautions]
    return frozenset(names) | _facts(both, cautions)


def _touching(both: Both, changes: Sequence[Change]) -> Iterator[Touched]:
    """Yields, for each changed entry, how to tell whether it may touch a person."""
    for entry in dict.fromkeys(change.entry for change in changes if change.kind in {Kind.RULE, Kind.PLAN}):
        kind, _, name = entry.partition(" ")
        if entry.startswith("red flag "):
            name = entry.removeprefix("red flag ")
            rules = [
                rule.when for book in (both.old, both.new) if name in book.red_flags
                for rule in book.red_flags[name].levels
            ]  # fmt: skip
            yield partial(_reads_any, facts=frozenset({name, *_facts(both, rules)}))
        elif kind == "caution":
            rules = [book.cautions[name].when for book in (both.old, both.new) if name in book.cautions]
            yield partial(_fires, caution=name, facts=_facts(both, rules))
        elif kind == "question":
            asked = [book.questions[name] for book in (both.old, both.new) if name in book.questions]
            yield partial(_reads_any, facts=frozenset(fact for one in asked for fact in one.facts()))
        elif kind == "pattern":
            yield partial(_is_like, pattern=name)
        elif kind == "routine":
            yield partial(_may_do, routines=frozenset({name}))
        elif kind == "technique":
            routines = frozenset(_routines_with(both.old, name)) | frozenset(_routines_with(both.new, name))
            yield partial(_may_do, routines=routines)
        elif entry in {"screen", "stop rules", "cautions", "red flags"} or kind in {"class", "fact", "named"}:
            yield lambda _: True
        elif kind in {"danger", "answer"} and name.startswith(("words", "examples")):
            yield lambda person: person.types


def _facts(both: Both, rules: Iterable[Condition]) -> frozenset[str]:
    read = [name for rule in rules for name in rule.reads()]
    return frozenset(fact for book in (both.old, both.new) for fact in leaf_facts(book, read))


def _reads_any(person: Person, *, facts: frozenset[str]) -> bool:
    return person.unsure or not facts.isdisjoint(person.facts)


def _fires(person: Person, *, caution: str, facts: frozenset[str]) -> bool:
    if person.unsure or not facts.isdisjoint(person.facts):
        return True
    return any(
        caution in known.book.cautions and known.truth(known.book.cautions[caution].when) is not Truth.NO
        for known in (person.old, person.new)
    )


def _is_like(person: Person, *, pattern: str) -> bool:
    return any(
        pattern in {name for name, _ in patterns_that_hold(known)} for known in (person.old, person.new)
    ) or any(likeness(known).presentation == pattern for known in (person.old, person.new))


def _may_do(person: Person, *, routines: frozenset[str]) -> bool:
    for known in (person.old, person.new):
        pattern = likeness(known).presentation
        # The gentle routines stand in for anybody: their own cases are those that ask for them.
        if pattern is not None and not routines.isdisjoint(known.book.presentations[pattern].routines):
            return True
    return False


def _routines_with(book: Book, technique: str) -> Iterator[str]:
    for name, routine in book.routines.items():
        lengths = (*routine.variants.short, *routine.variants.standard, *routine.variants.long)
        stand_ins = {one for more in routine.substitutes.values() for one in more}
        if technique in stand_ins or any(step.technique == technique for step in lengths):
            yield name


def _people(both: Both, case: Case, reader: DangerReader, old: Persons, new: Persons) -> Iterator[Person]:
    """Yields the visits of a case at a glance: all that is answered told at once."""
    answers: dict[str, str | int] = {"who": case.who}
    if case.wants.goal is not None:
        answers |= {
            str(question.fact): choice.choice
            for question in both.new.questions.values() for choice in question.choices
            if case.wants.goal in choice.goals
        }  # fmt: skip
    visits: tuple[Case | Visit, ...] = (case, *case.later)
    for visit in visits:
        typed = {finding.fact: "yes" for finding in reader.read(visit.says).findings} if visit.says else {}
        answers = {**typed, **answers, **visit.answers}
        told = {**answers, **_meant(both, answers)}
        facts = {fact: Told(value) for fact, value in told.items()}
        yield Person(
            frozenset(fact for fact, value in told.items() if value != "no"),
            Known(both.old, old.told(facts), NOW),
            Known(both.new, new.told(facts), NOW),
            visit.otherwise == "unsure",
            bool(visit.says),
        )


def _meant(both: Both, answers: Mapping[str, str | int]) -> dict[str, str | int]:
    """Returns what ticked lines and chosen answers settle besides."""
    found: dict[str, str | int] = {}
    for book in (both.old, both.new):
        for question in book.questions.values():
            for line in question.lines:
                if answers.get(line.line, "no") != "no":
                    found |= dict.fromkeys(line.means, "yes")
            if question.fact in answers:
                settled = question.settled_by(answers[str(question.fact)])
                found |= {fact: value for fact, value in settled.items() if value != "no" and fact not in answers}
    return {fact: value for fact, value in found.items() if fact not in answers}


# -- playing them --------------------------------------------------------------------------------------


def _play(
    both: Both, cases: Sequence[Case], reader: DangerReader, *, side_by_side: bool
) -> list[tuple[CaseResult, CaseResult]]:
    catalogues = shipped_catalogues()
    now = Conversation(both.new, catalogues, reader)
    same_words = both.old.danger == both.new.danger
    before = Conversation(both.old, catalogues, reader if same_words else compile_lexicon(both.old.danger))
    hands = (os.cpu_count() or 1) if side_by_side else 1

    def play_share(first: int) -> list[tuple[CaseResult, CaseResult]]:
        return [(play(case, before), play(case, now)) for case in cases[first::hands]]

    works = [partial(play_share, first) for first in range(hands)]
    shares = run_side_by_side(works) if hands > 1 else tuple(work() for work in works)
    return [shares[number % hands][number // hands] for number in range(len(cases))]


# -- what is otherwise ---------------------------------------------------------------------------------


def _outcomes(both: Both, cases: Sequence[Case], pairs: Sequence[tuple[CaseResult, CaseResult]]) -> Iterator[Change]:
    """Yields each outcome that is otherwise once, with how many cases show it and one of them."""
    found: dict[tuple[Verdict, str], list[str]] = {}
    for case, (before, after) in zip(cases, pairs, strict=True):
        differing = (set(_between(both, was, now)) for was, now in zip(before.visits, after.visits, strict=False))
        # Visits after the first that differs are those of another person, so to speak.
        here = next((found for found in differing if found), set())
        if len(before.visits) != len(after.visits) and not here:
            fewer = len(after.visits) < len(before.visits)
            here.add((Verdict.LOOSER if fewer else Verdict.OTHER, "Somebody's visits do not come to the same end."))
        for verdict, says in here:
            found.setdefault((verdict, says), []).append(case.case)
    first = list(Verdict)
    ordered = sorted(found.items(), key=lambda item: (first.index(item[0][0]), -len(item[1]), item[0][1]))
    for (verdict, says), names in ordered:
        yield Change(verdict, Kind.OUTCOME, "patient cases", says, new=names[0], people=len(names))


def _between(both: Both, old: VisitResult, new: VisitResult) -> Iterator[tuple[Verdict, str]]:
    who = _who(both, old, new)
    if old.triage != new.triage:
        looser = Level(new.triage).seriousness < Level(old.triage).seriousness
        verdict = Verdict.LOOSER if looser else Verdict.STRICTER
        yield verdict, f"{who}: the outcome is now “{new.triage}” (was “{old.triage}”)."
        # Whatever else is otherwise follows from that.
        return
    if old.lock != new.lock:
        if new.lock == "none":
            yield Verdict.LOOSER, f"{who}: is no longer told to stop and be seen first."
        else:
            verdict = Verdict.STRICTER if old.lock == "none" else Verdict.OTHER
            yield verdict, f"{who}: is told to stop and be seen first, because of {both.told(new.lock)}."
    if old.presentation != new.presentation:
        was, now = _pattern(both, old.presentation), _pattern(both, new.presentation)
        yield Verdict.OTHER, f"{who}: the answers are like {now} (were like {was})."
    for name in dict.fromkeys((*old.plan, *new.plan)):
        called = _technique(both, name)
        if name not in old.plan and old.left_out.get(name):
            yield Verdict.LOOSER, f"{who}: {called} is no longer left out."
        elif name not in old.plan:
            yield Verdict.OTHER, f"{who}: {called} is now in the plan."
        elif name not in new.plan and new.left_out.get(name):
            yield Verdict.STRICTER, f"{who}: {called} is now left out."
        elif name not in new.plan:
            yield Verdict.OTHER, f"{who}: {called} is no longer in the plan."
    lost = [question_called(both, name) for name in old.questions if name not in new.questions]
    # Who is offered nothing may be asked less: something stopped the questions sooner.
    if lost and new.plan:
        yield Verdict.LOOSER, f"{who}: is no longer asked {some(lost)}."


def _who(both: Both, old: VisitResult, new: VisitResult) -> str:
    """Returns who a visit is about: what decided in it, and what the answers are like."""
    decided = tuple(dict.fromkeys((*old.decided_by, *new.decided_by)))
    like = next((_pattern(both, one) for one in (new.presentation, old.presentation) if one != "none"), "")
    flags = {**both.old.red_flags, **both.new.red_flags}
    cautions = {**both.old.cautions, **both.new.cautions}
    told = [flags[rule].because for rule in decided if rule in flags]
    if told:
        return person_who_told(told[0], 60)
    named = [cautions[rule].name for rule in decided if rule in cautions]
    if not named:
        return f"A person with {like}" if like else "A person without trouble"
    return person_with(some(named)) + (f", and {like}" if like else "")


def _pattern(both: Both, name: str) -> str:
    found = both.new.presentations.get(name) or both.old.presentations.get(name)
    return found.name if found else "nothing"


def _technique(both: Both, name: str) -> str:
    found = both.new.techniques.get(name) or both.old.techniques.get(name)
    return found.name if found else as_words(name)
