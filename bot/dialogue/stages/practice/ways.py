"""The easier and the harder way of a step: which are allowed, taking one, and halving a step that hurts."""

from typing import Literal

from bot.dialogue import interview, planning
from bot.dialogue.guard import sides_now
from bot.dialogue.stages.practice.holds import end_hold
from bot.dialogue.stages.practice.present_step import planned, running
from bot.dialogue.stages.practice.tightening import planned_item_now
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Side
from bot.knowledge.models.technique import Variant
from bot.safety.permissions import permission


def variant_allowed(turning: Turning, variant: Variant) -> bool:
    """Returns whether an easier or harder way is allowed: its technique, its classes and its pressure."""
    practice = running(turning)
    item = planned_item_now(turning)
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


def way_allowed(turning: Turning, way: Variant, kind: str) -> bool:
    """Returns whether a way is allowed; nothing gets harder that hurt, or while the last time made it worse."""
    too_much = running(turning).eased or turning.person.history.worse_sessions > 0
    return not (kind == "harder" and too_much) and variant_allowed(turning, way)


def vary(turning: Turning, variant: Literal["as_written", "easier", "harder"]) -> None:
    """Takes the easier way, the harder way or the one of the plan, where that is allowed."""
    practice = running(turning)
    _, technique = planned(turning)
    found = {"easier": technique.easier, "harder": technique.harder}.get(variant)
    if found is not None and not way_allowed(turning, found, variant):
        turning.toast = turning.say("That is not for you just now.")
        return
    harder = practice.harder or variant == "harder"
    turning.change(practice=practice.model_copy(update={"variant": variant, "harder": harder}))
    turning.go("practice")


def leave_barred_way(turning: Turning) -> None:
    """Goes back to the way of the plan where an easier or harder way was taken that is ruled out by now.

    An easier way stays, whatever its pressure: the plan's way asks for more, and the step says the most that is
    allowed.
    """
    practice = running(turning)
    _, technique = planned(turning)
    kind = practice.variant
    way = {"easier": technique.easier, "harder": technique.harder}.get(kind)
    if way is None:
        return
    barred = bool(set(way.classes) & set(planned_item_now(turning).barred))
    if barred or (kind == "harder" and not way_allowed(turning, way, kind)):
        end_hold(turning)
        turning.change(practice=running(turning).model_copy(update={"variant": "as_written"}))
        turning.tell_person(turning.say("Back to the step as planned: the other way is not for you just now."))


def ease(turning: Turning) -> None:
    """Takes the easier way where there is one, and half of the hold; what hurts does not stay harder."""
    practice = running(turning)
    _, technique = planned(turning)
    easier = technique.easier
    gentler = "as_written" if practice.variant == "harder" else practice.variant
    variant = "easier" if easier is not None and variant_allowed(turning, easier) else gentler
    item = practice.plan.items[practice.step]
    fewer = None if item.reps is None else max(1, item.reps // 2)
    halved = item.model_copy(
        update={"seconds": max(5, item.seconds // 2), "pressure": item.pressure // 2, "reps": fewer}
    )
    items = (*practice.plan.items[: practice.step], halved, *practice.plan.items[practice.step + 1 :])
    plan = practice.plan.model_copy(update={"items": items})
    turning.change(
        practice=practice.model_copy(
            update={
                "plan": plan,
                "variant": variant,
                "eased": True,
                "eased_steps": {**practice.eased_steps, practice.step: variant},
                "phase": "ready",
            }
        )
    )


def arrive(turning: Turning) -> None:
    """Takes a step up as it is planned, and one that was halved because it hurt in the way in which it was halved."""
    practice = running(turning)
    variant = practice.eased_steps.get(practice.step, "as_written")
    eased = practice.step in practice.eased_steps
    turning.change(practice=practice.model_copy(update={"variant": variant, "eased": eased}))
