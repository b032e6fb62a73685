"""The questions that people ask against the reference's, and what no answer may do."""

import re
from collections.abc import Mapping

import pytest

from bot.knowledge.book import Book

from .product_tables import GRADES, ProductRow

ROWS: Mapping[int, str] = {
    1: "benefits_of_foot_massage",
    2: "why_it_feels_good",
    3: "why_it_works",
    4: "does_it_reduce_inflammation",
    5: "massaging_the_soles",
    6: "is_reflexology_proven",
    7: "do_points_match_organs",
    8: "sore_spot_and_organs",
    9: "does_massage_lower_cortisol",
    10: "does_it_boost_circulation",
    11: "does_it_remove_toxins",
    12: "can_it_break_up_scars",
    13: "are_five_minutes_enough",
    14: "how_long_to_hold",
    15: "when_to_stretch_for_heel_pain",
    16: "should_stretching_hurt",
    17: "exercise_with_some_pain",
    18: "how_long_until_heel_is_better",
    19: "stretch_or_strength_for_heel",
    20: "foot_massage_and_diabetes",
    21: "foot_massage_in_pregnancy",
    22: "reflexologist_or_physio",
    23: "massage_on_a_fresh_sprain",
    24: "massage_and_blood_clots",
    25: "does_lymph_massage_work",
    26: "does_cooling_help",
    27: "is_a_foot_soak_safe",
    28: "blade_on_hard_skin",
    29: "is_scraping_better",
    30: "does_stretching_stop_soreness",
    31: "do_scented_oils_help",
    32: "does_it_help_sleep",
    33: "do_bunion_exercises_straighten",
    34: "are_flat_feet_a_problem",
    35: "can_i_stop_night_cramps",
    36: "how_often_reminded",
    37: "is_a_massage_gun_safe",
    38: "is_pain_in_the_brain",
}
"""The question of the book for each row of the reference."""

OUR_OWN = frozenset({"how_many_times", "how_hard_to_press", "what_should_it_feel_like", "does_this_step_help"})
"""Questions beyond the reference: the step on the screen answers them better than any general words."""

TO_DO = (
    "try|press|rub|roll|stretch|massage (?:it|your|the)|lift|move|pump|knead|hold|put|soak|cool|warm|walk|stand|bend|"
    "pull|lean|raise|do|use"
)
INVITATION = re.compile(rf"(?:^|[.!?:;]\s+|\band (?:then )?)(?:please )?(?:{TO_DO})\b", re.IGNORECASE)
"""A sentence that begins with something to do to the body."""


@pytest.mark.reference
def test_every_question_of_the_reference_is_in_the_book(questions: Mapping[int, ProductRow], book: Book) -> None:
    assert set(questions) == set(ROWS)
    assert set(book.faq) == {*ROWS.values(), *OUR_OWN}
    assert len(set(ROWS.values())) == 38


@pytest.mark.reference
def test_a_question_asks_what_its_row_asks(questions: Mapping[int, ProductRow], book: Book) -> None:
    small = {"a", "the", "my", "i", "it", "is", "of", "to", "on", "in", "does", "do", "can", "for", "if", "or"}
    apart = {
        row: name
        for row, name in ROWS.items()
        if not (_words(questions[row].subject) - small) & (_words(book.faq[name].question) - small)
    }
    assert apart == {}


@pytest.mark.reference
def test_every_source_of_a_row_is_cited(questions: Mapping[int, ProductRow], book: Book) -> None:
    missing = {row: questions[row].cites - set(book.faq[name].sources) for row, name in ROWS.items()}
    assert {row: cites for row, cites in missing.items() if cites} == {}


@pytest.mark.reference
def test_no_grade_claims_more_than_its_row(questions: Mapping[int, ProductRow], book: Book) -> None:
    too_much = {}
    for row, name in ROWS.items():
        graded, evidence = questions[row].grades, book.faq[name].evidence
        if graded and (evidence is None or GRADES.index(evidence) < min(map(GRADES.index, graded))):
            too_much[row] = evidence
    assert too_much == {}


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))


# -- what no answer may do -----------------------------------------------------------------------------


def test_what_a_locked_person_may_read_invites_to_nothing(book: Book) -> None:
    inviting = {
        name: found[0]
        for name, entry in book.faq.items()
        if entry.under_lock and (found := INVITATION.search(entry.answer))
    }
    assert inviting == {}


def test_the_search_for_invitations_finds_one(book: Book) -> None:
    assert INVITATION.search(book.faq["how_long_to_hold"].answer)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("foot_massage_and_diabetes", "I ask first"),
        ("foot_massage_in_pregnancy", "I ask about it first"),
        ("massage_and_blood_clots", "no massage and no exercise"),
        ("massage_on_a_fresh_sprain", "not in the first 72 hours"),
        ("is_a_massage_gun_safe", "I leave it out"),
        ("is_a_foot_soak_safe", "I leave it out"),
        ("does_cooling_help", "I leave it out"),
        ("do_scented_oils_help", "I keep to plain cream"),
    ],
)
def test_an_answer_about_a_condition_says_what_is_asked_and_left_out(book: Book, name: str, says: str) -> None:
    answer = book.faq[name].answer
    assert says in answer
    assert not answer.startswith("Yes")
    assert "usually fine" not in answer


def test_the_numbers_are_the_stricter_ones(book: Book) -> None:
    answers = {name: entry.answer for name, entry in book.faq.items()}
    assert "35 to 37 °C, 10 minutes" in answers["is_a_foot_soak_safe"]
    assert "10 to 15 minutes" in answers["does_cooling_help"]
    assert "above 3 of 10" in answers["should_stretching_hurt"]
    assert "up to 3 of 10" in answers["exercise_with_some_pain"]
    assert "after two weeks without gain" in answers["can_i_stop_night_cramps"]
    assert not any("37 to 40" in answer or "over 20" in answer for answer in answers.values())


def test_each_part_of_a_step_is_asked_for_by_one_question(book: Book) -> None:
    asked = [entry.answers_for_step for entry in book.faq.values() if entry.answers_for_step is not None]
    assert sorted(asked) == ["feel", "hold", "pressure", "repetitions", "why"]


def test_no_two_questions_are_typed_in_the_same_words(book: Book) -> None:
    typed = [phrase.casefold() for entry in book.faq.values() for phrase in (*entry.phrases, entry.question)]
    assert sorted(phrase for phrase in set(typed) if typed.count(phrase) > 1) == []


def test_every_topic_has_questions_and_fits_on_one_screen(book: Book) -> None:
    held = {topic: sum(entry.topic == topic for entry in book.faq.values()) for topic in book.topics}
    assert len(held) <= 8
    assert all(1 <= count <= 10 for count in held.values())
    assert sum(held.values()) == len(book.faq)
