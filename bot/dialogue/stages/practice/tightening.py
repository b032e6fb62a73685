"""The present step as it may be done now: the strictest of the plan and of what is allowed at this moment."""

from bot.dialogue.guard import sides_now
from bot.dialogue.stages.practice.present_step import planned, running, shown
from bot.dialogue.turning import Turning
from bot.knowledge.models.technique import Technique
from bot.safety.permissions import permission
from bot.safety.plan import Item


def item_now(turning: Turning) -> Item:
    """Returns the present step as it may be done now.

    What was told since the plan was made, a stricter edition, and the limits of an easier or harder technique in its
    place all count: the strictest of the plan and of what is allowed now.
    """
    name, technique = shown(turning)
    return _tightened(turning, name, technique)


def planned_item_now(turning: Turning) -> Item:
    """Returns the present step as it may be done now with the technique of the plan, whatever is on the screen."""
    return _tightened(turning, *planned(turning))


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
