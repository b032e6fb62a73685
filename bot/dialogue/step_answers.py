"""Answers a question with the step on the screen: how long, how often, how hard, what for, what it feels like."""

from collections.abc import Callable, Mapping

from bot.dialogue.guard import PRACTISING, Leave, leave
from bot.dialogue.screen import paragraphs
from bot.dialogue.stages.practice.present_step import shown_or_planned
from bot.dialogue.stages.practice.step_words import clock
from bot.dialogue.stages.practice.tightening import item_now
from bot.dialogue.turning import Turning
from bot.knowledge.models.faq import StepAnswer
from bot.knowledge.models.technique import Technique
from bot.safety.plan import Item


def answer_for_step(turning: Turning, kind: StepAnswer) -> str | None:
    """Returns the answer of the technique on the screen with this person's own dose.

    Args:
        turning: The turn.
        kind: What was asked.

    Returns:
        The answer, or None where no technique is on the screen or the guard would not show it now.
    """
    running = turning.session.practice
    if running is None or running.ended is not None or turning.stage.name not in PRACTISING:
        return None
    name, technique = shown_or_planned(turning)
    if technique is None or leave(turning.session, running, name, turning.book, turning.now) is not Leave.YES:
        return None
    # As it may be done now: what was told since the plan was made counts here too.
    answer = _ANSWERS[kind](turning, technique, item_now(turning))
    return paragraphs(f"**{turning.read(technique.name)}**", answer)


def _hold(turning: Turning, technique: Technique, item: Item) -> str:
    hold, time = technique.dose.hold_seconds, clock(item.seconds)
    if hold is None:
        return turning.say("There is no hold in this step. Go on calmly until the timer ends: {time}.", time=time)
    if hold >= item.seconds:
        return turning.say("Hold it until the timer ends: {time}. Shorter is fine.", time=time)
    return turning.say(
        "Hold it for {hold} seconds, let go, and do it again. The timer runs {time}. Shorter is fine.",
        hold=hold, time=time,
    )  # fmt: skip


def _repetitions(turning: Turning, technique: Technique, item: Item) -> str:
    if item.reps is not None and item.sets is not None:
        return turning.say(
            "{sets} rounds of {reps}, with a rest between. Fewer is fine.", sets=item.sets, reps=item.reps
        )
    hold, time = technique.dose.hold_seconds, clock(item.seconds)
    if hold is None or hold * 2 > item.seconds:
        return turning.say("No fixed number here. Go on calmly until the timer ends: {time}.", time=time)
    times = min(item.seconds // hold, (technique.dose.reps or item.seconds) * technique.dose.sets)
    return turning.words.count(
        "About {number} time, {hold} seconds each. Fewer is fine.",
        "About {number} times, {hold} seconds each. Fewer is fine.",
        times, hold=hold,
    )  # fmt: skip


def _pressure(turning: Turning, technique: Technique, item: Item) -> str:
    pressure = min(technique.pressure, item.pressure)
    if not pressure:
        return turning.say("There is no pressing in this step.")
    return turning.say(
        "{pressure} of 10 at most, for you, today. If you hold your breath, it is too hard.", pressure=pressure
    )


def _why(turning: Turning, technique: Technique, _: Item) -> str:
    return turning.read(technique.why)


def _feel(turning: Turning, technique: Technique, _: Item) -> str:
    stop = turning.say("Stop if: {signs}", signs=turning.read(technique.stop_if)) if technique.stop_if else ""
    return paragraphs(turning.read(technique.feel), stop)


_ANSWERS: Mapping[StepAnswer, Callable[[Turning, Technique, Item], str]] = {
    "hold": _hold, "repetitions": _repetitions, "pressure": _pressure, "why": _why, "feel": _feel,
}  # fmt: skip
