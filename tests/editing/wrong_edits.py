"""Realistic wrong edits of the book, one thing broken in each, as somebody who knows feet and no programming makes them."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_with_faults
from tests.conftest import ROOT
from tests.knowledge.mistakes import Change, added, replaced


@dataclass(frozen=True)
class WrongEdit:
    """One wrong edit.

    Attributes:
        title: What was done, in words.
        file: The file in which it was done, where the fault must stand.
        change: Does it to a copy of the book.
        code: The code of the fault.
        in_editor: Whether an editor with the schemas underlines it while it is typed.
    """

    title: str
    file: str
    change: Change
    code: str
    in_editor: bool = False


def edited(title: str, file: str, old: str, new: str, code: str, *, in_editor: bool = False) -> WrongEdit:
    """Returns a wrong edit that replaces words of a file."""
    return WrongEdit(title, file, replaced(file, old, new), code, in_editor)


def re_encoded(file: str, old: str, new: str) -> Change:
    """Returns a change that saves a file in the encoding of old Windows programs, with a letter outside ASCII."""

    def change(folder: Path) -> None:
        text = (folder / file).read_text()
        assert old in text
        (folder / file).write_bytes(text.replace(old, new, 1).encode("cp1252"))

    return change


def removed(file: str) -> Change:
    """Returns a change that deletes a file."""
    return lambda folder: (folder / file).unlink()


TYPED = (
    edited(
        "A sentence with a colon is not put in quotes", "techniques/ankle_pumps.yaml",
        "feel: You should feel your calves", "feel: What you feel: your calves", "yaml",
    ),
    edited("A line is indented with the tab key", "techniques/ankle_circles.yaml", "  - Lift one foot.", "\t- Lift one foot.", "yaml"),
    edited("A line is indented too little", "routines/desk_micro_break.yaml", "substitutes:\n  towel_scrunch:", "substitutes:\ntowel_scrunch:", "schema", in_editor=True),
    edited("A closing bracket is forgotten", "techniques/toe_yoga.yaml", "]\n", "\n", "yaml"),
    edited("The apostrophe of a word closes a quote", "faq/does_it_help_sleep.yaml", "short: ", "short: 'I don't know: ", "yaml"),
    edited("A key is misspelt", "techniques/toe_spread.yaml", "stop_if:", "stopp_if:", "schema", in_editor=True),
    edited("A number is beyond its limit", "techniques/tapotement_foot.yaml", "pressure: 2", "pressure: 9", "schema", in_editor=True),
    edited("A line that is needed is deleted", "techniques/cold_pack.yaml", "feel: ", "# feel: ", "schema", in_editor=True),
    edited("A time has its unit where a number is wanted", "routines/tired_feet.yaml", "seconds: 60", "seconds: 1 minute", "schema", in_editor=True),
    edited("A word that is chosen from a list is misspelt", "screening/legs_and_feet.yaml", "level: urgent", "level: urgnt", "schema", in_editor=True),
    edited("A length of time has no unit", "screening/complaint.yaml", "for: 7 days", "for: 7", "schema", in_editor=True),
    edited("A class is both forbidden and changed", "screening/cautions_skin.yaml", "    say: While skin is open", "    change: [{classes: [stretch], say: Only gently.}]\n    say: While skin is open", "schema"),
    edited("A comparison has no number", "screening/cautions_medicines_and_states.yaml", "when: blood_thinner_bleeding", "when: {fact: pain_now}", "schema"),
    edited("any: has one condition that is not in a list", "screening/cautions_joints_and_bones.yaml", "when: {any: [osteoporosis, thin_skin_on_steroids]}", "when: {any: osteoporosis}", "schema", in_editor=True),
    edited("A button is too long", "faq/is_scraping_better.yaml", "short: Is scraping better?", "short: Is scraping better than hands alone?", "schema", in_editor=True),
    edited("An answer says neither its sources nor its standing", "faq/why_it_works.yaml", "sources: [moyer2004, jones2013, shoemaker1997]\n", "", "schema"),
    edited("A source does not say how it was seen", "sources.yaml", "  where: massageprocedures.com/research/circulation\n  standing: read\n", "  where: massageprocedures.com/research/circulation\n", "schema", in_editor=True),
    edited("A sign gets more points than there are", "presentations/bunion.yaml", "points: 2", "points: 5", "schema", in_editor=True),
    edited("An entry is copied and its id is not changed", "classes.yaml", "soak: {name: foot baths", "oil: {name: foot baths", "yaml"),
    edited("The name of a level is misspelt", "book.yaml", "  urgent:\n", "  urgentt:\n", "schema", in_editor=True),
    edited("A case expects nothing", "cases/healthy.yaml", "  expect: {triage: selfcare, presentation: plantar_heel_pain, never: [heel_raise_double, stair_calf_stretch]}", "  expect: {}", "schema"),
    edited("The lowest answer of a scale is above the highest", "scales.yaml", "  lowest: 0\n", "  lowest: 20\n", "schema"),
    edited("A pattern of typed words has too many parts", "words/danger.en.yaml", "- <pain>|sharp|knife + <breathe_in>", "- <pain> + sharp + knife + <breathe_in>", "schema"),
    edited("A layer of a picture has two things", "pictures/ankle_alphabet.yaml", "layers:\n  - ", "layers:\n  - ring: {at: [100, 100]}\n    ", "schema"),
    WrongEdit("A file is saved by an old program in another encoding", "techniques/foot_check.yaml", re_encoded("techniques/foot_check.yaml", "name: ", "name: Füße: "), "not_utf8"),
)  # fmt: skip
"""Slips of typing: a file of them cannot be read."""

NAMED = (
    edited("A class is misspelt", "techniques/ankle_pumps.yaml", "classes: [movement]", "classes: [movment]", "reference", in_editor=True),
    edited("A source is cited that is not in the list", "techniques/toe_spread.yaml", "sources: [menz2022", "sources: [mentz2022", "reference", in_editor=True),
    edited("A rule asks for a fact that nobody is asked", "screening/cautions_joints_and_bones.yaml", "when: {any: [osteoporosis, ", "when: {any: [osteoporose, ", "reference", in_editor=True),
    edited("The order of the questions names one that is not there", "screening/screen.yaml", "- complaint\n", "- complaints\n", "reference", in_editor=True),
    WrongEdit("A technique is deleted that a routine still holds", "routines/desk_micro_break.yaml", removed("techniques/towel_scrunch.yaml"), "reference", in_editor=False),
    edited("A picture is named that nobody drew", "techniques/cold_pack.yaml", "picture: cold_pack", "picture: ice_pack", "reference"),
    edited("A case names an answer that no question has", "cases/healthy.yaml", "answers: {pain_pattern: after_standing}", "answers: {pain_patern: after_standing}", "reference", in_editor=True),
    edited("A goal is misspelt in a grade", "techniques/tapotement_foot.yaml", "evidence: {session_helper:", "evidence: {sesion_helper:", "reference", in_editor=True),
)  # fmt: skip
"""Names that lead nowhere: the files can be read, but not put together."""

MEANT = (
    edited("The steps say to stand on one leg, the classes do not", "techniques/tapotement_foot.yaml", "Sit with one foot on your other knee.", "Stand on one leg beside a wall.", "class"),
    edited("A thing is needed that is not declared", "techniques/ankle_circles.yaml", "- Lift one foot.", "- Lay one foot on a pillow.", "equipment"),
    edited("The holds do not fit into the time", "techniques/towel_stretch_calf.yaml", "seconds: 105, hold_seconds: 30", "seconds: 60, hold_seconds: 30", "dose"),
    edited("A routine gets too long for its length", "routines/desk_micro_break.yaml", "{technique: ankle_pumps, seconds: 60}", "{technique: ankle_pumps, seconds: 180}", "minutes"),
    edited("A text promises too much", "techniques/cold_pack.yaml", "why: >-\n", "why: >-\n  It heals your heel. ", "banned_claim"),
    edited("A text is too hard to read", "techniques/ankle_pumps.yaml", "feel: You should", "feel: Inflammatory pathology necessitates professional evaluation prior to mechanical intervention. You should", "reading_level"),
    edited("A sentence is too long", "techniques/toe_yoga.yaml", "feel: ", "feel: You may feel that it is a bit warm and that it is a bit stiff and that it is a bit odd at first. ", "reading_level"),
    edited("The text speaks of the left foot in an exercise for each side", "techniques/toe_spread.yaml", "Sit with your foot flat", "Sit with your left foot flat", "sides"),
    edited("A technique has no picture", "techniques/short_foot.yaml", "picture: short_foot\n", "", "undrawn"),
    edited("A key word on a button is too long", "screening/life_threat.yaml", "key: Black skin", "key: Black and dying skin", "button_width"),
    edited("A rule can never be true", "screening/cautions_circulation.yaml", "when: past_clot_cleared", "when: {all: [past_clot_cleared, {not: past_clot_cleared}]}", "unreachable"),
    WrongEdit("A source is added and never cited", "sources.yaml", added("sources.yaml", "smith2026:\n  title: A title\n  standing: read\n"), "unused"),
    edited("A technique is used for a goal without a grade", "techniques/foot_rom_flow.yaml", "goals: [", "goals: [balance, ", "evidence"),
)  # fmt: skip
"""What can be read and cannot be meant."""

GROUPS: Mapping[str, tuple[WrongEdit, ...]] = {
    "Slips of typing": TYPED, "Names that lead nowhere": NAMED, "What cannot be meant": MEANT,
}  # fmt: skip
"""All of them. Those of one group are made together in one copy of the book, as an evening's work would be."""


def faults_of(edits: tuple[WrongEdit, ...], folder: Path) -> Iterator[tuple[WrongEdit, list[Fault]]]:
    """Makes all of a group's edits in one copy of the book, reads it once, and yields each with its own faults.

    Args:
        edits: The group; each in a file of its own.
        folder: An empty folder.
    """
    copy = folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", copy)
    for edit in edits:
        edit.change(copy)
    found = read_with_faults(copy)[1]
    for edit in edits:
        yield edit, [fault for fault in found if fault.file == edit.file]
