"""Merging limits takes the strictest, whatever their order, grouping or repetition."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.models.base import FOOT, KNEE_TO_TOES, Place, Side
from bot.knowledge.models.technique import Technique
from bot.safety.limits import BOTH, Limit
from bot.safety.permissions import permission

CLASSES = ("effleurage", "petrissage", "stretch", "oil", "looking")

KNEADING = Technique.model_validate(
    {
        "name": "Kneading", "kind": "massage_stroke", "classes": ["petrissage"], "places": ["arch", "heel"],
        "pressure": 4, "position": "Sit.", "steps": ["Squeeze.", {"do": "Use oil.", "classes": ["oil"]}],
        "dose": {"sides": "each", "seconds": 60}, "feel": "Firm.", "evidence": {"relax": "limited"}, "why": "It calms.",
    }
)  # fmt: skip

limit = st.builds(
    Limit,
    rule=st.sampled_from(["a", "b", "c"]),
    classes=st.none() | st.frozensets(st.sampled_from(CLASSES), min_size=1),
    places=st.sampled_from([FOOT, KNEE_TO_TOES, frozenset({Place.ARCH}), frozenset({Place.CALF})]),
    sides=st.sampled_from([BOTH, frozenset({Side.LEFT}), frozenset({Side.RIGHT})]),
    whole_body=st.booleans(),
    forbids=st.booleans(),
    say=st.sampled_from(["light", "short"]),
    pressure=st.none() | st.integers(0, 10),
    minutes=st.none() | st.integers(1, 10),
)
limits = st.lists(limit, max_size=5)


def merged(held: list[Limit], side: Side = Side.LEFT) -> object:
    return permission("kneading", KNEADING, frozenset({side}), held)


@given(limits, st.randoms())
def test_order_and_repetition_change_nothing(held: list[Limit], random: Random) -> None:
    shuffled = held + held
    random.shuffle(shuffled)
    assert merged(shuffled) == merged(held)


@given(limits, limit)
def test_one_more_limit_never_allows_more(held: list[Limit], more: Limit) -> None:
    before = permission("kneading", KNEADING, BOTH, held)
    after = permission("kneading", KNEADING, BOTH, [*held, more])
    assert before.allowed or not after.allowed
    assert after.pressure <= before.pressure
    assert before.minutes is None or (after.minutes is not None and after.minutes <= before.minutes)
    assert before.barred <= after.barred


def test_a_limit_on_one_side_leaves_the_other() -> None:
    left = Limit("sprain", None, KNEE_TO_TOES, frozenset({Side.LEFT}), whole_body=False, forbids=True, say="Rest it.")
    assert not permission("kneading", KNEADING, frozenset({Side.LEFT}), [left]).allowed
    assert permission("kneading", KNEADING, frozenset({Side.RIGHT}), [left]).allowed
    assert not permission("kneading", KNEADING, BOTH, [left]).allowed


def test_a_limit_elsewhere_does_not_touch_the_arch() -> None:
    toes = Limit("fungal", None, frozenset({Place.TOES}), BOTH, whole_body=False, forbids=True, say="Not there.")
    assert permission("kneading", KNEADING, BOTH, [toes]).allowed


def test_an_optional_part_is_dropped_and_the_rest_stays() -> None:
    oil = Limit("nuts", frozenset({"oil"}), frozenset(), BOTH, whole_body=True, forbids=True, say="No oil.")
    left = permission("kneading", KNEADING, BOTH, [oil])
    assert left.allowed
    assert left.barred == {"oil"}


def test_what_was_never_asked_is_the_reason_only_where_nothing_else_is() -> None:
    told = Limit("sprain", None, KNEE_TO_TOES, BOTH, whole_body=False, forbids=True, say="Rest it.")
    not_asked = replace(told, rule="torn_sole", unasked=frozenset({"torn_sole"}))
    asking = KNEADING.model_copy(update={"ask_first": ("torn_sole",)})
    assert permission("kneading", asking, BOTH, [not_asked]).rules == ("torn_sole",)
    assert not permission("kneading", asking, BOTH, [not_asked]).allowed
    assert permission("kneading", asking, BOTH, [not_asked, told]).rules == ("sprain",)
    assert permission("kneading", KNEADING, BOTH, [not_asked]).allowed
