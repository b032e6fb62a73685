"""Why a step: what it may do, how well that is known, and what the person says of it."""

from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.stages.practice import step
from bot.dialogue.stages.practice.present_step import running, shown
from bot.dialogue.stages.practice.step_picture import picture_of
from bot.dialogue.stages.practice.walking import may_go_on
from bot.dialogue.turn import Feedback, Slot
from bot.dialogue.turning import Turning


def show(turning: Turning) -> Screen:
    """Shows what the present step may do and how well that is known."""
    name, technique = shown(turning)
    routine = turning.book.routines.get(running(turning).plan.routine)
    goals = set(routine.goals) if routine is not None else set()
    # A grade belongs to a technique and a goal together: those of this routine, where there are any.
    graded = [grade for goal, grade in technique.evidence.items() if goal in goals] or [*technique.evidence.values()]
    grades = dict.fromkeys(turning.read(turning.book.words.evidence[grade]) for grade in graded[:1])
    text = paragraphs(turning.read(technique.why), *grades)
    say = turning.say
    rows = (
        (Press(say("It helps"), "said:helped"), Press(say("No use"), "said:no_use"), Press(say("It hurts"), "hurts")),
        (Press(say("Back to the step"), "step"),),
    )
    return Screen(text, rows, slot=Slot.PRACTICE, picture=picture_of(turning, technique), technique=name)


def press(turning: Turning, code: str) -> None:
    """Notes what is said of the technique, or goes back to the step."""
    kind, _, said = code.partition(":")
    if code == "hurts":
        step.press(turning, code)
    elif kind == "said" and said in {"helped", "no_use"}:
        name, _ = shown(turning)
        turning.note_feedback(Feedback(name, "helped" if said == "helped" else "no_use"))
        turning.toast = turning.say("Thank you, noted.")
    elif code == "step" and may_go_on(turning):
        turning.go("practice")
