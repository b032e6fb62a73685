"""Each comparison finds a planted deviation, so that its silence means something."""

import json
from pathlib import Path

import pytest

from bot.knowledge.models.base import KNEE_TO_TOES, Level, Place, Standing
from bot.knowledge.models.caution import Caution
from bot.knowledge.models.red_flag import RedFlag, Where
from bot.knowledge.models.technique import Technique

from .comparison import (
    CellDifference,
    GateDifference,
    cell,
    cell_differences,
    claims_too_much,
    classes_anywhere,
    flag_faults,
    gate_differences,
    is_too_narrow,
)
from .tables import ConditionRow, FlagRow, Strictness, TechniqueRow, firmest, read_reference

ROW = ConditionRow(
    "THAT LEG",
    {"heat": Strictness.FORBIDDEN, "cold": Strictness.CHANGED, "stretch": Strictness.ALLOWED},
    frozenset({"S01"}),
    Standing.READ,
)


def caution(**changes: object) -> Caution:
    """Returns a caution that agrees with the row, but for the changes."""
    agreed = {
        "caution": "surgery",
        "name": "an operation",
        "when": "surgery",
        "where": "both_legs",
        "forbid": ["heat"],
        "change": [{"classes": ["cold"], "say": "Short."}],
        "say": "It is healing.",
    }
    return Caution.model_validate(agreed | changes)


def flag(*levels: Level, within_days: int | None = None) -> dict[str, RedFlag]:
    """Returns a book's red flags: one, that leads to these levels."""
    rules = [{"level": level, "when": "surgery", "within_days": within_days} for level in levels]
    entry = {"flag": "surgery", "asks": "?", "because": "-", "suggests": "-", "why": "-", "levels": rules}
    return {"surgery": RedFlag.model_validate(entry)}


def differences(entry: Caution) -> list[CellDifference]:
    return list(cell_differences({"surgery": ROW}, {"surgery": entry}))


def test_agreement_is_silent() -> None:
    assert differences(caution()) == []


def test_a_cell_that_is_weaker_is_found() -> None:
    (found,) = differences(caution(forbid=[]))
    assert found == CellDifference("surgery", "heat", Strictness.FORBIDDEN, Strictness.ALLOWED)
    assert found.weaker


def test_a_cell_that_is_stricter_is_found_and_told_apart() -> None:
    (found,) = differences(caution(forbid=["heat", "stretch"]))
    assert found.class_id == "stretch"
    assert not found.weaker


def test_a_changed_cell_that_becomes_allowed_is_found() -> None:
    (found,) = differences(caution(change=[]))
    assert found == CellDifference("surgery", "cold", Strictness.CHANGED, Strictness.ALLOWED)


def test_a_caution_that_is_not_there_differs_in_every_strict_cell() -> None:
    assert {found.class_id for found in cell_differences({"surgery": ROW}, {})} == {"heat", "cold"}


def test_everything_forbids_all_but_looking() -> None:
    assert cell(caution(forbid="everything", change=[]), "paced_breathing") is Strictness.FORBIDDEN
    assert cell(caution(forbid="everything", change=[]), "looking") is Strictness.ALLOWED


def test_a_gate_that_no_class_carries_is_found() -> None:
    rows = {"cold_pack": TechniqueRow(frozenset({"cold"}), {"surgery": Strictness.FORBIDDEN})}
    found = list(gate_differences({"cold_pack": {"cold"}}, rows, {"surgery": caution()}))
    assert found == [GateDifference("cold_pack", "surgery", Strictness.FORBIDDEN, Strictness.CHANGED)]
    assert list(gate_differences({"cold_pack": {"cold", "heat"}}, rows, {"surgery": caution()})) == []
    (without,) = gate_differences({"cold_pack": {"cold"}}, rows, {})
    assert without.book is Strictness.ALLOWED


@pytest.mark.parametrize(
    ("where", "scope", "narrow"),
    [
        ("whole_body", "GLOBAL", False),
        ("both_legs", "GLOBAL", True),
        ("both_legs", "BOTH LEGS", False),
        ("both_feet", "BOTH LEGS", True),
        ({"side_of": "knock_side"}, "BOTH FEET", True),
        ({"side_of": "knock_side"}, "INJURED AREA", False),
        ({"places": ["ankle"], "side_of": "knock_side"}, "INJURED AREA", True),
        ({"places": ["ball"]}, "TOES", True),
    ],
)
def test_a_narrower_place_is_found(where: object, scope: str, narrow: bool) -> None:
    assert is_too_narrow(Where.model_validate(where), scope) is narrow


def test_the_thigh_is_part_of_a_leg_and_not_of_knee_to_toes() -> None:
    knee_to_toes = Where.model_validate({"places": sorted(KNEE_TO_TOES), "side_of": "operation_side"})
    leg = Where.model_validate({"places": sorted({*KNEE_TO_TOES, Place.THIGH}), "side_of": "operation_side"})
    assert is_too_narrow(knee_to_toes, "THAT LEG")
    assert not is_too_narrow(leg, "THAT LEG")


FLAG_ROW = FlagRow(frozenset({Level.URGENT, Level.CLINICIAN}), 7, frozenset(), Standing.READ)


