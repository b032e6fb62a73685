"""Where the book differs from the reference's tables on purpose, and why.

The tables were generated before amendments, resolutions and rulings, which are not folded into them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["amendment", "resolution", "ruling", "stricter"]


@dataclass(frozen=True)
class Deviation:
    """Classes of one condition that stand otherwise in the book.

    Attributes:
        condition: Id of the condition.
        classes: The classes.
        kind: What decided it; only a ruling may make anything weaker.
        why: The reason.
    """

    condition: str
    classes: frozenset[str]
    kind: Kind
    why: str


def _to(condition: str, classes: str, kind: Kind, why: str) -> Deviation:
    return Deviation(condition, frozenset(classes.split()), kind, why)


_LIGHT = "H20: seated, 5 minutes a foot, pressure 3, no one_leg, heel_drop, legs_raised, heat"

CELLS: tuple[Deviation, ...] = (
    _to(
        "dvt_on_treatment",
        "soak cold callus stretch loading movement foot_muscles standing legs_raised lying_flat floor scent nut_oil"
        " hard_object frozen pregnancy_points neck spine_bend wet_feet shoe_pads",
        "resolution",
        "A18: nothing but the care team's plan and looking",
    ),
    _to("past_clot_cleared", "lymph_drainage", "amendment", "H18 and B3: the strokes go up the calf"),
    _to("varicose_veins", "soak heat", "amendment", "H18 and B3: lukewarm heat has no meaning"),
    _to(
        "phlebitis",
        "cold stretch movement foot_muscles legs_raised lying_flat floor helper scent nut_oil frozen"
        " pregnancy_points neck spine_bend wet_feet shoe_pads",
        "stricter",
        "full lists of cold packs, foot muscles, movement, stretches, pads and legs up: no routine with a clot",
    ),
    _to("pad_poor_circulation", "soak", "stricter", "full list of foot_basin_soak"),
    _to("diabetes_no_neuropathy", "heat cold", "resolution", "A5, also amendment H18"),
    _to(
        "blood_thinner_bleeding",
        "acupressure callus ball_rolling",
        "stricter",
        "full lists of acupressure_lr3, callus_care and ball_bottle_roll",
    ),
    _to(
        "pregnancy_or_birth_12wk",
        "myofascial reflexology acupressure lymph_drainage ball_rolling hard_object",
        "resolution",
        "A4: of the hands-on classes light effleurage and petrissage of the foot are left; a ball presses KI1",
    ),
    _to("pregnancy_or_birth_12wk", "lying_flat", "stricter", "forbidden from week 16, and the week is not asked"),
    _to(
        "surgery_under_12wk",
        "loading movement spine_bend",
        "stricter",
        "full lists of heel_raise_double, ankle_alphabet, foot_rom_flow, hamstring_seated_stretch, all_over_stretch",
    ),
    _to(
        "sprain_0_72h",
        "stretch movement foot_muscles",
        "stricter",
        "full lists of seated_calf_stretch, ankle_circles, ankle_pumps, foot_rom_flow, towel_scrunch, toe_spread,"
        " short_foot and toe_yoga",
    ),
    _to("sprain_over_72h", "heat", "amendment", "H18 and B3: while swollen, and swelling is not asked"),
    _to(
        "inflamed_joint_flare",
        "stretch movement foot_muscles",
        "stricter",
        "full lists of seated_calf_stretch, ankle_circles, ankle_pumps, foot_rom_flow, towel_scrunch, toe_spread,"
        " short_foot and toe_yoga",
    ),
    _to("ra_inflammatory_stable", "ball_rolling", "amendment", "H18 and B3: under the forefoot joints"),
    _to("ra_inflammatory_stable", "neck", "stricter", "forbidden when long-standing, and how long is not asked"),
    _to(
        "open_wound",
        "stretch loading movement foot_muscles standing one_leg heel_drop deep_ankle_bend legs_raised lying_flat floor"
        " helper powered_device calf_pressure scent nut_oil pregnancy_points neck spine_bend wet_feet",
        "resolution",
        "A17: no routine while any wound is open",
    ),
    _to("lymphoedema", "lymph_drainage", "stricter", "only as taught by the own therapist, which this book is not"),
    _to("heart_kidney_liver_oedema", "soak heat", "amendment", "H18 and B3: warmth widens the vessels"),
    _to("heart_kidney_liver_oedema", "lying_flat", "stricter", "breathlessness lying flat is not asked"),
    _to("recent_heart_attack_stroke", "mobilising", "amendment", _LIGHT),
    _to(
        "age_16_17",
        "effleurage petrissage reflexology acupressure lymph_drainage stretch mobilising heat standing one_leg"
        " legs_raised",
        "amendment",
        _LIGHT,
    ),
    _to("age_16_17", "helper", "resolution", "B14: helper from 18"),
    _to("frail_or_fall_risk", "effleurage lymph_drainage heat standing legs_raised", "amendment", _LIGHT),
    _to("frail_or_fall_risk", "deep_ankle_bend", "stricter", "full list of cramp_release_stretch"),
    _to("frail_or_fall_risk", "neck", "stricter", "full list of all_over_stretch"),
    _to(
        "hypermobility_eds",
        "effleurage friction percussion reflexology acupressure lymph_drainage oil",
        "stricter",
        "vascular EDS counts as blood_thinner_bleeding, and the kind is not asked",
    ),
    _to(
        "intoxicated_or_sedated",
        "effleurage reflexology acupressure lymph_drainage mobilising legs_raised helper calf_pressure",
        "amendment",
        _LIGHT,
    ),
    _to(
        "eczema_psoriasis_dermatitis",
        "effleurage petrissage myofascial",
        "stricter",
        "full lists of effleurage_foot, petrissage_foot, myofascial_slow_stretch_sole and aromatherapy_oil_massage",
    ),
)
"""Cells that differ."""


@dataclass(frozen=True)
class GateDeviation:
    """Conditions for which a technique's full list is stricter than the book."""

    technique: str
    conditions: frozenset[str]
    kind: Literal["resolution", "ruling"]
    why: str


