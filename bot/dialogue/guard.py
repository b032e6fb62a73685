"""Whether a technique may be shown now: asked when a practice screen is made, and once more before it is sent."""

from datetime import datetime
from enum import StrEnum

from bot.dialogue.resting import limits_of
from bot.dialogue.session import Person, Practice, Session, StageName
from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.safety.known import Known
from bot.safety.limits import open_rules
from bot.safety.permissions import permission
from bot.safety.triage import triage

PRACTISING: frozenset[StageName] = frozenset({"practice", "step_why"})
"""Stages whose screen shows a technique: whatever led to one, it is shown only with leave."""


class Leave(StrEnum):
    """Whether a technique may be shown."""

    YES = "yes"
    ASK = "ask"
    """A question is open, or its answer is too old."""
    SKIP = "skip"
    """A limit forbids this technique now, it hurt, or the book has it no longer."""
    STOP = "stop"
    """Nothing may be shown at all."""


def leave(session: Session, practice: Practice, technique: str, book: Book, now: datetime) -> Leave:
    """Returns whether a technique of a practice may be shown at this moment.

    Args:
        session: The chat as it stands.
        practice: The practice.
        technique: Id of the technique, which may be an easier or harder one than the plan's.
        book: The serving edition.
        now: This moment.
    """
    person = session.person
    if person.lock is not None or session.consented is None:
        return Leave.STOP
    if session.unsettled or session.confirm:
        # A question about danger in typed words that nobody has answered is no "no".
        return Leave.ASK
    known = known_for(person, practice, book, now)
    if triage(known).stops:
        return Leave.STOP
    if not _enough_known(known, practice, book):
        return Leave.ASK
    if technique not in book.techniques or technique in practice.left_out:
        return Leave.SKIP
    entry = book.techniques[technique]
    sides = sides_now(practice)
    held = limits_of(person, known, now)
    allowed = permission(technique, entry, sides, held).allowed
    return Leave.YES if allowed else Leave.SKIP


def may_be_sent(session: Session, technique: str, book: Book, now: datetime) -> bool:
    """Returns whether a screen with a technique may still go out: it is the step of now, and there is leave for it.

    Args:
        session: The chat as it stands in the moment of sending.
        technique: Id of the technique.
        book: The serving edition.
        now: This moment.
    """
    running = session.practice
    if running is None or running.ended is not None or session.stage.name not in PRACTISING:
        return False
    planned = running.plan.items[running.step].technique
    entry = book.techniques.get(planned)
    variants = {planned}
    if entry is not None:
        variants |= {v.use for v in (entry.easier, entry.harder) if v is not None and v.use is not None}
    if technique not in variants:
        return False
    return leave(session, running, technique, book, now) is Leave.YES


def known_for(person: Person, practice: Practice, book: Book, now: datetime) -> Known:
    """Returns what is known of a person for showing the steps of a practice."""
    history = person.history
    return Known(book, person.facts, now, practice_since=history.last_ended, practising=not practice.cramp)


def sides_now(practice: Practice) -> frozenset[Side]:
    """Returns the side that the present step is on, or both where it has none of its own."""
    item = practice.plan.items[practice.step]
    return frozenset({item.sides[practice.side]}) if item.sides else frozenset(Side)


def _enough_known(known: Known, practice: Practice, book: Book) -> bool:
    if practice.cramp:
        return not any(known.is_open(book.questions[name]) for name in book.screen.cramp_path)
    return not open_rules(known)
