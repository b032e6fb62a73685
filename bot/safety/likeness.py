"""Which pattern the answers are like: a ranking that only clear answers make, and whose doubts keep limits on.

Nothing here loosens anything. A pattern that is likely lends its routine and its words; the limits of a pattern hold
as its `limits_when` says, and those of every pattern beside it as long as they cannot be told apart or the person
says that the likeness does not fit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.safety.facts import Facts
from bot.safety.known import Known, leaf_facts
from bot.safety.truth import Truth

CLEAR_LEAD = 2
"""By how many points a pattern must lead to be told apart from the others (a design choice)."""

ASKED_FOR = 3
"""The points of a goal that has no signs: it was asked for by name."""

BY_DISAGREEING = "disagreed"
"""Told by a tap on 'That's not it'."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One pattern or goal that may fit.

    Attributes:
        presentation: Its id.
        points: What clear answers give it.
        possible: What it would have if every answer that is unsure or still open spoke for it.
        becauses: Why, in the words of the book.
    """

    presentation: str
    points: int
    possible: int
    becauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the answers are like.

    Attributes:
        presentation: Id of the pattern or goal, or None.
        becauses: Why, in the words of the book; empty for a goal and for a general pattern.
        unclear: Whether the patterns cannot be told apart.
        disputed: Whether the person said of some pattern that it does not fit.
        others: The patterns that the answers speak for when it is unclear, the likeliest first.
    """

    presentation: str | None
    becauses: tuple[str, ...] = ()
    unclear: bool = False
    disputed: bool = False
    others: tuple[str, ...] = ()


def rank(known: Known) -> tuple[Ranked, ...]:
    """Returns what may fit this person, the likeliest first; equals stand in the order of the book.

    Where the person asked for a goal, only goals are ranked. Unsure and open answers give no points.

    Args:
        known: What is known of the person.
    """
    return _ranked(known, goals=_wants_goal(known))


def likeness(known: Known) -> Likeness:
    """Returns what the answers are like, and how sure that is.

    Args:
        known: What is known of the person.
    """
    if known.value("who") == "child":
        # No routine follows, so nothing is told apart.
        return Likeness(None)
    goals = _wants_goal(known)
    ranked = _ranked(known, goals=goals)
    clear = _clear(ranked)
    denied = _denied(known, goals=goals)
    general = next((entry.presentation for entry in ranked if _entry(known, entry).general), None)
    fitting = [entry for entry in ranked if entry.points and entry.presentation not in denied]
    if denied and not fitting:
        return Likeness(general, disputed=True)
    best = clear if not denied else fitting[0]
    if best is None:
        return Likeness(general, unclear=True, others=tuple(entry.presentation for entry in fitting))
    return Likeness(best.presentation, best.becauses, disputed=bool(denied))


def patterns_that_hold(known: Known) -> Iterator[tuple[str, Presentation]]:
    """Yields the patterns and goals whose limits hold.

    These are those of which their own rule says so, and all that may fit as long as they are not told apart or the
    person disagrees with one of them.

    Args:
        known: What is known of the person.
    """
    doubtful: set[str] = set()
    for goals in (False, True):
        ranked = _ranked(known, goals=goals)
        if _clear(ranked) is None or _denied(known, goals=goals):
            doubtful |= {entry.presentation for entry in ranked}
    for name, presentation in known.book.presentations.items():
        if name in doubtful or known.truth(presentation.limits_when) is not Truth.NO:
            yield name, presentation


def disagree(facts: Facts, presentation: str, now: datetime) -> Facts:
    """Returns the facts with the person's word that a pattern does not fit.

    It holds until one of the answers behind that pattern is given anew.

    Args:
        facts: What was told.
        presentation: Id of the pattern.
        now: This moment, aware.
    """
    return facts.tell(BY_DISAGREEING, now, {_denial(presentation): "yes"})