def _gates(technique: str, conditions: str, kind: Literal["resolution", "ruling"], why: str) -> GateDeviation:
    return GateDeviation(technique, frozenset(conditions.split()), kind, why)


BREATHING: tuple[GateDeviation, ...] = (
    _gates(
        "breathing_relaxation",
        "dvt_on_treatment phlebitis open_wound",
        "ruling",
        "6: breathing without touch is not touched by local conditions",
    ),
    _gates(
        "mld_prep_breathing",
        "dvt_on_treatment phlebitis open_wound heart_kidney_liver_oedema",
        "ruling",
        "6, as above; its gate HEART is meant for drainage, and the row of paced_breathing says changed",
    ),
)
"""Gates of breathing that the ruling takes off."""

GATES: tuple[GateDeviation, ...] = (
    *BREATHING,
    _gates(
        "calf_knead_press",
        "varicose_veins diabetes_no_neuropathy blood_thinner_bleeding osteoporosis sprain_over_72h"
        " ra_inflammatory_stable raynaud_or_cold_allergy age_16_17 frail_or_fall_risk joint_replacement_or_metalwork"
        " hypermobility_eds thin_skin_on_steroids intoxicated_or_sedated",
        "resolution",
        "A1: the step that presses one spot is gone, so trigger_point and deep_pressure are gone",
    ),
)
"""Gates that the book leaves out, techniques as they stand in the book."""

CLASSES_DROPPED: Mapping[str, tuple[frozenset[str], str]] = {
    "calf_knead_press": (frozenset({"trigger_point", "deep_pressure"}), "resolution A1: kneading only"),
    "mld_ankle_toes": (frozenset({"behind_knee"}), "resolution A2: it starts at mid-calf"),
}
"""Classes that a technique of the reference needs and the book's does not."""

FLAGS_THAT_ARE_TERMS = frozenset({"dvt_risk_modifier"})
"""Rows of the red flags that are no flag by themselves."""

LED_BY_ANOTHER_FLAG: Mapping[str, str] = {
    "dvt_possible": "pe_symptoms",
    "post_surgery_problem": "pe_symptoms",
    "septic_joint": "sepsis",
    "lymphoedema_cellulitis": "sepsis",
}
"""Flags whose most serious level the reference gives to another flag's signs, which lead there by themselves."""

