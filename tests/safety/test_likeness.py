"""The ranking of patterns: only clear answers make one likelier, and every doubt keeps limits on."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.safety.facts import Facts, Value
from bot.safety.known import Known
from bot.safety.likeness import disagree, likeness, patterns_that_hold, rank, still_matters
from bot.safety.limits import limits
from bot.safety.permissions import permission_each_side
from bot.safety.truth import Truth

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def _question(name: str, **more: Any) -> Question:
    return Question.model_validate(
        {"question": name, "kind": "yes_no", "ask": "So?", "why": "So.", "fact": name, "healthy": "no"} | more
    )


def _pattern(signs: Mapping[str, int], **more: Any) -> Presentation:
    listed = [{"when": fact, "points": points, "because": f"it is {fact}"} for fact, points in signs.items()]
    return Presentation.model_validate(
        {
            "name": "a pattern", "likeness": "It looks like it.", "when": "sore", "signs": listed,
            "limits_when": {"all": ["sore", "never"]}, "routines": [], "clinician_when": "Soon.",
        } | more
    )  # fmt: skip


@pytest.fixture
def small(book: Book) -> Book:
    """A book in which two patterns and a general one stand beside each other, and one goal."""
    names = ("sore", "first", "second", "both", "wish", "never")
    return replace(
        book,
        questions={name: _question(name) for name in names},
        red_flags={},
        cautions={},
        terms={},
        presentations={
            "one": _pattern({"first": 3, "both": 1}),
            "other": _pattern({"second": 3, "both": 1}),
            "unclear": _pattern({}, general=True),
            "goal": _pattern({}, goal=True, when="wish"),
        },
    )


def _facts(**told: Value) -> Facts:
    facts = Facts()
    for fact, value in told.items():
        facts = facts.tell(fact, NOW, {fact: value})
    return facts


def _known(book: Book, **told: Value) -> Known:
    healthy: dict[str, Value] = dict.fromkeys(book.questions, "no")
    return Known(book, _facts(**{**healthy, "sore": "yes", **told}), NOW)


def _holding(known: Known) -> set[str]:
    return {name for name, _ in patterns_that_hold(known)}


def test_the_pattern_with_most_points_leads_and_says_why(small: Book) -> None:
    ranked = rank(_known(small, first="yes", both="yes"))
    assert [(entry.presentation, entry.points) for entry in ranked] == [("one", 4), ("other", 1), ("unclear", 0)]
    assert ranked[0].becauses == ("it is first", "it is both")


@pytest.mark.parametrize("answer", ["unsure", "no"])
def test_unsure_never_makes_a_pattern_likelier(small: Book, answer: str) -> None:
    assert {entry.points for entry in rank(_known(small, first=answer, second=answer, both=answer))} == {0}


def test_an_open_answer_never_makes_a_pattern_likelier(small: Book) -> None:
    known = Known(small, _facts(sore="yes", both="yes"), NOW)
    assert {entry.presentation: entry.points for entry in rank(known)} == {"one": 1, "other": 1, "unclear": 0}


def test_a_tie_is_unclear_and_both_limit(small: Book) -> None:
    known = _known(small, first="yes", second="yes")
    found = likeness(known)
    assert (found.presentation, found.unclear, found.others) == ("unclear", True, ("one", "other"))
    assert _holding(known) == {"one", "other", "unclear"}


def test_a_lead_that_an_unsure_answer_could_undo_is_no_lead(small: Book) -> None:
    known = _known(small, first="yes", second="unsure")
    assert likeness(known).presentation == "unclear"
    assert _holding(known) == {"one", "other", "unclear"}


def test_a_clear_lead_limits_by_the_rules_of_each_pattern_alone(small: Book) -> None:
    known = _known(small, first="yes")
    assert likeness(known).presentation == "one"
    assert _holding(known) == set()


def test_disagreeing_shows_the_next_then_something_else_and_takes_no_limit_away(small: Book) -> None:
    known = _known(small, first="yes", both="yes")
    assert likeness(known).presentation == "one"
    later = NOW + timedelta(minutes=1)
    once = disagree(known.facts, "one", later)
    assert likeness(Known(small, once, later)).presentation == "other"
    twice = disagree(once, "other", later)
    found = likeness(Known(small, twice, later))
    assert (found.presentation, found.disputed) == ("unclear", True)
    for facts in (once, twice):
        assert _holding(Known(small, facts, later)) == {"one", "other", "unclear"}


def test_a_disagreement_ends_when_an_answer_behind_the_pattern_is_given_anew(small: Book) -> None:
    known = _known(small, first="yes")
    facts = disagree(known.facts, "one", NOW + timedelta(minutes=1))
    again = facts.tell("first", NOW + timedelta(minutes=2), {"first": "yes"})
    assert likeness(Known(small, again, NOW + timedelta(minutes=3))).presentation == "one"


def test_a_goal_goes_before_every_pattern_and_takes_no_limit_away(small: Book) -> None:
    without = _known(small, first="yes", second="yes")
    wishing = _known(small, first="yes", second="yes", wish="yes")
    assert likeness(wishing).presentation == "goal"
    assert _holding(without) <= _holding(wishing)


def test_nothing_is_told_apart_for_a_child(book: Book) -> None:
    known = Known(book, Facts().tell("who", NOW, {"who": "child"}), NOW)
    assert likeness(known).presentation is None


def test_an_open_question_matters_while_a_pattern_can_still_lead(small: Book) -> None:
    known = Known(small, _facts(sore="yes", first="no", both="no", never="no", wish="no"), NOW)
    assert still_matters(known, small.questions["second"])


def test_a_question_between_patterns_that_cannot_be_it_does_not_matter(small: Book) -> None:
    known = Known(small, _facts(sore="no", both="no", never="no", wish="no"), NOW)
    assert not still_matters(known, small.questions["first"])
    assert not still_matters(known, small.questions["second"])


def test_a_question_that_cannot_undo_a_lead_does_not_matter(small: Book) -> None:
    patterns = {**small.presentations, "other": _pattern({"second": 1, "both": 1})}
    grown = replace(small, presentations=patterns)
    known = Known(grown, _facts(sore="yes", first="yes", both="no", never="no", wish="no"), NOW)
    assert not still_matters(known, grown.questions["second"])


def test_a_question_that_a_limit_hangs_on_always_matters(small: Book) -> None:
    patterns = {**small.presentations, "other": _pattern({"second": 1}, limits_when={"all": ["sore", "second"]})}
    grown = replace(small, presentations=patterns)
    known = Known(grown, _facts(sore="yes", first="yes", both="no", never="no", wish="no"), NOW)
    assert still_matters(known, grown.questions["second"])


def test_less_certainty_never_takes_a_limit_of_a_small_book_away(small: Book) -> None:
    """Every answer of every question, and each of them made unsure or left open: the limits only grow."""
    facts = ("first", "second", "both")
    for values in product(("yes", "no"), repeat=3):
        told: dict[str, Value] = dict(zip(facts, values, strict=True))
        clear = _holding(_known(small, **told))
        for fact in facts:
            assert clear <= _holding(_known(small, **{**told, fact: "unsure"}))
            known = {"sore": "yes", "never": "no", "wish": "no", **told}
            del known[fact]
            assert clear <= _holding(Known(small, _facts(**known), NOW))


def _questions_with_a_complaint(book: Book) -> Iterator[tuple[Question, Facts]]:
    for presentation in book.presentations.values():
        for question in presentation.questions:
            for complaint in book.questions["complaint"].choices:
                facts = Facts().tell("who", NOW, {"who": "adult"})
                facts = facts.tell("complaint", NOW, book.questions["complaint"].settled_by(complaint.choice))
                if Known(book, facts, NOW).truth(question.when) is not Truth.NO:
                    yield question, facts


def test_an_unsure_answer_leaves_out_all_that_any_answer_would_have_left_out(book: Book) -> None:
    looked_at = 0
    for question, facts in _questions_with_a_complaint(book):
        answers = [choice.choice for choice in question.choices] or ["yes", "no"]
        unsure = _left_out(book, facts, question, "unsure")
        for answer in set(answers) - {"unsure"}:
            left_out = _left_out(book, facts, question, answer)
            assert left_out <= unsure, (question.question, answer, left_out - unsure)
            looked_at += 1
    assert looked_at > 50


def _left_out(book: Book, facts: Facts, question: Question, answer: str) -> set[str]:
    told = facts.tell(question.question, NOW, question.settled_by(answer))
    found = limits(Known(book, told, NOW).as_told())
    return {
        name
        for name, technique in book.techniques.items()
        if not any(permission_each_side(name, technique, found)[side].allowed for side in Side)
    }
