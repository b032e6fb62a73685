"""Piece 2: merging limits is a join: order, grouping and repetition change nothing, and more limits allow no more.

What is gone through: for every class, every sequence of up to three of the limit values that the book has for it
(forbidden; changed to each pressure, minutes and words), repetitions included, through the real `permission`; for
every class, place and side, each value there, elsewhere, on the other side and everywhere.

How three are enough: each sequence must come to the strictest of what its limits come to one by one (forbidden before
changed, the least pressure, the fewest minutes, all words, all rules). That is a union of sets and a least number, of
which order, grouping and repetition change nothing, and which never grows by one more. The sequences of three show
that the real merge is that join also where it has already merged.

The cut: values stand for limits with the same effect; which of the book's 40-odd cautions it came from changes
nothing but its name. A limit that is elsewhere must change nothing at all, so it need not stand in sequences.
"""

from itertools import product

from bot.knowledge.book import Book
from bot.knowledge.models.base import Place, Side
from bot.knowledge.models.technique import Technique
from bot.proof.collecting import Collecting
from bot.safety import permissions as real
from bot.safety.limits import Limit
from bot.safety.permissions import Permission

REMEDY = "permission must take the strictest of its limits, whatever their order"

BOTH = frozenset(Side)


def prove_merging(collecting: Collecting, book: Book) -> None:
    """Goes through the limit values of every class, place and side.

    Args:
        collecting: Takes what is found.
        book: The edition.
    """
    for kind in book.classes:
        values = _values(book, kind)
        for optional in (False, True):
            _sequences(collecting, kind, values, optional=optional)
        for place, side in product(Place, Side):
            _here_and_nowhere_else(collecting, kind, place, side, values)


def _probe(kind: str, place: Place, *, optional: bool = False) -> Technique:
    """Returns a technique that needs one class at one place, or has it as a part that may be dropped."""
    steps: list[object] = ["Begin."]
    if optional:
        steps.append({"do": "More.", "classes": [kind]})
    return Technique.model_validate(
        {
            "name": "a probe", "kind": "check", "classes": ["a_class_of_the_proof"] if optional else [kind],
            "places": [place], "pressure": 6, "position": "Sit.", "steps": steps,
            "dose": {"sides": "each", "seconds": 60}, "feel": "Fine.", "evidence": {}, "why": "A probe.",
        }
    )  # fmt: skip


def _values(book: Book, kind: str) -> tuple[Limit, ...]:
    """Returns every limit value that some caution has for a class, and one that forbids."""
    changes = {
        (change.pressure, change.minutes)
        for caution in book.cautions.values()
        for change in caution.change
        if kind in change.classes
    }
    found = [_limit(kind, "forbidding", forbids=True)]
    for number, (pressure, minutes) in enumerate(sorted(changes, key=str)):
        found.append(_limit(kind, f"changing_{number}", forbids=False, pressure=pressure, minutes=minutes))
    return tuple(found)


def _limit(kind: str, rule: str, *, forbids: bool, pressure: int | None = None, minutes: int | None = None) -> Limit:
    return Limit(
        rule, frozenset({kind}), frozenset(Place), BOTH, whole_body=False, forbids=forbids, say=f"Words of {rule}.",
        pressure=pressure, minutes=minutes,
    )  # fmt: skip


def _sequences(collecting: Collecting, kind: str, values: tuple[Limit, ...], *, optional: bool) -> None:
    probe = _probe(kind, Place.ARCH, optional=optional)
    side = frozenset({Side.LEFT})
    alone = {value: real.permission("probe", probe, side, (value,)) for value in values}
    nothing = real.permission("probe", probe, side, ())
    for length in (2, 3):
        for sequence in product(values, repeat=length):
            found = real.permission("probe", probe, side, sequence)
            expected = nothing
            for value in sequence:
                expected = _stricter(expected, alone[value])
            if found != expected:
                said = ", then ".join(_in_words(value) for value in sequence)
                collecting.against(
                    f"a person whose conditions set on {kind}: {said} is left with {_left(found)}"
                    f" and should be left with {_left(expected)}",
                    REMEDY,
                )
    collecting.world(len(values) ** 2 + len(values) ** 3)
    if optional:
        return
    for value in values:
        _alone(collecting, kind, value, alone[value])


def _alone(collecting: Collecting, kind: str, value: Limit, found: Permission) -> None:
    """One limit by itself does what it says."""
    least = 6 if value.pressure is None else min(6, value.pressure)
    as_written = (
        not found.allowed
        if value.forbids
        else found.allowed
        and found.pressure == least
        and found.minutes == value.minutes
        and found.says == (value.say,)
    )
    collecting.world()
    if not as_written:
        collecting.against(
            f"a person with one condition that sets on {kind}: {_in_words(value)} is left with {_left(found)}", REMEDY
        )


def _stricter(one: Permission, other: Permission) -> Permission:
    """Returns the stricter of two permissions, part by part."""
    allowed = one.allowed and other.allowed
    forbidding = {rule for part in (one, other) if not part.allowed for rule in part.rules}
    changing = {rule for part in (one, other) for rule in part.rules}
    minutes = [minute for minute in (one.minutes, other.minutes) if minute is not None]
    return Permission(
        allowed=allowed,
        pressure=min(one.pressure, other.pressure),
        minutes=min(minutes, default=None),
        says=tuple(sorted({*one.says, *other.says})) if allowed else (),
        rules=tuple(sorted(changing if allowed else forbidding)),
        barred=one.barred | other.barred,
    )


def _here_and_nowhere_else(
    collecting: Collecting, kind: str, place: Place, side: Side, values: tuple[Limit, ...]
) -> None:
    probe = _probe(kind, place)
    sides = frozenset({side})
    nothing = real.permission("probe", probe, sides, ())
    elsewhere = frozenset(Place) - {place}
    other = BOTH - {side}
    for value in values:
        for places, on, whole_body in (
            (frozenset({place}), sides, False), (frozenset({place}), BOTH, False), (frozenset(Place), sides, False),
            (frozenset[Place](), BOTH, True), (elsewhere, BOTH, False), (frozenset({place}), other, False),
        ):  # fmt: skip
            moved = Limit(
                value.rule, value.classes, places, on, whole_body, value.forbids, value.say, value.pressure,
                value.minutes,
            )  # fmt: skip
            found = real.permission("probe", probe, sides, (moved,))
            here = whole_body or (place in places and side in on)
            collecting.world()
            if (found == nothing) is here:
                where = "here" if here else "somewhere else"
                collecting.against(
                    f"a person with a condition {where} that sets on {kind}: {_in_words(value)} is left with"
                    f" {_left(found)} for the {place.value} on the {side.value} side",
                    "a limit holds at its places and on its sides, and nowhere else",
                )


def _in_words(value: Limit) -> str:
    if value.forbids:
        return "forbidden"
    parts = [f"pressure {value.pressure} at most"] if value.pressure is not None else []
    parts += [f"{value.minutes} minutes at most"] if value.minutes is not None else []
    return "allowed with " + (" and ".join(parts) or "words of caution")


def _left(found: Permission) -> str:
    if not found.allowed:
        return "nothing"
    minutes = "any time" if found.minutes is None else f"{found.minutes} minutes"
    return f"pressure {found.pressure}, {minutes}, {len(found.says)} notes" + (
        f", without {', '.join(sorted(found.barred))}" if found.barred else ""
    )
