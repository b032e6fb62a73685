"""Puts a plan together for the present person: which routine, what is allowed, what they like."""

from collections.abc import Iterator
from datetime import timedelta

from bot.dialogue.session import Person
from bot.dialogue.turning import Turning
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.safety.doses import LOADING_ON_ALTERNATE_DAYS_UNTIL_WEEK, Experience
from bot.safety.known import Known
from bot.safety.permissions import permission_each_side
from bot.safety.plan import Plan
from bot.safety.planner import Planner, Wishes
from bot.safety.truth import Truth

ONE_DAY = timedelta(days=1)


def presentation_of(known: Known) -> str | None:
    """Returns the first pattern that the answers are like, or None."""
    for name, presentation in known.book.presentations.items():
        if known.truth(presentation.when).fires:
            return name
    return None


def fitted_plan(turning: Turning, known: Known) -> Plan:
    """Returns the best plan there is: of the pattern's routines, else of the gentle ones. It may be empty.

    Args:
        turning: The turn.
        known: What is known of the person.
    """
    planner = _planner(turning, known)
    first: Plan | None = None
    hidden = _hidden(known)
    for name in dict.fromkeys(_candidates(turning, known)):
        if name in hidden:
            continue
        plan = planner.plan(name)
        if any(item.technique != turning.book.screen.look_technique for item in plan.items):
            return plan
        first = first or plan
    return first or Plan(routine=turning.book.screen.gentle_routines[0], items=(), asked_minutes=minutes_of(turning))


def asks_first(turning: Turning, known: Known) -> Question | None:
    """Returns the open list that stands before a technique which the plan would hold if all its answers were no."""
    plan = fitted_plan(turning, known.as_told())
    wanted = {fact for item in plan.items for fact in turning.book.techniques[item.technique].ask_first}
    for question in turning.book.questions.values():
        if question.only_if_wanted and wanted & set(question.facts()) and known.is_open(question):
            return question
    return None


def plan_of(turning: Turning, known: Known, routine: str) -> Plan:
    """Fits one routine for the present person."""
    return _planner(turning, known).plan(routine)


def minutes_of(turning: Turning) -> int:
    """Returns how many minutes the person asked for."""
    return turning.person.wants.minutes


def equipment_of(turning: Turning) -> frozenset[str]:
    """Returns what the person has at hand."""
    return frozenset(turning.person.wants.equipment or turning.book.words.equipment_at_first)


def experience_of(person: Person, turning: Turning) -> Experience:
    """Returns what a person has done, as far as doses hang on it."""
    history, now = person.history, turning.now
    week = 1 if history.first is None else (now - history.first).days // 7 + 1
    loaded = history.loaded is not None and now - history.loaded < 2 * ONE_DAY
    return Experience(
        practices=history.practices,
        week=week,
        used=frozenset(name for name, first in history.strong_first_used.items() if now - first >= ONE_DAY),
        used_today=frozenset(name for name, first in history.strong_first_used.items() if now - first < ONE_DAY),
        loaded_lately=loaded and week < LOADING_ON_ALTERNATE_DAYS_UNTIL_WEEK,
    )


def _planner(turning: Turning, known: Known) -> Planner:
    limits = turning.limits(known)
    book = turning.book
    look_first = book.screen.look_when is not None and known.truth(book.screen.look_when).fires
    return Planner(
        book,
        lambda name: permission_each_side(name, book.techniques[name], limits),
        Wishes(minutes_of(turning), equipment_of(turning), frozenset(turning.person.history.hurt)),
        experience_of(turning.person, turning),
        look_first=look_first,
    )


def _candidates(turning: Turning, known: Known) -> Iterator[str]:
    book, wanted = turning.book, turning.person.wants.time_of_day
    name = presentation_of(known)
    if name is not None:
        presentation: Presentation = book.presentations[name]
        fitting = [routine for routine in presentation.routines if _at_time(turning, routine, wanted)]
        yield from fitting
        yield from presentation.routines
    yield from book.screen.gentle_routines


def _at_time(turning: Turning, routine: str, wanted: str) -> bool:
    times = turning.book.routines[routine].time_of_day
    return wanted == "any" or "any" in times or wanted in times


def _hidden(known: Known) -> frozenset[str]:
    """Returns the routines that a caution or a pattern hides whole."""
    book = known.book
    found = {
        routine
        for caution in book.cautions.values()
        if caution.hides_routines and known.truth(caution.when) is not Truth.NO
        for routine in caution.hides_routines
    }
    for presentation in book.presentations.values():
        if known.truth(presentation.limits_when) is not Truth.NO:
            for ruled in presentation.rules_out:
                if known.truth(ruled.when) is not Truth.NO:
                    found |= set(ruled.routines)
    return frozenset(found)
