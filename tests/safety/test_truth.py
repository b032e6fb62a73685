"""Unknown is never taken for no."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.knowledge.models.condition import Condition
from bot.safety.truth import Answer, Truth, truth_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
VALUES = {"y": "yes", "n": "no", "u": "unsure", "o": None}


def truth(condition: object) -> Truth:
    def answer(fact: str) -> Answer:
        value = VALUES[fact]
        return value, None if value is None else NOW - timedelta(hours=10)

    return truth_of(Condition.model_validate(condition), answer, lambda _: None, NOW)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("y", Truth.YES),
        ("n", Truth.NO),
        ("u", Truth.UNSURE),
        ("o", Truth.OPEN),
        ({"any": ["n", "o"]}, Truth.OPEN),
        ({"any": ["u", "o"]}, Truth.UNSURE),
        ({"any": ["y", "o", "n"]}, Truth.YES),
        ({"all": ["y", "o"]}, Truth.OPEN),
        ({"all": ["y", "u"]}, Truth.UNSURE),
        ({"all": ["n", "o"]}, Truth.NO),
        ({"not": "n"}, Truth.YES),
        ({"not": "u"}, Truth.UNSURE),
        ({"not": "o"}, Truth.OPEN),
    ],
)
def test_unknown_is_never_taken_for_no(condition: object, expected: Truth) -> None:
    assert truth(condition) is expected


@pytest.mark.parametrize(("value", "fires"), [("yes", True), ("unsure", True), ("no", False), (None, False)])
def test_a_rule_fires_on_yes_and_just_as_much_on_unsure(value: str | None, fires: bool) -> None:
    told = truth_of(Condition.model_validate("fact"), lambda _: (value, NOW), lambda _: None, NOW)
    assert told.fires is fires


@pytest.mark.parametrize(
    ("hours", "within", "before"), [(71, True, False), (72, True, False), (73, False, True), (0, True, False)]
)
def test_a_dated_fact_moves_from_one_rule_to_the_next_without_a_gap(hours: int, within: bool, before: bool) -> None:
    told = NOW - timedelta(hours=hours)

    def of(key: str) -> bool:
        condition = Condition.model_validate({"fact": "new_knock", key: "72 hours"})
        return truth_of(condition, lambda _: ("yes", told), lambda _: None, NOW).fires

    assert (of("told_within"), of("told_before")) == (within, before)


@pytest.mark.parametrize(("pain", "fires"), [(7, False), (8, True), (10, True), ("unsure", True)])
def test_numbers_are_compared_and_an_unsure_number_counts(pain: int | str, fires: bool) -> None:
    condition = Condition.model_validate({"fact": "pain_now", "at_least": 8})
    assert truth_of(condition, lambda _: (pain, NOW), lambda _: None, NOW).fires is fires


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"any": []},
        {"any": ["a"], "all": ["b"]},
        {"fact": "a"},
        {"is": "yes"},
        {"fact": "a", "is": "x", "at_least": 1},
    ],
)
def test_a_condition_that_says_nothing_or_two_things_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"condition|comparison|needs|one of"):
        Condition.model_validate(wrong)
