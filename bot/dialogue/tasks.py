"""The task question: what is hardest because of the feet, how well it goes, and when. Only ids are kept."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from bot.dialogue import planning
from bot.dialogue.progress import change_of
from bot.dialogue.session import Programme, TaskRating
from bot.dialogue.turning import Turning
from bot.knowledge.models.scale import Scale, ScaleChange

SCALE = "psfs"
"""The scale of the book that it is asked by."""

OWN = "own"
"""What is kept of a task that is none of the usual ones: not its words."""

ONE_WEEK = timedelta(weeks=1)

ASKED_WITHIN = ONE_WEEK
"""The first answer is compared with; later it would not tell how it was at the start."""

SESSIONS_BEFORE = 2
"""It is not asked after the very first session, which ends with enough questions."""

JUDGED_IN_WEEKS = frozenset({2, 6, 12})
"""Of the weeks in which the book asks, those in which the progress is judged: more would be a nuisance."""

SIX_WEEKS = timedelta(weeks=6)


def scale_of(turning: Turning) -> Scale | None:
    """Returns the scale, or None where the book has none with usual tasks."""
    scale = turning.book.scales.get(SCALE)
    return scale if scale is not None and scale.usual else None


def due(turning: Turning) -> Literal["first", "again"] | None:
    """Returns whether it is due after the session that has just ended: for the first time, again, or not."""
    scale, family = scale_of(turning), _family(turning)
    routine = turning.book.routines.get(turning.person.history.last_routine or "")
    if scale is None or routine is None or not routine.pain or not family or turning.session.about_other:
        return None
    since = turning.now - _begun(family)
    asked = max((each.task_asked for each in family.values() if each.task_asked is not None), default=None)
    if rated(turning) is not None:
        weeks = [week for week in scale.ask_in_weeks if week in JUDGED_IN_WEEKS and since >= week * ONE_WEEK]
        return "again" if weeks and asked is not None and asked < _begun(family) + max(weeks) * ONE_WEEK else None
    sessions = sum(len(each.pains) for each in family.values())
    return "first" if asked is None and since < ASKED_WITHIN and sessions >= SESSIONS_BEFORE else None


def note_asked(turning: Turning) -> None:
    """Notes that it was asked, so that it comes once, whatever is answered."""
    _change(turning, turning.person.history.last_routine, task_asked=turning.now)


def note(turning: Turning, task: str, rating: int) -> None:
    """Notes how well the task goes.

    Args:
        turning: The turn.
        task: Its id.
        rating: From 0 to 10.
    """
    found = rated(turning)
    name = turning.person.history.last_routine if found is None else found[0]
    ratings = () if found is None else found[1].ratings
    _change(turning, name, task=task, ratings=(*ratings, TaskRating(at=turning.now, rating=rating)))


def rated(turning: Turning) -> tuple[str, Programme] | None:
    """Returns the programme that has ratings of a task, with its routine, or None."""
    return next(((name, each) for name, each in _family(turning).items() if each.task and each.ratings), None)


def change_so_far(turning: Turning) -> ScaleChange | None:
    """Returns what the way from the first rating to the last means, or None where it means nothing."""
    scale, found = scale_of(turning), rated(turning)
    if scale is None or found is None:
        return None
    ratings = found[1].ratings
    return change_of(scale, ratings[0].rating, ratings[-1].rating)


def better_at_six_weeks(turning: Turning) -> bool:
    """Returns whether the task, rated after six weeks or later, goes better by what the book counts; unsure is no."""
    found = rated(turning)
    if found is None or found[1].ratings[-1].at < _begun(_family(turning)) + SIX_WEEKS:
        return False
    change = change_so_far(turning)
    return change is not None and change.better


def name_of(turning: Turning, task: str) -> str:
    """Returns what a task is called."""
    scale = scale_of(turning)
    if scale is None or task not in scale.usual:
        return turning.say("What you thought of")
    return turning.read(scale.usual[task])


def for_clinician(turning: Turning) -> str:
    """Returns one line for a clinician with every rating by its week, or nothing."""
    found = rated(turning)
    if found is None:
        return ""
    begun, say = _begun(_family(turning)), turning.say
    told = " · ".join(
        say("week {week}: {rating}", week=(each.at - begun) // ONE_WEEK + 1, rating=each.rating)
        for each in found[1].ratings
    )
    return say(
        "Hardest task ({task}), 0 not at all, 10 as before: {told}.",
        task=name_of(turning, found[1].task or OWN), told=told,
    )  # fmt: skip


def _family(turning: Turning) -> dict[str, Programme]:
    history = turning.person.history
    if history.last_routine is None:
        return {}
    return planning.family_of(history.programmes, history.last_routine, turning.book, turning.now)


def _begun(family: Mapping[str, Programme]) -> datetime:
    return min(each.first for each in family.values())


def _change(turning: Turning, routine: str | None, **fields: object) -> None:
    history = turning.person.history
    if routine in history.programmes:
        changed = history.programmes[routine].model_copy(update=fields)
        programmes = {**history.programmes, routine: changed}
        turning.change_person(history=history.model_copy(update={"programmes": programmes}))
