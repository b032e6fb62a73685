"""The reading level is that of Flesch and Kincaid, and a list of signs is read item by item."""

import pytest

from bot.knowledge.readability import reading_of


@pytest.mark.parametrize(
    ("text", "words", "longest", "grade"),
    [
        # 0.39 x words / sentences + 11.8 x syllables / words - 15.59, counted by hand
        ("The cat sat on the mat.", 6, 6, 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        ("Sit down. Hold the towel.", 5, 3, 0.39 * 5 / 2 + 11.8 * 6 / 5 - 15.59),
        ("**Stop** if it hurts: a doctor can tell.", 8, 4, 0.39 * 8 / 2 + 11.8 * 9 / 8 - 15.59),
        ("The muscles changed in minutes.", 5, 5, 0.39 * 5 + 11.8 * 7 / 5 - 15.59),
        ("112 / 911", 0, 0, 0.0),
        ("", 0, 0, 0.0),
    ],
)
def test_a_text_is_measured(text: str, words: int, longest: int, grade: float) -> None:
    reading = reading_of(text)
    assert (reading.words, reading.longest) == (words, longest)
    assert reading.grade == pytest.approx(grade)


def test_an_item_of_a_list_counts_for_itself_and_examples_in_brackets_are_left_aside() -> None:
    text = "A fever, a hot red foot, or medicine that weakens you (methotrexate, biologics)"
    reading = reading_of(text, as_list=True)
    assert reading.words == 11
    assert reading.longest == 5
    assert reading.grade < reading_of(text).grade


def test_hard_words_read_harder_than_plain_ones() -> None:
    hard = "Inflammatory pathology necessitates professional evaluation before mechanical intervention."
    assert reading_of(hard).grade > 15
    assert reading_of("A hot, swollen joint needs a look before anybody rubs it.").grade < 6