MILDER_RULE_BESIDE: Mapping[str, str] = {
    "charcot_foot": "A11 and safety 6: a flatter arch on one side leads to clinician beside the row",
    "diabetic_foot_problem": "H8: diabetes with pain alone leads to clinician; every sign of the row still to urgent",
    "fracture_possible": "safety 2.3: numb feet cannot clear an older knock, so it leads to clinician beside the row",
    "new_numbness": "H6: numbness that a clinician has checked and that is the same since; the rest as the row",
    "headache_red_flag": "techniques 4.5: a headache on most days, or one that wakes, leads to clinician beside the row",
    "child_limp_fever": "H17: a limp or pain without fever leads to clinician beside the row",
    "severe_pain_unknown": "resolutions B12 and ruling 3: pain of 7 leads to clinician beside the row's 8 to 10",
}
"""Flags that have a milder rule for something else than their row's sign, and why."""

SOURCES_ADDED: Mapping[str, str] = {
    "nhs_heart_attack": "named in amendment H3, without an id",
    "nhs_meningitis_sepsis": "named in amendment H4, without an id",
    "mayo_nhs_wales_tingling": "named in amendment H5, without an id",
    "no_document": "says that a subject is named and no document is claimed",
}
"""Ids of sources that stand in no table of the reference, and why they are there."""

ROUTINES_ADDED: Mapping[str, str] = {
    "gentle_foot_ease": "for answers that fit no single pattern: what suits every likely one",
    "gentle_ankle_ease": "the back of the heel, as long as the middle of the tendon is not told from its end",
    "gentle_ankle_moves": "an ankle without a clear pattern: the seated part of stiff_ankles",
    "scar_care": "scar_area_gentle_move stands in no routine there; here its three conditions are asked first (A8)",
    "light_strokes": "lymph-style strokes for calm, taken out of the routine for puffy ankles (A3)",
}
"""Routines beyond the reference."""

_CALF = "A1: a one-sided ache is not kneaded, and one side is not asked or is the rule here"

STEPS_DROPPED: Mapping[str, Mapping[str, str]] = {
    "heel_pain_morning": {
        "ball_bottle_roll": "bare feet stay off the floor before the first steps; the evening has it"
    },
    "heel_pain_evening": {"calf_knead_press": _CALF},
    "achilles_midportion": {"calf_knead_press": _CALF},
    "achilles_insertional": {"calf_knead_press": "A1 and A13"},
    "swollen_ankles_travel": {
        "mld_ankle_toes": "A3: the days after a trip are those of a clot",
        "mld_prep_breathing": "A3: it leads into the strokes that were taken out",
    },
    "tension_headache_relax": {"all_over_stretch": "B2: no turning of the neck with a headache"},
    "low_back_ache_relax": {
        "all_over_stretch": "B2: no bending of the back",
        "hamstring_seated_stretch": "B2: no bending of the back",
        "calf_knead_press": _CALF,
        "heat_pack": "B6: on the back only with clean back flags and full feeling, which is not asked",
        "reflex_spine_edge": "contradicted for the back by a large trial",
    },
    "calf_cramp_now": {"calf_knead_press": "A1: stretch, light strokes, ankle pumps"},
    "forefoot_pain": {
        "toe_extension_stretch": "A16: a pinched nerve and a stiff big toe are not always told apart",
        "towel_scrunch": "it bends the toes hard, as above",
        "foot_rom_flow": "it bends the toes, as above; circles and letters move the ankle",
        "gastroc_wall_stretch": "deep_ankle_bend loads the ball; a tired bone is not always told apart",
    },
    "desk_micro_break": {
        "all_over_stretch": "it turns the neck and bends the back, which would ask a list for a break",
        "foot_squeeze_relax": "the same muscles as the towel scrunch",
    },
    "better_sleep": {"aromatherapy_oil_massage": "oily feet on the way to bed; plain strokes do"},
    "reflexology_6_week": {"legs_up_wall": "the 60 minutes of the study are not offered (A26)"},
}
"""Techniques that no variant of a routine holds any more, and why."""

VARIANTS_DROPPED: Mapping[tuple[str, str], str] = {
    ("swollen_ankles_travel", "long"): "without the strokes there is nothing to fill it (A3)",
    ("calf_cramp_now", "long"): "without kneading there is nothing to fill it (A1)",
    ("desk_micro_break", "long"): "its eleven minutes are the standard length here",
}
"""Lengths that a routine has no longer, and why."""
