"""Scales and advice: the reference's figures, corrected by its resolutions."""

from datetime import timedelta

from bot.knowledge.book import Book
from bot.knowledge.models.base import Level


def test_the_three_scales_have_the_figures_of_the_reference(book: Book) -> None:
    assert set(book.scales) == {"nprs", "psfs", "ffi_pain_short"}
    figures = {
        name: [(change.at_least, change.percent, change.better) for change in scale.changes]
        for name, scale in book.scales.items()
    }
    assert figures == {
        "nprs": [(2, 30, True), (1, 15, True), (2, None, False)],
        "psfs": [(2.7, None, True), (2.3, None, True), (1.3, None, True), (1.3, None, False)],
        "ffi_pain_short": [(7, None, True), (7, None, False)],
    }


def test_the_items_and_their_total_are_those_of_the_reference(book: Book) -> None:
    assert [item.item for item in book.scales["nprs"].items] == ["now", "worst_today", "first_step"]
    assert book.scales["psfs"].named_by_person == 3
    short = book.scales["ffi_pain_short"]
    assert len(short.items) * short.highest * short.times == 100
    assert short.optional
    assert all((scale.lowest, scale.highest) == (0, 10) for scale in book.scales.values())
    assert not book.scales["psfs"].lower_is_better


def test_each_rule_of_the_reference_has_its_advice(book: Book) -> None:
    levels = {name: advice.leads_to for name, advice in book.advice.items()}
    urgent = {name for name, level in levels.items() if level is Level.URGENT}
    assert urgent == {"warning_signs", "swelling_on_one_side", "strong_pain_eight_or_more"}
    assert {name for name, level in levels.items() if level is Level.CLINICIAN} == {
        "no_better_after_two_weeks", "little_better_after_six_weeks", "still_sore_after_twelve_weeks",
        "worse_for_three_days", "worse_after_two_sessions", "pain_rose_three_times_in_a_week",
        "ankles_swollen_for_three_days", "headache_has_changed", "back_ache_stays", "night_cramps_stay",
        "strong_pain_seven", "low_mood",
    }  # fmt: skip
    assert set(levels.values()) == {Level.URGENT, Level.CLINICIAN}


def test_the_times_are_the_stricter_ones(book: Book) -> None:
    after = {name: advice.after for name, advice in book.advice.items() if advice.after is not None}
    assert after == {
        "no_better_after_two_weeks": timedelta(weeks=2),
        "little_better_after_six_weeks": timedelta(weeks=6),
        "still_sore_after_twelve_weeks": timedelta(weeks=12),
        "ankles_swollen_for_three_days": timedelta(days=3),
        "back_ache_stays": timedelta(weeks=2),
        "night_cramps_stay": timedelta(weeks=2),
    }
    rests = {advice.rests for advice in book.advice.values()} - {None}
    assert rests == {timedelta(days=3)}
