"""The invented persons are what they are said to be, and the diagram leaves no danger sign without an arrow."""

import pytest

from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.condition import Condition
from bot.pages.matrix import FORBIDDEN, rows_of_cautions
from bot.pages.naming import FactNames
from bot.pages.persons import MOMENT, experienced, healthy_facts, told_in_words, ways
from bot.pages.readers import readers_of_questions
from bot.pages.screen_flow import ScreenFlow
from bot.safety.known import Known
from bot.safety.limits import limits, open_rules
from bot.safety.triage import triage

IN_WORDS_ONLY = {"crisis_self_harm"}
"""Signs that no button tells: they are heard in typed words."""


@pytest.fixture(scope="module")
def flow(book: Book) -> ScreenFlow:
    return ScreenFlow(book, FactNames(book))


def test_a_healthy_person_has_no_sign_and_nothing_open(book: Book) -> None:
    known = Known(book, healthy_facts(book), MOMENT, practising=True)
    assert triage(known).level is Level.SELFCARE
    assert not open_rules(known)


def test_an_experienced_person_has_used_every_strong_class_before_today(book: Book) -> None:
    history = experienced(book, healthy_facts(book)).history
    assert set(history.strong_first_used) == {name for name, entry in book.classes.items() if entry.strong}
    assert all((MOMENT - first).days > 28 for first in history.strong_first_used.values())


def test_for_every_level_of_every_red_flag_there_is_a_person_of_whom_it_is_so(book: Book) -> None:
    missing = []
    for name, flag in book.red_flags.items():
        for rule in flag.levels:
            people = (Known(book, told_in_words(healthy_facts(book), told), MOMENT) for told in ways(book, rule.when))
            if not any(known.truth(rule.when).fires for known in people):
                missing.append((name, rule.level))
    assert missing == []


def test_both_sides_of_a_condition_are_found(book: Book) -> None:
    condition = Condition.model_validate({"all": ["fever_today", {"not": {"any": ["wound", "bite"]}}]})
    assert list(ways(book, condition)) == [{"fever_today": "yes", "wound": "no", "bite": "no"}]
    assert list(ways(book, condition, true=False)) == [{"fever_today": "no"}, {"wound": "yes"}, {"bite": "yes"}]


def test_every_danger_sign_has_an_arrow(book: Book, flow: ScreenFlow) -> None:
    drawn = {name for step in flow.steps(book.questions) for arrow in step.arrows for name, _ in arrow.flags}
    assert set(book.red_flags) - drawn == IN_WORDS_ONLY


def test_every_caution_has_an_arrow(book: Book, flow: ScreenFlow) -> None:
    drawn = {name for step in flow.steps(book.questions) for arrow in step.arrows for name in arrow.cautions}
    # A calf that was cleared is told on the way out of a lock.
    assert set(book.cautions) - drawn <= {name for name in book.cautions if name.startswith("cleared")}


def test_every_follow_up_says_of_whom_it_is_asked(book: Book, flow: ScreenFlow) -> None:
    followers = [step for group in flow.groups(book.screen.order) for step in group.followers]
    assert len(followers) > 20
    assert [step.question.question for step in followers if step.asked_of is None] == []


def test_the_short_view_holds_every_question_once(book: Book, flow: ScreenFlow) -> None:
    shown = [step.question.question for g in flow.groups(book.screen.order) for step in (g.step, *g.followers)]
    assert shown == list(book.screen.order)


def test_the_first_list_leads_to_emergencies(book: Book, flow: ScreenFlow) -> None:
    (step,) = flow.steps([book.screen.life_threat])
    assert step.acts_at_once
    assert len(step.arrows) == len(step.question.lines)
    assert all(Level.EMERGENCY in {level for _, level in arrow.flags} for arrow in step.arrows)


def test_every_safety_question_is_read_by_a_rule(book: Book) -> None:
    readers = readers_of_questions(book)
    assert [name for name, question in book.questions.items() if question.check and not readers[name]] == []


def test_the_matrix_forbids_what_the_rules_forbid(book: Book) -> None:
    """A person of whom the caution is so gets a limit on just the classes that its row forbids."""
    rows = {row.name: row for row in rows_of_cautions(book)}
    assert set(rows) == set(book.cautions)
    for name, caution in book.cautions.items():
        people = (Known(book, told_in_words(healthy_facts(book), told), MOMENT) for told in ways(book, caution.when))
        known = next(known for known in people if known.truth(caution.when).fires)
        # A red flag may have the same name; its words are its own.
        held = [limit for limit in limits(known) if (limit.rule, limit.say) == (name, caution.say) and limit.forbids]
        forbidden = {kind for kind in book.classes for limit in held if limit.concerns(kind)}
        marked = {kind for kind, cell in zip(book.classes, rows[name].cells, strict=True) if cell == FORBIDDEN}
        assert marked == forbidden, name
