"""Walking through a plan: one step a screen, holds with a timer, Back, Easier, Harder, Skip, Why, It hurts, Stop."""

from collections.abc import Callable
from datetime import timedelta
from typing import Literal

from bot.dialogue import flow, interview, planning
from bot.dialogue.guard import Leave, leave, sides_now
from bot.dialogue.picture_name import picture_name
from bot.dialogue.recording import record
from bot.dialogue.screen import Press, Screen, in_pairs, paragraphs
from bot.dialogue.session import Practice
from bot.dialogue.stages.plan import side_name
from bot.dialogue.turn import Feedback, Kind, Message, Remove, Slot
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Side
from bot.knowledge.models.technique import Technique, Variant
from bot.safety.permissions import permission
from bot.safety.plan import GAP_SECONDS, Item

HOLD = "hold"
"""Name of the timer that ends a hold."""

CAPTION = 1024
"""The most letters under a picture."""

STAYING = ("start", "why", "move")
"""What a person may press and still look at the animation of the step."""

BELL_LASTS = timedelta(minutes=10)
"""An end of a hold that could not be told for so long is not told any more."""


def show(turning: Turning) -> Screen:
    """Shows the present step."""
    practice = running(turning)
    name, technique = shown(turning)
    text = paragraphs(
        _heading(turning, practice, technique),
        turning.say("**Tradition, for relaxing only.**") if _is_of_tradition(technique) else "",
        # One paragraph, so that the buttons stay in sight on a small phone.
        " ".join(turning.read(line) for line in _steps(turning, technique)),
        _counting_words(turning, practice),
        _dose_words(turning, technique),
        _variant_words(turning, technique),
        turning.read(technique.feel),
        _pressure_words(turning, technique),
        *(turning.read(say) for say in item_now(turning).says),
        turning.say("Stop if: {signs}", signs=turning.read(technique.stop_if)) if technique.stop_if else "",
    )
    # All that is changed for this person must be said; where that is too long for a caption, words go alone.
    picture = picture_of(turning, technique) if len(text) <= CAPTION else None
    rows = _rows(turning, practice, technique)
    return Screen(text, rows, slot=Slot.PRACTICE, picture=picture, technique=name)


def picture_of(turning: Turning, technique: Technique, *, moving: bool = False) -> str | None:
    """Returns the picture of a technique, or its animation, for this side; none where words alone are wished."""
    if not turning.session.pictures:
        return None
    practice = running(turning)
    sides = practice.plan.items[practice.step].sides
    side = sides[practice.side] if sides else None
    return picture_name(technique.picture, side=side, tone=turning.session.tone, moving=moving)


def _is_of_tradition(technique: Technique) -> bool:
    """Whether it goes by the old map of the foot, on which no place stands for an organ."""
    return "reflexology" in technique.classes


def press(turning: Turning, code: str) -> None:
    """Takes a press inside the practice."""
    turning.drop_bell()
    if code not in STAYING:
        drop_animation(turning)
    if code == "stop":
        _end_hold(turning)
        turning.go("hurts", tapped=True)
        return
    if code == "hurts":
        _end_hold(turning)
        turning.go("hurts")
        return
    if not may_go_on(turning):
        return
    actions: dict[str, Callable[[Turning], None]] = {
        "start": start_hold, "next": next_step, "back": _back, "skip": _skip, "finish": finish,
        "easier": lambda turning: _vary(turning, "easier"), "harder": lambda turning: _vary(turning, "harder"),
        "written": lambda turning: _vary(turning, "as_written"), "move": _show_movement,
    }  # fmt: skip
    if code == "why":
        turning.go("step_why")
    elif code in actions:
        actions[code](turning)


def may_go_on(turning: Turning) -> bool:
    """Asks the guard; where it says no, leads to where the guard says and returns False."""
    practice = running(turning)
    name, _ = shown_or_planned(turning)
    said = leave(turning.session, practice, name, turning.book, turning.now)
    if said is Leave.YES:
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


