"""Steps fit into the minutes asked for: seconds shrink to a half at most, counted repetitions never."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.models.base import Side
from bot.safety.fitting_minutes import LEAST_SECONDS, fit_minutes
from bot.safety.plan import GAP_SECONDS, Item

steps = st.builds(
    Item,
    technique=st.uuids().map(str),
    sides=st.sampled_from([(), (Side.LEFT,), (Side.LEFT, Side.RIGHT)]),
    seconds=st.integers(LEAST_SECONDS, 600),
    sets=st.none() | st.integers(1, 3),
)


def total(items: tuple[Item, ...]) -> int:
    return sum(item.total + GAP_SECONDS for item in items)


@given(st.lists(steps, max_size=8), st.integers(0, 3000))
@example([Item(technique="odd", sides=(), seconds=21), Item(technique="least", sides=(), seconds=10)], 37)
def test_what_is_kept_fits_and_keeps_its_order_and_what_goes_goes_from_the_end(items: list[Item], most: int) -> None:
    kept, out = fit_minutes(items, most)
    assert total(kept) <= most
    assert [item.technique for item in (*kept, *out)] == [item.technique for item in items]
    for before, after in zip(items, kept, strict=False):
        assert after.seconds <= before.seconds
        assert after.seconds >= min(before.seconds, max(before.seconds / 2, LEAST_SECONDS))
        assert before.sets is None or after == before
        assert after.model_copy(update={"seconds": before.seconds}) == before


@given(st.lists(steps, max_size=8))
def test_with_time_enough_nothing_changes(items: list[Item]) -> None:
    assert fit_minutes(items, total(tuple(items))) == (tuple(items), ())
