"""An operator's mistake in the lexicon is refused with words that say where and what to do."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.language.danger import DangerLexicon
from bot.language.danger.notation import read_pattern
from tests.language.conftest import WORDS, load


@pytest.fixture
def written() -> Any:
    return load(WORDS / "danger.en.yaml")


def _refused(written: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        DangerLexicon.model_validate(written)
    return str(caught.value)


def test_unknown_concept(written: Any) -> None:
    written["flags"]["gout_flare"]["patterns"].append("<tow> + hot")
    assert "gout_flare: there is no concept <tow>" in _refused(written)


def test_unknown_key(written: Any) -> None:
    written["flags"]["gout_flare"]["guard"] = ["bunion"]
    assert "flags.gout_flare.guard" in _refused(written)


def test_word_that_the_spellings_turn_into_another(written: Any) -> None:
    written["flags"]["gout_flare"]["strong"].append("toe that wont heal and i can not walk")
    assert "gout_flare: write 'cant', for spellings turns 'can not' into it" in _refused(written)


def test_sum_of_unknown_signs(written: Any) -> None:
    written["sums"].append({"gives": "gout", "needs": ["gout_flare", "tophus"]})
    refused = _refused(written)
    assert "sums: there is no flag or condition gout" in refused
    assert "sums: there is no flag, condition or clue tophus" in refused


def test_idiom_for_an_unknown_flag(written: Any) -> None:
    written["idioms"].append({"says": "cold feet", "fact": "nerves"})
    assert "idioms: there is no flag nerves" in _refused(written)


def test_concept_that_is_part_of_itself(written: Any) -> None:
    written["concepts"]["limb"] += "|<body>"
    written["concepts"]["body"] = "<limb>|body"
    refused = _refused(written)
    assert "concept body is part of itself" in refused
    assert "concept limb is part of itself" in refused


def test_sign_without_words(written: Any) -> None:
    written["flags"]["gout_flare"] = {"guards": ["bunion"]}
    assert "write at least one" in _refused(written)


def test_same_id_twice(written: Any) -> None:
    written["clues"]["gout_flare"] = {"patterns": ["gout"]}
    assert "gout_flare stands under more than one of flags, conditions and clues" in _refused(written)


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("hot + ", "empty place"),
        ("hot||cold", "empty place"),
        ("", "empty place"),
        ("hot > cold + red", "mixes"),
        ("a1 + b1 + c1 + d1", "has 4 slots"),
        ("hot, cold", "neither a word nor a concept"),
        ("<hot", "neither a word nor a concept"),
    ],
)
def test_notation_that_is_not_kept(pattern: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_pattern(pattern)


def test_notation() -> None:
    pattern = read_pattern("can't feel|<numb> > =leg")
    assert pattern.in_order
    assert [[[word.text for word in phrase] for phrase in slot] for slot in pattern.slots] == [
        [["cant", "feel"], ["numb"]],
        [["leg"]],
    ]
    assert pattern.slots[0][1][0].concept
    assert pattern.slots[1][0][0].exact
