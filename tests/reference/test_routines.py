"""The routines against the reference: all of them, their steps, their lengths and their reminders."""

import pytest

from bot.knowledge.book import Book
from bot.knowledge.models.routine import Routine, RoutineStep

from .deviations import ROUTINES_ADDED, STEPS_DROPPED, VARIANTS_DROPPED
from .tables import Reference

pytestmark = pytest.mark.reference

VARIANTS = ("short", "standard", "long")

REMINDERS: dict[str, tuple[int, int, tuple[str, str]]] = {
    "heel_pain_morning": (3, 7, ("06:00", "21:30")),
    "heel_pain_evening": (1, 3, ("17:00", "21:00")),
    "achilles_midportion": (1, 7, ("07:00", "21:00")),
    "achilles_insertional": (1, 7, ("07:00", "21:00")),
    "tired_feet": (1, 4, ("18:00", "21:30")),
    "stress_wind_down": (1, 4, ("18:00", "21:30")),
    "partner_full_massage": (1, 4, ("18:00", "21:30")),
    "swollen_ankles_travel": (2, 7, ("07:00", "21:30")),
    "tension_headache_relax": (1, 4, ("10:00", "21:00")),
    "low_back_ache_relax": (1, 6, ("07:00", "21:00")),
    "stiff_ankles": (1, 6, ("07:00", "21:00")),
    "forefoot_pain": (1, 6, ("07:00", "21:00")),
    "bunion_mobility": (1, 6, ("07:00", "21:00")),
    "flat_foot_strength": (1, 6, ("07:00", "21:00")),
    "calf_cramp_prevent": (1, 7, ("20:00", "22:30")),
    "daily_maintenance": (1, 5, ("06:30", "21:30")),
    "daily_stretch_15_20": (1, 5, ("06:30", "21:30")),
    "desk_micro_break": (4, 5, ("09:00", "17:30")),
    "after_run": (1, 7, ("06:00", "21:00")),
    "better_sleep": (1, 7, ("19:00", "22:30")),
    "reflexology_6_week": (1, 3, ("18:00", "21:00")),
    "foot_care_basin": (1, 1, ("18:00", "21:00")),
}
"""The table of section 4.1: the most reminders a day, the most days a week, and the window."""

REVIEWS: dict[str, set[int]] = {
    "heel_pain_morning": {2, 6, 8, 12},
    "heel_pain_evening": {4, 8, 12},
    "achilles_midportion": {2, 6, 12},
    "achilles_insertional": {2, 6, 12},
    "tired_feet": {4},
    "stress_wind_down": {4},
    "partner_full_massage": {4},
    "tension_headache_relax": {4, 6},
    "low_back_ache_relax": {6, 12},
    "stiff_ankles": {6, 12},
    "forefoot_pain": {6, 12},
    "bunion_mobility": {6, 12},
    "flat_foot_strength": {6, 12},
    "calf_cramp_prevent": {6},
    "daily_maintenance": {6},
    "daily_stretch_15_20": {6},
    "desk_micro_break": {4},
    "after_run": {4},
    "better_sleep": {3},
    "reflexology_6_week": {3, 6},
}
"""The weeks in which the reference looks back; ruling 2 adds the second week to the routines for a pain."""


def steps(routine: Routine) -> tuple[RoutineStep, ...]:
    return (*routine.variants.short, *routine.variants.standard, *routine.variants.long)


def test_every_routine_of_the_reference_is_there_and_the_others_are_named(reference: Reference, book: Book) -> None:
    assert len(reference.routines) == 23
    assert set(reference.routines) - set(book.routines) == set()
    assert set(book.routines) - set(reference.routines) == set(ROUTINES_ADDED)


def test_every_step_of_the_reference_is_there_or_was_dropped_with_a_reason(reference: Reference, book: Book) -> None:
    dropped = {
        name: lost
        for name, variants in reference.routines.items()
        if (lost := set().union(*variants.values()) - {step.technique for step in steps(book.routines[name])})
    }
    assert dropped == {name: set(why) for name, why in STEPS_DROPPED.items()}


def test_every_length_of_the_reference_is_there_or_was_dropped_with_a_reason(
    reference: Reference, book: Book
) -> None:
    dropped = {
        (name, variant)
        for name, variants in reference.routines.items()
        for variant in variants
        if not getattr(book.routines[name].variants, variant)
    }
    assert dropped == set(VARIANTS_DROPPED)


def test_loading_of_the_achilles_and_the_heel_stays_below_the_trials(reference: Reference, book: Book) -> None:
    for name in ("achilles_midportion", "achilles_insertional", "heel_pain_evening"):
        for step in steps(book.routines[name]):
            technique = book.techniques[step.technique]
            if "loading" in technique.classes:
                sets, reps = step.sets or technique.dose.sets, step.reps or technique.dose.reps or 0
                assert sets * reps <= 30
                assert step.from_week >= 3 or sets * reps <= 20
    trial = reference.routines["achilles_midportion"]["long"]["eccentric_heel_drop"]
    assert trial > max(
        step.seconds
        for step in steps(book.routines["achilles_midportion"])
        if step.technique == "eccentric_heel_drop"
    )


def test_every_routine_proposes_a_reminder(book: Book) -> None:
    assert [name for name, routine in book.routines.items() if routine.reminder is None] == []


@pytest.mark.parametrize("name", REMINDERS)
def test_reminders_are_no_more_and_no_wider_than_the_table(name: str, book: Book) -> None:
    most_a_day, days, window = REMINDERS[name]
    reminder = book.routines[name].reminder
    assert reminder is not None
    assert reminder.most_a_day <= most_a_day
    assert len(reminder.days) <= days
    assert window[0] <= reminder.window[0]
    assert reminder.window[1] <= window[1]
    assert REVIEWS.get(name, set()) <= set(reminder.review_weeks)
    assert set(reminder.review_weeks) - REVIEWS.get(name, set()) <= {2, 4, 8, 12}


def test_the_table_of_reminders_speaks_of_every_routine_that_is_reminded_of(reference: Reference) -> None:
    assert set(reference.routines) - set(REMINDERS) == {"calf_cramp_now"}
