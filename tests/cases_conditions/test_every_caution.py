"""Every caution of the book has a case that sets it, which proves something, and a near miss that does not set it."""

from bot.knowledge.book import Book
from bot.knowledge.models.caution import Caution
from bot.safety.known import leaf_facts

from .playing import PATTERN_ALONE, Played, Twins

EVERYTHING = "everything"


def test_all_cases_of_conditions_pass(conditions: tuple[Played, ...]) -> None:
    failed = {played.case.case: played.result for played in conditions if not played.result.passed}
    assert failed == {}


def test_every_caution_has_a_case_that_sets_it(book: Book, conditions: tuple[Played, ...]) -> None:
    named = {played.about for played in conditions if played.about and played.fires(played.about)}
    assert set(book.cautions) - named == set(), "cautions without a case named after them"


def test_every_caution_has_a_near_miss(book: Book, conditions: tuple[Played, ...]) -> None:
    named = {played.near_miss_of for played in conditions if played.near_miss_of}
    assert set(book.cautions) - named == set(), "cautions without a near miss"


def test_cases_are_named_after_cautions_that_there_are(book: Book, conditions: tuple[Played, ...]) -> None:
    strange = {
        played.case.case for played in conditions if (played.near_miss_of or played.about) not in book.cautions
    }
    assert strange == set()


def test_a_case_sets_the_caution_that_it_is_named_after(conditions: tuple[Played, ...]) -> None:
    silent = {played.case.case for played in conditions if played.about and not played.fires(played.about)}
    assert silent == set()


def test_a_near_miss_does_not_set_its_caution(conditions: tuple[Played, ...]) -> None:
    hit = {played.case.case for played in conditions if played.near_miss_of and played.fires(played.near_miss_of)}
    assert hit == set()


def test_a_near_miss_tells_something_else(conditions: tuple[Played, ...], book: Book) -> None:
    mute = {
        played.case.case
        for played in conditions
        if played.near_miss_of and played.case.who == "adult" and not _something_told(played, book)
    }
    assert mute == set(), "a near miss where nothing is told is a healthy person"


def test_what_must_never_be_offered_is_forbidden_in_every_routine(conditions: tuple[Played, ...]) -> None:
    reachable = {
        (played.case.case, technique)
        for played in conditions
        for technique in played.never()
        if played.about and played.allowed(technique)
    }
    assert reachable == set(), "not in this plan, but nothing forbids it"


def test_the_caution_itself_forbids_or_changes_something_named(conditions: tuple[Played, ...]) -> None:
    for_others = {
        played.case.case
        for played in conditions
        if played.about and not any(played.touched_by(name, played.about) for name in _named(played))
    }
    assert for_others == set(), "the case names no technique that its caution forbids or changes"


def test_the_routine_would_hold_what_the_caution_forbids(
    book: Book, conditions: tuple[Played, ...], twins: Twins, first_session: frozenset[str]
) -> None:
    proved = {played.about for played in conditions if played.about and _loses_something(played, twins)}
    within_reach = {
        name for name, caution in book.cautions.items() if _forbids_something(caution, book, first_session)
    }
    tried = {played.about for played in conditions if played.about}
    assert (within_reach & tried) - proved == set(), "no case in which the same person without it gets such a thing"


def test_a_near_miss_keeps_what_the_caution_would_take(book: Book, conditions: tuple[Played, ...]) -> None:
    without = {
        played.case.case
        for played in conditions
        if played.near_miss_of
        and not any(
            played.allowed(name) for name, technique in book.techniques.items()
            if _classes(book.cautions[played.near_miss_of], book) & set(technique.classes)
        )
    }  # fmt: skip
    assert without == set(), "everything that the caution is about is left out here as well"


def test_with_a_side_told_that_side_is_left_alone(conditions: tuple[Played, ...]) -> None:
    sided = [
        (played, caution)
        for played in conditions
        for caution in played.book.cautions.values()
        if caution.where.side_of is not None
        and played.case.answers.get(caution.where.side_of) in {"left", "right"}
        and played.fires(caution.caution)
    ]
    touched = {
        (played.case.case, item.technique)
        for played, caution in sided
        for item in played.items
        if played.touched_by(item.technique, caution.caution)
        and set(played.book.techniques[item.technique].classes) & _forbidden(caution, played.book)
        and (not item.sides or played.case.answers[str(caution.where.side_of)] in item.sides)
    }
    assert len(sided) >= 5
    assert touched == set()


def _named(played: Played) -> frozenset[str]:
    """The techniques that a case names; kneading the calf stands in no first session, and can be named by none."""
    return played.never() | played.offers() | {"calf_knead_press"}


def _loses_something(played: Played, twins: Twins) -> bool:
    """Whether the healthy twin gets a technique that the case forbids and its caution touches."""
    lost = played.never() & twins.plan_of(played.case)
    return any(played.touched_by(name, str(played.about)) for name in lost)


def _something_told(played: Played, book: Book) -> bool:
    """Whether an answer of some visit is not that of a healthy person."""
    return any(
        value not in {question.healthy_value(fact) for question in book.asked_by.get(fact, ())}
        for told in (played.case.answers, *(visit.answers for visit in played.case.later))
        for fact, value in told.items()
        if fact not in PATTERN_ALONE
    )


def _forbidden(caution: Caution, book: Book) -> set[str]:
    return set(book.classes) - {"looking"} if caution.forbid == EVERYTHING else set(caution.forbid)


def _classes(caution: Caution, book: Book) -> set[str]:
    return _forbidden(caution, book) | {name for change in caution.change for name in change.classes}


def _forbids_something(caution: Caution, book: Book, techniques: frozenset[str]) -> bool:
    """Whether a caution forbids one of some techniques, at a place where it holds, and is asked about before it."""
    forbidden, places = _forbidden(caution, book), set(caution.where.places)
    facts = set(leaf_facts(book, caution.when.reads()))
    asked_always = any(not question.only_if_wanted for fact in facts for question in book.asked_by.get(fact, ()))
    return any(
        forbidden & set(book.techniques[name].classes)
        and (caution.where.whole_body or not places or places & set(book.techniques[name].places))
        and (asked_always or facts & set(book.techniques[name].ask_first))
        for name in techniques
    )
