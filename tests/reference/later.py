"""What amendments, resolutions and rulings add to the tables: flags and cautions, and what these must forbid."""

from collections.abc import Mapping

from bot.knowledge.models.base import Level

NEW_FLAGS: Mapping[str, Level] = {
    "immune_infection": Level.EMERGENCY,
    "heart_attack_possible": Level.EMERGENCY,
    "meningitis_sepsis_rash": Level.EMERGENCY,
    "climbing_weakness": Level.EMERGENCY,
}
"""Red flags of amendments H2 to H5, with the most serious level that each must be able to lead to."""

FORBIDDEN: Mapping[str, frozenset[str]] = {
    "heart_disease_other": frozenset({"callus"}),
    "implanted_electric_device": frozenset({"powered_device"}),
    "glaucoma": frozenset({"legs_raised"}),
    "faints_or_dizzy_standing": frozenset({"one_leg"}),
    "sciatica": frozenset({"spine_bend"}),
    "fascia_tear": frozenset({"loading", "heel_drop"}),
    "long_trip_or_bed_4wk": frozenset({"calf_pressure"}),
    "surgery_other_leg": frozenset({"calf_pressure"}),
    "calf_one_sided": frozenset(
        {"calf_pressure", "deep_pressure", "trigger_point", "scraping", "percussion", "lymph_drainage", "heat"}
    ),
    "inflamed_joint_elsewhere": frozenset({"petrissage", "friction", "deep_pressure", "loading", "heat"}),
    "healing_leg_standing": frozenset({"one_leg", "heel_drop"}),
    "hurt_leg_standing": frozenset({"standing", "one_leg", "heel_drop"}),
    "chilblains_warmth": frozenset({"heat", "soak", "cold"}),
    "toe_surgery": frozenset({"mobilising"}),
    "immune_weakened": frozenset({"callus"}),
}
"""Cautions beyond the matrix, with the least that each forbids."""

CHANGED: Mapping[str, frozenset[str]] = {
    "hormones": frozenset({"calf_pressure"}),
    "reflux": frozenset({"legs_raised"}),
    "faints_or_dizzy_standing": frozenset({"standing", "soak"}),
    "lung_or_panic": frozenset({"paced_breathing"}),
    "cramp_prone": frozenset({"foot_muscles"}),
    "pets_in_room": frozenset({"scent"}),
    "cancer_before": frozenset({"effleurage", "petrissage", "deep_pressure"}),
}
"""Cautions beyond the matrix, with the least that each changes."""

LEAVES_ONLY: Mapping[str, frozenset[str]] = {
    "feet_not_seen": frozenset({"looking"}),
    "immune_weakened_skin": frozenset({"looking"}),
    "pain_seven": frozenset({"effleurage", "movement", "paced_breathing", "looking"}),
    "pregnancy_high_risk": frozenset({"effleurage", "oil", "movement", "paced_breathing", "looking"}),
    "dvt_on_treatment": frozenset({"paced_breathing", "looking"}),
    "open_wound": frozenset({"paced_breathing", "looking"}),
    "phlebitis": frozenset({"paced_breathing", "looking"}),
}
"""Cautions that forbid everything but these classes."""

HANDS_ON = frozenset(
    {
        "effleurage",
        "petrissage",
        "friction",
        "percussion",
        "deep_pressure",
        "trigger_point",
        "myofascial",
        "scraping",
        "reflexology",
        "acupressure",
        "lymph_drainage",
        "thai_shiatsu",
        "ball_rolling",
        "calf_pressure",
        "mobilising",
        "helper",
        "powered_device",
        "hard_object",
    }
)
"""Classes that press; where one of them is changed, pressure is at most 3 (resolution B13)."""

GLOBAL_LIGHT = frozenset({"standing", "one_leg", "heel_drop", "legs_raised", "heat"})
"""What a whole session that is limited to light work never holds (amendment H20)."""

GLOBAL_LIGHT_MINUTES = 5
