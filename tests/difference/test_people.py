"""What follows for people is told in sentences about them, found over cautions, cases and typed words."""

import pickle
from dataclasses import replace
from pathlib import Path

from bot.difference.both import Both
from bot.difference.change import Change, Verdict
from bot.difference.comparing import compare
from bot.difference.patients import MOST_TO_SHOW, nearest_cases, play_touched
from bot.difference.people import changed_lengths, outcomes_for_people
from bot.difference.phrases import outcomes_of_words
from bot.difference.telling import in_full
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.presentation import RuledOut
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


def test_the_page_about_editing_shows_what_is_told(book: Book) -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "editing.md").read_text(encoding="utf-8")
    shown = page.partition("## What an edit does to people")[2].partition("```text\n")[2].partition("\n```")[0]
    told = in_full(compare(book, _without_friction(book), play_cases=False))
    assert shown == told.partition("\n\n")[2].rstrip()


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
    assert "the outcome is now “clinician” (was “urgent”)" in _says(played.outcomes)
    assert played.failed


def test_a_pattern_may_not_be_brought_what_it_keeps_from_its_people(book: Book) -> None:
    pattern, other = "tired_feet_after_standing", book.routines["tired_feet"]
    only = next(
        (routine, step.technique)
        for routine, entry in book.routines.items()
        for step in entry.variants.standard
        if routine != "tired_feet" and {step.technique} - _techniques_beside(book, routine)
    )
    ruled = RuledOut(routines=(only[0],), say="Not for tired feet.")
    ruling = edited(book, "presentations", pattern, rules_out=(ruled,))
    added = other.variants.standard[0].model_copy(update={"technique": only[1]})
    longer = other.variants.model_copy(update={"standard": (*other.variants.standard, added)})
    name = book.techniques[only[1]].name
    for before, looser in ((ruling, True), (book, False)):
        found = compare(before, edited(before, "routines", "tired_feet", variants=longer), play_cases=False)
        assert any("its routines were ruled out" in change.says for change in found.looser) is looser
        assert f"Routine “{other.name}”: {name} is now offered in it." in _says(found.looser)
    assert compare(ruling, book, play_cases=False).looser


def _techniques_beside(book: Book, routine: str) -> set[str]:
    """Returns the techniques that come without a routine."""
    found: set[str] = set()
    for name, entry in book.routines.items():
        if name != routine:
            lengths = (*entry.variants.short, *entry.variants.standard, *entry.variants.long)
            found |= {step.technique for step in lengths}
            found |= {one for more in entry.substitutes.values() for one in more}
    for technique in book.techniques.values():
        found |= {
            variant.use for variant in (technique.easier, technique.harder) if variant is not None and variant.use
        }
    return found


def test_few_patient_cases_are_played_the_nearest_first(book: Book) -> None:
    chosen = nearest_cases(book.cases, frozenset({"dvt_possible"}), 12)
    assert len(chosen) == 12
    assert [case for case in book.cases if case in chosen] == chosen
    decided = ["dvt_possible" in (*case.expect.decided_by, case.expect.lock) for case in chosen]
    assert 8 <= decided.count(True) < 12
    assert nearest_cases(chosen, frozenset(), 12) == chosen


def test_a_dozen_patients_are_played_where_the_rules_have_told_it(book: Book) -> None:
    planted = edited(book, "techniques", "ball_bottle_roll", pressure=6)
    played = play_touched(Both(book, planted), compare(book, planted, play_cases=False).changes)
    assert played.played == MOST_TO_SHOW < played.touched
    assert not played.failed


def test_patient_cases_of_others_are_not_played(book: Book) -> None:
    planted = edited(book, "techniques", "ball_bottle_roll", name="Ball roll")
    changes = compare(book, planted, play_cases=False).changes
    assert play_touched(Both(book, planted), changes).played == 0


def test_typed_words_that_raise_no_question_any_more_are_told(book: Book) -> None:
    sign = book.danger.flags["dvt_possible"]
    planted = sign_of_danger(book, "dvt_possible", patterns=sign.patterns[:1], strong=())
    found = outcomes_of_words(Both(book, planted))
    assert any(
        change.verdict is Verdict.LOOSER
        and f"no longer asked about “{book.red_flags['dvt_possible'].because[:20]}" in change.says
        for change in found
    )


def test_a_difference_can_be_sent_to_another_process(book: Book) -> None:
    found = compare(book, without(book, "cautions", "varicose_veins"), play_cases=False)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - it is our own
