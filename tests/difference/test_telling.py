"""A difference is told with what loosens first, in full, as data, and short enough for a phone."""

import json

from bot.difference.change import Change, Difference, Kind, Length, Verdict
from bot.difference.telling import PHONE_LETTERS, as_object, for_phone, in_full


def _change(verdict: Verdict, says: str, kind: Kind = Kind.RULE) -> Change:
    return Change(verdict, kind, "caution blood_thinners", says, "2", "3")


STRICTER = _change(Verdict.STRICTER, "A person on a blood thinner: pressure at most 2 (was 3).")
LOOSER = _change(Verdict.LOOSER, "A person on a blood thinner: ball roll no longer left out.")


def test_nothing_is_told_of_nothing() -> None:
    same = Difference("a", "b")
    assert in_full(same) == "Nothing differs between a and b.\n"
    assert for_phone(same) == "**Nothing changes for patients.**"


def test_what_loosens_comes_first_everywhere() -> None:
    found = Difference("a", "b", (STRICTER, LOOSER))
    for told in (in_full(found), for_phone(found)):
        assert told.index("ball roll") < told.index("pressure at most 2")
        assert "Stricter: 1. Looser: 1." in told
        assert "No safety rule allows more" not in told


def test_a_stricter_edit_says_that_nothing_is_allowed_more() -> None:
    lengths = (Length("tired_feet", -4.0, "a person"), Length("after_run", -1.0, "a person"))
    found = Difference("a", "b", (STRICTER,), lengths=lengths, unsigned=("caution blood_thinners",))
    told = for_phone(found)
    assert "**Stricter: 1. Looser: 0.** No safety rule allows more than before." in told
    assert "2 routines get shorter by 1 to 4 minutes" in told
    assert "Not signed: 1 changed entry." in told


def test_an_outcome_that_loosens_counts_where_no_rule_was_seen_to() -> None:
    outcome = _change(Verdict.LOOSER, "Somebody: is no longer asked.", Kind.OUTCOME)
    assert Difference("a", "b", (STRICTER,), (outcome,)).looser == (outcome,)
    assert Difference("a", "b", (LOOSER,), (outcome,)).looser == (LOOSER,)


def test_the_phone_gets_no_more_than_it_can_show() -> None:
    many = tuple(_change(Verdict.LOOSER, f"A person of kind {number}: {'more ' * 30}.") for number in range(300))
    told = for_phone(Difference("a", "b", (*many, STRICTER), unsigned=("x",) * 300))
    assert len(told) <= PHONE_LETTERS
    assert told.startswith("**Looser: 300.**")
    assert "more that are **looser**" in told
    assert "**Stricter: 1. Looser: 300.**" in told


def test_the_data_holds_all_of_it() -> None:
    found = json.loads(json.dumps(as_object(Difference("a", "b", (STRICTER, LOOSER)))))
    assert found["counts"] == {"looser": 1, "stricter": 1}
    assert found["looser"][0]["says"] == LOOSER.says
    assert found["looser"][0]["in_doubt"] is False