def still_matters(known: Known, question: Question) -> bool:
    """Returns whether the answer to a question that tells patterns apart can still change anything.

    It can where a rule about levels or limits, or another question, hangs on it, and where it can still make a
    pattern clearly the likeliest.

    Args:
        known: What is known of the person.
        question: A question that is open.
    """
    asked = frozenset(known.open_facts(question))
    if any(known.truth(rule) is Truth.OPEN for rule in _hanging_on(known.book, asked)):
        return True
    ranked = _ranked(known, goals=_wants_goal(known))
    if _clear(ranked) is not None or not any(_could_lead(entry, ranked) for entry in ranked):
        return False
    signs = (sign for entry in ranked for sign in _entry(known, entry).signs)
    return any(_reads(known.book, sign.when, asked) and known.truth(sign.when) is Truth.OPEN for sign in signs)


def _hanging_on(book: Book, asked: frozenset[str]) -> Iterator[Condition]:
    asked_when = (question.when for question in book.questions.values() if question.when is not None)
    for condition in (*book.rules, *asked_when):
        if _reads(book, condition, asked):
            yield condition


def _reads(book: Book, condition: Condition, asked: frozenset[str]) -> bool:
    return not asked.isdisjoint(leaf_facts(book, condition.reads()))


def _wants_goal(known: Known) -> bool:
    return any(
        presentation.goal and known.truth(presentation.when).fires
        for presentation in known.book.presentations.values()
    )


def _ranked(known: Known, *, goals: bool) -> tuple[Ranked, ...]:
    found = [
        _points(known, name, presentation)
        for name, presentation in known.book.presentations.items()
        if presentation.goal is goals and known.truth(presentation.when) is not Truth.NO
    ]
    return tuple(sorted(found, key=lambda entry: -entry.points))


def _points(known: Known, name: str, presentation: Presentation) -> Ranked:
    truths = [(sign, known.truth(sign.when)) for sign in presentation.signs]
    fits = known.truth(presentation.when) is Truth.YES
    told = [sign for sign, truth in truths if fits and truth is Truth.YES]
    possible = sum(sign.points for sign, truth in truths if truth is not Truth.NO)
    if presentation.goal and not presentation.signs:
        return Ranked(name, ASKED_FOR if fits else 0, ASKED_FOR)
    return Ranked(name, sum(sign.points for sign in told), possible, tuple(sign.because for sign in told))


def _clear(ranked: tuple[Ranked, ...]) -> Ranked | None:
    """Returns the one that leads whatever the unsure and open answers may have meant, or None."""
    for entry in ranked[:1]:
        others = max((other.possible for other in ranked if other is not entry), default=0)
        if entry.points >= CLEAR_LEAD + others:
            return entry
    return None


def _could_lead(entry: Ranked, ranked: tuple[Ranked, ...]) -> bool:
    others = max((other.points for other in ranked if other is not entry), default=0)
    return entry.possible >= CLEAR_LEAD + others


def _entry(known: Known, ranked: Ranked) -> Presentation:
    return known.book.presentations[ranked.presentation]


def _denial(presentation: str) -> str:
    return f"not_{presentation}"


def _denied(known: Known, *, goals: bool) -> frozenset[str]:
    """Returns the patterns that the person said do not fit, and whose answers are the same since then."""
    return frozenset(
        name
        for name, presentation in known.book.presentations.items()
        if presentation.goal is goals and _is_denied(known, name, presentation)
    )


def _is_denied(known: Known, name: str, presentation: Presentation) -> bool:
    told = known.facts.told
    denials = [telling.at for telling in told.get(_denial(name), ()) if telling.by == BY_DISAGREEING]
    if not denials:
        return False
    read = (presentation.when, *(sign.when for sign in presentation.signs))
    behind = {fact for condition in read for fact in leaf_facts(known.book, condition.reads())}
    return not any(telling.at > max(denials) for fact in behind for telling in told.get(fact, ()))
