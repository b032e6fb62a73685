"""The two-week review of a plan: what would change by a step up or down, and when a step up is not for now.

The weeks of a programme move on only by a review: until it is answered the doses stay where they are. What a step
would change is worked out by the planner itself, so that nothing is offered that the limits leave out.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.dialogue import planning
from bot.dialogue.session import Person, Programme
from bot.dialogue.turning import Turning
from bot.safety.doses import LOADING, POINTS
from bot.safety.known import Known
from bot.safety.plan import Plan

REVIEW_EVERY = timedelta(weeks=2)

MINUTES = (5, 10, 15, 20, 30)
"""The lengths of a routine, from which a step takes the next one where the weeks bring nothing new."""

LONGEST_OFFERED = 15
"""No review offers to make a routine longer than this: more time is for the person to ask for."""

LATEST = 3
"""How many of the last numbers of pain are looked at together, so that one odd day decides nothing."""

WORSE = 2
"""A rise of so many points since the start is worse (`clinical` techniques 4.4)."""

RISE = 1
"""So much higher on average than just before is rising, although one odd number is not."""

Reason = Literal["held", "worse", "rising"]
"""Why a step up is not for now."""


@dataclass(frozen=True, slots=True)
class Step:
    """A way that the plan could go.

    Attributes:
        week: The week whose doses it holds.
        minutes: Minutes asked for.
        plan: What it would be.
    """

    week: int
    minutes: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class Review:
    """What can be decided.

    Attributes:
        now: The plan as it is.
        up: A step up, or None where there is none or it is not for now.
        down: A step down, or None where there is less of nothing.
        not_up: Why a step up that there would be is not for now; None where nothing is against it.
    """

    now: Step
    up: Step | None
    down: Step | None
    not_up: Reason | None = None


def is_due(turning: Turning, routine: str) -> bool:
    """Returns whether two weeks have passed since the programme began, or since the last review of it."""
    family = planning.family_of(turning.person.history.programmes, routine, turning.book, turning.now)
    if turning.session.about_other or not family:
        return False
    looked = [programme.reviewed for programme in family.values() if programme.reviewed is not None]
    since = max(looked) if looked else min(programme.first for programme in family.values())
    return turning.now - since >= REVIEW_EVERY


def review_of(turning: Turning, known: Known, routine: str) -> Review | None:
    """Returns what can be decided about a routine, or None where there is nothing to decide.

    Args:
        turning: The turn.
        known: What is known of the person, with what is asked before every routine.
        routine: The routine.
    """
    programmes, book = turning.person.history.programmes, turning.book
    minutes = planning.minutes_of(turning)
    week = planning.week_of_doses(programmes, routine, book, turning.now)

    def step(at_week: int, at_minutes: int) -> Step:
        plan = planning.plan_of(turning, known, routine, week=at_week, minutes=at_minutes)
        return Step(at_week, at_minutes, plan)

    now = step(week, minutes)
    next_week = planning.next_week(programmes, routine, book, turning.now)
    ups = [step(next_week, minutes), *(step(next_week, more) for more in _others(minutes, up=True))]
    # Where the next week brings nothing more, the one of the calendar may; what is new is a step of its own.
    ups.insert(1, step(planning.next_week(programmes, routine, book, turning.now, far=True), minutes))
    up = next((found for found in ups if _is_more(found.plan, now.plan) or new_in(found.plan, now.plan)), None)
    downs = [*(step(less, minutes) for less in (week - 2, week - 1) if less >= 1)]
    downs += [step(week, fewer) for fewer in _others(minutes, up=False)]
    down = next((found for found in downs if found.plan.items and _is_more(now.plan, found.plan)), None)
    reason = None if up is None else _against(turning, known, routine)
    if reason is not None:
        up = None
    if up is None and reason is None:
        # With nothing more to come there is nothing to ask; less is in /settings at any time.
        return None
    return Review(now, up, down, reason)


def pass_by(turning: Turning, known: Known, routine: str) -> None:
    """Lets the weeks go on where the routine itself holds the same in both, so that a later one can bring more.

    What a limit of today keeps away is no such week: it must not come later without having been decided.

    Args:
        turning: The turn.
        known: What is known of the person, with what is asked before every routine.
        routine: The routine.
    """
    week = planning.next_week(turning.person.history.programmes, routine, turning.book, turning.now)
    now = planning.week_of_doses(turning.person.history.programmes, routine, turning.book, turning.now)
    if _alike(turning, routine, now, week) and _against(turning, known, routine) is None:
        decide(turning, routine, week, stepped="up")
        turning.change_person(history=turning.person.history.model_copy(update={"stepped_up": False}))


def decide(turning: Turning, routine: str, week: int, *, stepped: Literal["up", "stay", "down"]) -> None:
    """Writes down what was decided: the doses of the programme stand at this week from now on.

    Args:
        turning: The turn.
        routine: The routine.
        week: The week whose doses it holds.
        stepped: What was decided.
    """
    history, book = turning.person.history, turning.book
    family = planning.family_of(history.programmes, routine, book, turning.now)
    natural = planning.week_of(history.programmes, routine, book, turning.now)
    # A week less where it stays, so that two weeks later the next one is due and not the one after.
    behind = natural - week if stepped == "up" else natural - week + 1
    reach = week + planning.WEEKS_AT_FIRST - 1 if stepped == "up" else week
    changed = {
        name: programme.model_copy(
            update={"reviewed": turning.now, "behind": max(0, behind), "weeks": reach}
        )
        for name, programme in family.items()
    }  # fmt: skip
    programmes: dict[str, Programme] = {**history.programmes, **changed}
    changes = {"programmes": programmes, "stepped_up": stepped == "up"}
    turning.change_person(history=history.model_copy(update=changes))


def _alike(turning: Turning, routine: str, one: int, other: int) -> bool:
    """Returns whether a routine is written alike for two weeks, its doses of strength and of points included."""
    variants, techniques = turning.book.routines[routine].variants, turning.book.techniques
    steps = (*variants.short, *variants.standard, *variants.long)
    grows = {LOADING, *POINTS}
    by_week = any(grows & set(techniques[step.technique].classes) for step in steps)
    return not by_week and all(step.is_of(one) == step.is_of(other) for step in steps)


def _others(minutes: int, *, up: bool) -> tuple[int, ...]:
    """Returns the next length, longer or shorter; none at the end."""
    if up:
        return tuple(sorted(more for more in MINUTES if minutes < more <= LONGEST_OFFERED))[:1]
    return tuple(sorted((fewer for fewer in MINUTES if fewer < minutes), reverse=True))[:1]


def _is_more(one: Plan, other: Plan) -> bool:
    """Returns whether a plan asks for more than another: another step, more time, or more repetitions."""
    return _load(one) > _load(other) or bool(new_in(one, other) and one.seconds >= other.seconds - 60)


def _load(plan: Plan) -> int:
    return plan.seconds // 30 + sum((item.sets or 0) * (item.reps or 0) for item in plan.items)


def new_in(one: Plan, other: Plan) -> tuple[str, ...]:
    """Returns the techniques of one plan that another does not hold."""
    held = {item.technique for item in other.items}
    return tuple(dict.fromkeys(item.technique for item in one.items if item.technique not in held))


def _against(turning: Turning, known: Known, routine: str) -> Reason | None:
    """Returns why a step up is not for now, the most serious first, or None."""
    person, book = turning.person, turning.book
    pain = known.value("pain_now")
    pain = pain if isinstance(pain, int) and book.routines[routine].pain else None
    reasons: dict[Reason, bool] = {
        "held": bool(person.holds),
        "worse": person.history.worse_sessions > 0 or _advised_to_rest(turning, person),
        "rising": rising(person.history.programmes.get(routine), pain),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _advised_to_rest(turning: Turning, person: Person) -> bool:
    """Whether advice to rest was given within the last two weeks."""
    advice = turning.book.advice
    return any(
        turning.now - at < REVIEW_EVERY
        for name, at in person.history.advised.items()
        if name in advice and (advice[name].rests is not None or name in person.history.stopped)
    )


def rising(programme: Programme | None, pain: int | None) -> bool:
    """Returns whether pain goes up: above the start, or the last few numbers above the few before them.

    Args:
        programme: The programme so far.
        pain: How much it hurts now, 0-10; None where that is not known.
    """
    if programme is None or pain is None:
        return False
    numbers = (*programme.pains, pain)
    latest, before = numbers[-LATEST:], numbers[-2 * LATEST : -LATEST]
    if programme.pain_first is not None and pain >= programme.pain_first + WORSE:
        return True
    return bool(before) and sum(latest) / len(latest) >= sum(before) / len(before) + RISE
