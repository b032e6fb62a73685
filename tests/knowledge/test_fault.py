"""A fault shows the very line that it points at, with a caret under the column, the rule and the remedy."""

import pytest

from bot.knowledge.fault import BookUnusable, Fault, snippet_of

TEXT = "name: Pumps\npressure: 13\n" + "why: " + "a" * 200 + " here " + "b" * 200 + "\n"


def test_the_caret_stands_under_the_column() -> None:
    assert snippet_of(TEXT, 2, 11) == "pressure: 13\n          ^"


def test_of_a_long_line_the_part_around_the_fault_is_shown() -> None:
    column = TEXT.splitlines()[2].index("here") + 1
    line, caret = snippet_of(TEXT, 3, column).splitlines()
    assert len(line) < 130
    assert line.startswith("… ")
    assert line.endswith(" …")
    assert line[caret.index("^") :].startswith("here")


def test_a_place_outside_the_file_has_no_snippet() -> None:
    assert [snippet_of(TEXT, line, column) for line, column in ((0, 0), (9, 1), (2, 0))] == ["", "", ""]


def test_a_fault_in_full_has_its_line_its_rule_and_its_remedy() -> None:
    fault = Fault("a.yaml", 2, 11, "schema", "pressure: too much", "use 7 at most")
    assert fault.in_context(TEXT, "Keys have values of the right form.").in_full().splitlines() == [
        "a.yaml:2:11: pressure: too much; use 7 at most [schema]",
        "    pressure: 13",
        "              ^",
        "    The rule: Keys have values of the right form.",
    ]


def test_a_book_that_cannot_be_used_tells_all_its_faults_in_order() -> None:
    first = Fault("a.yaml", 2, 11, "schema", "too much", "less").in_context(TEXT, "The rule.")
    second = Fault("b.yaml", 1, 1, "yaml", "not closed", "close it")
    told = str(BookUnusable([second, first])).splitlines()
    assert told[0] == "The book has 2 faults and was not taken:"
    assert [line for line in told if line[0] != " "][1:] == [str(first), str(second)]
    assert "    pressure: 13" in told


def test_the_context_does_not_make_two_faults_of_one() -> None:
    fault = Fault("a.yaml", 2, 11, "schema", "too much", "less")
    assert fault.in_context(TEXT, "The rule.") == fault


def test_a_chat_that_shows_a_fault_stands_below_it() -> None:
    fault = Fault("safety proof", 0, 0, "proof_path", "somebody gets past\n> /start\n< Hello", "mend the rule")
    assert fault.in_full().splitlines() == [
        "safety proof: somebody gets past; mend the rule [proof_path]",
        "    > /start",
        "    < Hello",
    ]


LONG = "    forbid: [friction, percusion, deep_pressure, trigger_point, scraping, thai_shiatsu, one_leg, heel_drop]"


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("forbid: [percusion]", 10, "forbid: [**percusion**]"),
        (LONG, 24, "… : [friction, **percusion**, deep_pressur …"),
        ("name: Ankle pumps", 1, "**name**: Ankle pumps"),
        ("  - {do: Hold., seconds: 900}", 26, "- {do: Hold., seconds: **900**}"),
        ("a: [", 4, "a: **[**"),
        ("bold: **stars** here", 17, "bold:   stars   **here**"),
    ],
)
def test_on_a_phone_the_word_is_bold_and_the_line_is_narrow(line: str, column: int, shown: str) -> None:
    fault = Fault("a.yaml", 1, column, "schema", "wrong", "mend it").in_context(line, "A rule.")
    assert fault.on_a_phone() == f"a.yaml:1:{column}: wrong; mend it [schema]\n    {shown}\n    The rule: A rule."


def test_on_a_phone_a_fault_without_a_line_is_told_all_the_same() -> None:
    fault = Fault("cases", 0, 0, "case_failed", "it fails\nin two lines", "mend it")
    assert fault.on_a_phone() == "cases: it fails; mend it [case_failed]\n    in two lines"
