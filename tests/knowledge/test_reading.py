"""All the faults of all the files at once, each at its line and column with a remedy."""

import shutil
from pathlib import Path

import pytest

from bot.knowledge.fault import BookUnusable
from bot.knowledge.reading import read_book, read_with_faults
from tests.conftest import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    return folder


def test_several_files_at_once(copy: Path) -> None:
    (copy / "techniques" / "ankle_pumps.yaml").write_text("name: Pumps\nname: Pumps\n")
    (copy / "techniques" / "ankle_circles.yaml").write_bytes(b"name: \xff\xfe\n")
    (copy / "routines" / "tired_feet.yaml").write_text("name: [unclosed\n")
    (copy / "classes.yaml").write_text("")
    faults = {(fault.file, fault.code): fault for fault in read_with_faults(copy)[1]}
    assert set(faults) == {
        ("techniques/ankle_pumps.yaml", "yaml"),
        ("techniques/ankle_circles.yaml", "not_utf8"),
        ("routines/tired_feet.yaml", "yaml"),
        ("classes.yaml", "yaml"),
    }
    twice = faults["techniques/ankle_pumps.yaml", "yaml"]
    assert (twice.line, twice.column) == (2, 1)
    assert (
        str(twice)
        == "techniques/ankle_pumps.yaml:2:1: the key 'name' stands twice in one entry; give each key once: rename one of them, or take it out [yaml]"
    )


@pytest.mark.parametrize(
    ("line", "place", "wrong", "remedy"),
    [
        ("pressure: 13", (2, 11), "pressure: 13 is too much", "write 7 or less"),
        ("presure: 3", (2, 1), "presure: there is no such key here", "did you mean pressure?"),
        ("colour: red", (2, 1), "colour: there is no such key here", "check its spelling"),
        ("kind: mobilty", (2, 7), "kind: it should be one of: 'massage_stroke', ", "did you mean mobility?"),
        ("kind: juggling", (2, 7), "kind: it should be one of: 'massage_stroke', ", "take one of these"),
        ("places: [ankel]", (2, 10), "places > 1: it should be one of: 'toes', ", "did you mean ankle?"),
        (
            "dose: {sides: eech, seconds: 60}",
            (2, 15),
            "dose > sides: it should be one of: 'each', ",
            "did you mean each?",
        ),
        ("dose: {sides: each, second: 60}", (2, 21), "dose > second: there is no such key", "did you mean seconds?"),
        ("harder: {use: 5, classes: []}", (2, 15), "harder > use: words should stand here", "write words"),
        (
            "steps: [{do: Sit., clases: [movement]}]",
            (2, 20),
            "steps > 1 > clases: there is no",
            "did you mean classes?",
        ),
        ("picture: [a]", (2, 1), "picture: words should stand here", "write words"),
        ("goals: [Heel Pain]", (2, 9), "goals > 1: not an id", "use lower-case letters"),
    ],
)
def test_a_wrong_value_is_found_where_it_stands(
    copy: Path, line: str, place: tuple[int, int], wrong: str, remedy: str
) -> None:
    path = copy / "techniques" / "ankle_pumps.yaml"
    key = line.partition(":")[0]
    rest = [other for other in path.read_text().splitlines()[1:] if not other.startswith(f"{key}:")]
    path.write_text("\n".join([path.read_text().splitlines()[0], line, *rest]) + "\n")
    found = [fault for fault in read_with_faults(copy)[1] if fault.wrong.startswith(wrong)]
    assert [(fault.line, fault.column) for fault in found] == [place]
    assert found[0].remedy.startswith(remedy)


def test_an_alias_is_refused(copy: Path) -> None:
    (copy / "techniques" / "ankle_pumps.yaml").write_text("name: &a Pumps\nkind: *a\n")
    faults = read_with_faults(copy)[1]
    assert [(fault.line, fault.wrong) for fault in faults] == [(2, "an alias (*) is not allowed here")]


def test_no_and_times_and_dates_stay_what_they_were_written_as(copy: Path) -> None:
    book = read_book(copy)
    question = book.questions["one_leg_today"]
    assert question.healthy == "no"


def test_a_missing_folder_and_a_missing_screen_are_told(tmp_path: Path, copy: Path) -> None:
    assert "there is no such folder" in read_with_faults(tmp_path / "nowhere")[1][0].wrong
    shutil.rmtree(copy / "screening")
    with pytest.raises(BookUnusable, match="there is no screening file"):
        read_book(copy)


def test_the_edition_is_the_content(copy: Path) -> None:
    first = read_book(copy).edition
    assert first == read_book(ROOT / "knowledge").edition
    path = copy / "techniques" / "ankle_pumps.yaml"
    path.write_text(path.read_text() + "\n")
    assert read_book(copy).edition != first


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("places:", "pressure: 13\nplaces:"),
        ("reps: 20", "reps: twenty"),
        ("reps: 20", "resp: 20"),
        ("kind: mobility", "kind: mobilty"),
    ],
)
def test_a_wrong_value_and_a_name_that_leads_nowhere_are_told_in_one_round(copy: Path, old: str, new: str) -> None:
    pumps, circles = (copy / "techniques" / f"ankle_{name}.yaml" for name in ("pumps", "circles"))
    text = pumps.read_text()
    assert old in text
    pumps.write_text(text.replace(old, new))
    circles.write_text(circles.read_text().replace("classes: [", "classes: [movemnt, "))
    book, faults = read_with_faults(copy)
    assert book is None
    found = [(fault.code, fault.file) for fault in faults]
    assert ("schema", "techniques/ankle_pumps.yaml") in found
    # A required word that is wrong leaves nothing to read on with: its file may say what others name.
    needed = old.startswith("kind")
    assert (("reference", "techniques/ankle_circles.yaml") in found) is not needed
    assert len(found) == 2 - needed


def test_of_a_wrong_list_nothing_is_read_on_for_others_may_name_what_stands_in_it(copy: Path) -> None:
    path = copy / "routines" / "stiff_ankles.yaml"
    path.write_text(path.read_text().replace("substitutes:", "substitute:"))
    book, faults = read_with_faults(copy)
    assert book is None
    assert {(fault.code, fault.file) for fault in faults} == {("schema", "routines/stiff_ankles.yaml")}
