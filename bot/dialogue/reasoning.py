"""Shows what the rules make of one chat at one moment, for whoever writes the book: it decides nothing itself."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.dialogue.planning import presentation_of
from bot.dialogue.resting import limits_of
from bot.dialogue.session import Session
from bot.knowledge.book import Book
from bot.knowledge.models.base import Entry, Level, Place
from bot.knowledge.models.technique import Technique
from bot.safety.facts import Telling
from bot.safety.known import Known
from bot.safety.limits import Limit
from bot.safety.permissions import Permission, permission_each_side
from bot.safety.plan import LeftOut, Plan
from bot.safety.triage import triage
from bot.safety.truth import Truth

STOPPING = frozenset({Level.EMERGENCY, Level.URGENT})


class Outcome(Entry):
    """What came of what was told so far."""

    level: Level
    decided_by: tuple[str, ...]
    """Ids of the rules that led there."""
    presentation: str | None
    """The pattern that the answers are like; None under a stop."""
    lock: str | None
    """The red flag that locks."""
    plan: tuple[str, ...]
    """Techniques of the plan in their order."""
    left_out: dict[str, tuple[str, ...]]
    """Techniques that the routine holds and the plan does not, with the rules that forbid them."""


class ToldFact(Entry):
    """One answer as it was told."""

    fact: str
    value: str | int
    by: str
    """The question that got it, or how else it came."""
    at: datetime
    holds: bool
    """Whether it is still fresh enough to count."""


class FiredRule(Entry):
    """A rule that speaks at this moment."""

    rule: str
    kind: str
    """`red flag`, `caution`, `advice` or `pattern`."""
    does: str
    """The level, or what it forbids or changes, in a few words."""
    where: str
    never_asked: bool = False
    """Whether it only holds because something was not asked yet."""


class TechniqueNow(Entry):
    """One technique, and why it is in or out."""

    technique: str
    name: str
    state: str
    """`in the plan`, `left out`, `allowed`, `changed` or `forbidden`."""
    why: str


class Reasoning(Entry):
    """All of it."""

    edition: str
    stage: str
    question: str | None
    outcome: Outcome
    open_rules: tuple[str, ...]
    """Rules that wait for an answer; nothing is offered while there are any."""
    facts: tuple[ToldFact, ...]
    rules: tuple[FiredRule, ...]
    techniques: tuple[TechniqueNow, ...]


def outcome_of(session: Session, book: Book, now: datetime) -> Outcome:
    """Returns what came of what the present person told so far.

    Args:
        session: The chat.
        book: The edition.
        now: This moment.
    """
    person, known = session.person, _known(session, book, now)
    found = triage(known)
    level = person.lock.level if person.lock is not None else found.level
    if person.holds and not found.stops and person.lock is None:
        level = Level.CLINICIAN
    decided = [finding.flag.flag for finding in found.findings if finding.level is found.level]
    if person.lock is not None:
        decided = list(dict.fromkeys((*decided, person.lock.flag)))
    elif level is Level.ADAPTED:
        told = known.as_told()
        decided = [name for name, caution in book.cautions.items() if told.truth(caution.when).fires]
    plan = _plan(session)
    return Outcome(
        level=level,
        decided_by=tuple(decided),
        presentation=presentation_of(known) if person.lock is None and not found.stops else None,
        lock=None if person.lock is None else person.lock.flag,
        plan=tuple(item.technique for item in plan.items) if plan is not None else (),
        left_out={out.technique: out.rules for out in plan.left_out} if plan is not None else {},
    )


def reasoning(session: Session, book: Book, now: datetime) -> Reasoning:
    """Returns the facts, the rules that speak, the limits, and why each technique is in or out.

    Args:
        session: The chat.
        book: The edition.
        now: This moment.
    """
    known = _known(session, book, now)
    held = limits_of(session.person, known, now)
    return Reasoning(
        edition=book.edition,
        stage=session.stage.name,
        question=session.stage.question,
        outcome=outcome_of(session, book, now),
        open_rules=tuple(dict.fromkeys(_waiting(known))),
        facts=tuple(_told(known)),
        rules=(*_flags(known), *(_fired(limit, book) for limit in held if limit.rule not in book.red_flags)),
        techniques=tuple(_techniques(book, held, _plan(session))),
    )


def _known(session: Session, book: Book, now: datetime) -> Known:
    person = session.person
    return Known(book, person.facts, now, practice_since=person.history.last_ended)


def _plan(session: Session) -> Plan | None:
    return session.practice.plan if session.practice is not None else session.plan


def _waiting(known: Known) -> Iterator[str]:
    book = known.book
    for flag in book.red_flags.values():
        if any(known.truth(rule.when) is Truth.OPEN for rule in flag.levels):
            yield flag.flag
    for caution in book.cautions.values():
        if known.truth(caution.when) is Truth.OPEN:
            yield caution.caution


def _told(known: Known) -> Iterator[ToldFact]:
    def counts(fact: str, telling: Telling) -> bool:
        questions = [question for question in known.book.asked_by.get(fact, ()) if question.question == telling.by]
        if questions:
            return fact not in set(known.open_facts(questions[0]))
        return known.value(fact) is not None

    for fact, tellings in sorted(known.facts.told.items()):
        for telling in tellings:
            yield ToldFact(
                fact=fact, value=telling.value, by=telling.by, at=telling.at, holds=counts(fact, telling)
            )  # fmt: skip


def _flags(known: Known) -> Iterator[FiredRule]:
    for finding in triage(known).findings:
        within = "" if finding.within_days is None else f", within {finding.within_days} days"
        yield FiredRule(
            rule=finding.flag.flag, kind="red flag", does=f"{finding.level.value}{within}",
            where=_place_words(finding.flag.where.places, whole=finding.level in STOPPING),
        )  # fmt: skip


def _fired(limit: Limit, book: Book) -> FiredRule:
    kinds = (("caution", book.cautions), ("advice", book.advice), ("pattern", book.presentations))
    kind = next((kind for kind, entries in kinds if limit.rule in entries), "rule")
    names = ", ".join(sorted({*(limit.classes or ()), *limit.techniques}))
    what = names if limit.classes is not None else f"everything but {', '.join(sorted(limit.spared))}"
    changes = [] if limit.pressure is None else [f"pressure at most {limit.pressure}"]
    changes += [] if limit.minutes is None else [f"at most {limit.minutes} min a side"]
    does = f"forbids {what}" if limit.forbids else f"{', '.join(changes) or 'changed'}: {what}"
    return FiredRule(
        rule=limit.rule, kind=kind, does=does, never_asked=bool(limit.unasked),
        where=_place_words(limit.places, whole=limit.whole_body)
        + ("" if len(limit.sides) > 1 else f", {next(iter(limit.sides)).value} side"),
    )  # fmt: skip


def _place_words(places: Iterable[Place], *, whole: bool) -> str:
    return "everywhere" if whole else ", ".join(sorted(places)) or "knee to toes"


def _techniques(book: Book, held: tuple[Limit, ...], plan: Plan | None) -> Iterator[TechniqueNow]:
    left_out = {} if plan is None else {out.technique: out for out in plan.left_out}
    planned = set() if plan is None else {item.technique for item in plan.items}
    for name, technique in book.techniques.items():
        state, why = _state(name, technique, held, left_out.get(name), planned=name in planned)
        yield TechniqueNow(technique=name, name=technique.name, state=state, why=why)


def _state(
    name: str, technique: Technique, held: tuple[Limit, ...], out: LeftOut | None, *, planned: bool
) -> tuple[str, str]:
    sides = permission_each_side(name, technique, held)
    forbidden = [side for side, left in sides.items() if not left.allowed]
    rules = ", ".join(dict.fromkeys(rule for left in sides.values() for rule in left.rules))
    if len(forbidden) == len(sides):
        return "forbidden", rules
    only = f"not {forbidden[0].value}: {rules}" if forbidden else ""
    if planned:
        return "in the plan", only or _changes(technique, list(sides.values())) or "nothing changed"
    if out is not None:
        instead = f"; {out.instead} instead" if out.instead else ""
        return "left out", f"{out.reason.replace('_', ' ')}{instead}"
    if only or rules:
        return "changed", only or f"{_changes(technique, list(sides.values()))} by {rules}"
    return "allowed", "not in this routine"


def _changes(technique: Technique, left: list[Permission]) -> str:
    pressure = min(permission.pressure for permission in left)
    minutes = [permission.minutes for permission in left if permission.minutes is not None]
    changes = [f"pressure at most {pressure}"] if pressure < technique.pressure else []
    changes += [f"at most {min(minutes)} min a side"] if minutes else []
    return ", ".join(changes)
