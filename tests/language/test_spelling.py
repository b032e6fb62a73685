"""Misspelt words are found, and slips are counted as a plain table would count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.danger.spelling import SpellingIndex, slips
from bot.language.danger.word_forms import number_kinds, stem

words = st.text("abcde", max_size=9)


def _by_table(first: str, second: str) -> int:
    """Optimal string alignment as textbooks write it."""
    table = [[row + column for column in range(len(second) + 1)] for row in range(len(first) + 1)]
    for row in range(1, len(first) + 1):
        for column in range(1, len(second) + 1):
            table[row][column] = min(
                table[row - 1][column] + 1,
                table[row][column - 1] + 1,
                table[row - 1][column - 1] + (first[row - 1] != second[column - 1]),
            )
            if (
                row > 1
                and column > 1
                and first[row - 1] == second[column - 2]
                and first[row - 2] == second[column - 1]
            ):
                table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
    return table[-1][-1]


@given(first=words, second=words, limit=st.integers(0, 3))
def test_slips_agree_with_the_table(first: str, second: str, limit: int) -> None:
    assert slips(first, second, limit) == min(_by_table(first, second), limit + 1)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("swolen", ("swollen",)),
        ("ankel", ("ankle",)),
        ("nakle", ("ankle",)),
        ("brreathing", ("breathing",)),
        ("swelingg", ("swelling",)),
        ("cat", ()),
        ("horse", ()),
        ("dwelling", ()),
        ("", ()),
        ("a" * 500, ()),
    ],
)
def test_nearest(written: str, meant: tuple[str, ...]) -> None:
    assert SpellingIndex(["swollen", "ankle", "breathing", "swelling", "hot"]).nearest(written) == meant


@given(written=st.text("aelnkwsogi", min_size=1, max_size=12))
def test_index_misses_no_word_with_a_right_first_letter(written: str) -> None:
    known = ["ankle", "swollen", "swelling", "leaking", "angling"]
    expected = {
        word: _by_table(written, word)
        for word in known
        if (word[0] == written[0] or word[1::-1] == written[:2])
        and _by_table(written, word) <= (1 if len(word) < 8 else 2)
    }
    nearest = tuple(sorted(word for word, count in expected.items() if count == min(expected.values())))
    assert SpellingIndex(known).nearest(written) == nearest


@pytest.mark.parametrize(
    "forms",
    [
        ["swell", "swells", "swelled", "swelling"],
        ["cut", "cuts"],
        ["blister", "blisters", "blistered", "blistering"],
        ["infect", "infected", "infecting"],
        ["breathe", "breathes", "breathed", "breathing", "breath"],
        ["pass", "passes", "passed", "passing"],
        ["ankle", "ankles"],
    ],
)
def test_forms_of_one_word_share_a_stem(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    "pair", [("bit", "bite"), ("pus", "pu"), ("bleed", "bled"), ("numb", "number"), ("cast", "case")]
)
def test_different_words_keep_different_stems(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


@given(word=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_stem_is_a_beginning_of_the_word_or_nearly(word: str) -> None:
    assert stem(word)
    assert stem(word)[:-1] == word[: len(stem(word)) - 1]


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("39", ("number", "fever_degrees")),
        ("38.7", ("number", "fever_degrees")),
        ("37.5", ("number",)),
        ("101", ("number", "fever_degrees")),
        ("9", ("number", "score_8_to_10", "age_under_16")),
        ("2019", ("number", "year")),
        ("16", ("number",)),
        ("leg", ()),
        ("9" * 400, ()),
        ("٣", ()),
    ],
)
def test_kinds_of_number(word: str, kinds: tuple[str, ...]) -> None:
    assert number_kinds(word) == kinds
