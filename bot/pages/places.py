"""Where a limit holds, in plain words."""

from bot.knowledge.models.base import FOOT, LEG, Place
from bot.knowledge.models.red_flag import Where

_NAMES = {
    Place.TOP: "top of the foot",
    Place.BALL: "ball of the foot",
    Place.INNER_EDGE: "inner edge",
    Place.OUTER_EDGE: "outer edge",
    Place.ACHILLES: "cord above the heel",
}


def where_in_words(where: Where) -> str:
    """Returns where a limit holds, and on which side."""
    if where.whole_body:
        return "Everywhere, and for what touches no place"
    places = frozenset(where.places)
    if not places:
        named = "From the knee to the toes"
    elif places == LEG:
        named = "The whole leg, hip to toes"
    elif places == FOOT:
        named = "The whole foot"
    else:
        named = places_in_words(where.places).capitalize()
    side = "on the side that is told, on both where it is not known" if where.side_of is not None else "on both sides"
    return f"{named}, {side}"


def places_in_words(places: tuple[Place, ...]) -> str:
    """Returns the names of places, in their order; `no place` where there are none."""
    return ", ".join(_NAMES.get(place, place.value) for place in places) or "no place"
