"""What follows for people is told in sentences about them, found over cautions, cases and typed words."""

import pickle
from dataclasses import replace

from bot.difference.both import Both
from bot.difference.change import Change, Verdict
from bot.difference.comparing import compare
from bot.difference.patients import play_touched
from bot.difference.people import changed_lengths, outcomes_for_people
from bot.difference.phrases import outcomes_of_words
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from tests.difference.editing import edited, first_level, sign_of_danger, with_entry, without


def _says(changes: tuple[Change, ...]) -> str:
    return "\n".join(f"{change.verdict}: {change.says}" for change in changes)


def _without_friction(book: Book) -> Book:
    kept = tuple(name for name in book.cautions["varicose_veins"].forbid if name != "friction")
    return edited(book, "cautions", "varicose_veins", forbid=kept)


def test_a_class_that_is_forbidden_no_more_brings_back_its_techniques(book: Book) -> None:
    found, compared = outcomes_for_people(Both(book, _without_friction(book)))
    assert compared > len(book.techniques) - 1
    assert (
        "looser: A person with varicose veins: Arch rub and Small circles on the arch no longer left out."
        in _says(found)
    )


def test_nobody_is_told_of_when_nothing_changes(book: Book) -> None:
    assert outcomes_for_people(Both(book, book)) == ((), 0)
    assert changed_lengths(Both(book, book)) == ()


def test_a_routine_that_loses_a_technique_gets_shorter_for_those_people(book: Book) -> None:
    forbid = (*book.cautions["varicose_veins"].forbid, "ball_rolling", "effleurage", "petrissage")
    planted = edited(book, "cautions", "varicose_veins", forbid=forbid, change=())
    lengths = {one.routine: one for one in changed_lengths(Both(book, planted))}
    assert lengths["tired_feet"].minutes < 0
    assert lengths["tired_feet"].who == "a person with varicose veins"


def test_a_new_routine_may_not_bring_what_was_hidden(book: Book) -> None:
    copied = book.routines["partner_full_massage"]
    planted = with_entry(book, "routines", "another_full_massage", copied)
    found = compare(book, planted, play_cases=False)
    assert any("its routines were hidden" in change.says for change in found.looser)


def test_patient_cases_show_a_level_that_is_less_serious(book: Book) -> None:
    book = replace(book, cases=tuple(case for case in book.cases if case.case.startswith("calf_one_sided")))
    planted = first_level(book, "dvt_possible", level=Level.CLINICIAN, within_days=2)
    changes = compare(book, planted, play_cases=False).changes
    played = play_touched(Both(book, planted), changes, most=5)
    assert 0 < played.played <= 5
    assert played.touched <= len(book.cases)
    assert "the outcome is clinician (was urgent)" in _says(played.outcomes)
    assert played.failed


def test_patient_cases_of_others_are_not_played(book: Book) -> None:
    planted = edited(book, "techniques", "ball_bottle_roll", name="Ball roll")
    changes = compare(book, planted, play_cases=False).changes
    assert play_touched(Both(book, planted), changes).played == 0


def test_typed_words_that_raise_no_question_any_more_are_told(book: Book) -> None:
    sign = book.danger.flags["dvt_possible"]
    planted = sign_of_danger(book, "dvt_possible", patterns=sign.patterns[:1], strong=())
    found = outcomes_of_words(Both(book, planted))
    assert any(
        change.verdict is Verdict.LOOSER and "no longer asked about dvt possible" in change.says for change in found
    )


def test_a_difference_can_be_sent_to_another_process(book: Book) -> None:
    found = compare(book, without(book, "cautions", "varicose_veins"), play_cases=False)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - it is our own
