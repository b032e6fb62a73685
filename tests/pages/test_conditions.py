"""Conditions in plain words say exactly what the rules do with an answer."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.pages.conditions import in_words, time_in_words
from bot.pages.naming import FactName, FactNames
from bot.safety.truth import Truth, truth_of

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)

NAMES = {
    "fever": FactName("fever today"),
    "wound": FactName("an open wound"),
    "numb_feet": FactName("numb feet", "term"),
    "pain": FactName("How much does it hurt?", "number"),
    "side": FactName("Which side?", "side"),
    "where": FactName("Where?", "choice", {"heel": "Heel", "unsure": "Not sure"}),
    "who": FactName("Who is this for?", "choice", {"child": "A child", "adult": "Me"}),
}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("fever", "Yes or not sure to: fever today"),
        ({"fact": "fever", "is": "no"}, "No or not sure to: fever today"),
        ({"not": "fever"}, "No or not sure to: fever today"),
        ({"not": {"not": "fever"}}, "Yes or not sure to: fever today"),
        ("numb_feet", "This is so, or may be: numb feet"),
        ({"not": "numb_feet"}, "It is not clear that this is so: numb feet"),
        ({"any": ["fever", "wound"]}, "Yes or not sure to any of these: [fever today; an open wound]"),
        (
            {"any": ["fever", "numb_feet"]},
            "Any of these: [Yes or not sure to: fever today; This is so, or may be: numb feet]",
        ),
        (
            {"all": ["fever", {"not": "wound"}]},
            "All of these: [Yes or not sure to: fever today; No or not sure to: an open wound]",
        ),
        ({"not": {"any": ["fever"]}}, "None of these is a clear yes: [Yes or not sure to: fever today]"),
        ({"not": {"all": ["fever"]}}, "Not all of these are a clear yes: [Yes or not sure to: fever today]"),
        ({"fact": "pain", "at_least": 7}, "How much does it hurt? Answered: 7 or more"),
        ({"fact": "pain", "at_most": 3}, "How much does it hurt? Answered: 3 or less"),
        ({"fact": "who", "is": "child"}, "Who is this for? Answered: “A child”"),
        ({"not": {"fact": "who", "is": "child"}}, "Who is this for? Answered: anything but “A child”"),
        ({"fact": "who", "one_of": ["child", "adult"]}, "Who is this for? Answered: “A child” or “Me”"),
        ({"fact": "side", "is": "left"}, "Which side? Answered: “left”, or not sure"),
        ({"fact": "where", "is": "heel"}, "Where? Answered: “Heel”, or not sure"),
        ({"not": {"fact": "where", "is": "heel"}}, "Where? Answered: anything but “Heel”, or not sure"),
        ({"fact": "where", "one_of": ["heel", "unsure"]}, "Where? Answered: “Heel” or “Not sure”"),
        (
            {"fact": "wound", "told_within": "12 weeks"},
            "Yes, told in the last 12 weeks, or not sure, to: an open wound",
        ),
        (
            {"fact": "wound", "told_before": "72 hours"},
            "Yes, told more than 3 days ago, or not sure, to: an open wound",
        ),
    ],
)
def test_in_words(written: Any, said: str) -> None:
    assert str(in_words(Condition.model_validate(written), NAMES.__getitem__)) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("fever", "Yes to: fever today"),
        ({"not": "fever"}, "No to: fever today"),
        ("numb_feet", "Clearly so: numb feet"),
        ({"not": "numb_feet"}, "Clearly not so: numb feet"),
        ({"any": ["fever", "wound"]}, "Yes to any of these: [fever today; an open wound]"),
        ({"not": {"any": ["fever"]}}, "None of these, clearly: [Yes to: fever today]"),
        ({"not": {"all": ["fever"]}}, "Clearly not all of these: [Yes to: fever today]"),
        ({"fact": "where", "is": "heel"}, "Where? Answered: “Heel”"),
        ({"fact": "wound", "told_within": "12 weeks"}, "Yes, told in the last 12 weeks to: an open wound"),
    ],
)
def test_where_only_clear_answers_count_not_sure_is_not_said(written: Any, said: str) -> None:
    assert str(in_words(Condition.model_validate(written), NAMES.__getitem__, clear=True)) == said


def test_what_is_said_of_not_sure_is_what_the_rules_do() -> None:
    """The words promise that not sure fires both ways; so does the rule."""
    for written in ("fever", {"not": "fever"}):
        condition = Condition.model_validate(written)
        said = str(in_words(condition, NAMES.__getitem__))
        truth = truth_of(condition, lambda _fact: ("unsure", MOMENT), lambda _name: None, MOMENT)
        assert truth is Truth.UNSURE
        assert truth.fires
        assert "not sure" in said


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (timedelta(hours=12), "12 hours"),
        (timedelta(days=1), "24 hours"),
        (timedelta(days=7), "7 days"),
        (timedelta(weeks=12), "12 weeks"),
        (timedelta(minutes=90), "90 minutes"),
    ],
)
def test_time_in_words(time: timedelta, said: str) -> None:
    assert time_in_words(time) == said


def test_every_fact_of_every_rule_has_words_of_its_own(book: Book) -> None:
    """Nobody has to read an id: every fact that a rule reads is told by a question or a red flag, or is a term."""
    names = FactNames(book)
    known = {"cleared_leg"}  # told by the way out of a lock, by no question
    read = {fact for rule in book.rules for fact in rule.reads()} - known
    assert [fact for fact in sorted(read) if not names.of(fact).link] == []