def show_why(turning: Turning) -> Screen:
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


def press_why(turning: Turning, code: str) -> None:
    """Notes what is said of the technique, or goes back to the step."""
    kind, _, said = code.partition(":")
    if code == "hurts":
        press(turning, code)
    elif kind == "said" and said in {"helped", "no_use"}:
        name, _ = shown(turning)
        turning.note_feedback(Feedback(name, "helped" if said == "helped" else "no_use"))
        turning.toast = turning.say("Thank you, noted.")
    elif code == "step" and may_go_on(turning):
        turning.go("practice")


def start_hold(turning: Turning) -> None:
    """Starts the timer of the present side."""
    practice = running(turning)
    after = timedelta(seconds=item_now(turning).seconds)
    made = practice.holds_made + 1
    turning.change(
        practice=practice.model_copy(
            update={"phase": "holding", "holds_until": turning.now + after, "holds_made": made}
        )
    )
    turning.set_timer(HOLD, after, str(made))
    turning.go("practice")


def hold_over(turning: Turning, payload: str) -> None:
    """The timer of a hold has ended: one line with sound, and the next button.

    A hold that was ended, skipped or stopped in the meantime has another number, and nothing happens.
    """
    practice = turning.session.practice
    if practice is None or practice.phase != "holding" or payload != str(practice.holds_made):
        return
    turning.change(practice=practice.model_copy(update={"phase": "held", "holds_until": None}))
    bell = Message(
        Kind.SCREEN, turning.say("⏱ Time. Let go slowly."), slot=Slot.BELL, fresh=True, sound=True,
        not_after=turning.now + BELL_LASTS,
    )  # fmt: skip
    if turning.stage.name == "practice":
        turning.go("practice")
    turning.send(bell)


def _show_movement(turning: Turning) -> None:
    """Sends the movement of the present step as a message of its own, guarded as the step is."""
    name, technique = shown(turning)
    if not _moves(turning, technique):
        return
    drop_animation(turning)
    heading = f"**{turning.read(technique.name)}**"
    # The words say the same, for where the animation cannot be drawn.
    words = paragraphs(heading, " ".join(turning.read(line) for line in _steps(turning, technique)))
    picture = picture_of(turning, technique, moving=True)
    turning.send(Message(Kind.SCREEN, words, slot=Slot.ANIMATION, fresh=True, picture=picture, technique=name))
    turning.change(practice=running(turning).model_copy(update={"animated": True}))


def drop_animation(turning: Turning) -> None:
    """Takes the animation of a step away, where there is one."""
    practice = running(turning)
    if practice.animated:
        turning.send(Remove(Slot.ANIMATION))
        turning.change(practice=practice.model_copy(update={"animated": False}))


def _moves(turning: Turning, technique: Technique) -> bool:
    scene = turning.book.pictures.get(technique.picture or "")
    return turning.session.pictures and scene is not None and scene.moves is not None


def next_step(turning: Turning) -> None:
    """Goes on: to the other side, to the next step, or to the end."""
    practice = running(turning)
    item = practice.plan.items[practice.step]
    if practice.side + 1 < len(item.sides):
        _end_hold(turning)
        turning.change(practice=running(turning).model_copy(update={"side": practice.side + 1, "phase": "ready"}))
        turning.go("practice")
        may_go_on(turning)
    else:
        _forward(turning, done=True)


def finish(turning: Turning) -> None:
    """Ends the practice and asks how it was."""
    _end_hold(turning)
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
    _end_hold(turning)
    practice = running(turning)
    technique = practice.plan.items[practice.step].technique
    key = "done" if done else "skipped"
    listed = (*getattr(practice, key), technique)
    step = practice.step + 1
    changes = {key: listed, "side": 0, "phase": "ready", "variant": "as_written", "eased": False}
    if step >= len(practice.plan.items):
        turning.change(practice=practice.model_copy(update=changes))
        finish(turning)
        return
    turning.change(practice=practice.model_copy(update={**changes, "step": step}))
    turning.go("practice")
    may_go_on(turning)