def test_a_red_flag_that_agrees_is_silent() -> None:
    assert list(flag_faults("surgery", FLAG_ROW, flag(Level.URGENT, Level.CLINICIAN, within_days=7))) == []


def test_a_red_flag_that_is_not_there_is_found() -> None:
    assert list(flag_faults("surgery", FLAG_ROW, {})) == ["surgery: the book has no such red flag"]


def test_a_red_flag_that_is_milder_at_its_worst_is_found() -> None:
    (fault,) = flag_faults("surgery", FLAG_ROW, flag(Level.CLINICIAN, within_days=7))
    assert "at most" in fault


def test_a_red_flag_that_is_milder_at_its_least_is_found() -> None:
    (fault,) = flag_faults("surgery", FLAG_ROW, flag(Level.URGENT, Level.ADAPTED))
    assert "at least" in fault


def test_a_red_flag_that_gives_more_days_is_found() -> None:
    (fault,) = flag_faults("surgery", FLAG_ROW, flag(Level.URGENT, Level.CLINICIAN, within_days=14))
    assert "within 14 days" in fault


def test_a_firmer_standing_is_found() -> None:
    assert claims_too_much(Standing.READ, Standing.SECOND_HAND)
    assert not claims_too_much(Standing.GENERAL, Standing.SECOND_HAND)
    assert not claims_too_much(Standing.READ, Standing.READ)


@pytest.mark.parametrize(
    ("marks", "standing"),
    [
        ("V", Standing.READ),
        ("Vm / G", Standing.SECOND_HAND),
        ("V / D", Standing.READ),
        ("G", Standing.GENERAL),
        ("D", Standing.DESIGN_CHOICE),
        ("V2", Standing.SECOND_HAND),
        ("GK", Standing.GENERAL),
        ("V (existence)", Standing.SECOND_HAND),
        ("V (conclusion GK)", Standing.READ),
    ],
)
def test_marks_are_read(marks: str, standing: Standing) -> None:
    assert firmest(marks) is standing


def test_a_class_of_a_step_or_a_variant_is_found() -> None:
    technique = Technique.model_validate(
        {
            "name": "Strokes",
            "kind": "massage_stroke",
            "classes": ["effleurage"],
            "places": ["calf"],
            "position": "Sit.",
            "steps": ["Stroke.", {"do": "Press behind the knee.", "classes": ["behind_knee"]}],
            "dose": {"sides": "each", "seconds": 60},
            "feel": "Soft.",
            "harder": {"say": "Add the calf.", "classes": ["calf_pressure"]},
            "evidence": {},
            "why": "It may calm.",
        }
    )
    assert classes_anywhere(technique) == {"effleurage", "behind_knee", "calf_pressure"}


def test_the_tables_are_read_with_extra_classes_and_global_scope(tmp_path: Path) -> None:
    row = {"classes": {"heat": "M"}, "note": "", "source": "S01 and [S02]", "mark": "V"}
    tables = {
        "class_codes": {"HEAT": "heat", "MOB": "movement", "KNEEB": "behind_knee"},
        "extra_classes": {
            "movement": {"everyone": False, "forbidden": ["burn"], "changed": ["cold_feet"]},
            "behind_knee": {"everyone": True, "forbidden": [], "changed": []},
        },
        "conditions": {
            "fever": row | {"scope": "GLOBAL"},
            "burn": row | {"scope": "PATCH"},
            "cold_feet": row | {"scope": "FEET"},
            "calm": row | {"scope": "FEET"},
        },
        "red_flags": {
            "sprain": {"level": "L3 (2-7 days); L2 if worse", "source": "[S23]", "mark": "V"},
            "risk": {"level": "none alone; L2 with calf pain", "source": "", "mark": "D"},
        },
        "techniques": {
            "circles": {
                "classes": [{"id": "movement", "optional": False}, {"id": "heat", "optional": True}],
                "full_list": {"forbidden": ["burn"], "changed": ["fever"]},
            }
        },
        "sources": {"slug": {"standing": "status"}, "moyer2004": {"standing": "V"}},
    }
    file = tmp_path / "reference.json"
    file.write_text(json.dumps(tables), encoding="utf-8")
    (tmp_path / "safety.md").write_text("- S44 Heel pain [S45], S4 and XS46", encoding="utf-8")
    read = read_reference(file)
    assert {name: row.cells["movement"] for name, row in read.conditions.items()} == {
        "fever": Strictness.FORBIDDEN,
        "burn": Strictness.FORBIDDEN,
        "cold_feet": Strictness.CHANGED,
        "calm": Strictness.ALLOWED,
    }
    assert "behind_knee" not in read.conditions["fever"].cells
    assert read.banned == {"behind_knee"}
    assert read.conditions["burn"].cites == {"S01", "S02"}
    assert read.red_flags["sprain"] == FlagRow(
        frozenset({Level.CLINICIAN, Level.URGENT}), 7, frozenset({"S23"}), Standing.READ
    )
    assert read.red_flags["risk"].levels == frozenset()
    assert read.techniques["circles"].classes == {"movement"}
    assert read.techniques["circles"].full_list == {"burn": Strictness.FORBIDDEN, "fever": Strictness.CHANGED}
    assert read.sources == {"moyer2004": Standing.READ}
    assert read.screening_sources == {"S44", "S45"}
