"""What lasts is spared by the garbage collector, and what becomes garbage is still found."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.service.lasting_memory import spare_what_lasts


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


class Edition:
    """Something that holds itself, as a book may."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_there_is_spared() -> None:
    edition = Edition()
    spare_what_lasts()
    assert gc.get_freeze_count() > 0
    assert all(found is not edition for found in gc.get_objects())


def test_an_edition_that_was_left_is_let_go_at_the_next_change() -> None:
    edition = Edition()
    spare_what_lasts()
    left = weakref.ref(edition)
    del edition
    spare_what_lasts()
    assert left() is None
