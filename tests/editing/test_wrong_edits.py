"""Every realistic wrong edit is told at its place, alone enough to mend it, and the page of them is true."""

from collections.abc import Sequence

import pytest

from bot.knowledge.explanations import EXPLANATIONS
from bot.knowledge.fault import Fault
from tests.editing.errors_page import PAGE, Found, found_faults, page
from tests.editing.wrong_edits import GROUPS, WrongEdit

ALL = [edit for edits in GROUPS.values() for edit in edits]


@pytest.fixture(scope="module")
def found() -> Found:
    return found_faults()


@pytest.fixture(scope="module")
def faults_by_title(found: Found) -> dict[str, Sequence[Fault]]:
    return {edit.title: faults for edits in found.values() for edit, faults in edits}


def test_there_are_thirty_of_all_kinds_of_file() -> None:
    assert len(ALL) >= 30
    assert len({edit.title for edit in ALL}) == len(ALL)
    assert {edit.file.partition("/")[0] for edit in ALL} >= {
        "techniques", "routines", "screening", "presentations", "faq", "cases", "pictures", "words", "book.yaml",
        "classes.yaml", "sources.yaml", "scales.yaml",
    }  # fmt: skip


@pytest.mark.parametrize("edit", ALL, ids=lambda edit: edit.title)
def test_a_wrong_edit_is_told_where_it_is(edit: WrongEdit, faults_by_title: dict[str, Sequence[Fault]]) -> None:
    faults = faults_by_title[edit.title]
    assert edit.code in {fault.code for fault in faults}
    assert len(faults) <= 3
    for fault in faults:
        assert fault.line > 0
        assert fault.rule == EXPLANATIONS[fault.code].rule
        assert fault.snippet or fault.code == "not_utf8"
        # Words of the program, and remedies that tell nothing, help nobody.
        assert fault.remedy not in {"correct it", ""}
        for word in ("tuple", "dictionary", "string", "parse", "mapping", "token", "valid "):
            assert word not in f"{fault.wrong}; {fault.remedy}", word


def test_the_page_is_true(found: Found) -> None:
    assert PAGE.read_text() == page(found), "make it anew: python -m tests.editing.errors_page"
