"""Fits the steps of a plan into the minutes asked for (ruling 7): seconds shrink, repetitions and pressure never."""

from collections.abc import Iterable, Sequence

from bot.safety.plan import GAP_SECONDS, Item

LEAST_SECONDS = 10
"""A step on one side that would be shorter than this is no step."""

GRAIN = 5
"""Seconds are told in whole fives."""


def fit_minutes(items: Sequence[Item], most: float) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Returns the steps that fit, scaled down to a half at most, and those that are left out, the last first to go.

    Args:
        items: The steps with their full seconds.
        most: The most seconds in all, pauses between the steps included.
    """
    kept, out = list(items), list[Item]()
    while kept and _total(item.model_copy(update={"seconds": _least(item)}) for item in kept) > most:
        out.insert(0, kept.pop())
    least = [_least(item) for item in kept]
    scalable = sum(item.total for item in kept if item.sets is None)
    room = most - sum(item.total for item in kept if item.sets is not None) - GAP_SECONDS * len(kept)
    if scalable > room:
        share = room / scalable
        kept = [_shortened(item, int(item.seconds * share), short) for item, short in zip(kept, least, strict=True)]
        while _total(kept) > most:
            # Steps that are already at their least leave the rest to the longest of the others.
            open_places = [place for place, item in enumerate(kept) if item.seconds > least[place]]
            place = max(open_places, key=lambda place: kept[place].total)
            kept[place] = _shortened(kept[place], kept[place].seconds - GRAIN, least[place])
    return tuple(kept), tuple(out)


def _least(item: Item) -> int:
    """Half of the seconds; all of them where repetitions are counted."""
    if item.sets is not None:
        return item.seconds
    return max(-(-item.seconds // 2), LEAST_SECONDS)


def _shortened(item: Item, seconds: int, least: int) -> Item:
    """Returns a step with so many seconds, in whole fives where that is not under its least."""
    wanted = max(seconds, least)
    rounded = wanted // GRAIN * GRAIN
    return item.model_copy(update={"seconds": rounded if rounded >= least else wanted})


def _total(items: Iterable[Item]) -> int:
    return sum(item.total + GAP_SECONDS for item in items)
