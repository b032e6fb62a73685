"""One step a screen: its words, its picture and its buttons, and what each button does."""

from collections.abc import Callable

from bot.dialogue.screen import Press, Screen, in_pairs
from bot.dialogue.session import Practice
from bot.dialogue.stages.plan import side_name
from bot.dialogue.stages.practice import holds, step_picture, walking, ways
from bot.dialogue.stages.practice.present_step import planned, running, shown
from bot.dialogue.stages.practice.step_words import clock, step_in_words
from bot.dialogue.stages.practice.tightening import item_now
from bot.dialogue.turn import Slot
from bot.dialogue.turning import Turning

CAPTION = 1024
"""The most letters under a picture."""

STAYING = ("start", "why", "move")
"""What a person may press and still look at the animation of the step."""


def show(turning: Turning) -> Screen:
    """Shows the present step."""
    practice = running(turning)
    name, technique = shown(turning)
    text = step_in_words(turning, technique)
    # All that is changed for this person must be said; where that is too long for a caption, words go alone.
    picture = step_picture.picture_of(turning, technique) if len(text) <= CAPTION else None
    return Screen(text, _rows(turning, practice), slot=Slot.PRACTICE, picture=picture, technique=name)


def press(turning: Turning, code: str) -> None:
    """Takes a press inside the practice."""
    turning.drop_bell()
    if code not in STAYING:
        step_picture.drop_animation(turning)
    if code == "stop":
        holds.end_hold(turning)
        turning.go("hurts", tapped=True)
        return
    if code == "hurts":
        holds.end_hold(turning)
        turning.go("hurts")
        return
    if not walking.may_go_on(turning):
        return
    actions: dict[str, Callable[[Turning], None]] = {
        "start": holds.start_hold, "next": walking.next_step, "back": walking.back, "skip": walking.skip,
        "finish": walking.finish, "move": step_picture.show_movement,
        "written": lambda turning: ways.vary(turning, "as_written"),
        "easier": lambda turning: ways.vary(turning, "easier"),
        "harder": lambda turning: ways.vary(turning, "harder"),
    }  # fmt: skip
    if code == "why":
        turning.go("step_why")
    elif code in actions:
        actions[code](turning)


def _rows(turning: Turning, practice: Practice) -> tuple[tuple[Press, ...], ...]:
    say = turning.say
    if practice.phase == "ready" and not turning.session.timers:
        first = Press(_next_label(turning, practice), "next")
    elif practice.phase == "ready":
        first = Press(say("Start timer {time}", time=clock(item_now(turning).seconds)), "start")
    elif practice.phase == "holding":
        first = Press(say("Done early"), "next")
    else:
        first = Press(_next_label(turning, practice), "next")
    _, plain = planned(turning)
    easier, harder = plain.easier, plain.harder
    change = []
    if practice.variant != "as_written":
        change.append(Press(say("As before"), "written"))
    if practice.variant != "easier" and easier is not None and ways.variant_allowed(turning, easier):
        change.append(Press(say("Easier"), "easier"))
    if practice.variant != "harder" and harder is not None and ways.way_allowed(turning, harder, "harder"):
        change.append(Press(say("Harder"), "harder"))
    if step_picture.moves(turning, shown(turning)[1]):
        change.append(Press(say("See it move"), "move"))
    return (
        (first,),
        *in_pairs(change),
        (Press(say("Back"), "back"), Press(say("Skip"), "skip"), Press(say("Why?"), "why")),
        (Press(say("Finish now"), "finish"),),
        (Press(say("It hurts"), "hurts"), Press(say("STOP"), "stop", danger=True)),
    )


def _next_label(turning: Turning, practice: Practice) -> str:
    item = practice.plan.items[practice.step]
    if practice.side + 1 < len(item.sides):
        return turning.say("Next: {side}", side=side_name(turning, item.sides[practice.side + 1]))
    last = practice.step + 1 >= len(practice.plan.items)
    return turning.say("Finish") if last else turning.say("Next")
