"""Over books and rules at random: whenever any world allows more, the difference is looser."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.difference.both import Both
from bot.difference.comparing import compare
from bot.difference.left import left_by
from bot.difference.reach import told_sides
from bot.difference.truths import compare_rules, rule_of
from bot.knowledge.book import Book
from bot.knowledge.models.base import Place, Side
from bot.knowledge.models.caution import Caution, Change
from bot.knowledge.models.red_flag import Where
from bot.proof.worlds import NOW
from bot.safety.permissions import Permission
from bot.safety.truth import Truth, truth_of
from tests.difference.editing import condition, with_entry

TRIED = "varicose_veins"
CLASSES = ("effleurage", "petrissage", "friction", "deep_pressure", "stretch", "ball_rolling", "hard_object", "oil")
FACTS = ("varicose_veins", "diabetes", "fever_now", "asthma")

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def cautions(draw: st.DrawFn) -> Mapping[str, Any]:
    """What a caution forbids and changes, and where."""
    forbid = draw(st.sets(st.sampled_from(CLASSES), max_size=5))
    changed = draw(st.sets(st.sampled_from(sorted(set(CLASSES) - forbid)), max_size=4)) if forbid else set[str]()
    change = tuple(
        Change(
            classes=(name,),
            pressure=draw(st.one_of(st.none(), st.integers(0, 6))),
            minutes=draw(st.one_of(st.none(), st.integers(1, 6))),
            say="Light.",
        )
        for name in sorted(changed)
    )
    places = draw(st.one_of(st.just(()), st.tuples(st.sampled_from(tuple(Place))).map(tuple)))
    side_of = draw(st.sampled_from((None, "sore_side")))
    whole = draw(st.booleans())
    where = Where(whole_body=whole) if whole else Where(places=places, side_of=side_of)
    return {"forbid": tuple(sorted(forbid)), "change": change, "where": where}


def _allows_more(old: Permission, new: Permission) -> bool:
    if not new.allowed:
        return False
    more_minutes = old.minutes is not None and (new.minutes is None or new.minutes > old.minutes)
    return not old.allowed or new.pressure > old.pressure or more_minutes or bool(old.barred - new.barred)


def _any_technique_allows_more(old: Book, new: Book) -> bool:
    for sides in told_sides(old.cautions[TRIED].where, new.cautions[TRIED].where):
        for name in old.techniques:
            before, after = left_by(old, TRIED, name, sides), left_by(new, TRIED, name, sides)
            if any(_allows_more(before[side], after[side]) for side in Side):
                return True
    return False


@few
@given(old=cautions(), new=cautions())
def test_a_caution_that_allows_more_anywhere_is_looser(
    book: Book, old: Mapping[str, Any], new: Mapping[str, Any]
) -> None:
    entry: Caution = book.cautions[TRIED]
    before = with_entry(book, "cautions", TRIED, entry.model_copy(update=old))
    after = with_entry(book, "cautions", TRIED, entry.model_copy(update=new))
    if _any_technique_allows_more(before, after):
        assert compare(before, after, play_cases=False).looser


def _written(draw: st.DrawFn, depth: int) -> object:
    kind = draw(st.sampled_from(("fact", "any", "all", "not") if depth else ("fact",)))
    if kind == "fact":
        return draw(st.sampled_from(FACTS))
    if kind == "not":
        return {"not": _written(draw, depth - 1)}
    return {kind: [_written(draw, depth - 1) for _ in range(draw(st.integers(1, 3)))]}


@st.composite
def rules(draw: st.DrawFn) -> object:
    """A condition over a few facts, as an operator writes it."""
    return _written(draw, 3)


def _rank(truth: Truth) -> int:
    return 2 if truth.fires else int(truth is Truth.OPEN)


@few
@given(old=rules(), new=rules())
def test_the_search_finds_a_world_exactly_where_there_is_one(book: Book, old: object, new: object) -> None:
    first, second = condition(old), condition(new)
    weaker = stronger = False
    for values in product(("yes", "no", "unsure", None), repeat=len(FACTS)):
        told = dict(zip(FACTS, values, strict=True))

        def truth(rule: Any, told: Mapping[str, str | None] = told) -> int:
            return _rank(truth_of(rule, lambda fact: (told[fact], NOW), lambda _: None, NOW))

        weaker |= truth(second) < truth(first)
        stronger |= truth(second) > truth(first)
    found = compare_rules(Both(book, book), rule_of(book, first), rule_of(book, second))
    assert (found.weaker is not None, found.stronger is not None) == (weaker, stronger)
    assert not found.given_up


def test_terms_are_read_in_the_book_that_they_stand_in(book: Book) -> None:
    name = "low_sensation"
    narrowed = book.terms[name].model_copy(update={"when": condition("sensory_loss")})
    planted = replace(book, terms={**book.terms, name: narrowed})
    rule = condition(name)
    assert compare_rules(Both(book, planted), rule_of(book, rule), rule_of(planted, rule)).weaker is not None
    assert compare_rules(Both(book, book), rule_of(book, rule), rule_of(book, rule)).same
