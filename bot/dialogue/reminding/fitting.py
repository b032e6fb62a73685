"""Whether a routine still fits the owner of the chat, by all that was ever told; and which routines do."""

from bot.dialogue import planning
from bot.dialogue.turning import Turning
from bot.safety.known import Known
from bot.safety.limits import open_rules

MOST_OFFERED = 8


def still_fits(turning: Turning, routine: str) -> bool:
    """Returns whether a reminder may go on for a routine: the book has it, and something of it is left for the owner.

    Answers that have merely grown old rule nothing out here: the start asks them anew before anything is shown.

    Args:
        turning: The turn.
        routine: Id of the routine.
    """
    if routine not in turning.book.routines:
        return False
    as_it_is = turning.session
    turning.change(about_other=False)
    try:
        known = _as_told_when_fresh(turning)
        return open_rules(known) or _something_left(turning, known, routine)
    finally:
        turning.session = as_it_is


def routines_to_choose(turning: Turning) -> tuple[str, ...]:
    """Returns the routines that a reminder can be for: those practised, the latest first, then others that fit.

    One that waits for an occasion instead of an hour is named only to who practised it.
    """
    as_it_is = turning.session
    turning.change(about_other=False)
    try:
        book, programmes = turning.book, turning.person.history.programmes
        practised = sorted(programmes, key=lambda name: programmes[name].last, reverse=True)
        known = _as_told_when_fresh(turning)
        timed = [
            name
            for name in planning.candidates(turning, known)
            if (proposed := book.routines[name].reminder) is not None and proposed.times
        ]
        names = [name for name in dict.fromkeys((*practised, *timed)) if name in book.routines]
        unknown = open_rules(known)
        fitting = [
            name for name in names if (unknown and name in programmes) or _something_left(turning, known, name)
        ]
        return tuple(fitting[:MOST_OFFERED])
    finally:
        turning.session = as_it_is


def _as_told_when_fresh(turning: Turning) -> Known:
    """Looks at the facts from the moment of the last practice, when all of them were fresh; later ones count too."""
    person = turning.person
    moment = person.history.last_ended or turning.now
    return Known(turning.book, person.facts, moment).as_told()


def _something_left(turning: Turning, known: Known, routine: str) -> bool:
    plan = planning.plan_of(turning, known, routine)
    return any(item.technique != turning.book.screen.look_technique for item in plan.items)
