"""What was done is recorded the moment a practice ends, however it ends: in the diary, and for the doses to come."""

from bot.dialogue import next_day, planning
from bot.dialogue.reminding.done import note_done
from bot.dialogue.session import History, Practice
from bot.dialogue.turn import DiaryLine
from bot.dialogue.turning import Turning
from bot.safety.doses import LOADING

MOST_TIMES_PLANNED = 3
"""A practice that stood open for longer than so many times its plan is noted as that long."""


def record(turning: Turning, practice: Practice) -> None:
    """Records a practice that has just ended. Whoever answers nothing afterwards has done it all the same.

    Args:
        turning: The turn.
        practice: The practice; `ended` says when.
    """
    ended = practice.ended or turning.now
    asked = next_day.is_asked_about(turning, practice)
    history: History = turning.person.history
    techniques = turning.book.techniques
    classes = {kind for name in practice.done if name in techniques for kind in techniques[name].classes}
    strong = {name for name in classes if turning.book.classes[name].strong}
    changes: dict[str, object] = {
        "last_ended": ended,
        "strong_first_used": {**dict.fromkeys(sorted(strong), ended), **history.strong_first_used},
        "loaded": ended if LOADING in classes else history.loaded,
    }
    if not practice.cramp:
        routine = practice.plan.routine
        changes |= {
            "practices": history.practices + 1,
            "first": history.first or ended,
            "programmes": planning.practised(history.programmes, routine, ended, practice.pain_before),
            "last_routine": routine,
            "stepped_up": False,
        }
        if not turning.session.about_other:
            note_done(turning, routine, practice.started)
    turning.tally("practice", practice.plan.routine)
    turning.change_person(history=history.model_copy(update=changes))
    turning.change_facts(turning.person.facts.without(["cramp_now"]))
    note(turning, practice)
    if asked:
        next_day.set_question(turning, ended)


def note(turning: Turning, practice: Practice, effort: str | None = None) -> None:
    """Writes the diary line of a practice, or writes it anew with what was told since.

    Args:
        turning: The turn.
        practice: The practice.
        effort: `easy`, `fine` or `hard`, where it was told.
    """
    pain = practice.pain_before if practice.pain_after is None else practice.pain_after
    if pain is not None:
        turning.change_person(history=turning.person.history.model_copy(update={"last_pain": pain}))
    if turning.session.about_other or practice.cramp:
        return
    turning.write_diary(
        DiaryLine(
            at=practice.ended or turning.now,
            routine=practice.plan.routine,
            minutes=minutes_of(practice),
            techniques=practice.done,
            pain_before=practice.pain_before,
            pain_after=practice.pain_after,
            effort=effort,
        )
    )


def minutes_of(practice: Practice) -> int:
    """Returns how many minutes a practice took."""
    ended = practice.ended or practice.started
    took = round((ended - practice.started).total_seconds() / 60)
    return max(1, min(took, practice.plan.minutes * MOST_TIMES_PLANNED))
