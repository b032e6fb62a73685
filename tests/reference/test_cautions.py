"""The cautions against the matrix, the extra classes, and what amendments and rulings add."""

import pytest

from bot.knowledge.book import Book

from .comparison import cell, cell_differences, claims_too_much, is_too_narrow
from .deviations import CELLS
from .later import CHANGED, FORBIDDEN, GLOBAL_LIGHT, GLOBAL_LIGHT_MINUTES, HANDS_ON, LEAVES_ONLY
from .tables import Reference, Strictness

pytestmark = pytest.mark.reference


def test_every_condition_has_its_caution(reference: Reference, book: Book) -> None:
    assert set(reference.conditions) - set(book.cautions) == set()


def test_cells_differ_only_where_it_is_written_down_why(reference: Reference, book: Book) -> None:
    found = {
        (difference.condition, difference.class_id)
        for difference in cell_differences(reference.conditions, book.cautions)
    }
    written = {(deviation.condition, name) for deviation in CELLS for name in deviation.classes}
    assert found - written == set(), "cells that differ and are not in the table of deviations"
    assert written - found == set(), "deviations that are none: take them out of the table"


def test_only_a_ruling_makes_a_cell_weaker(reference: Reference, book: Book) -> None:
    ruled = {(d.condition, name) for d in CELLS if d.kind == "ruling" for name in d.classes}
    weaker = {(d.condition, d.class_id) for d in cell_differences(reference.conditions, book.cautions) if d.weaker}
    assert weaker <= ruled


def test_limits_hold_at_least_where_the_reference_says(reference: Reference, book: Book) -> None:
    narrow = {
        name for name, row in reference.conditions.items() if is_too_narrow(book.cautions[name].where, row.scope)
    }
    assert narrow == set()


def test_cautions_cite_what_their_rows_cite(reference: Reference, book: Book) -> None:
    beyond = {
        name: set(book.cautions[name].sources) - row.cites
        for name, row in reference.conditions.items()
        if set(book.cautions[name].sources) - row.cites
    }
    assert beyond == {}


def test_cautions_claim_no_more_than_their_rows(reference: Reference, book: Book) -> None:
    too_much = {
        name
        for name, row in reference.conditions.items()
        if claims_too_much(book.cautions[name].standing, row.standing)
    }
    assert too_much == set()


def test_what_amendments_and_resolutions_forbid_is_forbidden(book: Book) -> None:
    allowed = {
        (name, class_id)
        for name, classes in FORBIDDEN.items()
        for class_id in classes
        if cell(book.cautions[name], class_id) is not Strictness.FORBIDDEN
    }
    assert allowed == set()


def test_what_amendments_and_resolutions_change_is_changed(book: Book) -> None:
    allowed = {
        (name, class_id)
        for name, classes in CHANGED.items()
        for class_id in classes
        if cell(book.cautions[name], class_id) is Strictness.ALLOWED
    }
    assert allowed == set()


def test_what_leaves_only_a_few_classes_leaves_no_more(reference: Reference, book: Book) -> None:
    left = {
        name: {
            class_id
            for class_id in (reference.classes - reference.banned) | {"looking"}
            if cell(book.cautions[name], class_id) is not Strictness.FORBIDDEN
        }
        for name in LEAVES_ONLY
    }
    assert left == LEAVES_ONLY


def test_looking_is_never_touched(book: Book) -> None:
    assert {name for name, caution in book.cautions.items() if cell(caution, "looking")} == set()


def test_a_changed_class_that_presses_is_capped_at_three(book: Book) -> None:
    loose = {
        (name, change.classes)
        for name, caution in book.cautions.items()
        for change in caution.change
        if HANDS_ON & set(change.classes) and (change.pressure is None or change.pressure > 3)
    }
    assert loose == set()


def test_light_sessions_are_short_light_and_seated(reference: Reference, book: Book) -> None:
    lights = [book.cautions[name] for name, row in reference.conditions.items() if row.scope == "GLOBAL-LIGHT"]
    assert len(lights) == 4
    for caution in lights:
        left = {name for name in GLOBAL_LIGHT if cell(caution, name) is not Strictness.FORBIDDEN}
        assert left == set(), caution.caution
        long = [
            change.classes
            for change in caution.change
            if HANDS_ON & set(change.classes) and (change.minutes is None or change.minutes > GLOBAL_LIGHT_MINUTES)
        ]
        assert long == [], caution.caution
