"""Mistakes in questions, topics, claims, scales and advice are found where they stand, with a remedy."""

import shutil
from pathlib import Path

import pytest

from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_with_faults
from tests.conftest import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the book to spoil."""
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    return folder


def spoil(copy: Path, file: str, old: str, new: str) -> None:
    """Changes one place of one file; the old text must be there."""
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_by_file(copy: Path) -> dict[str, list[Fault]]:
    """Returns the faults of a copy by file."""
    found: dict[str, list[Fault]] = {}
    for fault in read_with_faults(copy)[1]:
        found.setdefault(fault.file, []).append(fault)
    return found


def test_each_form_is_checked(copy: Path) -> None:
    spoil(copy, "faq/is_a_massage_gun_safe.yaml", "standing: general\n", "")
    spoil(copy, "faq/why_it_works.yaml", "short: Why does it work?", "short: Why on earth does a foot massage work?")
    spoil(copy, "faq/how_long_to_hold.yaml", "answers_for_step: hold", "answers_for_step: holding")
    spoil(copy, "topics.yaml", "Reflex points", "Reflex points, and what they cannot do")
    spoil(copy, "coverage.yaml", "  told_in: where_it_comes_from\n  evidence: null", "  evidence: null")
    spoil(copy, "scales.yaml", "at_least: 2.7", "at_least: 0.7")
    spoil(copy, "advice.yaml", "leads_to: urgent", "leads_to: soon")
    found = {file: [fault.wrong for fault in faults] for file, faults in faults_by_file(copy).items()}
    assert sorted(found) == [
        "advice.yaml", "coverage.yaml", "faq/how_long_to_hold.yaml", "faq/is_a_massage_gun_safe.yaml",
        "faq/why_it_works.yaml", "scales.yaml", "topics.yaml",
    ]  # fmt: skip
    assert "an answer needs sources, or a standing" in found["faq/is_a_massage_gun_safe.yaml"][0]
    assert "it has 38 letters" in found["faq/why_it_works.yaml"][0]
    assert "'hold', 'repetitions'" in found["faq/how_long_to_hold.yaml"][0]
    assert "the button of topic reflex_points has 38 letters" in found["topics.yaml"][0]
    assert "it lives nowhere" in found["coverage.yaml"][0]
    assert "the changes are not in order" in found["scales.yaml"][0]
    assert "'emergency', 'urgent'" in found["advice.yaml"][0]


def test_each_name_that_leads_nowhere_is_found_with_a_suggestion(copy: Path) -> None:
    spoil(copy, "faq/why_it_works.yaml", "topic: feel_good", "topic: feels_good")
    spoil(copy, "faq/is_reflexology_proven.yaml", "ernst2009", "ernst2008")
    spoil(copy, "coverage.yaml", "faq: [is_scraping_better]", "faq: [is_scraping_bette]")
    spoil(copy, "coverage.yaml", "advice: [warning_signs]", "advice: [warning_sings]")
    spoil(copy, "coverage.yaml", "told_in: mixing_styles", "told_in: mixing_style")
    spoil(copy, "scales.yaml", "[abbott2014]", "[abbot2014]")
    spoil(copy, "advice.yaml", "[borders_meta]", "[border_meta]")
    found = {
        fault.wrong: fault.remedy.partition(" If not")[0]
        for faults in faults_by_file(copy).values()
        for fault in faults
    }
    assert {wrong: remedy for wrong, remedy in found.items() if wrong.startswith("there is no")} == {
        "there is no topic feels_good": "did you mean feel_good?",
        "there is no source ernst2008": "did you mean ernst2009?",
        "there is no question of the FAQ is_scraping_bette": "did you mean is_scraping_better?",
        "there is no advice warning_sings": "did you mean warning_signs?",
        "there is no page of claims mixing_style": "did you mean mixing_styles?",
        "there is no source abbot2014": "did you mean abbott2014?",
        "there is no source border_meta": "did you mean borders_meta?",
    }


def test_two_rows_of_one_number_are_one_too_many(copy: Path) -> None:
    spoil(copy, "coverage.yaml", "- row: A2\n", "- row: A1\n")
    found = faults_by_file(copy)["coverage.yaml"]
    assert [(fault.code, fault.wrong) for fault in found] == [("twice", "there are two of row A1")]


def test_a_book_may_do_without_them(copy: Path) -> None:
    for file in ("coverage.yaml", "scales.yaml", "advice.yaml"):
        (copy / file).unlink()
    book, faults = read_with_faults(copy)
    # What only they cited is then cited by nobody.
    assert {fault.code for fault in faults} <= {"unused"}
    assert book is not None
    assert (len(book.coverage), len(book.scales), len(book.advice)) == (0, 0, 0)
    assert book.faq
