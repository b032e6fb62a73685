"""Of an edited book only the edited files are read anew, and what comes of it is the same as if all were."""

import pytest

from bot.knowledge import reading
from bot.knowledge.book_files import files_in
from bot.knowledge.read_before import ReadBefore
from bot.knowledge.reading import read_files
from bot.knowledge.yaml_reading import Document
from tests.conftest import ROOT

SHIPPED = files_in(ROOT / "knowledge")
EDITED = "techniques/ankle_pumps.yaml"
FEEL = b"feel: "


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose YAML is read, as they are."""
    files: list[str] = []

    class Noted(Document):
        def __init__(self, file: str, text: str, wrap: str | None = None) -> None:
            files.append(file)
            super().__init__(file, text, wrap)

    monkeypatch.setattr(reading, "Document", Noted)
    return files


def test_only_the_edited_file_is_read_again(composed: list[str]) -> None:
    before = ReadBefore()
    read_files(SHIPPED, before=before)
    assert len(composed) == len(set(composed)) > 100
    composed.clear()
    edited = SHIPPED.replaced(EDITED, SHIPPED.contents[EDITED].replace(FEEL, FEEL + b"Now and then: ", 1))
    book, faults = read_files(edited, before=before)
    assert composed == [EDITED]
    anew, its_faults = read_files(edited, before=ReadBefore())
    assert (book, faults) == (anew, its_faults)


def test_a_file_with_a_fault_is_read_again_and_its_fault_told_again(composed: list[str]) -> None:
    before = ReadBefore()
    broken = SHIPPED.replaced(EDITED, SHIPPED.contents[EDITED].replace(FEEL, b"feels: ", 1))
    first = read_files(broken, before=before)[1]
    composed.clear()
    assert read_files(broken, before=before)[1] == first != []
    assert composed == [EDITED]


def test_back_at_the_first_text_it_is_the_first_book() -> None:
    before = ReadBefore()
    first, _ = read_files(SHIPPED, before=before)
    read_files(SHIPPED.replaced(EDITED, SHIPPED.contents[EDITED] + b"# a remark\n"), before=before)
    assert read_files(SHIPPED, before=before)[0] == first


def test_a_fault_of_a_check_has_its_place_in_a_file_that_was_not_read_again(composed: list[str]) -> None:
    before = ReadBefore()
    classes = SHIPPED.contents["classes.yaml"] + b"cupping: {name: cupping, meaning: Cups on the skin.}\n"
    unused = SHIPPED.replaced("classes.yaml", classes)
    (fault,) = read_files(unused, before=before)[1]
    composed.clear()
    remark = unused.replaced(EDITED, unused.contents[EDITED] + b"# a remark\n")
    assert read_files(remark, before=before)[1] == [fault]
    assert composed == [EDITED]
    assert (fault.file, fault.line) == ("classes.yaml", classes.count(b"\n"))
