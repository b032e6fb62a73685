"""Classes and full lists of the techniques against the reference."""

import pytest

from bot.knowledge.book import Book

from .comparison import LOOKING, cell, classes_anywhere, gate_differences
from .deviations import BREATHING, CLASSES_DROPPED, GATES
from .tables import GLOBAL, Reference, Strictness

pytestmark = pytest.mark.reference


def test_the_book_has_the_classes_of_the_reference_and_looking(reference: Reference, book: Book) -> None:
    assert set(book.classes) == reference.classes | {LOOKING}


def test_all_techniques_of_the_reference_are_there_and_no_others(reference: Reference, book: Book) -> None:
    assert len(reference.techniques) == 62
    assert set(book.techniques) == set(reference.techniques)


def test_no_technique_presses_harder_than_its_row(reference: Reference, book: Book) -> None:
    harder = {
        name: technique.pressure
        for name, technique in book.techniques.items()
        if (most := reference.techniques[name].pressure) is not None and technique.pressure > most
    }
    assert harder == {}


def test_every_technique_is_graded_for_each_of_its_goals(book: Book) -> None:
    ungraded = {
        name: missing
        for name, technique in book.techniques.items()
        if (missing := set(technique.goals) - set(technique.evidence) - {"session_helper"})
    }
    assert ungraded == {}


def test_no_technique_has_a_class_that_is_banned_for_everyone(reference: Reference, book: Book) -> None:
    assert reference.banned == {"behind_knee"}
    found = {name for name, technique in book.techniques.items() if classes_anywhere(technique) & reference.banned}
    assert found == set()


def test_techniques_need_the_classes_that_the_reference_gives_them(reference: Reference, book: Book) -> None:
    missing = {
        name: reference.techniques[name].classes - set(technique.classes)
        for name, technique in book.techniques.items()
        if name in reference.techniques and not reference.techniques[name].classes <= set(technique.classes)
    }
    expected = {name: classes for name, (classes, _) in CLASSES_DROPPED.items() if name in book.techniques}
    assert missing == expected


def test_cautions_are_as_strict_as_the_full_list_of_every_technique(reference: Reference, book: Book) -> None:
    """With the classes of the reference, whatever techniques the book holds."""
    techniques = {name: row.classes for name, row in reference.techniques.items()}
    found = {(d.technique, d.condition) for d in gate_differences(techniques, reference.techniques, book.cautions)}
    assert found == {(gate.technique, name) for gate in BREATHING for name in gate.conditions}


def test_techniques_of_the_book_are_as_strict_as_their_full_lists(reference: Reference, book: Book) -> None:
    techniques = {name: technique.classes for name, technique in book.techniques.items()}
    found = {(d.technique, d.condition) for d in gate_differences(techniques, reference.techniques, book.cautions)}
    written = {(gate.technique, name) for gate in GATES for name in gate.conditions}
    assert found - written == set(), "gates of the reference that the book does not keep"
    held = {pair for pair in written if pair[0] in book.techniques}
    assert held - found == set(), "deviations that are none: take them out of the table"


def test_conditions_that_stop_everything_stop_every_technique(reference: Reference, book: Book) -> None:
    stopping = [name for name, row in reference.conditions.items() if row.scope == GLOBAL]
    assert len(stopping) == 5
    slipping = {
        (name, condition)
        for name, technique in book.techniques.items()
        for condition in stopping
        if set(technique.classes) != {LOOKING}
        and max(cell(book.cautions[condition], class_id) for class_id in technique.classes) < Strictness.FORBIDDEN
    }
    assert slipping == set()
