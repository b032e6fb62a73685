"""One mistake for each check, planted in a copy of the real book, with what must be said about it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Change = Callable[[Path], None]


@dataclass(frozen=True)
class Mistake:
    """A planted mistake.

    Attributes:
        code: Code of the check that must find it.
        change: Plants it in a folder.
        file: The file that the fault must point at.
        wrong: How the fault begins.
        remedy: How its remedy begins.
        at: What stands in the file from the place that the fault points at.
    """

    code: str
    change: Change
    file: str
    wrong: str
    remedy: str
    at: str


def replaced(file: str, old: str, new: str) -> Change:
    """Returns a change of one file of the book; the old text must be there."""

    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text()
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1))

    return change


def added(file: str, text: str) -> Change:
    """Returns a change that adds lines at the end of a file, or makes the file."""

    def change(folder: Path) -> None:
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_text((path.read_text() if path.exists() else "") + text)

    return change


def copied(file: str, new: str) -> Change:
    """Returns a change that copies a file."""

    def change(folder: Path) -> None:
        (folder / new).write_text((folder / file).read_text())

    return change


def all_of(*changes: Change) -> Change:
    """Returns several changes as one."""

    def change(folder: Path) -> None:
        for one in changes:
            one(folder)

    return change


PUMPS = "techniques/ankle_pumps.yaml"
TOWEL = "techniques/towel_stretch_calf.yaml"
TAPPING = "techniques/tapotement_foot.yaml"
DESK = "routines/desk_micro_break.yaml"

SCENE = """shows: Somebody looks at a bare foot and finds nothing that was not there before.
layers: [{floor: {y: 700}}]
"""

PART = """about: A slipper from the side, toes right. Its middle is at 0, 0.
join: [{box: [-100, -30, 200, 60]}]
"""

MISTAKES = (
    Mistake(
        "reference",
        replaced(PUMPS, "travel: expert_advice", "travle: expert_advice"),
        PUMPS,
        "there is no goal travle",
        "did you mean travel?",
        "travle: expert_advice",
    ),
    Mistake(
        "reference",
        added("cases/one.yaml", "- {case: one, answers: {complaind: ankle}, expect: {triage: selfcare}}\n"),
        "cases/one.yaml",
        "there is no answer complaind",
        "did you mean complaint?",
        "complaind: ankle",
    ),
    Mistake(
        "reference", replaced(PUMPS, "movement", "movment"),
        PUMPS, "there is no technique class movment", "did you mean movement?", "movment",
    ),
    Mistake(
        "reference", replaced("screening/screen.yaml", "- complaint\n", "- complaind\n"),
        "screening/screen.yaml", "there is no question complaind", "did you mean complaint?", "complaind",
    ),
    Mistake(
        "question_order", replaced("screening/screen.yaml", "  - look_at_feet\n", ""),
        "screening/look_at_feet.yaml", "look_at_feet is never put", "add it to order:", "question: look_at_feet",
    ),
    Mistake(
        "question_order", replaced("screening/screen.yaml", "  - how_long\n", "  - how_long\n  - how_long\n"),
        "screening/complaint.yaml", "how_long is put 2 times", "name it once", "question: how_long",
    ),
    Mistake(
        "rule_size",
        replaced(
            "screening/cautions_cleared_leg.yaml", "when: {all: [cleared_leg,",
            "when: {all: [diabetes, cancer, lymphoedema, circulation, blood_clot, one_leg, hot_foot, hot_joint,",
        ),
        "screening/cautions_cleared_leg.yaml", "a rule reads 9 facts", "read 8 at most", "caution:",
    ),
    Mistake(
        "banned_class", replaced(PUMPS, "classes: [", "classes: [behind_knee, "),
        PUMPS, "ankle_pumps has the class behind_knee", "take that part out", "classes:",
    ),
    Mistake(
        "class", replaced(TAPPING, "Sit with one foot on your other knee.", "Stand on one leg."),
        TAPPING, "tapotement_foot: these words speak of one_leg", "add one_leg to classes:", "Stand on one leg.",
    ),
    Mistake(
        "class", replaced("techniques/ball_bottle_roll.yaml", "classes: [ball_rolling, ", "classes: ["),
        "techniques/ball_bottle_roll.yaml", "ball_bottle_roll is of the kind tool, but has no class of it", "add one of: ",
        "classes:",
    ),
    Mistake(
        "class", replaced("techniques/calf_knead_press.yaml", "classes: [petrissage, calf_pressure", "classes: [petrissage"),
        "techniques/calf_knead_press.yaml", "calf_knead_press rubs or presses the calf", "add calf_pressure", "classes:",
    ),
    Mistake(
        "equipment", replaced(TOWEL, "equipment: [towel]", "equipment: []"),
        TOWEL, "towel_stretch_calf tells people to use a towel or a belt", "add towel to equipment:", "Pull the towel",
    ),
    Mistake(
        "evidence", replaced(PUMPS, "goals: [", "goals: [strength, "),
        PUMPS, "ankle_pumps has no grade for its goal strength", "add it to evidence:", "strength",
    ),
    Mistake(
        "evidence", replaced(TAPPING, "sources: [shoemaker1997]\n", ""),
        TAPPING, "tapotement_foot cites no source", "add sources:", "evidence:",
    ),
    Mistake(
        "evidence", replaced(PUMPS, "travel: expert_advice", "travel: contradicted"),
        PUMPS, "ankle_pumps is offered for travel, where studies contradict it", "take the goal out", "travel",
    ),
    Mistake(
        "unused", replaced("book.yaml", "  marbles: ", "  foam_roller: a foam roller\n  marbles: "),
        "book.yaml", "no technique needs foam_roller", "take it out", "foam_roller: a foam roller",
    ),
    Mistake(
        "unused", added("sources.yaml", "nobody2026:\n  title: Nobody cites me\n  standing: read\n"),
        "sources.yaml", "nothing cites the source nobody2026", "cite it, or take it out", "nobody2026:",
    ),
    Mistake(
        "drawn_name", replaced("pictures/ankle_pumps.yaml", "zone: calf", "zone: calv"),
        "pictures/ankle_pumps.yaml", "leg has no zone calv", "did you mean calf?", "calv",
    ),
    Mistake(
        "drawn_name", replaced("pictures/towel_stretch_calf.yaml", "[me.ball, 6, 0, 19]", "[me.bal, 6, 0, 19]"),
        "pictures/towel_stretch_calf.yaml", "there is no point me.bal so far", "did you mean me.ball?", "[me.bal",
    ),
    Mistake(
        "drawn_name", replaced("pictures/ball_bottle_roll.yaml", "use: bottle_in_towel", "use: bottle_in_towl"),
        "pictures/ball_bottle_roll.yaml", "there is no part bottle_in_towl", "did you mean bottle_in_towel?",
        "bottle_in_towl",
    ),
    Mistake(
        "undrawn", replaced("techniques/ankle_circles.yaml", "picture: ankle_circles\n", ""),
        "techniques/ankle_circles.yaml", "ankle_circles has no picture", "draw pictures/ankle_circles.yaml", "name:",
    ),
    Mistake(
        "unused", added("pictures/extra.yaml", SCENE),
        "pictures/extra.yaml", "the picture is shown nowhere", "name it under picture:", "shows:",
    ),
    Mistake(
        "unused", added("pictures/parts/slipper.yaml", PART),
        "pictures/parts/slipper.yaml", "no picture uses the part slipper", "use it in a picture, or delete it", "about:",
    ),
    Mistake(
        "unused", added("classes.yaml", "cupping: {name: cupping, meaning: Cups on the skin.}\n"),
        "classes.yaml", "no technique has the class cupping", "give it to the techniques", "cupping:",
    ),
    Mistake(
        "sides", replaced(TAPPING, "Make a very loose fist.", "Make a loose fist with your left hand."),
        TAPPING, "tapotement_foot is done on each side, but this speaks of the left one alone", "write 'the foot'",
        "Make a loose fist",
    ),
    Mistake(
        "sides", replaced(TAPPING, "sides: each", "sides: none"),
        TAPPING, "tapotement_foot touches arch, ball, heel, top, but its dose has no side", "write sides: each", "dose:",
    ),
    Mistake(
        "sides", replaced("screening/cautions_injury_and_surgery.yaml", "side_of: ", "side_of: pain_now  # "),
        "screening/cautions_injury_and_surgery.yaml", "pain_now tells no side", "name a fact whose answers", "pain_now",
    ),
    Mistake(
        "own_pattern",
        replaced("routines/gentle_ankle_ease.yaml", "  short:\n", "  short:\n    - {technique: stair_calf_stretch, seconds: 60}\n"),
        "routines/gentle_ankle_ease.yaml",
        "gentle_ankle_ease holds stair_calf_stretch, which its own pattern ",
        "take it out, or name a substitute", "stair_calf_stretch",
    ),
    Mistake(
        "dose", replaced(TOWEL, "seconds: 105, hold_seconds: 30", "seconds: 60, hold_seconds: 30"),
        TOWEL, "towel_stretch_calf: 3 x 30 seconds are 90, more than its 60 seconds", "hold shorter", "dose:",
    ),
    Mistake(
        "dose", replaced(PUMPS, "seconds: 60, reps: 20", "seconds: 20, reps: 20"),
        PUMPS, "ankle_pumps: 40 repetitions in 20 seconds are 0.5 seconds each", "between 0.8 and 24", "dose:",
    ),
    Mistake(
        "dose", replaced(DESK, "technique: toe_spread, seconds: 80", "technique: toe_spread, seconds: 800"),
        DESK, "desk_micro_break gives toe_spread 800 seconds", "write 5 to 480", "800",
    ),
    Mistake(
        "minutes", replaced(DESK, "technique: ankle_pumps, seconds: 60", "technique: ankle_pumps, seconds: 180"),
        DESK, "desk_micro_break: the short variant lasts 6.3 minutes", "make it 2 to 5.5 minutes", "short:",
    ),
    Mistake(
        "source_standing", replaced("presentations/plantar_heel_pain.yaml", "sources: [S43]\n    standing: read", "standing: read"),
        "presentations/plantar_heel_pain.yaml", "the entry says read, but it cites no source that was seen so",
        "cite it, or write the standing that is true", "read",
    ),
    Mistake(
        "banned_claim", replaced(PUMPS, "feel: ", "feel: This heals your feet. "),
        PUMPS, "'heals your' may not be said: it promises a cure", "say what it may do", "This heals your feet.",
    ),
    Mistake(
        "text_limit", replaced(PUMPS, "feel: ", f"feel: {'You feel it well. ' * 50}"),
        PUMPS, "ankle_pumps has about", "use 1024 at most", "name: Ankle pumps",
    ),
    Mistake(
        "text_limit", replaced("routines/tired_feet.yaml", "expect: ", f"expect: {'You may feel well. ' * 200}"),
        "routines/tired_feet.yaml", "'Why these?' of tired_feet can have about", "use 4096 at most", "name: ",
    ),
    Mistake(
        "button_width", replaced("screening/life_threat.yaml", "key: Black skin", "key: Black and dying skin"),
        "screening/life_threat.yaml", "the button '5 Black and dying skin' has 22 letters", "use 15 at most",
        "Black and dying skin",
    ),
    Mistake(
        "callback_data",
        added(
            "faq/what_should_i_do_when_my_feet_hurt_in_the_morning_before_work.yaml",
            "question: What now?\nshort: What now?\ntopic: be_careful\nphrases: [what now, and now, now what]\n"
            "answer: Rest.\nstanding: general\n",
        ),
        "faq/what_should_i_do_when_my_feet_hurt_in_the_morning_before_work.yaml",
        "the id what_should_i_do_when_my_feet_hurt_in_the_morning_before_work has 61 bytes", "use 48 letters at most",
        "question: What now?",
    ),
    Mistake(
        "unreachable",
        replaced(
            "screening/cautions_circulation.yaml", "when: past_clot_cleared",
            "when: {all: [past_clot_cleared, {not: past_clot_cleared}]}",
        ),
        "screening/cautions_circulation.yaml", "no answers ever bring the caution past_clot_cleared", "mend when:", "when: ",
    ),
    Mistake(
        "unreachable", replaced("screening/conditions_asked.yaml", "when: heart_kidney_liver", "when: {all: [heart_kidney_liver, {not: heart_kidney_liver}]}"),
        "screening/conditions_asked.yaml", "nobody can ever be asked which_heart", "mend its when:", "when: ",
    ),
    Mistake(
        "unreachable",
        replaced("presentations/plantar_heel_pain.yaml", "[heel_pain_morning, heel_pain_evening]", "[heel_pain_evening]"),
        "routines/heel_pain_morning.yaml", "nobody is ever offered the routine heel_pain_morning", "name it in the", "name: ",
    ),
    Mistake(
        "unreachable", replaced(DESK, "substitutes:\n", "substitutes:\n  stair_calf_stretch: [ankle_pumps]\n"),
        DESK, "desk_micro_break has substitutes for stair_calf_stretch", "take them out", "stair_calf_stretch:",
    ),
    Mistake(
        "unreachable", copied(PUMPS, "techniques/ankle_dances.yaml"),
        "techniques/ankle_dances.yaml", "nobody ever meets the technique ankle_dances", "make it a step", "name: ",
    ),
    Mistake(
        "unreachable",
        all_of(
            replaced("presentations/plantar_heel_pain.yaml", "    points: 3\n", "    points: 1\n"),
            replaced("presentations/plantar_heel_pain.yaml", "    points: 2\n", "    points: 1\n"),
            replaced("presentations/plantar_heel_pain.yaml", "when: {not: heel_squeeze_hurts}", "when: {fact: complaint, is: ankle}"),
        ),
        "presentations/plantar_heel_pain.yaml", "plantar_heel_pain can never be the likeliest pattern", "mend when:", "name: ",
    ),
    Mistake(
        "reading_level",
        replaced(
            PUMPS, "feel: ",
            "feel: Inflammatory pathology necessitates professional evaluation prior to any mechanical intervention by hand. ",
        ),
        PUMPS, "it reads like school year ", "use shorter sentences", "Inflammatory pathology",
    ),
    Mistake(
        "reading_level",
        replaced(
            PUMPS, "feel: ",
            "feel: You may feel that it is a bit warm and that it is a bit stiff and that it is a bit odd at first here. ",
        ),
        PUMPS, "a sentence of 26 words", "use 20 at most", "You may feel",
    ),
)  # fmt: skip
