"""The words of a step: how far, what to do, for how long, how hard, and what is changed for this person."""

from bot.dialogue.screen import paragraphs
from bot.dialogue.session import Practice
from bot.dialogue.stages.plan import side_name
from bot.dialogue.stages.practice.present_step import planned, running
from bot.dialogue.stages.practice.tightening import item_now
from bot.dialogue.turning import Turning
from bot.knowledge.models.technique import Technique
from bot.safety.plan import GAP_SECONDS, Item


def step_in_words(turning: Turning, technique: Technique) -> str:
    """Returns all that is said of the present step."""
    practice = running(turning)
    return paragraphs(
        _heading(turning, practice, technique),
        turning.say("**Tradition, for relaxing only.**") if _is_of_tradition(technique) else "",
        steps_in_words(turning, technique),
        _counting_words(turning, practice),
        _dose_words(turning, technique),
        _variant_words(turning, technique),
        turning.read(technique.feel),
        _pressure_words(turning, technique),
        *(turning.read(say) for say in item_now(turning).says),
        turning.say("Stop if: {signs}", signs=turning.read(technique.stop_if)) if technique.stop_if else "",
    )


def steps_in_words(turning: Turning, technique: Technique) -> str:
    """Returns what to do, without the parts that are barred now; one paragraph, so that the buttons stay in sight."""
    barred = set(item_now(turning).barred)
    lines = [technique.position]
    lines += [step.do for step in technique.steps if not set(step.classes) & barred]
    return " ".join(turning.read(line) for line in lines)


def clock(seconds: int) -> str:
    """Returns seconds as minutes and seconds, such as 1:05."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _heading(turning: Turning, practice: Practice, technique: Technique) -> str:
    number, total = practice.step + 1, len(practice.plan.items)
    item = practice.plan.items[practice.step]
    side = f" · {side_name(turning, item.sides[practice.side])}" if item.sides else ""
    bar = "▓" * number + "░" * (total - number)
    left = max(1, round(_seconds_left(practice) / 60))
    minutes = turning.words.count("about {number} min left", "about {number} min left", left)
    step = turning.say("Step {number} of {total}", number=number, total=total)
    heading = f"**{step} · {turning.read(technique.name)}{side}** · {bar} · {minutes}"
    if practice.phase == "holding":
        time = clock(item_now(turning).seconds)
        running_time = turning.say("⏱ {time} is running. I'll tell you when it is over.", time=time)
        return paragraphs(heading, running_time)
    return heading


def _is_of_tradition(technique: Technique) -> bool:
    """Whether it goes by the old map of the foot, on which no place stands for an organ."""
    return "reflexology" in technique.classes


def _counting_words(turning: Turning, practice: Practice) -> str:
    """Returns how long to go on, where the person counts."""
    if turning.session.timers or practice.phase != "ready":
        return ""
    return turning.say("Take {time} for it, and count yourself.", time=clock(item_now(turning).seconds))


def _dose_words(turning: Turning, technique: Technique) -> str:
    """Returns how long one hold lasts and how often it fits into the time of this side."""
    item = item_now(turning)
    hold, seconds = technique.dose.hold_seconds, item.seconds
    if hold is None or hold * 2 > seconds:
        return ""
    sets = technique.dose.sets
    times = min(seconds // hold, (technique.dose.reps or seconds) * sets)
    if item.sets is not None and item.reps is not None:
        # Repetitions of strength work are counted, not timed.
        times, sets = item.sets * item.reps, item.sets
    each = turning.words.count(
        "About {number} time, {hold} seconds each.", "About {number} times, {hold} seconds each.", times, hold=hold
    )
    return each if sets == 1 else each + " " + turning.say("Rest a little between the {sets} sets.", sets=sets)


def _variant_words(turning: Turning, technique: Technique) -> str:
    practice = running(turning)
    _, plain = planned(turning)
    variant = {"easier": plain.easier, "harder": plain.harder}.get(practice.variant)
    if variant is None or variant.use is not None or technique is not plain:
        return ""
    label = turning.say("Easier:") if practice.variant == "easier" else turning.say("Harder:")
    return f"**{label}** {turning.read(variant.say)}"


def _pressure_words(turning: Turning, technique: Technique) -> str:
    """Returns how hard to press at the most, where that is less than the technique is written for."""
    pressure = item_now(turning).pressure
    if pressure >= technique.pressure:
        return ""
    if pressure == 0:
        return turning.say("Only touch it, without any pressure.")
    return turning.say("Press with {number} of 10 at the most.", number=pressure)


def _seconds_left(practice: Practice) -> int:
    item = practice.plan.items[practice.step]
    here = item.seconds * (max(1, len(item.sides)) - practice.side)
    return here + sum(_whole(later) for later in practice.plan.items[practice.step + 1 :])


def _whole(item: Item) -> int:
    return item.total + GAP_SECONDS
