"""It hurts, and STOP: the most serious first, the timer already stopped; easing comes once."""

from bot.dialogue import flow
from bot.dialogue.screen import Press, Screen, in_rows, paragraphs
from bot.dialogue.stages.practice import walking, ways
from bot.dialogue.stages.practice.present_step import running, shown_or_planned
from bot.dialogue.stages.silence import ringing_schedules, silence_all
from bot.dialogue.turn import Feedback, Slot
from bot.dialogue.turning import Turning
from bot.knowledge.models.screen import StopSign
from bot.safety.facts import BY_WORDS
from bot.safety.triage import triage


def show(turning: Turning) -> Screen:
    """Asks what is felt."""
    signs = turning.book.stop_rules.signs
    stopped = turning.stage.tapped
    heading = turning.say("**Stopped.** Is something wrong?") if stopped else turning.say("**Which fits?**")
    lines = [f"{number}  {turning.read(sign.text)}" for number, sign in enumerate(signs, start=1)]
    buttons = [
        Press(f"{number} {turning.read(sign.key)}", f"s:{sign.sign}") for number, sign in enumerate(signs, start=1)
    ]
    last: tuple[tuple[Press, ...], ...]
    if stopped:
        last = ((Press(turning.say("Nothing is wrong"), "nothing"),),)
    else:
        last = ((Press(turning.say("Not sure"), "unsure"), Press(turning.say("Back to the step"), "step")),)
    if turning.stage.by_command and ringing_schedules(turning):
        last = (*last, (Press(turning.say("Stop the reminders too"), "silence"),))
    return Screen(paragraphs(heading, *lines), (*in_rows(buttons, 2), *last), slot=Slot.INTERVIEW, fresh=True)


def press(turning: Turning, code: str) -> None:
    """Takes what is felt; not sure is treated like sharp pain."""
    kind, _, name = code.partition(":")
    signs = {sign.sign: sign for sign in turning.book.stop_rules.signs}
    if code == "nothing":
        walking.finish(turning)
    elif code == "silence":
        silence_all(turning)
        turning.again()
    elif code == "step":
        if walking.may_go_on(turning):
            turning.go("practice")
    elif code == "unsure":
        _do(turning, signs[turning.book.stop_rules.unsure])
    elif kind == "s" and name in signs:
        _do(turning, signs[name])


def _do(turning: Turning, sign: StopSign) -> None:
    turning.tally("stop sign", sign.sign)
    if sign.does == "flag" and sign.flag is not None:
        turning.tell(BY_WORDS, {sign.flag: "yes"})
        flow.advance(turning)
    elif sign.does == "stop" or turning.stage.tapped:
        _stop(turning, sign)
    elif sign.does == "ease":
        _ease(turning, sign)
    else:
        turning.tell_person(turning.read(sign.say))
        turning.go("practice")


def _stop(turning: Turning, sign: StopSign) -> None:
    turning.tell_person(turning.read(sign.say))
    _note_hurt(turning)
    if sign.flag is not None:
        turning.tell(BY_WORDS, {sign.flag: "yes"})
    if triage(turning.known()).stops:
        flow.advance(turning)
    else:
        walking.finish(turning)


def _ease(turning: Turning, sign: StopSign) -> None:
    if running(turning).eased:
        _leave_out(turning)
        return
    ways.ease(turning)
    turning.tell_person(turning.read(sign.say))
    turning.go("eased")


def show_eased(turning: Turning) -> Screen:
    """Asks whether the easier way is better."""
    say = turning.say
    rows = (
        (Press(say("Better, go on"), "better"),),
        (Press(say("Still over 3"), "still"),),
        (Press(say("STOP"), "stop", danger=True),),
    )
    return Screen(say("**Let's halve it.** Use half the force. It should stay at 3 of 10 or less."), rows, fresh=True)


def press_eased(turning: Turning, code: str) -> None:
    """Goes on, or leaves the step out."""
    if code == "better":
        if walking.may_go_on(turning):
            turning.go("practice")
    elif code == "still":
        _leave_out(turning)
    elif code == "stop":
        turning.go("hurts", tapped=True)


def _leave_out(turning: Turning) -> None:
    _note_hurt(turning)
    practice = running(turning)
    shown, _ = shown_or_planned(turning)
    planned = practice.plan.items[practice.step].technique
    left_out = tuple(dict.fromkeys((*practice.left_out, planned, shown)))
    turning.change(practice=practice.model_copy(update={"left_out": left_out}))
    turning.tell_person(turning.say("We leave this step out. Next time I leave it out too."))
    walking.skip(turning)


def _note_hurt(turning: Turning) -> None:
    name, _ = shown_or_planned(turning)
    turning.change(practice=running(turning).model_copy(update={"hurt": True}))
    turning.note_feedback(Feedback(name, "hurt"))
    history = turning.person.history
    if name not in history.hurt:
        turning.change_person(history=history.model_copy(update={"hurt": (*history.hurt, name)}))