def skip(turning: Turning) -> None:
    """Leaves the present step out."""
    _forward(turning, done=False)


def _skip(turning: Turning) -> None:
    skip(turning)


def _back(turning: Turning) -> None:
    """Goes back a side or a step."""
    practice = running(turning)
    _end_hold(turning)
    practice = running(turning)
    if practice.side:
        changes: dict[str, object] = {"side": practice.side - 1}
    else:
        changes = {"step": max(0, practice.step - 1), "side": 0}
    turning.change(practice=practice.model_copy(update={**changes, "phase": "ready", "variant": "as_written"}))
    turning.go("practice")
    may_go_on(turning)


def _vary(turning: Turning, variant: Literal["as_written", "easier", "harder"]) -> None:
    practice = running(turning)
    _, technique = planned(turning)
    found = {"easier": technique.easier, "harder": technique.harder}.get(variant)
    if found is not None and not _way_allowed(turning, found, variant):
        turning.toast = turning.say("That is not for you just now.")
        return
    harder = practice.harder or variant == "harder"
    turning.change(practice=practice.model_copy(update={"variant": variant, "harder": harder}))
    turning.go("practice")


def ease(turning: Turning) -> None:
    """Takes the easier way where there is one, and half of the hold."""
    practice = running(turning)
    _, technique = planned(turning)
    easier = technique.easier
    variant = "easier" if easier is not None and _variant_allowed(turning, easier) else practice.variant
    item = practice.plan.items[practice.step]
    fewer = None if item.reps is None else max(1, item.reps // 2)
    halved = item.model_copy(
        update={"seconds": max(5, item.seconds // 2), "pressure": item.pressure // 2, "reps": fewer}
    )
    items = (*practice.plan.items[: practice.step], halved, *practice.plan.items[practice.step + 1 :])
    plan = practice.plan.model_copy(update={"items": items})
    turning.change(
        practice=practice.model_copy(update={"plan": plan, "variant": variant, "eased": True, "phase": "ready"})
    )


def running(turning: Turning) -> Practice:
    """Returns the practice that is running."""
    practice = turning.session.practice
    if practice is None:
        message = "a stage of the practice was reached without a practice"
        raise RuntimeError(message)
    return practice


def planned(turning: Turning) -> tuple[str, Technique]:
    """Returns the technique of the present step as planned."""
    practice = running(turning)
    name = practice.plan.items[practice.step].technique
    return name, turning.book.techniques[name]


def shown_or_planned(turning: Turning) -> tuple[str, Technique | None]:
    """Returns the technique that is on the screen; None for one that the book has no longer."""
    practice = running(turning)
    name = practice.plan.items[practice.step].technique
    technique = turning.book.techniques.get(name)
    if technique is None:
        return name, None
    variant = {"easier": technique.easier, "harder": technique.harder}.get(practice.variant)
    if variant is not None and variant.use is not None and variant.use in turning.book.techniques:
        return variant.use, turning.book.techniques[variant.use]
    return name, technique


def shown(turning: Turning) -> tuple[str, Technique]:
    """Returns the technique that is on the screen."""
    name, technique = shown_or_planned(turning)
    if technique is None:
        message = f"the technique {name} is not in the book"
        raise RuntimeError(message)
    return name, technique


def item_now(turning: Turning) -> Item:
    """Returns the present step as it may be done now.

    What was told since the plan was made, a stricter edition, and the limits of an easier or harder technique in its
    place all count: the strictest of the plan and of what is allowed now.
    """
    name, technique = shown(turning)
    return _tightened(turning, name, technique)


def _tightened(turning: Turning, name: str, technique: Technique) -> Item:
    practice = running(turning)
    item = practice.plan.items[practice.step]
    known = turning.known(practising=not practice.cramp)
    allowed = permission(name, technique, sides_now(practice), turning.limits(known))
    changes: dict[str, object] = {
        "pressure": min(item.pressure, allowed.pressure),
        "barred": tuple(sorted(allowed.barred.union(item.barred))),
        "says": tuple(dict.fromkeys((*item.says, *allowed.says))),
    }
    if allowed.minutes is not None:
        changes["seconds"] = min(item.seconds, 60 * allowed.minutes)
    return item.model_copy(update=changes)


def _pressure_words(turning: Turning, technique: Technique) -> str:
    """Returns how hard to press at the most, where that is less than the technique is written for."""
    pressure = item_now(turning).pressure
    if pressure >= technique.pressure:
        return ""
    if pressure == 0:
        return turning.say("Only touch it, without any pressure.")
    return turning.say("Press with {number} of 10 at the most.", number=pressure)


def _variant_allowed(turning: Turning, variant: Variant) -> bool:
    """Returns whether an easier or harder way is allowed: its technique, its classes and its pressure."""
    practice = running(turning)
    item = _tightened(turning, *planned(turning))
    if variant.pressure is not None and variant.pressure > item.pressure:
        return False
    if set(variant.classes) & set(item.barred):
        return False
    if variant.use is None:
        return True
    technique = turning.book.techniques[variant.use]
    if not set(technique.equipment) <= set(turning.person.wants.equipment or turning.book.words.equipment_at_first):
        return False
    if not planning.may_change_to(turning, practice.plan, practice.step, variant.use):
        return False
    held = turning.limits(interview.practice_known(turning))
    sides = sides_now(practice) if item.sides else frozenset(Side)
    return permission(variant.use, technique, sides, held).allowed


def _way_allowed(turning: Turning, way: Variant, kind: str) -> bool:
    """Returns whether an easier or harder way is allowed; nothing gets harder while the last time made it worse."""
    return not (kind == "harder" and turning.person.history.worse_sessions) and _variant_allowed(turning, way)


def _end_hold(turning: Turning) -> None:
    practice = running(turning)
    if practice.phase == "holding":
        turning.cancel_timer(HOLD)
    turning.change(practice=practice.model_copy(update={"phase": "ready", "holds_until": None}))


# -- words and buttons ---------------------------------------------------------------------------------


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


def _counting_words(turning: Turning, practice: Practice) -> str:
    """Returns how long to go on, where the person counts."""
    if turning.session.timers or practice.phase != "ready":
        return ""
    return turning.say("Take {time} for it, and count yourself.", time=clock(item_now(turning).seconds))


def clock(seconds: int) -> str:
    """Returns seconds as minutes and seconds, such as 1:05."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _seconds_left(practice: Practice) -> int:
    item = practice.plan.items[practice.step]
    here = item.seconds * (max(1, len(item.sides)) - practice.side)
    return here + sum(_whole(later) for later in practice.plan.items[practice.step + 1 :])


def _whole(item: Item) -> int:
    return item.total + GAP_SECONDS


def _steps(turning: Turning, technique: Technique) -> list[str]:
    barred = set(item_now(turning).barred)
    lines = [technique.position]
    lines += [step.do for step in technique.steps if not set(step.classes) & barred]
    return lines


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


def _rows(turning: Turning, practice: Practice, technique: Technique) -> tuple[tuple[Press, ...], ...]:
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
    change = []
    if practice.variant != "as_written":
        change.append(Press(say("As before"), "written"))
    if practice.variant != "easier" and plain.easier is not None and _variant_allowed(turning, plain.easier):
        change.append(Press(say("Easier"), "easier"))
    if practice.variant != "harder" and plain.harder is not None and _way_allowed(turning, plain.harder, "harder"):
        change.append(Press(say("Harder"), "harder"))
    if _moves(turning, shown(turning)[1]):
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
