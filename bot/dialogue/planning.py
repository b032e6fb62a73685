"""Puts a plan together for the present person: which routine, what is allowed, what they like."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialogue.session import Person, Programme
from bot.dialogue.turning import Turning
from bot.knowledge.book import Book
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.safety.doses import LOADING, LOADING_REST, Experience, too_new
from bot.safety.known import Known
from bot.safety.likeness import likeness, patterns_that_hold
from bot.safety.permissions import permission_each_side
from bot.safety.plan import Plan
from bot.safety.planner import Planner, Wishes
from bot.safety.truth import Truth

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(weeks=1)

NO_BETTER_AFTER = timedelta(weeks=2)
LEAST_GAIN = 1
"""Pain that is not lower by this after two weeks is no better (`clinical` techniques 4.5, ruling 2)."""

STOPPED_FOR = timedelta(days=14)
"""How long a routine that made it worse twice is left out, unless a clinician has looked (as other holds)."""

WEEKS_AT_FIRST = 2
"""So many weeks of a programme come by themselves; the later ones come by a review, two by two."""

PAINS_KEPT = 6

PROGRAMME_LASTS = timedelta(weeks=4)
"""After a break as long as this a programme begins anew with its first week (a design choice)."""


def presentation_of(known: Known) -> str | None:
    """Returns the pattern that the answers are like, or the goal that was asked for, or None."""
    return likeness(known).presentation


def fitted_plan(turning: Turning, known: Known) -> Plan:
    """Returns the best plan there is: of the pattern's routines, else of the gentle ones. It may be empty.

    Args:
        turning: The turn.
        known: What is known of the person.
    """
    first: Plan | None = None
    for name in dict.fromkeys(candidates(turning, known)):
        plan = plan_of(turning, known, name)
        if any(item.technique != turning.book.screen.look_technique for item in plan.items):
            return plan
        first = first or plan
    return first or Plan(routine=turning.book.screen.gentle_routines[0], items=(), asked_minutes=minutes_of(turning))


def asks_first(turning: Turning, known: Known, routine: str | None = None) -> Question | None:
    """Returns the open list that stands before a technique which the plan would hold if all its answers were no.

    Args:
        turning: The turn.
        known: What is known of the person.
        routine: The routine that is done again; None where the best one is looked for.
    """
    told = known.as_told()
    plan = fitted_plan(turning, told) if routine is None else plan_of(turning, told, routine)
    wanted = {fact for item in plan.items for fact in turning.book.techniques[item.technique].ask_first}
    for question in turning.book.questions.values():
        if question.only_if_wanted and wanted & set(question.facts()) and known.is_open(question):
            return question
    return None


def plan_of(
    turning: Turning, known: Known, routine: str, *, week: int | None = None, minutes: int | None = None
) -> Plan:
    """Fits one routine for the present person; one that is hidden whole from them comes out empty.

    Args:
        turning: The turn.
        known: What is known of the person.
        routine: The routine.
        week: The week to look ahead or back to, on a day on which nothing was done before; None for today as it is.
        minutes: Minutes asked for; None for what the person wants.
    """
    asked = minutes_of(turning) if minutes is None else minutes
    if routine in _hidden(known) or stopped_until(turning, routine) is not None:
        return Plan(routine=routine, items=(), asked_minutes=asked)
    book, limits = turning.book, turning.limits(known)
    look_first = book.screen.look_when is not None and known.truth(book.screen.look_when).fires
    hurt, wants = frozenset(turning.person.history.hurt), turning.person.wants
    experience = experience_of(turning.person, routine, book, turning.now, pain=_pain(known))
    if week is not None:
        experience = replace(experience, week=week, loaded_lately=False, used_today=frozenset())
    return Planner(
        book,
        lambda name: permission_each_side(name, book.techniques[name], limits),
        Wishes(asked, equipment_of(turning), hurt, wants.time_of_day, wants.only_side),
        experience,
        look_first=look_first,
    ).plan(routine)


def stopped_until(turning: Turning, routine: str) -> datetime | None:
    """Returns until when a routine is left out because it, or one for the same pattern, made it worse twice.

    Args:
        turning: The turn.
        routine: The routine.
    """
    book = turning.book
    stopped = [
        since + STOPPED_FOR
        for name, since in turning.person.history.stopped.items()
        if same_pattern(book, name, routine) and turning.now - since < STOPPED_FOR
    ]
    return max(stopped, default=None)


def same_pattern(book: Book, one: str, other: str) -> bool:
    """Returns whether two routines are the same or for the same pattern, as the one of morning and of evening are."""
    if one == other:
        return True
    if one not in book.routines or other not in book.routines:
        return False
    return bool(set(book.routines[one].presentations) & set(book.routines[other].presentations))


def _pain(known: Known) -> int | None:
    told = known.value("pain_now")
    return told if isinstance(told, int) else None


def minutes_of(turning: Turning) -> int:
    """Returns how many minutes the person asked for."""
    return turning.person.wants.minutes


def equipment_of(turning: Turning) -> frozenset[str]:
    """Returns what the person has at hand."""
    return frozenset(turning.person.wants.equipment or turning.book.words.equipment_at_first)


def practised(
    programmes: Mapping[str, Programme], routine: str, ended: datetime, pain: int | None = None
) -> dict[str, Programme]:
    """Returns the programmes after a practice: a new one begins with it, and so does one after a long break.

    Args:
        programmes: The programmes before it.
        routine: What was practised.
        ended: When.
        pain: How much it hurt before the practice, 0-10.
    """
    old = programmes.get(routine)
    if old is None or ended - old.last > PROGRAMME_LASTS:
        old = Programme(first=ended, last=ended, pain_first=pain)
    pains = old.pains if pain is None else (*old.pains, pain)[-PAINS_KEPT:]
    return {**programmes, routine: old.model_copy(update={"last": ended, "pains": pains})}


def week_of(programmes: Mapping[str, Programme], routine: str, book: Book, now: datetime) -> int:
    """Returns the week of the programme, from 1, counted from its first practice.

    Routines for the same pattern, such as the one of the morning and the one of the evening, are one programme.
    """
    begun = [programme.first for programme in family_of(programmes, routine, book, now).values()]
    return (now - min(begun)) // ONE_WEEK + 1 if begun else 1


def family_of(programmes: Mapping[str, Programme], routine: str, book: Book, now: datetime) -> dict[str, Programme]:
    """Returns the programmes of a routine and of those for the same pattern, without those left long ago."""
    return {
        name: programme
        for name, programme in programmes.items()
        if same_pattern(book, name, routine) and now - programme.last <= PROGRAMME_LASTS
    }


def week_of_doses(programmes: Mapping[str, Programme], routine: str, book: Book, now: datetime) -> int:
    """Returns the week whose doses hold: the calendar moves it only as far as the last review let it.

    Args:
        programmes: The programmes so far.
        routine: The routine.
        book: The edition.
        now: This moment.
    """
    latest = _looked_at_last(programmes, routine, book, now)
    week = week_of(programmes, routine, book, now)
    return week if latest is None else max(1, min(week - latest.behind, latest.weeks))


def next_week(
    programmes: Mapping[str, Programme], routine: str, book: Book, now: datetime, *, far: bool = False
) -> int:
    """Returns the week to which a step up would lead: that of the calendar, at most two beyond what was reached.

    Args:
        programmes: The programmes so far.
        routine: The routine.
        book: The edition.
        now: This moment.
        far: Whether that of the calendar counts however far it is.
    """
    latest = _looked_at_last(programmes, routine, book, now)
    week = week_of(programmes, routine, book, now)
    return (
        week
        if latest is None
        else max(1, week - latest.behind if far else min(week - latest.behind, latest.weeks + WEEKS_AT_FIRST))
    )


def _looked_at_last(programmes: Mapping[str, Programme], routine: str, book: Book, now: datetime) -> Programme | None:
    """Returns the programme of the family whose review was the last; a routine that joined later follows it."""
    family = family_of(programmes, routine, book, now).values()
    return max(family, key=lambda found: (found.reviewed is not None, found.reviewed or found.first), default=None)


def no_better(programmes: Mapping[str, Programme], routine: str, pain: int | None, now: datetime) -> bool:
    """Returns whether it hurts as much as at the start after two weeks of a programme (ruling 2).

    Args:
        programmes: The programmes so far.
        routine: The routine.
        pain: How much it hurts now, 0-10; None where that is not known.
        now: This moment.
    """
    programme = programmes.get(routine)
    if programme is None or programme.pain_first is None or pain is None or now - programme.first < NO_BETTER_AFTER:
        return False
    return programme.pain_first > 0 and programme.pain_first - pain < LEAST_GAIN


def experience_of(person: Person, routine: str, book: Book, now: datetime, *, pain: int | None = None) -> Experience:
    """Returns what a person has done, as far as the doses of a routine hang on it.

    Args:
        person: The person.
        routine: The routine.
        book: The edition.
        now: This moment.
        pain: How much it hurts now; where that is not known, what was told last counts.
    """
    history = person.history
    used = history.strong_first_used
    loading = used.get(LOADING)
    return Experience(
        no_better=no_better(history.programmes, routine, history.last_pain if pain is None else pain, now),
        practices=history.practices,
        week=week_of_doses(history.programmes, routine, book, now),
        used=frozenset(name for name, first in used.items() if now - first >= ONE_DAY),
        used_today=frozenset(name for name, first in used.items() if now - first < ONE_DAY),
        loaded_lately=history.loaded is not None and now - history.loaded < LOADING_REST,
        halved=history.worse_sessions > 0,
        loading_week=1 if loading is None else (now - loading) // ONE_WEEK + 1,
    )


def may_change_to(turning: Turning, plan: Plan, step: int, technique: str) -> bool:
    """Returns whether the doses let another technique take the place of a step, as an easier or harder way.

    What is new and strong is new and strong by this way as well; limits are asked about elsewhere.

    Args:
        turning: The turn.
        plan: The plan that is walked through.
        step: The place of the step in it.
        technique: The technique that would take its place.
    """
    book = turning.book
    experience = experience_of(turning.person, plan.routine, book, turning.now)

    def strong(name: str) -> frozenset[str]:
        found = book.techniques.get(name)
        return frozenset(kind for kind in found.classes if book.classes[kind].strong) if found else frozenset()

    others = [item.technique for place, item in enumerate(plan.items) if place != step]
    taken = frozenset().union(*(strong(name) for name in others)) - experience.used
    loads = LOADING in strong(technique)
    loaded = LOADING in strong(plan.items[step].technique)
    if loads and not loaded and (experience.loaded_lately or (experience.starts_loading and LOADING in taken)):
        return False
    return not too_new(strong(technique), experience, taken)


def candidates(turning: Turning, known: Known) -> Iterator[str]:
    """Yields the routines that a plan may be made of: those of the person's pattern, then the gentle ones."""
    book, wanted = turning.book, turning.person.wants.time_of_day
    name = presentation_of(known)
    if name is not None:
        presentation: Presentation = book.presentations[name]
        yield from (routine for routine in presentation.routines if _at_time(turning, routine, wanted))
    yield from (routine for routine in book.screen.gentle_routines if _at_time(turning, routine, wanted))


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
    for _, presentation in patterns_that_hold(known):
        for ruled in presentation.rules_out:
            if known.truth(ruled.when) is not Truth.NO:
                found |= set(ruled.routines)
    return frozenset(found)
