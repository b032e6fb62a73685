"""Which answers let a person off something: all that stand under a `not`, by whatever name."""

from bot.difference.letting_off import facts_that_let_off
from bot.knowledge.book import Book
from bot.knowledge.models.caution import Term
from tests.difference.editing import condition, edited, with_entry


def test_what_a_rule_takes_back_lets_off(book: Book) -> None:
    found = facts_that_let_off(book)
    assert {"only_sunburn", "past_clot_cleared", "cleared_leg_normal", "small_clean_graze"} <= found
    assert found.isdisjoint({"dvt_possible", "diabetes", "fever_now", "varicose_veins"})


def test_a_named_condition_is_looked_into(book: Book) -> None:
    planted = with_entry(book, "terms", "warm", Term(term="warm", when=condition("fever_now")))
    for written, lets_off in (("warm", False), ({"not": "warm"}, True), ({"fact": "warm", "is": "no"}, True)):
        ruled = edited(planted, "cautions", "varicose_veins", when=condition({"all": ["varicose_veins", written]}))
        assert ("fever_now" in facts_that_let_off(ruled)) is lets_off


def test_what_holds_of_somebody_without_trouble_lets_off(book: Book) -> None:
    little = condition({"fact": "pain_now", "at_most": 9})
    assert "pain_now" in facts_that_let_off(edited(book, "cautions", "varicose_veins", when=little))
