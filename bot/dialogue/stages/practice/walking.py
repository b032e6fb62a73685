"""Walking through a plan: on, back, past a step, and to the end; no step is reached without leave of the guard."""

from bot.dialogue import flow
from bot.dialogue.guard import Leave, leave
from bot.dialogue.recording import record
from bot.dialogue.stages.practice.holds import end_hold
from bot.dialogue.stages.practice.present_step import running, shown_or_planned
from bot.dialogue.stages.practice.ways import arrive, leave_barred_way
from bot.dialogue.turning import Turning


def may_go_on(turning: Turning) -> bool:
    """Asks the guard; where it says no, leads to where the guard says and returns False."""
    practice = running(turning)
    name, _ = shown_or_planned(turning)
    said = leave(turning.session, practice, name, turning.book, turning.now)
    if said is Leave.YES:
        leave_barred_way(turning)
        return True
    if said is Leave.SKIP:
        if name in turning.book.techniques:
            turning.tell_person(turning.say("I leave this step out now, because of what you told me."))
        else:
            turning.tell_person(turning.say("I leave one step out: it was taken out of what I offer."))
        _forward(turning, done=False)
    else:
        flow.advance(turning)
    return False


def next_step(turning: Turning) -> None:
    """Goes on: to the other side, to the next step, or to the end."""
    practice = running(turning)
    item = practice.plan.items[practice.step]
    if practice.side + 1 < len(item.sides):
        end_hold(turning)
        turning.change(practice=running(turning).model_copy(update={"side": practice.side + 1, "phase": "ready"}))
        turning.go("practice")
        may_go_on(turning)
    else:
        _forward(turning, done=True)


def back(turning: Turning) -> None:
    """Goes back a side or a step."""
    end_hold(turning)
    practice = running(turning)
    if practice.side:
        changes: dict[str, object] = {"side": practice.side - 1}
    else:
        items = practice.plan.items
        before = [step for step in range(practice.step) if items[step].technique not in practice.left_out]
        changes = {"step": before[-1] if before else practice.step, "side": 0}
    turning.change(practice=practice.model_copy(update={**changes, "phase": "ready"}))
    arrive(turning)
    turning.go("practice")
    may_go_on(turning)


def skip(turning: Turning) -> None:
    """Leaves the present step out."""
    _forward(turning, done=False)


def finish(turning: Turning) -> None:
    """Ends the practice and asks how it was."""
    end_hold(turning)
    practice = running(turning)
    if not practice.done and not practice.holds_made and not practice.cramp:
        turning.change(practice=None, plan=None)
        turning.tell_person(turning.say("Nothing was done, so nothing goes into your diary."))
        turning.go("home")
        return
    ended = practice.model_copy(update={"ended": turning.now})
    turning.change(practice=ended)
    record(turning, ended)
    turning.go("pain_after")


def _forward(turning: Turning, *, done: bool) -> None:
    """Leaves the present step, done or skipped, for the next one that may be shown."""
    end_hold(turning)
    practice = running(turning)
    technique = practice.plan.items[practice.step].technique
    key = "done" if done else "skipped"
    listed = (*getattr(practice, key), technique)
    step = practice.step + 1
    changes = {key: listed, "side": 0, "phase": "ready"}
    if step >= len(practice.plan.items):
        turning.change(practice=practice.model_copy(update=changes))
        finish(turning)
        return
    turning.change(practice=practice.model_copy(update={**changes, "step": step}))
    arrive(turning)
    turning.go("practice")
    may_go_on(turning)
